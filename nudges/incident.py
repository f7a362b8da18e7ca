"""The clocks of incidents: whoever must act is reminded, and then who stands in for her, until it is done.

Each message is made of what is true when it is sent: what somebody has done meanwhile is not asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from dialogs.base import Scene
from dialogs.incident_view import offers_of, status_for
from dialogs.screens import (
    IncidentAppoint,
    IncidentAsk,
    IncidentNews,
    IncidentReminder,
    IncidentWitness,
    Screen,
)
from domain.audit import Act
from domain.incident import Audience, OpenState, Part
from domain.incident_clocks import ASKING, Reminder, Step, To
from domain.incident_recipients import Recipient, Recipients
from nudges.base import Nudge
from storage import incident_mail, incident_parts, incident_steps, incidents, people
from storage.database import Session
from storage.incident_mail import News
from storage.tables import Incident, IncidentStep, Outgoing, Person

log = structlog.get_logger()

AT_A_TIME = 100
TROUBLE_WAITS = timedelta(minutes=10)


async def plan(session: Session, now: datetime) -> int:
    """Look at what is due: who has it, and which of its clocks have gone."""
    planned = 0
    for incident in await incidents.due(session, now, limit=AT_A_TIME):
        try:
            async with session.begin_nested():
                planned += await _look(session, incident, now)
        except Exception as error:  # one incident's trouble must not silence all the others
            log.error("incident_not_planned", error=type(error).__name__)
            incident.due_at = now + TROUBLE_WAITS
    return planned


async def _look(session: Session, incident: Incident, now: datetime) -> int:
    settled = await incident_parts.settle(session, incident, now)
    holds, planned = settled.holds, 0
    for person_id in settled.gone:
        await incidents.note(session, incident, person_id, Act.RECIPIENT_REMOVED, now)
    for one in settled.new:
        await incidents.note(session, incident, one.person_id, Act.RECIPIENT_ADDED, now)
        if one.part is not Part.APPOINTER:
            planned += await incident_mail.tell(session, incident, one.person_id, News.REGISTERED, now)
    for one in holds.all if holds else ():
        if one.part is Part.APPOINTER:  # once a day, until somebody has it
            planned += await incident_mail.appoint(session, incident, one.person_id, now)
    steps = await incident_steps.of(session, incident)
    if holds is not None and holds.owner.part is not Part.APPOINTER:
        planned += sum([await _step(session, incident, row, holds, now) for row in steps])
    incident_steps.look_again(incident, steps, now)
    return planned


async def _step(
    session: Session, incident: Incident, row: IncidentStep, holds: Recipients, now: datetime
) -> int:
    reminder = incident_steps.told(incident, row, now)
    if reminder is None:
        return 0
    planned, step = 0, Step(row.step)
    for to, person_id in await _people(session, incident, reminder, holds):
        if to is To.HIT and step in ASKING:
            planned += await incident_mail.ask(session, incident, row, person_id, now)
        else:
            planned += await incident_mail.remind(session, incident, row, person_id, to, now)
    await incidents.note(session, incident, None, Act.REMINDED, now)
    return planned


async def _people(
    session: Session, incident: Incident, reminder: Reminder, holds: Recipients
) -> Sequence[tuple[To, str]]:
    """Whom a reminder goes to. Whom it is passed on to may read it from then on."""
    found: dict[str, To] = {}
    for to in reminder.to:
        if to is To.HIT:
            hit = await _reachable(session, incident)
            found.setdefault(hit or holds.owner.person_id, To.HIT if hit else To.OWNER)
            continue
        for one in _next_in(incident, holds, to):
            if await incident_parts.add(session, incident, one.person_id, one.part, reminder.at):
                await incidents.note(session, incident, one.person_id, Act.RECIPIENT_ADDED, reminder.at)
            found.setdefault(one.person_id, to)
    return [(to, person_id) for person_id, to in found.items()]


def _next_in(incident: Incident, holds: Recipients, to: To) -> Sequence[Recipient]:
    """Whom it is passed on to. What is hers to share goes to those who lead, and to nobody else."""
    place = {To.OWNER: slice(0, 1), To.STANDS_IN: slice(1, 2), To.ABOVE: slice(2, None)}[to]
    found = holds.chain[place]
    if incident.audience == Audience.ALL:
        return found
    return [one for one in found if one.part is not Part.REPRESENTATIVE or one == holds.owner]


async def _reachable(session: Session, incident: Incident) -> str | None:
    """The one it hit, if a message reaches her; else somebody has to ask her in person."""
    person = await people.find(session, incident.tenant_id, incident.hit_id) if incident.hit_id else None
    there = person is not None and person.left_at is None and person.unreachable_since is None
    return incident.hit_id if there else None


async def _of(scene: Scene, row: Outgoing) -> tuple[Incident, Person, str] | None:
    """The incident a row is about, its reader, and what it says of it."""
    incident_id, _, what = row.object_id.partition("-")
    incident = await incidents.get(scene.session, scene.tenant_id, incident_id)
    return (incident, scene.reader, what) if incident and scene.reader else None


async def compose_news(scene: Scene, row: Outgoing) -> Screen | None:
    """To whoever still receives it."""
    found = await _of(scene, row)
    part = await incident_parts.receiving_part(scene.session, *found[:2], scene.now) if found else None
    if found is None or part is None:
        return None
    incident, _, what = found
    step = await incident_steps.get(scene.session, incident, Step.ASSESSMENT)
    due = step.due_at if step and step.done_at is None else None
    return IncidentNews(incident.number, what, part, await scene.button("case.show", incident.id), due)


async def compose_status(scene: Scene, row: Outgoing) -> Screen | None:
    found = await _of(scene, row)
    part = await incident_parts.own_part(scene.session, *found[:2]) if found else None
    return await status_for(scene, found[0], found[1], part) if found and part else None


async def compose_reminder(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, once somebody has done it, or when she has nothing to do with it any more."""
    found = await _of(scene, row)
    if found is None:
        return None
    incident, reader, what = found
    named, _, to = what.partition("-")
    step = await incident_steps.get(scene.session, incident, Step(named))
    if step is None or step.done_at is not None or incident.state != OpenState.OPEN:
        return None
    if not await _still_hers(scene, incident, reader, To(to)):
        return None
    show = await scene.button("case.show", incident.id)
    late = step.due_at <= scene.now
    return IncidentReminder(incident.number, Step(named), step.due_at, To(to), show, late=late)


