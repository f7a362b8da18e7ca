"""Hændelser: what a leader, a deputy, an area head or an AMR has to follow up, and does about it.

Who may is asked again at every press. Opening one is the proof that it has been read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.incident_mend import CaseFields, given_back, text_too_late
from dialogs.incident_own import ANSWERS, has_been_asked, witness_named
from dialogs.incident_text import Wrong, problem_in
from dialogs.incident_view import case_for, missing_of, status_for
from dialogs.screens import IncidentCase, IncidentLine, Incidents, Notice, Screen
from domain.audit import Act as Audited
from domain.incident import RECEIVING, OfficialReport, OpenState, Part
from domain.incident_clocks import Step
from domain.roles import Permission, may
from domain.story_rules import tidy
from storage import access, incident_mail, incident_parts, incident_steps, incident_talks, incidents, people
from storage.tables import Incident

OPEN, SHOW = "case.open", "case.show"
GONE = "incident-gone"
SHOWN = 12
OWN = (Part.HIT, Part.REPORTER)


class Report(Payload):
    report: Chosen = ""


class AskedHer(Payload):
    got_help: Chosen = ""


async def listed(turn: Turn) -> Sequence[Screen]:
    """What she has to follow up, the oldest first; and what she has registered or was hit by herself."""
    received = []
    for incident in await incidents.of_person(turn.session, turn.actor, RECEIVING, limit=SHOWN + 1):
        if incident.state != OpenState.OPEN:
            break  # the open ones come first
        if await incident_parts.receiving_part(turn.session, incident, turn.actor, turn.now):
            received.append(await _line(turn, incident))
    own = [
        await _line(turn, incident, missing=False)
        for incident in await incidents.of_person(turn.session, turn.actor, OWN, limit=SHOWN)
    ]
    more = len(received) > SHOWN
    return [Incidents(tuple(received[:SHOWN]), tuple(own), more=more, link=await _link(turn))]


async def _link(turn: Turn) -> str:
    """To the patterns, for those who may read them."""
    grants = await people.grants(turn.session, turn.actor)
    if not any(may(grants, Permission.READ_INCIDENT_PATTERNS, grant.unit_id) for grant in grants):
        return ""
    key = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    return f"{turn.public_url}/editor/login?key={key}&to=incidents"


async def _line(turn: Turn, incident: Incident, *, missing: bool = True) -> IncidentLine:
    left = await missing_of(turn, incident) if missing else ()
    return IncidentLine(
        incident.number,
        (await people.unit_names(turn.session, turn.tenant_id)).get(incident.unit_id, ""),
        incident.registered_at,
        tuple(Step(row.step) for row in left),
        await turn.button(SHOW, incident.id),
        late=any(row.due_at < turn.now for row in left),
    )


async def show(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """The case to whoever receives it, her own card to whoever it is about; and it has been read."""
    return Reply(await as_it_stands(turn, incident_id), spent=False)


async def as_it_stands(turn: Turn, incident_id: str) -> Screen:
    found = await mine(turn, incident_id)
    if found is not None:
        return await case_for(turn, found[0], turn.actor, found[1])
    incident = await incidents.get(turn.session, turn.tenant_id, incident_id)
    part = await incident_parts.own_part(turn.session, incident, turn.actor) if incident else None
    return await status_for(turn, incident, turn.actor, part) if incident and part else Notice(GONE)


async def mine(turn: Turn, incident_id: str) -> tuple[Incident, Part] | None:
    """One that she receives now, held to the end of the turn, and read."""
    incident = await incidents.held(turn.session, turn.tenant_id, incident_id)
    if incident is None:
        return None
    part = await incident_parts.receiving_part(turn.session, incident, turn.actor, turn.now)
    if part is None:
        return None
    if await incident_parts.seen(turn.session, incident, turn.actor.id, turn.now):
        await incidents.note(turn.session, incident, turn.actor.id, Audited.READ, turn.now)
        await incident_mail.refresh(turn.session, incident, turn.now)
    return incident, part


async def led(turn: Turn, incident_id: str) -> tuple[Incident, Part] | None:
    """One in which the leader's steps are hers to do."""
    found = await mine(turn, incident_id)
    leads = found and await incident_parts.leads(turn.session, found[0], turn.actor, turn.now)
    return found if leads else None


async def changed(turn: Turn, incident: Incident, part: Part, act: Audited) -> Reply:
    await incidents.note(turn.session, incident, turn.actor.id, act, turn.now)
    await incident_mail.refresh(turn.session, incident, turn.now)
    return Reply(await case_for(turn, incident, turn.actor, part))


