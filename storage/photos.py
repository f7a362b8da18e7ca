"""Photos to stories: received, confirmed by whoever sent them, and only then anybody else's to see."""

from __future__ import annotations

import uuid
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain.kinds import StoryState
from domain.photo_rules import Redrawn, tidy_alt
from storage import printable, stories
from storage.database import Session
from storage.tables import NewsletterItem, Person, Story, StoryPhoto

UNCONFIRMED_KEPT = timedelta(hours=24)
UNCONFIRMED_MOST = 4  # of one person: who sends more has forgotten the first


def jpeg_of(photo: StoryPhoto) -> bytes:
    """The picture itself."""
    return b64decode(photo.image)


async def stories_for(session: Session, author: Person, *, limit: int) -> Sequence[Story]:
    """Her drafts, and her stories that are not published yet: the one touched last first."""
    rows = await session.exec(
        select(Story)
        .where(
            Story.tenant_id == author.tenant_id,
            Story.author_id == author.id,
            Story.state != StoryState.WITHDRAWN,
            ~printable.is_printed(),
        )
        .order_by(col(Story.changed_at).desc(), Story.id)
        .limit(limit)
    )
    return rows.all()


async def story_for(session: Session, author: Person, story_id: str) -> Story | None:
    """One of them, held to the end of the transaction; None for anybody else's and for what is published."""
    rows = await session.exec(
        select(Story)
        .where(
            Story.tenant_id == author.tenant_id,
            Story.id == story_id,
            Story.author_id == author.id,
            Story.state != StoryState.WITHDRAWN,
            ~printable.is_printed(),
        )
        .with_for_update(key_share=True)
    )
    return rows.first()


async def receive(session: Session, author: Person, picture: Redrawn, now: datetime) -> StoryPhoto | None:
    """Keep a picture beside her newest story until she has confirmed it; None, and nothing kept, without one.

    Teams may bring it twice, and at once: she is held, so that the second sees what the first has kept.
    """
    await _hold(session, author)
    newest = await stories_for(session, author, limit=1)
    if not newest:
        return None
    waiting = await _waiting_of(session, author)
    image = b64encode(picture.jpeg).decode()
    known = next((photo for photo in waiting if photo.image == image), None)
    if known is not None:
        return known
    for photo in waiting[UNCONFIRMED_MOST - 1 :]:
        await session.delete(photo)
    return await keep(session, newest[0], picture, now)


async def keep(session: Session, story: Story, picture: Redrawn, now: datetime) -> StoryPhoto:
    """A picture beside a story, for nobody to see before it is confirmed."""
    photo = StoryPhoto(
        tenant_id=story.tenant_id,
        id=uuid.uuid4().hex,
        story_id=story.id,
        image=b64encode(picture.jpeg).decode(),
        width=picture.width,
        height=picture.height,
        created_at=now,
    )
    session.add(photo)
    await session.flush()
    return photo


async def waiting(session: Session, author: Person, photo_id: str) -> StoryPhoto | None:
    """A picture of hers that is not confirmed yet, held to the end of the transaction."""
    photo = await _own(session, author, photo_id)
    return photo if photo and photo.confirmed_at is None else None


async def own(session: Session, author: Person, photo_id: str) -> StoryPhoto | None:
    """A confirmed picture of hers."""
    photo = await _own(session, author, photo_id)
    return photo if photo and photo.confirmed_at is not None else None


async def confirm(session: Session, photo: StoryPhoto, story: Story, alt_text: str, now: datetime) -> None:
    """She has described it, and promised what must be promised: from now on it goes with the story."""
    photo.story_id, photo.alt_text, photo.confirmed_at = story.id, tidy_alt(alt_text), now
    session.add(photo)
    await session.flush()


