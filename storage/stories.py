"""Good stories and the consents they need."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col, select

from domain.consent import may_publish
from domain.kinds import ConsentAnswer, NameShown, StoryKind, StoryState, Theme
from storage import consents
from storage.database import Session
from storage.rows import insert_new
from storage.tables import Person, Story, StoryConsent

DRAFT_KEPT = timedelta(days=30)
DRAFTS_COMPARED = 10  # the newest; the texts are sealed, so it is done here
WITHDRAWN_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Wording:
    """What the storyteller has written and chosen, checked and ready to be kept."""

    title: str
    body: str
    theme: Theme | None
    name_shown: NameShown
    unit_id: str
    kind: StoryKind = StoryKind.STORY
    happens_on: date | None = None


async def draft(session: Session, author: Person, body: str, now: datetime) -> Story:
    """Keep what was written so far; nobody but the author sees a draft."""
    story = Story(
        tenant_id=author.tenant_id,
        id=uuid.uuid4().hex,
        author_id=author.id,
        unit_id=author.unit_id,
        body=body,
        created_at=now,
        changed_at=now,
    )
    session.add(story)
    await session.flush()
    return story


async def tell(
    session: Session, author: Person, wording: Wording, asks: Iterable[consents.Ask], now: datetime
) -> tuple[Story, Sequence[StoryConsent]]:
    """Keep a story that was no draft, with its confirmed wording, and the consents that must be asked for."""
    story = Story(
        tenant_id=author.tenant_id,
        id=uuid.uuid4().hex,
        author_id=author.id,
        unit_id=wording.unit_id,
        kind=wording.kind,
        happens_on=wording.happens_on,
        title=wording.title,
        body=wording.body,
        theme=wording.theme,
        name_shown=wording.name_shown,
        no_citizen_confirmed=True,
        state=StoryState.AWAITING_CONSENT,
        created_at=now,
        changed_at=now,
    )
    # Somebody whose words they are, and who is named in them, is asked once.
    wanted = {ask.person_id: ask for ask in asks}
    to_ask = [consents.asked(story, ask, now) for ask in wanted.values()]
    _settle(story, to_ask, now)
    await insert_new(session, story)
    session.add_all(to_ask)
    return story, to_ask


async def drafted(session: Session, author: Person, body: str, now: datetime) -> Story | None:
    """Her draft of these very words, if she has one, kept as long again: Teams may bring them twice.

    Two copies may come at once: the author is held, so that the second sees what the first has made.
    """
    author_row = select(Person.id).where(Person.tenant_id == author.tenant_id, Person.id == author.id)
    await session.exec(author_row.with_for_update(key_share=True))
    drafts = await session.exec(
        select(Story)
        .where(
            Story.tenant_id == author.tenant_id,
            Story.author_id == author.id,
            Story.state == StoryState.DRAFT,
        )
        .order_by(col(Story.changed_at).desc())
        .limit(DRAFTS_COMPARED)
    )
    found = next((story for story in drafts if story.body == body), None)
    if found is not None:
        found.changed_at = now
    return found


async def own(session: Session, author: Person, story_id: str) -> Story | None:
    """The author's own story; a withdrawn one, or another's, is as unknown as one that does not exist."""
    story = await _of(session, author, story_id)
    return story if story and story.state != StoryState.WITHDRAWN else None


async def withdrawn(session: Session, author: Person, story_id: str) -> Story | None:
    """The author's own story, if she has withdrawn it: for the way back only."""
    story = await _of(session, author, story_id)
    return story if story and story.state == StoryState.WITHDRAWN else None


async def _of(session: Session, author: Person, story_id: str) -> Story | None:
    story = await session.get(Story, (author.tenant_id, story_id), with_for_update=True)
    return story if story and story.author_id == author.id else None


