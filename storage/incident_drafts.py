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
    while not await insert_once(session, IncidentDraft, values):
        row = await session.get(
            IncidentDraft, (person.tenant_id, person.id), with_for_update=True, populate_existing=True
        )
        if row is not None:  # else another press has just discarded it
            row.taps, row.changed_at = written, now
            return


async def discard(session: Session, person: Person) -> None:
    """Nothing of it stays. Two presses at once do not ask each other which of them it was."""
    hers = col(IncidentDraft.tenant_id) == person.tenant_id, col(IncidentDraft.person_id) == person.id
    await session.exec(delete(IncidentDraft).where(*hers))


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(IncidentDraft).where(col(IncidentDraft.changed_at) <= now - KEPT))


async def _row(session: Session, person: Person) -> IncidentDraft | None:
    return await session.get(IncidentDraft, (person.tenant_id, person.id))
