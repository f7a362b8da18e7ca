"""An incident for the tests of storage: what each function about one is to be given, so that it speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from domain.audit import Act
from domain.incident import IncidentKind, Offer, OfferAnswer, Part, Small, Taps, WhoDidIt
from domain.incident_clocks import Step, To
from domain.incident_periods import Period
from storage import incident_drafts, incident_mail, incident_parts, incident_talks, incidents
from storage.database import Session
from storage.incident_mail import News
from storage.incidents import Registration
from storage.outbox import State
from storage.tables import Incident, IncidentStep, Outgoing, Person
from tests.town import ANNE, BENTE, GRENAA, JONAS, KAREN, SAMIRA, TENANT

TAPS = Taps(IncidentKind.THREAT, "me", WhoDidIt.NOBODY)


async def happens(session: Session, now: datetime) -> None:
    """Several small ones hit Anne; Bente was there, Samira has asked, and Anne's card stands in her chat."""
    anne = await session.get_one(Person, (TENANT, ANNE))
    incident = await incidents.register(session, anne, _told(now), now)
    await incident_parts.settle(session, incident, now)
    await incident_parts.add(session, incident, BENTE, Part.WITNESS, now)
    incidents.offer_help(session, incident, BENTE)
    await incident_talks.ask(session, incident, SAMIRA, ["Hvad havde hjulpet?"], now)
    await incident_mail.show_status(session, incident, ANNE, now)
    card = await _card(session)
    card.state, card.activity_id, card.finished_at = State.DELIVERED, "her-card", now
    await incidents.note(session, incident, ANNE, Act.REGISTERED, now)
    await incident_drafts.keep(session, anne, TAPS, now)


async def gifts(session: Session, now: datetime, id_of: Callable[[str, str], str]) -> dict[Any, Any]:
    """By name or type; `id_of` a table and a known id may be a stranger's."""
    incident = await _incident(session)
    step = await session.get_one(IncidentStep, (TENANT, incident.id, Step.ASSESSMENT))
    return {
        "incident_id": id_of("incident", incident.id),
        "asked_by": SAMIRA,
        "asked": ["Hvem kunne du have kaldt på?", "Hvad så?"],
        "parts": (Part.HIT, Part.WITNESS),
        "position": "1",
        "steps": [Step.ASSESSMENT, Step.CALLS],
        "rows": [step],
        Act: Act.READ,
        Incident: incident,
        IncidentStep: step,
        News: News.OFFER,
        Offer: Offer.DEBRIEFING,
        OfferAnswer: OfferAnswer.LATER,
        Part: Part.WITNESS,
        Period: Period.last_quarter(now),
        Registration: _told(now),
        Step: Step.ASSESSMENT,
        Taps: TAPS,
        To: To.OWNER,
    }


async def especially(session: Session, now: datetime) -> dict[str, dict[str, Any]]:
    """Where what fits most functions would find nothing."""
    deputy = await session.get_one(Person, (TENANT, JONAS))
    return {
        "incident_parts.leads": {"person": deputy},
        "incident_parts.receiving_part": {"person": deputy},
        "incident_parts.seen": {"person_id": JONAS},
        "incident_steps.told": {"now": now + timedelta(days=30)},
    }


# Whoever is not of the tenant is refused by the database itself; and nobody is twice what she is.
ALWAYS: dict[str, dict[str, Any]] = {
    "incident_parts.add": {"person_id": KAREN},
    "incidents.offer_help": {"person_id": KAREN},
}


def _told(now: datetime) -> Registration:
    return Registration(
        unit_id=GRENAA,
        hit_id=ANNE,
        kind=IncidentKind.SEVERAL_SMALL,
        who_did_it=WhoDidIt.CITIZEN_OR_RELATIVE,
        place="",
        occurred_at=now,
        small={Small.PINCH: 2},
    )


async def _incident(session: Session) -> Incident:
    return (await session.exec(select(Incident).where(Incident.tenant_id == TENANT))).one()


async def _card(session: Session) -> Outgoing:
    hers = col(Outgoing.message) == "incident_status"
    return (await session.exec(select(Outgoing).where(Outgoing.tenant_id == TENANT, hers))).one()
