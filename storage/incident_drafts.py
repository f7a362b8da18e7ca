"""What somebody has tapped so far of an incident: one draft a person, kept for a day after each tap."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col

from domain.incident import Taps
from storage.database import Session, insert_once
from storage.tables import IncidentDraft, Person

KEPT = timedelta(hours=24)


async def found(session: Session, person: Person, now: datetime) -> Taps:
    """Her taps so far; empty when there are none, or they are older than a day."""
    row = await _row(session, person)
    return Taps(**json.loads(row.taps)) if row and row.changed_at > now - KEPT else Taps()


async def keep(session: Session, person: Person, taps: Taps, now: datetime) -> None:
    written = json.dumps(asdict(taps))
    values = {"tenant_id": person.tenant_id, "person_id": person.id, "taps": written, "changed_at": now}
    if not await insert_once(session, IncidentDraft, values):
        row = await _row(session, person)
        assert row is not None
        row.taps, row.changed_at = written, now


async def discard(session: Session, person: Person) -> None:
    """Nothing of it stays."""
    row = await _row(session, person)
    if row is not None:
        await session.delete(row)


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(IncidentDraft).where(col(IncidentDraft.changed_at) <= now - KEPT))


async def _row(session: Session, person: Person) -> IncidentDraft | None:
    return await session.get(IncidentDraft, (person.tenant_id, person.id))
