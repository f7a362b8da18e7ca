"""The nudge before a meeting: the standing points, each with one dialogue card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from dialogs.agenda import card_for, key_of, refresh_posted
from dialogs.base import Scene
from dialogs.screens import Screen
from domain.calendar import IsoWeek
from domain.quiet_hours import at_work
from domain.schedule import Occasion, Schedule
from nudges.base import Nudge
from storage import agenda, disturbances, forums, outbox, teams
from storage.database import Session
from storage.tables import AgendaPoint, Forum, Outgoing

log = structlog.get_logger()

AT_A_TIME = 200  # in one transaction: on SQLite everybody who writes waits for it
TROUBLE_WAITS = timedelta(hours=1)


@dataclass(frozen=True)
class _Reader:
    """Whom the card is for: a team's channel, or one person."""

    team_id: str | None = None
    person_id: str | None = None


async def plan(session: Session, now: datetime) -> int:
    """One row for each meeting whose nudge is due; a meeting that has begun gets none."""
    planned = 0
    for forum in await forums.nudge_due(session, now, limit=AT_A_TIME):
        try:
            async with session.begin_nested():
                planned += await _plan_for(session, forum, now)
        except Exception as error:  # one forum's trouble must not silence all the others
            log.error("nudge_not_planned", error=type(error).__name__)
            forum.nudge_due_at = now + TROUBLE_WAITS
    return planned


async def _plan_for(session: Session, forum: Forum, now: datetime) -> int:
    planned = 0
    reader = await _reader(session, forum)
    for _ in range(2):  # a long stop may hide a meeting and the nudge for the next one
        occasion = forums.next_of(forum)
        if occasion is None or not forums.is_due(forum, now, reachable=reader is not None):
            break
        if reader is not None:
            planned += await _plan_one(session, forum, occasion, reader, now)
        forums.look_ahead(forum, max(now, occasion.meets_at))
    if reader is None and forum.nudge_due_at and forum.nudge_due_at <= now:
        # Nobody to send it to yet. Asked again in a while: somebody may be named before the meeting.
        forum.nudge_due_at = now + TROUBLE_WAITS
    return planned


async def _reader(session: Session, forum: Forum) -> _Reader | None:
    if forum.team_id is not None:
        team = await teams.get(session, forum.tenant_id, forum.team_id)
        return _Reader(team_id=team.id) if team and team.conversation_id else None
    person = await forums.convenor(session, forum)
    return _Reader(person_id=person.id) if person else None


async def _plan_one(
    session: Session, forum: Forum, occasion: Occasion, reader: _Reader, now: datetime
) -> int:
    schedule = forums.schedule_of(forum)
    together = await forums.meeting_with(session, forum, occasion.meets_at)
    if schedule is None or not together or together[0][0].id != forum.id:
        return 0  # another forum that meets as one with this one has the card
    known = await agenda.of_meeting(session, together)
    key = key_of(known.forum_id, known.week) if known else key_of(forum.id, occasion.week)
    if await outbox.is_planned(session, forum.tenant_id, key):
        await _again(session, known, together, key, at_work(now, schedule.hours), now)
        return 0
    not_before = await _free_moment(session, forum, occasion, reader, schedule, now)
    if not_before is None:
        return 0
    point = await agenda.point_for(session, together, now)
    if known is not None:
        await agenda.bring_up_to_date(session, point, together, now)
    note = outbox.Note(
        key=key_of(point.forum_id, point.week),
        message="agenda",
        object_id=point.id,
        team_id=reader.team_id,
        person_id=reader.person_id,
        delivery_class=outbox.DeliveryClass.NUDGE,
        not_before=not_before,
        not_after=occasion.meets_at,
    )
    return int(await outbox.add(session, forum.tenant_id, note, now))


async def _again(
    session: Session,
    point: AgendaPoint | None,
    together: agenda.Together,
    key: str,
    moment: datetime,
    now: datetime,
) -> None:
    """A meeting whose card is planned or posted: after a change, or since another forum meets with it.

    What was called off by a pause is said after all; a topic that came later comes onto the posted card.
    """
    tenant_id = together[0][0].tenant_id
    await outbox.revive(session, tenant_id, key, moment)
    if point is not None and not point.discussed_at and await agenda.complete(session, point, together, now):
        await refresh_posted(session, point, now)


async def _free_moment(
    session: Session,
    forum: Forum,
    occasion: Occasion,
    reader: _Reader,
    schedule: Schedule,
    now: datetime,
) -> datetime | None:
    """When it may be sent; None when the meeting has begun, or begins before anybody may be disturbed.

    A person who has had her one message of the week gets this one in the next, if that is before the meeting.
    """
    moments = _moments(schedule, occasion, now)
    if reader.person_id is None:
        return next(moments, None)
    return await disturbances.take_first(session, forum.tenant_id, reader.person_id, moments, "agenda")


def _moments(schedule: Schedule, occasion: Occasion, now: datetime) -> Iterator[datetime]:
    moment = at_work(now, schedule.hours)
    while moment < occasion.meets_at:
        yield moment
        moment = at_work(IsoWeek.of(moment).ends(), schedule.hours)


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    point = await agenda.get(scene.session, scene.tenant_id, row.object_id)
    return await card_for(scene, point) if point else None


async def compose_first(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, when the meeting is called off or has begun, or the card is no business of hers any more."""
    point = await agenda.get(scene.session, scene.tenant_id, row.object_id)
    if point is None:
        return None
    for question in await agenda.questions_of(scene.session, point):
        forum = await forums.get(scene.session, scene.tenant_id, question.forum_id)
        schedule = forums.schedule_of(forum) if forum and forum.in_organisation else None
        occasion = schedule.of_week(IsoWeek.parse(point.week)) if schedule else None
        if forum and occasion and occasion.meets_at > scene.now and await _is_for(scene, forum, row):
            point.meets_at = occasion.meets_at
            return await card_for(scene, point)
    return None


async def _is_for(scene: Scene, forum: Forum, row: Outgoing) -> bool:
    """A card in private is for whoever convenes the forum when it is sent."""
    if row.person_id is None:
        return True
    convenor = await forums.convenor(scene.session, forum)
    return convenor is not None and convenor.id == row.person_id


AGENDA = Nudge("agenda", compose_first, plan)
# After a press, everybody's copy of the posted card is replaced by how things stand.
AGENDA_REFRESH = Nudge("agenda_refresh", compose)
