"""Keys to the web side: bearer tokens for machines, one-time links and sessions for people.

Only hashes are kept: whoever reads the table cannot use what is in it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, select

from storage.database import Session
from storage.tables import ApiToken, Person, WebKey

LINK_LIVES = timedelta(minutes=10)
SESSION_LIVES = timedelta(minutes=30)  # without a visit
SESSION_ENDS = timedelta(hours=12)  # with as many visits as one likes
TOKEN_LIVES = timedelta(days=365)


class Purpose(StrEnum):
    LINK = "link"
    SESSION = "session"


@dataclass(frozen=True)
class Visit:
    """Whose session it is, and until when it gives her the right to edit that Entra has told of."""

    person: Person
    app_role_until: datetime | None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


async def create_token(session: Session, tenant_id: str, label: str, now: datetime) -> str:
    """A bearer token for the digest, shown this once."""
    secret = "mv_" + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            tenant_id=tenant_id,
            token_hash=_hash(secret),
            label=label,
            created_at=now,
            expires_at=now + TOKEN_LIVES,
        )
    )
    return secret


async def token_of(session: Session, secret: str, now: datetime) -> ApiToken | None:
    """Whose token it is, while it is good."""
    rows = await session.exec(
        select(ApiToken).where(ApiToken.token_hash == _hash(secret), col(ApiToken.expires_at) > now)
    )
    return rows.first()


async def open_key(session: Session, person: Person, purpose: Purpose, now: datetime) -> str:
    """A link's or a session's secret, bound to one person."""
    secret = secrets.token_urlsafe(32)
    is_link = purpose is Purpose.LINK
    session.add(
        WebKey(
            tenant_id=person.tenant_id,
            key_hash=_hash(secret),
            person_id=person.id,
            purpose=purpose,
            expires_at=now + (LINK_LIVES if is_link else SESSION_LIVES),
            used_at=None if is_link else now,
        )
    )
    return secret


async def exchange_link(session: Session, secret: str, now: datetime) -> tuple[Person, str] | None:
    """Use up a one-time link: the person it was made for, and the secret of her new session."""
    key = await _find(session, secret, Purpose.LINK, now)
    person = await session.get(Person, (key.tenant_id, key.person_id)) if key else None
    if key is None or person is None or key.used_at is not None:
        return None
    key.used_at = now
    return person, await open_key(session, person, Purpose.SESSION, now)


async def visit_of(session: Session, secret: str, now: datetime) -> Visit | None:
    """Who a session belongs to; each visit keeps it open for another half hour, to the end of its day.

    None also for somebody who has left: whatever she had open ends with that.
    """
    key = await _find(session, secret, Purpose.SESSION, now)
    if key is None or key.used_at is None:
        return None
    person = await session.get(Person, (key.tenant_id, key.person_id))
    if person is None or person.left_at is not None:
        return None
    key.expires_at = min(now + SESSION_LIVES, key.used_at + SESSION_ENDS)
    return Visit(person, key.app_role_until)


async def lend_app_role(session: Session, secret: str, until: datetime | None, now: datetime) -> None:
    """What Entra says now of her right to edit: until then, or with None not at all."""
    key = await _find(session, secret, Purpose.SESSION, now)
    if key is not None:
        key.app_role_until = until


async def end_session(session: Session, secret: str) -> None:
    """Signed out on the server as well: whoever has kept the cookie cannot use it."""
    found = col(WebKey.key_hash) == _hash(secret), col(WebKey.purpose) == Purpose.SESSION
    await session.exec(delete(WebKey).where(*found))


async def _find(session: Session, secret: str, purpose: Purpose, now: datetime) -> WebKey | None:
    rows = await session.exec(
        select(WebKey)
        .where(WebKey.key_hash == _hash(secret), WebKey.purpose == purpose, col(WebKey.expires_at) > now)
        .with_for_update()
    )
    return rows.first()


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(WebKey).where(col(WebKey.expires_at) < now))
    await session.exec(delete(ApiToken).where(col(ApiToken.expires_at) < now))