async def discard(session: Session, author: Person, photo_id: str) -> bool:
    """Erase a picture of hers, and all the story's earlier ones if it had been confirmed.

    False when it is not hers, or gone. What is published loses it too: it is looked up there by its id.
    """
    photo = await _own(session, author, photo_id)
    if photo is None:
        return False
    these = col(StoryPhoto.id) == photo.id
    if photo.confirmed_at is not None:
        confirmed = col(StoryPhoto.confirmed_at).is_not(None)
        these = or_(these, and_(col(StoryPhoto.story_id) == photo.story_id, confirmed))
    session.expunge(photo)
    await session.exec(delete(StoryPhoto).where(col(StoryPhoto.tenant_id) == author.tenant_id, these))
    return True


async def get(session: Session, tenant_id: str, photo_id: str) -> StoryPhoto | None:
    """A confirmed picture by its id."""
    photo = await session.get(StoryPhoto, (tenant_id, photo_id))
    return photo if photo and photo.confirmed_at is not None else None


async def newest_of(session: Session, story: Story) -> StoryPhoto | None:
    """The confirmed picture that goes with a story."""
    return (await of_stories(session, story.tenant_id, [story.id])).get(story.id)


async def of_stories(session: Session, tenant_id: str, story_ids: Collection[str]) -> dict[str, StoryPhoto]:
    """The newest confirmed picture of each of these stories that has one."""
    if not story_ids:
        return {}
    # The older ones stay in the database: each is half a megabyte to open.
    rows = await session.exec(
        select(StoryPhoto).where(
            StoryPhoto.tenant_id == tenant_id,
            col(StoryPhoto.story_id).in_(story_ids),
            col(StoryPhoto.confirmed_at).is_not(None),
            ~_is_superseded(),
        )
    )
    return {photo.story_id: photo for photo in rows}


def _is_superseded() -> ColumnElement[bool]:
    """Whether its story has a picture that was confirmed later."""
    newer = aliased(StoryPhoto)
    later = col(newer.confirmed_at) > col(StoryPhoto.confirmed_at)
    at_once = and_(
        col(newer.confirmed_at) == col(StoryPhoto.confirmed_at), col(newer.id) > col(StoryPhoto.id)
    )
    return (
        select(newer.id)
        .where(
            newer.tenant_id == StoryPhoto.tenant_id,
            newer.story_id == StoryPhoto.story_id,
            or_(later, at_once),
        )
        .exists()
    )


async def _own(session: Session, author: Person, photo_id: str) -> StoryPhoto | None:
    photo = await session.get(StoryPhoto, (author.tenant_id, photo_id), with_for_update=True)
    story = await stories.own(session, author, photo.story_id) if photo else None
    return photo if story else None


async def _hold(session: Session, author: Person) -> None:
    row = select(Person.id).where(Person.tenant_id == author.tenant_id, Person.id == author.id)
    await session.exec(row.with_for_update(key_share=True))


async def _waiting_of(session: Session, author: Person) -> Sequence[StoryPhoto]:
    """Hers that are not confirmed, the newest first."""
    rows = await session.exec(
        select(StoryPhoto)
        .join(
            Story,
            and_(col(Story.tenant_id) == StoryPhoto.tenant_id, col(Story.id) == StoryPhoto.story_id),
        )
        .where(
            StoryPhoto.tenant_id == author.tenant_id,
            Story.author_id == author.id,
            col(StoryPhoto.confirmed_at).is_(None),
        )
        .order_by(col(StoryPhoto.created_at).desc(), StoryPhoto.id)
    )
    return rows.all()


async def prune(session: Session, now: datetime) -> None:
    """What was not confirmed within a day, and what a newer picture has taken the place of.

    A newsletter that is out keeps the one it came with.
    """
    await session.exec(
        delete(StoryPhoto).where(
            col(StoryPhoto.confirmed_at).is_(None), col(StoryPhoto.created_at) < now - UNCONFIRMED_KEPT
        )
    )
    printed = (
        select(func.count())
        .where(
            NewsletterItem.tenant_id == StoryPhoto.tenant_id,
            NewsletterItem.photo_id == StoryPhoto.id,
        )
        .scalar_subquery()
    )
    await session.exec(
        delete(StoryPhoto).where(col(StoryPhoto.confirmed_at).is_not(None), _is_superseded(), printed == 0)
    )
