"""Messages that have been heard: the second copy of one is not answered again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col

from storage.crypto import fingerprint
from storage.database import Session, insert_once
from storage.tables import Heard

KEPT = timedelta(days=7)


async def first_time(
    session: Session, tenant_id: str, conversation_id: str, activity_id: str, now: datetime
) -> bool:
    """Committed with the turn: a turn that failed has not heard anything."""
    values = {
        "tenant_id": tenant_id,
        "mark": fingerprint(tenant_id, conversation_id, activity_id),
        "heard_at": now,
    }
    return await insert_once(session, Heard, values)


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(Heard).where(col(Heard.heard_at) < now - KEPT))
