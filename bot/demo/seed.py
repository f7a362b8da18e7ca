"""Fill an empty database with the demo municipality: the same people and stories every time."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from bot.demo import data, photo
from bot.demo.check_ins import seed_check_ins
from bot.demo.incidents import seed_incidents
from bot.settings import DEMO_TENANT
from domain.calendar import IsoWeek
from domain.kinds import ConsentAnswer, ConsentReason, StoryState
from domain.schedule import Occasion, Schedule
from storage import agenda, forums, organisation, outbox, people
from storage.database import Database, Session
from storage.tables import Story, StoryConsent

SEED = 20261122
LONG, AT_MOST = timedelta(days=365), 60  # how far back a demo forum's meetings are looked for


async def seed(database: Database, now: datetime) -> bool:
    """True when the database was empty and is filled now."""
    # Nobody waits for the loop yet, and the way to a thread would take longer than all the statements.
    async with database.turn() as session:
        if await people.area(session, DEMO_TENANT) is not None:
            return False
        file = data.organisation()
        await organisation.apply(session, DEMO_TENANT, file, now)
        units = {person.id: person.unit_id for person in file.people}
        dice = random.Random(SEED)  # noqa: S311 - the demo is to be the same every time
        for number, told in enumerate(data.stories()):
            when = _moment(told.weeks_ago, now, dice)
            story = _story(number, told, units[told.author], when)
            session.add(story)
            await session.flush()
            await _consents(session, story, told, when)
            if told.title == photo.STORY:
                await photo.attach(session, story, when)
        for held in sorted(data.meetings(), key=lambda meeting: -meeting.meetings_ago):
            await _meet(session, held, now)
        await seed_check_ins(session, now, dice)
        await seed_incidents(session, now, dice)
    return True


async def _meet(session: Session, held: data.DemoMeeting, now: datetime) -> None:
    """As if the team had pressed the buttons at the end of the meeting."""
    forum = await forums.get(session, DEMO_TENANT, held.forum)
    schedule = forums.schedule_of(forum) if forum else None
    assert forum is not None
    assert schedule is not None
    past = [one for one in _since(schedule, now - LONG) if one.meets_at < now][-held.meetings_ago]
    point = await agenda.point_for(session, [(forum, past)], past.meets_at)
    agenda.discuss(point, past.meets_at)
    agenda.agree(point, held.agreement, past.meets_at)
    if held.told:
        agenda.tell(point, now)


def _since(schedule: Schedule, start: datetime) -> list[Occasion]:
    found: list[Occasion] = []
    while len(found) < AT_MOST and (one := schedule.next_after(found[-1].meets_at if found else start)):
        found.append(one)
    return found


def _moment(weeks_ago: int, now: datetime, dice: random.Random) -> datetime:
    """Some working hour of the week so many weeks ago, never later than now."""
    week = IsoWeek.of(now)
    for _ in range(weeks_ago):
        week = week.previous()
    when = week.starts() + timedelta(days=dice.randrange(5), hours=dice.randrange(6, 15))
    when += timedelta(minutes=dice.randrange(60))
    return max(week.starts(), min(when, now - timedelta(minutes=dice.randrange(1, 60))))


def _story(number: int, told: data.DemoStory, unit_id: str, when: datetime) -> Story:
    ready = told.state is not StoryState.AWAITING_CONSENT
    return Story(
        tenant_id=DEMO_TENANT,
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"medvind-demo-{number}").hex,
        author_id=told.author,
        unit_id=unit_id,
        title=told.title or "",
        body=told.body,
        theme=told.theme,
        name_shown=told.name_shown,
        no_citizen_confirmed=True,
        state=told.state,
        created_at=when,
        changed_at=when,
        ready_at=when if ready else None,
        withdrawn_at=when if told.withdrawn else None,
    )


async def _consents(session: Session, story: Story, told: data.DemoStory, when: datetime) -> None:
    asked = [
        (told.about, ConsentReason.ABOUT_HER, told.about_answer),
        (told.her_words, ConsentReason.HER_WORDS, told.her_words_answer),
    ]
    for person_id, reason, answer in asked:
        if person_id is None:
            continue
        said = answer or ConsentAnswer.ASKED
        consent = StoryConsent(
            tenant_id=DEMO_TENANT,
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"{story.id}-{person_id}").hex,
            story_id=story.id,
            person_id=person_id,
            reason=reason,
            answer=said,
            asked_at=when,
            answered_at=None if said is ConsentAnswer.ASKED else when,
        )
        session.add(consent)
        if said is ConsentAnswer.ASKED:
            await outbox.add(session, DEMO_TENANT, outbox.consent_request(consent, when), when)
