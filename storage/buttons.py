"""Buttons: the server's memory of what a token on a card may do.

The card carries the token and nothing else; tenant, person, conversation, act, object and expiry stay
here (safety.md T5).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import col

from storage.database import Session
from storage.rows import insert_later, run, table_of
from storage.sealing import KEYS, opened_values
from storage.tables import Button


class Stale(StrEnum):
    """Why a token opens nothing. A foreign one is another's, of another chat, or of another act."""

    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    USED = "used"


@dataclass(frozen=True)
class Pressed:
    """A button that was found: what it is about."""

    token: str
    object_id: str


_FIND = (
    select(table_of(Button))
    .where(col(Button.tenant_id) == bindparam("tenant_id"), col(Button.token) == bindparam("token"))
    .with_for_update()
)
_USE = (
    update(table_of(Button))
    .where(col(Button.tenant_id) == bindparam("of_tenant"), col(Button.token) == bindparam("of_token"))
    .values(used_at=bindparam("now"))
)


async def mint(
    session: Session,
    tenant_id: str,
    act: str,
    object_id: str,
    *,
    person_id: str | None,
    conversation_id: str,
    expires_at: datetime,
) -> str:
    """A fresh token. `person_id` None makes a button that anybody in the conversation may press."""
    token = secrets.token_urlsafe(16)
    button = {
        "tenant_id": tenant_id,
        "token": token,
        "act": act,
        "object_id": object_id,
        "person_id": person_id,
        "conversation_id": conversation_id,
        "expires_at": expires_at,
    }
    insert_later(session, Button, button)
    return token


async def find(
    session: Session,
    tenant_id: str,
    token: str,
    act: str,
    *,
    person_id: str,
    conversation_id: str,
    now: datetime,
) -> tuple[Pressed, Stale | None] | tuple[None, Stale]:
    """The button if it is this person's, here, and why it does not open now, if it does not.

    The row stays locked to the end of the turn.
    """
    row = (await run(session, _FIND, {"tenant_id": tenant_id, "token": token})).first()
    if row is None:
        return None, Stale.UNKNOWN
    button = opened_values(Button, row._asdict(), session.info[KEYS])
    hers = button["person_id"] in (None, person_id) and button["conversation_id"] == conversation_id
    if not hers or button["act"] != act:
        return None, Stale.FOREIGN
    found = Pressed(token, button["object_id"])
    # What was done is done, also when the button has grown old since.
    if button["used_at"]:
        return found, Stale.USED
    return found, Stale.EXPIRED if button["expires_at"] <= now else None


async def use(session: Session, tenant_id: str, token: str, now: datetime) -> None:
    """It has done its work, and cannot do it again."""
    of = {"of_tenant": tenant_id, "of_token": token, "now": now}
    await run(session, _USE, of)


async def prune(session: Session, now: datetime) -> None:
    """Expired tokens are of no use to anybody after a month."""
    await session.exec(delete(Button).where(col(Button.expires_at) < now - timedelta(days=30)))
