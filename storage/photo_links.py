"""One-time links to the page where a photo is handed in: each for one person and one of her stories.

Only hashes are kept: whoever reads the table cannot use what is in it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import col, select

from storage import photos
from storage.database import Session
from storage.tables import Person, Story, WebKey

LINK_LIVES = timedelta(minutes=30)
_PURPOSE = "photo:"


async def open_link(session: Session, story: Story, now: datetime) -> str:
    """The secret of a page where its author can hand in a photo to this story: for half an hour, and once."""
    secret = secrets.token_urlsafe(32)
    session.add(
        WebKey(
            tenant_id=story.tenant_id,
            key_hash=_hash(secret),
            person_id=story.author_id,
            purpose=f"{_PURPOSE}{story.id}",
            expires_at=now + LINK_LIVES,
        )
    )
    return secret


async def behind_link(session: Session, secret: str, now: datetime) -> tuple[Person, Story] | None:
    """Whose link it is, and for which story; None when it has been used, is too old, or the story is gone."""
    found = await _behind(session, secret, now)
    return found[1:] if found else None


async def use_link(session: Session, secret: str, now: datetime) -> tuple[Person, Story] | None:
    """The same, and nobody can use it again. Of two at once, the second waits here and gets None."""
    found = await _behind(session, secret, now)
    if found is None:
        return None
    found[0].used_at = now
    return found[1:]


async def _behind(session: Session, secret: str, now: datetime) -> tuple[WebKey, Person, Story] | None:
    rows = await session.exec(
        select(WebKey)
        .where(
            WebKey.key_hash == _hash(secret),
            col(WebKey.purpose).startswith(_PURPOSE),
            col(WebKey.expires_at) > now,
            col(WebKey.used_at).is_(None),
        )
        .with_for_update()
    )
    key = rows.first()
    person = await session.get(Person, (key.tenant_id, key.person_id)) if key else None
    if key is None or person is None or person.left_at is not None:
        return None
    story = await photos.story_for(session, person, key.purpose.removeprefix(_PURPOSE))
    return (key, person, story) if story else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
