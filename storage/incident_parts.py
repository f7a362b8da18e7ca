"""Who is what to an incident. What is not here, and true at this moment, may not read it.

Who receives it is computed when it is registered, stored, looked at again whenever a clock goes, and asked
again at every read: a stored row alone lets nobody in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from domain.incident import LEADING, RECEIVING, Audience, Part
from domain.incident_recipients import Nobody, Recipient, Recipients, recipients
from storage.database import Session, insert_once
from storage.incident_holders import holders_of
from storage.tables import Incident, IncidentPart, Person

_OWN = (Part.HIT, Part.REPORTER)


async def expected(session: Session, incident: Incident, now: datetime) -> Recipients | None:
    """Who has it as the organisation stands; None when there is nobody at all."""
    holders = await holders_of(session, incident.tenant_id, incident.unit_id, now)
    concerned = {incident.hit_id} if incident.hit_id else set()
    try:
        return recipients(holders, concerned, narrow=incident.audience == Audience.NARROW)
    except Nobody:
        return None


async def receiving_part(session: Session, incident: Incident, person: Person, now: datetime) -> Part | None:
    """As what she may read and act on it now; None for everybody else, the one it concerns among them."""
    if person.left_at is not None:
        return None
    stored = await _active(session, incident, person.id)
    if not stored & set(RECEIVING):
        return None
    holds = await expected(session, incident, now)
    return next((one.part for one in holds.chain if one.person_id == person.id), None) if holds else None


async def leads(session: Session, incident: Incident, person: Person, now: datetime) -> bool:
    """Are the leader's steps hers to do: as one who leads, or because there is nobody who does?"""
    part = await receiving_part(session, incident, person, now)
    holds = await expected(session, incident, now)
    return part in LEADING or (part is not None and holds is not None and holds.owner.person_id == person.id)


async def own_part(session: Session, incident: Incident, person: Person) -> Part | None:
    """What she is to it herself: the one it hit, or who registered it."""
    stored = await _active(session, incident, person.id)
    return next((part for part in _OWN if part in stored), None)


async def is_witness(session: Session, incident: Incident, person_id: str) -> bool:
    return Part.WITNESS in await _active(session, incident, person_id)


@dataclass(frozen=True)
class Settled:
    """Who has it now, who is new to it, and who has nothing to do with it any more."""

    holds: Recipients | None
    new: Sequence[Recipient]
    gone: Sequence[str]


async def settle(session: Session, incident: Incident, now: datetime) -> Settled:
    """Bring what is stored in line with the organisation."""
    holds = await expected(session, incident, now)
    wanted = list(holds.all) if holds else []
    # Whom it was passed on to keeps it, for as long as she would be asked.
    may_keep = {(one.person_id, one.part) for one in holds.chain} if holds else set()
    stored = await _receivers(session, incident)
    gone = [row for row in stored if (row.person_id, row.part) not in may_keep]
    for row in gone:
        row.until = now
    kept = {(row.person_id, row.part) for row in stored if row.until is None}
    new = [one for one in wanted if (one.person_id, one.part) not in kept]
    for one in new:
        await add(session, incident, one.person_id, one.part, now)
    return Settled(holds, new, [row.person_id for row in gone])


async def add(session: Session, incident: Incident, person_id: str, part: Part, now: datetime) -> bool:
    """False when she is that already. Who comes back has not read what came meanwhile."""
    key = {"tenant_id": incident.tenant_id, "incident_id": incident.id, "person_id": person_id, "part": part}
    if await insert_once(session, IncidentPart, {**key, "since": now}):
        return True
    row = await session.get_one(IncidentPart, tuple(key.values()))
    if row.until is None:
        return False
    row.since, row.until, row.seen_at = now, None, None
    return True


async def seen(session: Session, incident: Incident, person_id: str, now: datetime) -> bool:
    """She has it before her; True the first time."""
    rows = [row for row in await _receivers(session, incident) if row.person_id == person_id]
    unseen = [row for row in rows if row.seen_at is None]
    for row in unseen:
        row.seen_at = now
    return bool(unseen)


async def receivers(session: Session, incident: Incident) -> Sequence[tuple[IncidentPart, Person]]:
    """Who has it to see, in the order in which they came."""
    rows = await session.exec(
        select(IncidentPart, Person)
        .join(
            Person,
            (col(Person.tenant_id) == IncidentPart.tenant_id) & (col(Person.id) == IncidentPart.person_id),
        )
        .where(
            IncidentPart.tenant_id == incident.tenant_id,
            IncidentPart.incident_id == incident.id,
            col(IncidentPart.part).in_(RECEIVING),
            col(IncidentPart.until).is_(None),
        )
    )
    order = {part: place for place, part in enumerate(RECEIVING)}
    return sorted(rows, key=lambda row: (order[Part(row[0].part)], row[1].name, row[1].id))


async def people_of(session: Session, incident: Incident, part: Part) -> Sequence[str]:
    rows = await session.exec(
        select(IncidentPart.person_id)
        .where(
            IncidentPart.tenant_id == incident.tenant_id,
            IncidentPart.incident_id == incident.id,
            IncidentPart.part == part,
            col(IncidentPart.until).is_(None),
        )
        .order_by(IncidentPart.person_id)
    )
    return rows.all()


async def _active(session: Session, incident: Incident, person_id: str) -> set[Part]:
    rows = await session.exec(
        select(IncidentPart.part).where(
            IncidentPart.tenant_id == incident.tenant_id,
            IncidentPart.incident_id == incident.id,
            IncidentPart.person_id == person_id,
            col(IncidentPart.until).is_(None),
        )
    )
    return {Part(part) for part in rows}


async def _receivers(session: Session, incident: Incident) -> Sequence[IncidentPart]:
    rows = await session.exec(
        select(IncidentPart).where(
            IncidentPart.tenant_id == incident.tenant_id,
            IncidentPart.incident_id == incident.id,
            col(IncidentPart.part).in_([*RECEIVING, Part.APPOINTER]),
            col(IncidentPart.until).is_(None),
        )
    )
    return rows.all()
