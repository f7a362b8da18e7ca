"""The fourth tap of an incident, and the tally of a shift: what is sent is registered, or comes back."""

from __future__ import annotations

from datetime import date, datetime, time

from dialogs.base import Chosen, Payload, Reply, Turn
from dialogs.screens import (
    Choice,
    IncidentForm,
    IncidentSaved,
    IncidentSmallForm,
    Notice,
    Receiver,
    Screen,
)
from dialogs.story_form import NOBODY
from domain.audit import Act as Audited
from domain.calendar import at, local
from domain.incident import (
    Audience,
    IncidentKind,
    Part,
    PlaceCategory,
    Taps,
    WhenAbout,
    WhoDidIt,
    WhomItHit,
    audience_of,
    counted,
    occurred_at,
)
from domain.incident_recipients import Nobody, recipients
from storage import incident_drafts, incident_mail, incident_parts, incidents, people
from storage.incident_holders import holders_of
from storage.incident_mail import News
from storage.incidents import Registration
from storage.tables import Incident, Person

REGISTER, TALLY = "incident.register", "incident.tally"
COLLEAGUES_SHOWN = 60  # more do not fit on the card


class Register(Payload):
    when: Chosen = WhenAbout.NOW
    day: Chosen = ""
    clock: Chosen = ""
    place: Chosen = ""
    colleague: Chosen = ""
    unit: Chosen = ""
    outside: Chosen = ""
    citizen_hurt: Chosen = ""
    force_used: Chosen = ""


class Tally(Payload):
    pinch: Chosen = ""
    scratch: Chosen = ""
    blow: Chosen = ""
    threat: Chosen = ""
    unit: Chosen = ""


async def form(turn: Turn, taps: Taps, sent: Register | None = None, problem: str = "") -> IncidentForm:
    """When about and where, with the names of those who will see it above the button."""
    sent = sent or Register(do=REGISTER)
    kind, hit_id = IncidentKind(taps.kind), turn.actor.id
    for_colleague = taps.hit == WhomItHit.COLLEAGUE
    if for_colleague:
        hit_id = sent.colleague
    return IncidentForm(
        token=sent.token or await turn.button(REGISTER),
        receivers=await _will_see(turn, sent.unit, hit_id, kind),
        colleagues=await _colleagues(turn) if for_colleague else (),
        units=await _units(turn),
        when=sent.when,
        day=sent.day,
        clock=sent.clock,
        place=sent.place,
        colleague=sent.colleague,
        unit=sent.unit,
        outside=sent.outside == "true",
        problem=problem,
    )


async def small_form(turn: Turn, sent: Tally | None = None, problem: str = "") -> IncidentSmallForm:
    sent = sent or Tally(do=TALLY)
    return IncidentSmallForm(
        token=sent.token or await turn.button(TALLY),
        receivers=await _will_see(turn, sent.unit, turn.actor.id, IncidentKind.SEVERAL_SMALL),
        units=await _units(turn),
        unit=sent.unit,
        problem=problem,
    )


async def register(turn: Turn, payload: Register, object_id: str) -> Reply:
    taps = await incident_drafts.found(turn.session, turn.actor, turn.now)
    if not (taps.kind and taps.hit and taps.who):
        return Reply(Notice("incident-draft-gone"))
    hit = await _whom_it_hit(turn, taps, payload)
    unit = await _unit(turn, payload.unit, hit)
    moment = _moment(turn, payload)
    problem = "unit" if unit is None else "when" if moment is None else ""
    if taps.hit == WhomItHit.COLLEAGUE and hit is None and payload.colleague != NOBODY:
        problem = "colleague"
    if problem or unit is None or moment is None:
        return Reply(await form(turn, taps, payload, problem), spent=False)
    told = Registration(
        unit_id=unit,
        hit_id=hit.id if hit else None,
        kind=IncidentKind(taps.kind),
        who_did_it=WhoDidIt(taps.who),
        place=payload.place if payload.place in list(PlaceCategory) else "",
        occurred_at=moment,
        outside_working_hours=payload.outside == "true",
    )
    saved = await _registered(turn, told)
    return Reply(
        IncidentSaved(
            saved.number,
            told.kind,
            await receivers_of(turn, saved),
            for_colleague=taps.hit == WhomItHit.COLLEAGUE,
            citizen_hurt=payload.citizen_hurt == "true",
            force_used=payload.force_used == "true",
        )
    )


async def tally(turn: Turn, payload: Tally, object_id: str) -> Reply:
    """Several small ones: two taps, and it can grow into a registration."""
    try:
        small = counted(payload.model_dump())
    except ValueError:
        return Reply(await small_form(turn, payload, "small"), spent=False)
    unit = await _unit(turn, payload.unit, turn.actor)
    if unit is None:
        return Reply(await small_form(turn, payload, "unit"), spent=False)
    told = Registration(
        unit_id=unit,
        hit_id=turn.actor.id,
        kind=IncidentKind.SEVERAL_SMALL,
        who_did_it=WhoDidIt.CITIZEN_OR_RELATIVE,
        place="",
        occurred_at=occurred_at(WhenAbout.THIS_SHIFT, None, turn.now),
        small=small,
    )
    saved = await _registered(turn, told)
    return Reply(IncidentSaved(saved.number, told.kind, await receivers_of(turn, saved)))


