"""One unprompted message a person and week, and no more. Deadlines do not ask here."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col

from domain.calendar import IsoWeek
from storage.database import Session, insert_once
from storage.tables import Disturbance

KEPT = timedelta(days=60)


async def take(session: Session, tenant_id: str, person_id: str, week: IsoWeek, message: str) -> bool:
    """Use up a person's one message of a week; False when she has had it. The key settles every race."""
    values = {"tenant_id": tenant_id, "person_id": person_id, "week": str(week), "message": message}
    return await insert_once(session, Disturbance, values)


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(Disturbance).where(col(Disturbance.week) < str(IsoWeek.of(now - KEPT))))