def problem(card: IncidentCase, at_field: str, wrong: Wrong) -> Reply:
    """The card with what was typed, and what is wrong with it."""
    card = replace(card, problem=wrong.problem, problem_at=at_field, problem_name=wrong.name)
    return Reply(card, spent=False)


Find = Callable[[Turn, str], Awaitable[tuple[Incident, Part] | None]]


def stepped(step: Step, act: Audited, whose: Find) -> Callable[[Turn, Payload, str], Awaitable[Reply]]:
    """A button that says: this has been done."""

    async def handler(turn: Turn, payload: Payload, incident_id: str) -> Reply:
        found = await whose(turn, incident_id)
        if found is None:
            return Reply(await as_it_stands(turn, incident_id))
        if await incident_steps.done(turn.session, found[0], step, turn.actor.id, turn.now):
            return await changed(turn, found[0], found[1], act)
        return Reply(await case_for(turn, found[0], turn.actor, found[1]))

    return handler


async def report(turn: Turn, payload: Report, incident_id: str) -> Reply:
    """The workplace has made its anmeldelse, or need not. Medvind makes none."""
    found = await mine(turn, incident_id)
    settled = payload.report in (OfficialReport.MADE, OfficialReport.NOT_NEEDED)
    if found is None or not settled:
        return Reply(await as_it_stands(turn, incident_id))
    incident, part = found
    if incident.official_report_status != OfficialReport.PENDING:
        return Reply(await case_for(turn, incident, turn.actor, part))
    incident.official_report_status = OfficialReport(payload.report)
    incident.official_report_settled_at = turn.now
    await incident_steps.done(turn.session, incident, Step.REPORT, turn.actor.id, turn.now)
    return await changed(turn, incident, part, Audited.REPORT_SETTLED)


async def ask_more(turn: Turn, payload: CaseFields, incident_id: str) -> Reply:
    """At most two questions, which she may leave until her next shift."""
    found = await mine(turn, incident_id)
    if found is None or found[0].hit_id is None or found[0].state != OpenState.OPEN:
        return Reply(given_back(payload))
    incident, part = found
    asked = [tidy(text) for text in (payload.question_1, payload.question_2) if tidy(text)]
    wrong = await problem_in(turn, *asked)
    if wrong:
        card = await case_for(turn, incident, turn.actor, part)
        card = replace(card, ask=payload.token, ask_1=payload.question_1, ask_2=payload.question_2)
        return problem(card, "ask", wrong)
    if len(asked) > await incident_talks.room_for(turn.session, incident):
        return Reply(given_back(payload))  # a colleague has asked meanwhile: none of hers is lost
    await incident_talks.ask(turn.session, incident, turn.actor.id, asked, turn.now)
    await incident_mail.show_again(turn.session, incident, found[0].hit_id or "", turn.now)
    return await changed(turn, incident, part, Audited.ASKED_MORE)


async def asked_her(turn: Turn, payload: AskedHer, incident_id: str) -> Reply:
    """Asked in person: whoever has no Teams, and whoever has not answered, is asked too."""
    found = await mine(turn, incident_id)
    if found is None or payload.got_help not in ANSWERS:
        return Reply(await as_it_stands(turn, incident_id))
    await has_been_asked(turn, found[0], payload.got_help)
    return await changed(turn, found[0], found[1], Audited.ASKED)


async def name_witness(turn: Turn, payload: CaseFields, incident_id: str) -> Reply:
    found = await mine(turn, incident_id)
    if found is None:
        return Reply(await as_it_stands(turn, incident_id))
    if not await witness_named(turn, found[0], payload.person):
        return Reply(await case_for(turn, found[0], turn.actor, found[1]), spent=False)
    return await changed(turn, found[0], found[1], Audited.WITNESS_NAMED)


CONVERSATION = Conversation(
    name="incidents",
    phrases="incidents-phrases",
    open=listed,
    acts=(
        Act(OPEN, opens(listed), bound=False),
        Act(SHOW, show),
        Act("case.first-aid", stepped(Step.FIRST_AID, Audited.FIRST_AID_GIVEN, mine), again=as_it_stands),
        Act("case.report", report, Report, again=as_it_stands),
        Act("case.ask", ask_more, CaseFields, again=as_it_stands, expired=text_too_late, unsaved=given_back),
        Act("case.asked", asked_her, AskedHer, again=as_it_stands),
        Act("case.witness", name_witness, CaseFields, again=as_it_stands),
    ),
)
