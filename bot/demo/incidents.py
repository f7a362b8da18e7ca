"""The demo's incidents: a year that is closed, one of last night that waits, and one that is under way."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bot.settings import DEMO_TENANT
from domain.audit import Act
from domain.incident import (
    IncidentKind,
    OfficialReport,
    OpenState,
    Part,
    PlaceCategory,
    WhoDidIt,
)
from domain.incident_clocks import Step
from storage import incident_mail, incident_parts, incident_steps, incidents, people
from storage.database import Session
from storage.incident_mail import News
from storage.incidents import Registration
from storage.tables import Incident, Person

CLOSED, BACK = 70, timedelta(days=330)
ANNE, METTE, SAMIRA, EMIL = (f"00000000-0000-4000-8000-{number:012}" for number in (1, 2, 4, 8))
CAST = (ANNE, METTE, SAMIRA)  # whoever tries the demo as one of them begins with what waits
_KINDS = (
    *(IncidentKind.PHYSICAL_VIOLENCE,) * 4,
    *(IncidentKind.THREAT,) * 3,
    *(IncidentKind.NEAR_MISS,) * 2,
    IncidentKind.HARASSMENT,
)
# What a leader writes afterwards.
_DONE = (
    "Vi går to ved morgenplejen indtil videre.",
    "Skuffen med knive er låst, og nøglen ligger på kontoret.",
    "Vi har talt om, hvordan vi melder hinanden ind og ud af besøg.",
)


async def seed_incidents(session: Session, now: datetime, dice: random.Random) -> None:
    every = await people.called(session, DEMO_TENANT, "")
    staff = [one for one in every if one.unit_id and one.id not in CAST]
    for _ in range(CLOSED):
        registered = now - timedelta(days=30) - BACK * dice.random()
        await _closed(session, dice.choice(staff), registered, dice)
    await _under_way(session, await session.get_one(Person, (DEMO_TENANT, EMIL)), now - timedelta(days=3))
    await _waiting(session, await session.get_one(Person, (DEMO_TENANT, ANNE)), now - timedelta(hours=7))


def _told(person: Person, kind: IncidentKind, place: PlaceCategory, occurred: datetime) -> Registration:
    return Registration(
        unit_id=person.unit_id or "",
        hit_id=person.id,
        kind=kind,
        who_did_it=WhoDidIt.CITIZEN_OR_RELATIVE,
        place=place,
        occurred_at=occurred,
    )


async def _closed(session: Session, person: Person, registered: datetime, dice: random.Random) -> None:
    """As if everybody had done what is theirs, most of them in time."""
    occurred = registered - timedelta(minutes=dice.randrange(5, 120))
    told = _told(person, dice.choice(_KINDS), dice.choice(list(PlaceCategory)), occurred)
    incident = await incidents.register(session, person, told, registered)
    holds = (await incident_parts.settle(session, incident, registered)).holds
    assert holds is not None
    await incidents.note(session, incident, person.id, Act.REGISTERED, registered)
    incident.what_was_done = dice.choice(_DONE)
    for row in await incident_steps.of(session, incident):
        late = timedelta(hours=9 if dice.random() < 0.15 else -1)
        row.done_at, row.done_by, row.next_at = row.due_at + late, holds.owner.person_id, None
    incident.asked_at, incident.got_help = registered + timedelta(days=8), "yes"
    incident.official_report_status = OfficialReport.MADE
    incident.official_report_settled_at = registered + timedelta(days=9)
    incident.state, incident.closed_at = OpenState.CLOSED, registered + timedelta(days=31)
    incident.due_at = None
    await incidents.note(session, incident, holds.owner.person_id, Act.CLOSED, incident.closed_at)


async def _under_way(session: Session, person: Person, registered: datetime) -> None:
    """Read, talked about, and its calls sent; the official report is left."""
    told = _told(person, IncidentKind.THREAT, PlaceCategory.SHARED_ROOM, registered)
    incident, owner = await _received(session, person, told, registered)
    incident.what_happened = "En pårørende råbte og løftede en stol."
    incident.talk_at, incident.debriefing = registered + timedelta(hours=20), "no"
    await incident_parts.seen(session, incident, owner, registered + timedelta(minutes=20))
    for step in (Step.FIRST_AID, Step.ASSESSMENT, Step.CALLS):
        await incident_steps.done(session, incident, step, owner, registered + timedelta(minutes=40))
    incident.due_at = registered + timedelta(days=4)


async def _waiting(session: Session, person: Person, registered: datetime) -> None:
    told = _told(person, IncidentKind.PHYSICAL_VIOLENCE, PlaceCategory.CITIZENS_HOME, registered)
    incident, _ = await _received(session, person, told, registered)
    incident.what_happened = "Slog ud efter mig, da jeg hjalp med strømperne."


async def _received(
    session: Session, person: Person, told: Registration, registered: datetime
) -> tuple[Incident, str]:
    """Registered, with its messages waiting for whoever opens a chat."""
    incident = await incidents.register(session, person, told, registered)
    settled = await incident_parts.settle(session, incident, registered)
    assert settled.holds is not None
    for one in settled.new:
        if one.part is not Part.APPOINTER:
            await incident_mail.tell(session, incident, one.person_id, News.REGISTERED, registered)
    await incident_mail.show_status(session, incident, person.id, registered)
    await incidents.note(session, incident, person.id, Act.REGISTERED, registered)
    return incident, settled.holds.owner.person_id
