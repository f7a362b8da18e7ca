"""One unprompted message a person and week, and no more. Deadlines do not ask here."""

from __future__ import annotations

from collections.abc import Iterable
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


async def take_first(
    session: Session, tenant_id: str, person_id: str, moments: Iterable[datetime], message: str
) -> datetime | None:
    """The first of some moments in whose week a person has had no message: that one is used up."""
    for moment in moments:
        if await take(session, tenant_id, person_id, IsoWeek.of(moment), message):
            return moment
    return None


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(Disturbance).where(col(Disturbance.week) < str(IsoWeek.of(now - KEPT))))
