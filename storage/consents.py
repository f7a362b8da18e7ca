"""Somebody else's yes or no to a story: asked for one wording, answered once, taken back at any time."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import col, select

from domain.kinds import ConsentAnswer, ConsentReason, StoryState
from domain.story_rules import mentions
from storage.database import Session
from storage.tables import Person, Story, StoryConsent

_of_story = and_(
    col(Story.tenant_id) == col(StoryConsent.tenant_id), col(Story.id) == col(StoryConsent.story_id)
)


@dataclass(frozen=True)
class Ask:
    """Somebody who must say yes, and why."""

    person_id: str
    reason: ConsentReason


async def of_story(session: Session, story: Story) -> Sequence[StoryConsent]:
    rows = await session.exec(
        select(StoryConsent)
        .where(StoryConsent.tenant_id == story.tenant_id, StoryConsent.story_id == story.id)
        .order_by(StoryConsent.id)
    )
    return rows.all()


async def shared(session: Session, tenant_id: str, story_ids: Collection[str]) -> set[str]:
    """Which of these stories somebody other than their author has been asked about."""
    rows = await session.exec(
        select(StoryConsent.story_id).where(
            StoryConsent.tenant_id == tenant_id, col(StoryConsent.story_id).in_(story_ids)
        )
    )
    return set(rows)


async def get(session: Session, tenant_id: str, consent_id: str) -> StoryConsent | None:
    return await session.get(StoryConsent, (tenant_id, consent_id))


async def asked_of(session: Session, person: Person, consent_id: str) -> StoryConsent | None:
    """A consent that this very person has been asked for."""
    consent = await get(session, person.tenant_id, consent_id)
    return consent if consent and consent.person_id == person.id else None


async def lock(session: Session, consent: StoryConsent) -> Story | None:
    """The consent's story, with both rows held to the end of the turn: story first, as everywhere."""
    story = await session.get(Story, (consent.tenant_id, consent.story_id), with_for_update=True)
    if story is not None:
        await session.refresh(consent, with_for_update=True)
    return story


async def open_questions(session: Session, person: Person) -> Sequence[StoryConsent]:
    """What waits for this person's yes or no, oldest first; nothing of stories that were withdrawn."""
    rows = await session.exec(
        select(StoryConsent)
        .join(Story, _of_story)
        .where(
            StoryConsent.tenant_id == person.tenant_id,
            StoryConsent.person_id == person.id,
            StoryConsent.answer == ConsentAnswer.ASKED,
            Story.state == StoryState.AWAITING_CONSENT,
        )
        .order_by(col(StoryConsent.asked_at))
    )
    return rows.all()


async def given_by(
    session: Session, person: Person, *, limit: int, skip: int = 0
) -> Sequence[tuple[StoryConsent, Story]]:
    """What this person has said yes to and may still take back, newest first."""
    rows = await session.exec(
        select(StoryConsent, Story)
        .join(Story, _of_story)
        .where(
            StoryConsent.tenant_id == person.tenant_id,
            StoryConsent.person_id == person.id,
            StoryConsent.answer == ConsentAnswer.YES,
            Story.state != StoryState.WITHDRAWN,
        )
        .order_by(col(StoryConsent.answered_at).desc(), StoryConsent.id)
        .offset(skip)
        .limit(limit)
    )
    return rows.all()


async def renew(session: Session, story: Story, asks: Iterable[Ask], now: datetime) -> Sequence[StoryConsent]:
    """Bring the consents to the story's wording; returns those that must be asked for now."""
    wanted = {ask.person_id: ask for ask in asks}
    to_ask = []
    for consent in await of_story(session, story):
        if consent.person_id not in wanted and not await _still_in(session, story, consent):
            await session.delete(consent)
        elif consent.answer != ConsentAnswer.NO:
            consent.answer, consent.answered_at = ConsentAnswer.ASKED, None
            consent.revision, consent.asked_at = story.revision, now
            to_ask.append(consent)
        wanted.pop(consent.person_id, None)
    new = [asked(story, ask, now) for ask in wanted.values()]
    session.add_all(new)
    await session.flush()
    return to_ask + new


async def _still_in(session: Session, story: Story, consent: StoryConsent) -> bool:
    """Her words stay hers whatever the form says; being named ends when no part of the name is left."""
    if consent.reason == ConsentReason.HER_WORDS:
        return True
    person = await session.get(Person, (consent.tenant_id, consent.person_id))
    return person is not None and mentions(f"{story.title}\n{story.body}", person.name)


def asked(story: Story, ask: Ask, now: datetime) -> StoryConsent:
    """The question to somebody, about the story's wording of now; not in the database yet."""
    return StoryConsent(
        tenant_id=story.tenant_id,
        id=uuid.uuid4().hex,
        story_id=story.id,
        person_id=ask.person_id,
        reason=ask.reason,
        revision=story.revision,
        asked_at=now,
    )
