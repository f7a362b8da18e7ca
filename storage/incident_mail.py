"""What is said first about an incident, as rows of the outbox: never lost, and harmless if it comes twice."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from domain.incident import Part
from domain.incident_clocks import To
from domain.quiet_hours import awake
from storage import incident_parts, outbox
from storage.database import Session
from storage.outbox import DeliveryClass
from storage.tables import Incident, IncidentStep

DEADLINE = DeliveryClass.DEADLINE


class News(StrEnum):
    """What a recipient is told."""

    REGISTERED = "registered"
    OFFER = "offer"  # she has said yes to help
    POLICE = "police"  # she wants help with the police report
    NOT_HELPED = "nothelped"  # asked, she has not got the help that she wanted
    ANSWERED = "answered"  # to a question of the work environment group
    GROWN = "grown"  # the shift's small ones have become a registration


async def tell(session: Session, incident: Incident, person_id: str, news: News, now: datetime) -> bool:
    """News for somebody who receives it, at once: at 03.15 she may still be needed at 03.20."""
    note = outbox.to_person(
        person_id,
        message="incident_news",
        object_id=f"{incident.id}-{news}",
        key=f"incident_news|{uuid.uuid4().hex}",
        delivery_class=DEADLINE,
        not_before=now,
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def appoint(session: Session, incident: Incident, person_id: str, now: datetime) -> bool:
    """An administrator is asked to give somebody the role: once a day, for as long as nobody has it."""
    note = outbox.to_person(
        person_id,
        message="incident_appoint",
        object_id=incident.id,
        key=f"incident_appoint|{incident.id}|{person_id}|{now:%Y%m%d}",
        delivery_class=DEADLINE,
        not_before=awake(now),
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def show_status(session: Session, incident: Incident, person_id: str, now: datetime) -> bool:
    """The card on which she follows it."""
    note = outbox.to_person(
        person_id,
        message="incident_status",
        object_id=incident.id,
        key=_shown_as(incident, person_id),
        delivery_class=DEADLINE,
        not_before=now,
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def show_again(session: Session, incident: Incident, person_id: str, now: datetime) -> bool:
    """The same card anew, at the end of her chat, by day: there is something that she is asked."""
    note = outbox.to_person(
        person_id,
        message="incident_again",
        object_id=incident.id,
        key=f"incident_again|{uuid.uuid4().hex}",
        delivery_class=DEADLINE,
        not_before=awake(now),
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def refresh(session: Session, incident: Incident, now: datetime) -> None:
    """Put how it stands on the cards of the one it hit and of who registered it."""
    for part in (Part.HIT, Part.REPORTER):
        for person_id in await incident_parts.people_of(session, incident, part):
            await _replace(session, incident, person_id, now)


async def offer_to_witness(session: Session, incident: Incident, person_id: str, now: datetime) -> bool:
    note = outbox.to_person(
        person_id,
        message="incident_witness",
        object_id=incident.id,
        key=f"incident_witness|{incident.id}|{person_id}",
        delivery_class=DEADLINE,
        not_before=awake(now),
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def remind(
    session: Session, incident: Incident, row: IncidentStep, person_id: str, to: To, now: datetime
) -> bool:
    """One reminder of a step; whoever acts before it is sent stops it."""
    note = outbox.to_person(
        person_id,
        message="incident_reminder",
        object_id=f"{incident.id}-{row.step}-{to}",
        key=f"incident_reminder|{_occurrence(row)}|{person_id}",
        delivery_class=DEADLINE,
        not_before=now,
    )
    return await outbox.add(session, incident.tenant_id, note, now)


async def ask(session: Session, incident: Incident, row: IncidentStep, person_id: str, now: datetime) -> bool:
    """Has she got the help that she wanted?"""
    note = outbox.to_person(
        person_id,
        message="incident_ask",
        object_id=f"{incident.id}-{row.step}",
        key=f"incident_ask|{_occurrence(row)}|{person_id}",
        delivery_class=DEADLINE,
        not_before=awake(now),
    )
    return await outbox.add(session, incident.tenant_id, note, now)


def _occurrence(row: IncidentStep) -> str:
    return f"{row.incident_id}|{row.step}|{row.told}"


def _shown_as(incident: Incident, person_id: str) -> str:
    return f"incident_status|{incident.id}|{person_id}"


async def _replace(session: Session, incident: Incident, person_id: str, now: datetime) -> None:
    posted = await outbox.posted(session, incident.tenant_id, _shown_as(incident, person_id))
    if posted is None or not posted.activity_id:
        return
    note = outbox.Note(
        key=f"incident_status_refresh|{uuid.uuid4().hex}",
        message="incident_status_refresh",
        object_id=incident.id,
        delivery_class=DEADLINE,
        not_before=now,
        person_id=person_id,
        replaces=posted.activity_id,
    )
    await outbox.add_refresh(session, incident.tenant_id, note, now)
