"""Buttons: the server's memory of what a token on a card may do.

The card carries the token and nothing else; tenant, person, conversation, act, object and expiry stay
here (safety.md T5).
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, select

from storage.database import Session
from storage.tables import Button


class Stale(StrEnum):
    """Why a token opens nothing. A foreign one is another's, of another chat, or of another act."""

    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    USED = "used"


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
    session.add(
        Button(
            tenant_id=tenant_id,
            token=token,
            act=act,
            object_id=object_id,
            person_id=person_id,
            conversation_id=conversation_id,
            expires_at=expires_at,
        )
    )
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
) -> tuple[Button, Stale | None] | tuple[None, Stale]:
    """The button if it is this person's, here, and why it does not open now, if it does not.

    The row stays locked to the end of the turn.
    """
    found = await session.exec(
        select(Button).where(Button.tenant_id == tenant_id, Button.token == token).with_for_update()
    )
    button = found.first()
    if button is None:
        return None, Stale.UNKNOWN
    hers = button.person_id in (None, person_id) and button.conversation_id == conversation_id
    if not hers or button.act != act:
        return None, Stale.FOREIGN
    # What was done is done, also when the button has grown old since.
    if button.used_at:
        return button, Stale.USED
    return button, Stale.EXPIRED if button.expires_at <= now else None


async def prune(session: Session, now: datetime) -> None:
    """Expired tokens are of no use to anybody after a month."""
    await session.exec(delete(Button).where(col(Button.expires_at) < now - timedelta(days=30)))