async def registered_already(turn: Turn, object_id: str) -> Screen:
    return Notice("incident-registered-already")


async def to_fill_in_again(turn: Turn, payload: Register, object_id: str) -> Screen:
    """The button was too old: the same form, with one that works."""
    taps = await incident_drafts.found(turn.session, turn.actor, turn.now)
    if not (taps.kind and taps.hit and taps.who):
        return Notice("incident-draft-gone")
    return await form(turn, taps, payload.model_copy(update={"token": ""}))


async def to_tally_again(turn: Turn, payload: Tally, object_id: str) -> Screen:
    return await small_form(turn, payload.model_copy(update={"token": ""}))


async def receivers_of(turn: Turn, incident: Incident) -> tuple[Receiver, ...]:
    found = await incident_parts.receivers(turn.session, incident)
    return tuple(Receiver(person.name, Part(row.part), row.seen_at) for row, person in found)


async def _registered(turn: Turn, told: Registration) -> Incident:
    """Registered, and everybody who must know is told."""
    turn.actor.unit_id = turn.actor.unit_id or told.unit_id
    incident = await incidents.register(turn.session, turn.actor, told, turn.now)
    await incident_drafts.discard(turn.session, turn.actor)
    settled = await incident_parts.settle(turn.session, incident, turn.now)
    for one in settled.new:
        if one.part is Part.APPOINTER:
            await incident_mail.appoint(turn.session, incident, one.person_id, turn.now)
        else:
            await incident_mail.tell(turn.session, incident, one.person_id, News.REGISTERED, turn.now)
    await incidents.note(turn.session, incident, turn.actor.id, Audited.REGISTERED, turn.now)
    for person_id in {turn.actor.id, *([told.hit_id] if told.hit_id else [])}:
        await incident_mail.show_status(turn.session, incident, person_id, turn.now)
    return incident


async def _will_see(turn: Turn, unit: str, hit_id: str, kind: IncidentKind) -> tuple[Receiver, ...]:
    """Who would receive it if it were sent now: said before the button, not after."""
    hit = turn.actor if hit_id == turn.actor.id else await _colleague(turn, hit_id)
    unit_id = await _unit(turn, unit, hit)
    if unit_id is None:
        return ()
    holders = await holders_of(turn.session, turn.tenant_id, unit_id, turn.now)
    try:
        holds = recipients(holders, {hit_id} if hit_id else (), narrow=audience_of(kind) is Audience.NARROW)
    except Nobody:
        return ()
    found = []
    for one in holds.all:
        person = await people.find(turn.session, turn.tenant_id, one.person_id)
        if person is not None and one.part is not Part.APPOINTER:
            found.append(Receiver(person.name, one.part))
    return tuple(found)


async def _whom_it_hit(turn: Turn, taps: Taps, payload: Register) -> Person | None:
    """None for somebody whom Medvind does not know, such as a vikar without Teams."""
    if taps.hit == WhomItHit.ME:
        return turn.actor
    return await _colleague(turn, payload.colleague)


async def _colleague(turn: Turn, person_id: str) -> Person | None:
    known = person_id and person_id != NOBODY
    found = await people.colleague(turn.session, turn.actor, person_id) if known else None
    return found if found and _of_her_unit(turn, found) else None


def _of_her_unit(turn: Turn, colleague: Person) -> bool:
    """Else others would receive it than those whose names stand above the button."""
    return turn.actor.unit_id in (None, colleague.unit_id)


async def _unit(turn: Turn, chosen: str, hit: Person | None) -> str | None:
    """Where it belongs: with the one it hit, else with who registers it."""
    known = (hit.unit_id if hit else None) or turn.actor.unit_id
    if known or not chosen:
        return known
    return next((u.id for u in await people.units(turn.session, turn.tenant_id) if u.id == chosen), None)


async def _units(turn: Turn) -> tuple[Choice, ...]:
    """To choose from, for whoever is not known to work anywhere."""
    if turn.actor.unit_id:
        return ()
    return tuple(Choice(u.id, u.name) for u in await people.units(turn.session, turn.tenant_id))


async def _colleagues(turn: Turn) -> tuple[Choice, ...]:
    found = await people.colleagues(turn.session, turn.actor, limit=COLLEAGUES_SHOWN)
    return tuple(Choice(person.id, person.name) for person in found if _of_her_unit(turn, person))


def _moment(turn: Turn, payload: Register) -> datetime | None:
    """When about, or None for a day that cannot be."""
    try:
        when = WhenAbout(payload.when)
        day = None
        if when is WhenAbout.EARLIER:
            written = date.fromisoformat(payload.day)
            day = at(written, time.fromisoformat(payload.clock) if payload.clock else time(12))
            # Of today, and nobody has said when: no later than now.
            if not payload.clock and written == local(turn.now).date():
                day = min(day, turn.now)
        return occurred_at(when, day, turn.now)
    except ValueError:
        return None
