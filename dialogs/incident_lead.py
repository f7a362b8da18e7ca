"""The leader's own part of an incident: her assessment, the calls, the reasons, what was done, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from dialogs.base import Act, Conversation, Payload, Reply, Turn
from dialogs.incident_case import as_it_stands, changed, led, problem, stepped
from dialogs.incident_mend import CaseFields, given_back, text_too_late
from dialogs.incident_text import Wrong, problem_in
from dialogs.incident_view import case_for, is_finished
from domain.audit import Act as Audited
from domain.calendar import at
from domain.incident import OfficialReport, OpenState
from domain.incident_clocks import Step
from domain.story_rules import tidy
from storage import incident_steps


async def assess(turn: Turn, payload: CaseFields, incident_id: str) -> Reply:
    """When they talk, and whether more are called to a debriefing: the leader's own assessment."""
    found = await led(turn, incident_id)
    if found is None or found[0].state != OpenState.OPEN:
        return Reply(await as_it_stands(turn, incident_id))
    incident, part = found
    moment = _talk_at(payload)
    if moment is None or moment < incident.occurred_at or payload.debriefing not in ("yes", "no"):
        card = await case_for(turn, incident, turn.actor, part)
        typed = replace(card, talk_day=payload.talk_day, talk_clock=payload.talk_clock, assess=payload.token)
        return problem(typed, "assess", Wrong("talk"))
    incident.talk_at, incident.debriefing = moment, payload.debriefing
    await incident_steps.done(turn.session, incident, Step.ASSESSMENT, turn.actor.id, turn.now)
    return await changed(turn, incident, part, Audited.ASSESSED)


async def keep_note(turn: Turn, payload: CaseFields, incident_id: str) -> Reply:
    """The employer's reasons, if the police are not told (facts 2.2): kept, and shown to the one it hit."""
    return await _written(turn, incident_id, "note", payload, payload.note, Audited.POLICE_NOTE_KEPT)


async def say_done(turn: Turn, payload: CaseFields, incident_id: str) -> Reply:
    """One line of what was done: what she reads who was hit."""
    return await _written(turn, incident_id, "done", payload, payload.done, Audited.DONE_SAID)


async def _written(
    turn: Turn, incident_id: str, field: str, payload: Payload, text: str, act: Audited
) -> Reply:
    found = await led(turn, incident_id)
    if found is None or found[0].state != OpenState.OPEN:
        return Reply(given_back(payload))
    incident, part = found
    wrong = await problem_in(turn, text)
    column = {"note": "police_note", "done": "what_was_done"}[field]
    if wrong:
        card = await case_for(turn, incident, turn.actor, part)
        if field == "done":
            card = replace(card, what_was_done=text, done=payload.token)
        elif card.police:
            card = replace(card, police=replace(card.police, note=text), note=payload.token)
        return problem(card, field, wrong)
    setattr(incident, column, tidy(text))
    return await changed(turn, incident, part, act)


async def close(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """Only when the one it hit has been asked, and what is the leader's is done."""
    found = await led(turn, incident_id)
    if found is None:
        return Reply(await as_it_stands(turn, incident_id))
    incident, part = found
    rows = await incident_steps.of(turn.session, incident)
    if incident.state != OpenState.OPEN or not is_finished(incident, rows):
        return Reply(await case_for(turn, incident, turn.actor, part))
    if incident.official_report_status == OfficialReport.PENDING:  # nothing happened that has a deadline
        incident.official_report_status = OfficialReport.NOT_NEEDED
        incident.official_report_settled_at = turn.now
    incident.state, incident.closed_at, incident.due_at = OpenState.CLOSED, turn.now, None
    return await changed(turn, incident, part, Audited.CLOSED)


def _talk_at(payload: CaseFields) -> datetime | None:
    try:
        return at(date.fromisoformat(payload.talk_day), time.fromisoformat(payload.talk_clock))
    except ValueError:
        return None


CONVERSATION = Conversation(
    name="incident_lead",
    acts=(
        Act("case.assess", assess, CaseFields, again=as_it_stands),
        Act("case.calls", stepped(Step.CALLS, Audited.CALLS_SENT, led), again=as_it_stands),
        Act(
            "case.note", keep_note, CaseFields, again=as_it_stands, expired=text_too_late, unsaved=given_back
        ),
        Act("case.done", say_done, CaseFields, again=as_it_stands, expired=text_too_late, unsaved=given_back),
        Act("case.close", close, again=as_it_stands),
    ),
)
