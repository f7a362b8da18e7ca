"""What is said first about the newsletter, as rows of the outbox: each of it once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select

from domain.calendar import IsoWeek
from domain.kinds import ConsentAnswer, StoryState
from domain.quiet_hours import at_work
from storage import consents, outbox, teams
from storage.database import Session
from storage.outbox import DeliveryClass, Note
from storage.tables import Newsletter, Outgoing, Story, StoryConsent, StoryVersion

NEWS_FOR = timedelta(days=7)  # after that it is no news that a newsletter is out
TIME_TO_ANSWER = timedelta(days=1)  # before anybody is asked again
BETWEEN_QUESTIONS = timedelta(days=7)


def edit_request(version: StoryVersion, author_id: str, now: datetime) -> Note:
    """May it be printed as the editor has written it? Asked once for each wording."""
    return outbox.to_person(
        author_id,
        message="edit_request",
        object_id=version.id,
        key=f"edit|{version.id}",
        delivery_class=DeliveryClass.DEADLINE,
        not_before=at_work(now),
    )


async def tell_of_publishing(
    session: Session, issue: Newsletter, authors: Iterable[str], now: datetime
) -> int:
    """Thanks to each author, and the news to each team with a channel; how many notes are new.

    In the transaction that publishes: both happen, or neither. A second call adds nothing.
    """
    notes = [_thanks(issue, author_id, now) for author_id in sorted(set(authors))]
    every = await teams.all_of(session, issue.tenant_id)
    notes += [_news(issue, team.id, now) for team in every if team.conversation_id]
    return sum([await outbox.add(session, issue.tenant_id, note, now) for note in notes])


def _thanks(issue: Newsletter, author_id: str, now: datetime) -> Note:
    # No one message of the week is used up: she has sent something herself, and this is what became of it.
    return outbox.to_person(
        author_id,
        message="story_printed",
        object_id=issue.week,
        key=f"printed|{issue.week}|{author_id}",
        delivery_class=DeliveryClass.NUDGE,
        not_before=at_work(now),
    )


def _news(issue: Newsletter, team_id: str, now: datetime) -> Note:
    moment = at_work(now)
    return Note(
        key=f"newsletter-out|{issue.week}|{team_id}",
        message="newsletter_out",
        object_id=issue.week,
        delivery_class=DeliveryClass.NUDGE,
        not_before=moment,
        not_after=moment + NEWS_FOR,
        team_id=team_id,
    )


async def ask_again(session: Session, story: Story, now: datetime) -> int:
    """Ask those who have not answered once more; how many are asked. The caller holds the story's row.

    Nobody within a day of the first question, nor twice in seven days; and nobody at all once somebody has
    said no: then nothing more is to be had by asking.
    """
    every = await consents.of_story(session, story)
    if story.state != StoryState.AWAITING_CONSENT or any(c.answer == ConsentAnswer.NO for c in every):
        return 0
    waiting = [c for c in every if c.answer == ConsentAnswer.ASKED and c.revision == story.revision]
    had_time = [c for c in waiting if now - c.asked_at >= TIME_TO_ANSWER]
    due = [c for c in had_time if not await _asked_lately(session, c, now)]
    return sum([await outbox.add(session, story.tenant_id, _again(c, now), now) for c in due])


def _key(consent: StoryConsent, week: IsoWeek) -> str:
    return f"consent-again|{consent.id}|{consent.revision}|{week}"


def _again(consent: StoryConsent, now: datetime) -> Note:
    return outbox.to_person(
        consent.person_id,
        message="consent_request",
        object_id=consent.id,
        key=_key(consent, IsoWeek.of(now)),
        delivery_class=DeliveryClass.DEADLINE,
        not_before=at_work(now),
    )


async def _asked_lately(session: Session, consent: StoryConsent, now: datetime) -> bool:
    """The key is one a week; this keeps a Sunday and the Monday after it apart too."""
    week = IsoWeek.of(now)
    rows = await session.exec(
        select(Outgoing.id).where(
            Outgoing.tenant_id == consent.tenant_id,
            col(Outgoing.key).in_([_key(consent, week), _key(consent, week.previous())]),
            Outgoing.created_at > now - BETWEEN_QUESTIONS,
        )
    )
    return rows.first() is not None
