"""An incident as screens: to whom it hit or who registered it, and to those who receive it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dialogs.base import Scene
from dialogs.screens import (
    AskedMore,
    Choice,
    IncidentCase,
    IncidentStatus,
    OfferLine,
    PoliceLine,
    Receiver,
    StepLine,
)
from domain.incident import (
    RECEIVING,
    Audience,
    IncidentKind,
    Offer,
    OfferAnswer,
    OfficialReport,
    OpenState,
    Part,
    PoliceDecision,
)
from domain.incident_clocks import LEADERS_STEPS, Step
from storage import incident_parts, incident_rules, incident_steps, incident_talks, incidents, people
from storage.incident_talks import QUESTIONS_MOST
from storage.tables import Incident, IncidentStep, Person

WITNESSES_SHOWN = 40  # more do not fit on the card
Tokens = Mapping[str, str]


async def receivers_of(scene: Scene, incident: Incident) -> tuple[Receiver, ...]:
    found = await incident_parts.receivers(scene.session, incident)
    return tuple(Receiver(person.name, Part(row.part), row.seen_at) for row, person in found)


async def status_for(scene: Scene, incident: Incident, person: Person, part: Part) -> IncidentStatus:
    """The card on which she follows it; offers, police and questions are the injured person's alone."""
    steps = {Step(row.step): row for row in await incident_steps.of(scene.session, incident)}
    hers, is_open = part is Part.HIT, incident.state == OpenState.OPEN
    asked = await _questions(scene, incident) if hers else ()
    police = _police(scene, incident, steps) if hers else None
    tokens = await _minted(
        scene,
        incident,
        {
            "offer": hers and is_open,
            "decide": police is not None and is_open,
            "add": is_open,
            "answer": any(not one.answer for one in asked),
            "witness": is_open,
            "share": hers and is_open and incident.audience == Audience.NARROW,
            "grow": is_open and incident.kind == IncidentKind.SEVERAL_SMALL,
            "learn": not is_open and incident.kind == IncidentKind.NEAR_MISS,
            "helped": hers and is_open and _is_undone(steps, Step.FIRST_AID),
        },
        "incident",
    )
    return IncidentStatus(
        number=incident.number,
        kind=IncidentKind(incident.kind),
        part=part,
        occurred_at=incident.occurred_at,
        registered_at=incident.registered_at,
        receivers=await receivers_of(scene, incident),
        first_aid_at=_done_at(steps, Step.FIRST_AID),
        assessed_at=_done_at(steps, Step.ASSESSMENT),
        talk_at=incident.talk_at,
        debriefing=incident.debriefing,
        calls_at=_done_at(steps, Step.CALLS),
        what_was_done=incident.what_was_done,
        official=OfficialReport(incident.official_report_status),
        closed_at=incident.closed_at,
        offers=await _offers(scene, incident, person.id) if hers else (),
        police=police,
        questions=asked,
        what_happened=incident.what_happened,
        what_before=incident.what_before,
        small=tuple(incidents.tally_of(incident).items()),
        witnesses=await _colleagues(scene, person) if is_open else (),
        **tokens,
    )


async def case_for(scene: Scene, incident: Incident, person: Person, part: Part) -> IncidentCase:
    """The whole of it, for somebody who receives it now; the tokens are for what can be done."""
    rows = await incident_steps.of(scene.session, incident)
    steps = {Step(row.step): row for row in rows}
    is_open, asked = incident.state == OpenState.OPEN, await _questions(scene, incident)
    leads = await incident_parts.leads(scene.session, incident, person, scene.now)
    tokens = await _minted(
        scene,
        incident,
        {
            "first_aid": _is_undone(steps, Step.FIRST_AID),
            "assess": is_open and leads,
            "calls": leads and _is_undone(steps, Step.CALLS),
            "note": is_open and leads and Step.POLICE in steps,
            "report": incident.official_report_status == OfficialReport.PENDING,
            "done": is_open and leads,
            "ask": is_open and incident.hit_id is not None and len(asked) < QUESTIONS_MOST,
            "asked_her": is_open and incident.asked_at is None,
            "close": is_open and leads and is_finished(incident, rows),
            "witness": is_open,
        },
        "case",
    )
    hit = await _name(scene, incident.hit_id)
    return IncidentCase(
        number=incident.number,
        part=part,
        unit=(await people.unit_names(scene.session, scene.tenant_id)).get(incident.unit_id, ""),
        name=hit,
        reporter="" if incident.reporter_id == incident.hit_id else await _name(scene, incident.reporter_id),
        kind=IncidentKind(incident.kind),
        place=incident.place,
        occurred_at=incident.occurred_at,
        registered_at=incident.registered_at,
        outside_working_hours=incident.outside_working_hours,
        receivers=await receivers_of(scene, incident),
        steps=await _lines(scene, incident, rows, hit),
        what_happened=incident.what_happened,
        what_before=incident.what_before,
        small=tuple(incidents.tally_of(incident).items()),
        talk_at=incident.talk_at,
        debriefing=incident.debriefing,
        what_was_done=incident.what_was_done,
        offers=await _offers(scene, incident, incident.hit_id) if incident.hit_id else (),
        police=_police(scene, incident, steps),
        official=OfficialReport(incident.official_report_status),
        questions=asked,
        asked=incident.asked_at is not None,
        got_help=incident.got_help,
        closed_at=incident.closed_at,
        origin=await incident_rules.origin_of(scene.session, scene.tenant_id),
        witnesses=await _colleagues(scene, person) if is_open else (),
        **tokens,
    )