async def _still_hers(scene: Scene, incident: Incident, reader: Person, to: To) -> bool:
    if to is To.HIT:
        return incident.hit_id == reader.id
    return await incident_parts.receiving_part(scene.session, incident, reader, scene.now) is not None


async def compose_ask(scene: Scene, row: Outgoing) -> Screen | None:
    found = await _of(scene, row)
    if found is None or found[0].hit_id != found[1].id:
        return None
    incident = found[0]
    step = await incident_steps.get(scene.session, incident, Step(found[2]))
    if step is None or step.done_at is not None or incident.state != OpenState.OPEN:
        return None
    return IncidentAsk(
        incident.number, incident.occurred_at, await scene.button("incident.got-help", incident.id)
    )


async def compose_witness(scene: Scene, row: Outgoing) -> Screen | None:
    found = await _of(scene, row)
    if found is None or not await incident_parts.is_witness(scene.session, found[0], found[1].id):
        return None
    token = await scene.button("witness.offer", found[0].id)
    offers = await offers_of(scene, found[0], found[1].id)
    return IncidentWitness(found[0].occurred_at, offers, token)


async def compose_appoint(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, once somebody has the role."""
    found = await _of(scene, row)
    holds = await incident_parts.expected(scene.session, found[0], scene.now) if found else None
    if found is None or holds is None or holds.owner.part is not Part.APPOINTER:
        return None
    units = await people.unit_names(scene.session, scene.tenant_id)
    return IncidentAppoint(found[0].number, units.get(found[0].unit_id, ""))


INCIDENT_NEWS = Nudge("incident_news", compose_news, plan)
INCIDENT_STATUS = Nudge("incident_status", compose_status)
INCIDENT_STATUS_REFRESH = Nudge("incident_status_refresh", compose_status)
INCIDENT_AGAIN = Nudge("incident_again", compose_status)
INCIDENT_REMINDER = Nudge("incident_reminder", compose_reminder)
INCIDENT_ASK = Nudge("incident_ask", compose_ask)
INCIDENT_WITNESS = Nudge("incident_witness", compose_witness)
INCIDENT_APPOINT = Nudge("incident_appoint", compose_appoint)
