"""Keys to the web side: bearer tokens for machines, one-time links and sessions for the editor.

Only hashes are kept: whoever reads the table cannot use what is in it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, select

from storage.database import Session
from storage.tables import ApiToken, Person, WebKey

LINK_LIVES = timedelta(minutes=10)
SESSION_LIVES = timedelta(minutes=30)
TOKEN_LIVES = timedelta(days=365)


class Purpose(StrEnum):
    LINK = "link"
    SESSION = "session"


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


async def tenant_of_token(session: Session, secret: str, now: datetime) -> str | None:
    rows = await session.exec(
        select(ApiToken).where(ApiToken.token_hash == _hash(secret), col(ApiToken.expires_at) > now)
    )
    token = rows.first()
    return token.tenant_id if token else None


async def open_key(session: Session, person: Person, purpose: Purpose, now: datetime) -> str:
    """A link's or a session's secret, bound to one person."""
    secret = secrets.token_urlsafe(32)
    lives = LINK_LIVES if purpose is Purpose.LINK else SESSION_LIVES
    session.add(
        WebKey(
            tenant_id=person.tenant_id,
            key_hash=_hash(secret),
            person_id=person.id,
            purpose=purpose,
            expires_at=now + lives,
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


async def person_of_session(session: Session, secret: str, now: datetime) -> Person | None:
    """Who a session belongs to; each visit keeps it open for another half hour."""
    key = await _find(session, secret, Purpose.SESSION, now)
    if key is None:
        return None
    key.expires_at = now + SESSION_LIVES
    return await session.get(Person, (key.tenant_id, key.person_id))


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
