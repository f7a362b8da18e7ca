"""Two photos of Anne's, one confirmed and one waiting: what to give the functions of storage that take one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from domain.photo_rules import Redrawn
from storage import photos
from storage.database import Session
from storage.tables import Person, StoryPhoto
from tests.town import ANNE, TENANT

PICTURE = Redrawn(b"\xff\xd8\xffnew", 4, 3)


async def is_sent(session: Session, now: datetime) -> None:
    anne = await session.get_one(Person, (TENANT, ANNE))
    for words in (b"one", b"two"):
        photo = await photos.receive(session, anne, Redrawn(b"\xff\xd8\xff" + words, 4, 3), now)
        assert photo
    (story, *_) = await photos.stories_for(session, anne, limit=1)
    await photos.confirm(session, photo, story, "En kande", now)


async def gifts(session: Session, own_or_strange: Callable[[str, str], str]) -> Mapping[Any, Any]:
    confirmed = await _one(session, col(StoryPhoto.confirmed_at).is_not(None))
    return {
        StoryPhoto: confirmed,
        Redrawn: PICTURE,
        "photo_id": own_or_strange("story_photo", confirmed.id),
        "alt_text": "En anden kande",
    }


async def especially(session: Session) -> dict[str, dict[str, Any]]:
    confirmed = await _one(session, col(StoryPhoto.confirmed_at).is_not(None))
    waiting = await _one(session, col(StoryPhoto.confirmed_at).is_(None))
    return {
        "photos.waiting": {"photo_id": waiting.id},
        "photos.of_stories": {"story_ids": [confirmed.story_id]},
        "photos.story_for": {"story_id": confirmed.story_id},
        "photos.newest_of": {"story": await _story_of(session, confirmed)},
    }


async def _one(session: Session, which: Any) -> StoryPhoto:
    found = await session.exec(select(StoryPhoto).where(StoryPhoto.tenant_id == TENANT, which))
    return found.one()


async def _story_of(session: Session, photo: StoryPhoto) -> Any:
    anne = await session.get_one(Person, (TENANT, ANNE))
    return await photos.story_for(session, anne, photo.story_id)
