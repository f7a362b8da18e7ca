"""Registered incidents: made once, read by few, and changed under a lock."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlmodel import col, select

from domain.audit import Act
from domain.incident import (
    NUMBERS,
    IncidentKind,
    Offer,
    OfficialReport,
    OpenState,
    Part,
    Small,
    WhoDidIt,
    audience_of,
)
from domain.incident_clocks import steps_of
from storage import audit, incident_parts, incident_steps
from storage.database import Session
from storage.tables import Incident, IncidentOffer, IncidentPart, Outgoing, Person

KEPT_AFTER = timedelta(days=365)  # after it is closed and the official report is settled (facts 2.8)
MESSAGES = ("incident_news", "incident_status", "incident_reminder", "incident_ask", "incident_witness")


@dataclass(frozen=True)
class Registration:
    """What four taps have said. `hit_id` is None for somebody whom Medvind does not know."""

    unit_id: str
    hit_id: str | None
    kind: IncidentKind
    who_did_it: WhoDidIt
    place: str
    occurred_at: datetime
    outside_working_hours: bool = False
    small: Mapping[Small, int] | None = None


async def register(session: Session, reporter: Person, told: Registration, now: datetime) -> Incident:
    """Keep it, with its clocks and its offers.

    Who receives it is settled by `incident_parts.settle`, and at the end `note` writes down that it was made.
    """
    incident = Incident(
        tenant_id=reporter.tenant_id,
        id=uuid.uuid4().hex,
        number=await _number(session, reporter.tenant_id),
        unit_id=told.unit_id,
        reporter_id=reporter.id,
        hit_id=told.hit_id,
        kind=told.kind,
        who_did_it=told.who_did_it,
        place=told.place,
        small=json.dumps(told.small) if told.small else "",
        occurred_at=told.occurred_at,
        outside_working_hours=told.outside_working_hours,
        registered_at=now,
        audience=audience_of(told.kind),
        due_at=now,
    )
    session.add(incident)
    await session.flush()
    if told.hit_id is not None:
        await incident_parts.add(session, incident, told.hit_id, Part.HIT, now)
        offer_help(session, incident, told.hit_id)
    if told.hit_id != reporter.id:
        await incident_parts.add(session, incident, reporter.id, Part.REPORTER, now)
    await incident_steps.begin(session, incident, steps_of(told.kind))
    return incident


async def _number(session: Session, tenant_id: str) -> int:
    """One that no other has. Drawn, not counted: a gap would tell that there is one that she may not see."""
    while True:
        number = NUMBERS.start + secrets.randbelow(len(NUMBERS))
        taken = select(Incident.id).where(Incident.tenant_id == tenant_id, Incident.number == number)
        if (await session.exec(taken)).first() is None:
            return number


def offer_help(session: Session, incident: Incident, person_id: str) -> None:
    """The three offers, none of them answered."""
    for offer in Offer:
        session.add(
            IncidentOffer(
                tenant_id=incident.tenant_id, incident_id=incident.id, person_id=person_id, offer=offer
            )
        )


async def get(session: Session, tenant_id: str, incident_id: str) -> Incident | None:
    """As it is. Who may read it is asked of `incident_parts`."""
    return await session.get(Incident, (tenant_id, incident_id))


async def held(session: Session, tenant_id: str, incident_id: str) -> Incident | None:
    """The same, held to the end of the turn: two who act at once act one after the other."""
    return await session.get(Incident, (tenant_id, incident_id), with_for_update=True, populate_existing=True)


async def due(session: Session, now: datetime, *, limit: int) -> Sequence[Incident]:
    """Those to be looked at, of all tenants: what is due decides the cost, not what exists."""
    rows = await session.exec(
        select(Incident)
        .where(col(Incident.due_at) <= now)
        .order_by(col(Incident.due_at), Incident.tenant_id, Incident.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


async def of_person(
    session: Session, person: Person, parts: Sequence[Part], *, limit: int
) -> Sequence[Incident]:
    """Those in which she has one of `parts`, the open ones and the oldest first."""
    rows = await session.exec(
        select(Incident)
        .where(
            Incident.tenant_id == person.tenant_id,
            select(IncidentPart.part)
            .where(
                IncidentPart.tenant_id == Incident.tenant_id,
                IncidentPart.incident_id == Incident.id,
                IncidentPart.person_id == person.id,
                col(IncidentPart.part).in_(parts),
                col(IncidentPart.until).is_(None),
            )
            .exists(),
        )
        .order_by(col(Incident.state).desc(), col(Incident.registered_at), Incident.id)
        .limit(limit)
    )
    return rows.all()


async def note(session: Session, incident: Incident, person_id: str | None, act: Act, now: datetime) -> None:
    """A link in the chain of who did what; never what it said."""
    await audit.note(session, incident.tenant_id, person_id=person_id, subject=incident.id, act=act, now=now)


def tally_of(incident: Incident) -> dict[str, int]:
    """How often each small thing happened in the shift; empty where nothing was counted."""
    found: dict[str, int] = json.loads(incident.small) if incident.small else {}
    return {name: number for name, number in found.items() if number}


async def prune(session: Session, now: datetime) -> None:
    """A year after it is closed and the official report is settled; never while one of them is open."""
    over = (
        col(Incident.state) == OpenState.CLOSED,
        col(Incident.closed_at) <= now - KEPT_AFTER,
        col(Incident.official_report_status) != OfficialReport.PENDING,
        or_(
            col(Incident.official_report_settled_at).is_(None),
            col(Incident.official_report_settled_at) <= now - KEPT_AFTER,
        ),
    )
    for incident in (await session.exec(select(Incident).where(*over))).all():
        its = col(Outgoing.object_id).startswith(incident.id)
        await session.exec(delete(Outgoing).where(col(Outgoing.tenant_id) == incident.tenant_id, its))
        await session.delete(incident)
        await session.flush()
        await note(session, incident, None, Act.ERASED, now)