async def discard_draft(session: Session, author: Person, story_id: str) -> bool:
    """Delete a draft for good; False when it is not hers, or no draft any more."""
    story = await own(session, author, story_id)
    if story is None or story.state != StoryState.DRAFT:
        return False
    await session.delete(story)
    return True


async def get(session: Session, tenant_id: str, story_id: str) -> Story | None:
    return await session.get(Story, (tenant_id, story_id))


async def written_by(session: Session, author: Person, *, limit: int, skip: int = 0) -> Sequence[Story]:
    """Her stories and drafts, the one touched last first; nothing that she has withdrawn."""
    rows = await session.exec(
        select(Story)
        .where(
            Story.tenant_id == author.tenant_id,
            Story.author_id == author.id,
            Story.state != StoryState.WITHDRAWN,
        )
        .order_by(col(Story.changed_at).desc(), Story.id)
        .offset(skip)
        .limit(limit)
    )
    return rows.all()


async def submit(
    session: Session, story: Story, wording: Wording, asks: Iterable[consents.Ask], now: datetime
) -> Sequence[StoryConsent]:
    """Keep the confirmed wording; returns the consents that must be asked for now.

    A new wording needs a new yes from everybody else in it; a no stays a no.
    """
    if story.state != StoryState.DRAFT:
        story.revision += 1
    else:
        story.kind = wording.kind  # what it is does not change afterwards: people have said yes to it
    story.happens_on = wording.happens_on
    story.title, story.body = wording.title, wording.body
    story.theme, story.name_shown, story.unit_id = wording.theme, wording.name_shown, wording.unit_id
    story.no_citizen_confirmed, story.changed_at, story.withdrawn_at = True, now, None
    story.state = StoryState.AWAITING_CONSENT
    to_ask = await consents.renew(session, story, asks, now)
    await settle(session, story, now)
    return to_ask


async def settle(session: Session, story: Story, now: datetime) -> None:
    """Ready when everybody in it has said yes to this wording; waiting again when somebody has not."""
    if story.state not in (StoryState.AWAITING_CONSENT, StoryState.READY):
        return
    _settle(story, await consents.of_story(session, story), now)
    session.add(story)


def _settle(story: Story, asked: Iterable[StoryConsent], now: datetime) -> None:
    answers = [(c.revision, ConsentAnswer(c.answer)) for c in asked]
    if may_publish(StoryState.READY, story.no_citizen_confirmed, answers, story.revision):
        story.state, story.ready_at = StoryState.READY, story.ready_at or now
    else:
        # A new wording that waits belongs to the week in which it gets its yes.
        story.state, story.ready_at = StoryState.AWAITING_CONSENT, None


async def withdraw(session: Session, story: Story, now: datetime) -> None:
    story.state, story.withdrawn_at, story.changed_at = StoryState.WITHDRAWN, now, now
    session.add(story)


async def restore(session: Session, story: Story, now: datetime) -> None:
    """Undo a withdrawal: the story waits for the same consents as before."""
    story.withdrawn_at, story.changed_at = None, now
    story.state = StoryState.AWAITING_CONSENT if story.no_citizen_confirmed else StoryState.DRAFT
    await settle(session, story, now)


async def answer(
    session: Session, story: Story, consent: StoryConsent, said: ConsentAnswer, now: datetime
) -> None:
    """Keep a yes or a no, and what follows from it for the story. Both rows are locked by the caller."""
    consent.answer, consent.answered_at = said, now
    session.add(consent)
    await session.flush()
    await settle(session, story, now)


async def prune(session: Session, now: datetime) -> None:
    """Drafts and withdrawn stories are erased after 30 days (retention proposal, facts 2.8)."""
    await session.exec(
        delete(Story).where(
            (col(Story.state) == StoryState.DRAFT) & (col(Story.changed_at) < now - DRAFT_KEPT)
            | (col(Story.state) == StoryState.WITHDRAWN) & (col(Story.withdrawn_at) < now - WITHDRAWN_KEPT)
        )
    )