def is_finished(incident: Incident, rows: Sequence[IncidentStep]) -> bool:
    """May it be closed? Only when the one it hit has been asked, and what is the leader's is done."""
    left = [row for row in rows if row.step in LEADERS_STEPS and row.done_at is None]
    return incident.asked_at is not None and not left


async def missing_of(scene: Scene, incident: Incident) -> tuple[IncidentStep, ...]:
    """The leader's steps that nobody has done."""
    rows = await incident_steps.of(scene.session, incident)
    return tuple(row for row in rows if row.step in LEADERS_STEPS and row.done_at is None)


async def _lines(
    scene: Scene, incident: Incident, rows: Sequence[IncidentStep], hit: str
) -> tuple[StepLine, ...]:
    holds = await incident_parts.expected(scene.session, incident, scene.now)
    owner = await _name(scene, holds.owner.person_id) if holds and holds.owner.part in RECEIVING else ""
    found = []
    for row in rows:
        step = Step(row.step)
        found.append(
            StepLine(
                step,
                row.due_at,
                owner if step in LEADERS_STEPS or not hit else hit,
                row.done_at,
                await _name(scene, row.done_by),
                late=row.done_at is None and row.due_at < scene.now,
            )
        )
    return tuple(found)


def _police(scene: Scene, incident: Incident, steps: Mapping[Step, IncidentStep]) -> PoliceLine | None:
    row = steps.get(Step.POLICE)
    if row is None:
        return None
    decision = PoliceDecision(incident.police)
    return PoliceLine(row.due_at, decision, passed=row.due_at <= scene.now, note=incident.police_note)


async def offers_of(scene: Scene, incident: Incident, person_id: str) -> tuple[OfferLine, ...]:
    return await _offers(scene, incident, person_id)


async def _offers(scene: Scene, incident: Incident, person_id: str) -> tuple[OfferLine, ...]:
    found = await incident_talks.offers(scene.session, incident, person_id)
    return tuple(OfferLine(Offer(row.offer), OfferAnswer(row.answer)) for row in found)


async def _questions(scene: Scene, incident: Incident) -> tuple[AskedMore, ...]:
    found = await incident_talks.questions(scene.session, incident)
    return tuple(AskedMore(row.position, row.question, row.answer or "") for row in found)


async def _colleagues(scene: Scene, person: Person) -> tuple[Choice, ...]:
    found = await people.colleagues(scene.session, person, limit=WITNESSES_SHOWN)
    return tuple(Choice(one.id, one.name) for one in found)


async def _minted(scene: Scene, incident: Incident, wanted: Mapping[str, bool], noun: str) -> dict[str, str]:
    """A token for each button that does something now; the button's name is the field's."""
    return {
        name: await scene.button(f"{noun}.{_VERBS.get(name, name)}", incident.id) if there else ""
        for name, there in wanted.items()
    }


_VERBS = {"first_aid": "first-aid", "asked_her": "asked"}


def _done_at(steps: Mapping[Step, IncidentStep], step: Step) -> datetime | None:
    return steps[step].done_at if step in steps else None


def _is_undone(steps: Mapping[Step, IncidentStep], step: Step) -> bool:
    return step in steps and steps[step].done_at is None


async def _name(scene: Scene, person_id: str | None) -> str:
    person = await people.find(scene.session, scene.tenant_id, person_id) if person_id else None
    return person.name if person else ""
