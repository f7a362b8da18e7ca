"""What she tells afterwards, in her own words: what happened, and answers to the work environment group."""

from __future__ import annotations

from dataclasses import replace

from dialogs.base import Act, Conversation, Reply, Turn
from dialogs.incident_mend import OwnFields, given_back, text_too_late
from dialogs.incident_own import as_it_stands, changed, mine
from dialogs.incident_text import Wrong, problem_in
from dialogs.incident_view import status_for
from domain.audit import Act as Audited
from domain.incident import OpenState, Part
from domain.story_rules import tidy
from storage import incident_mail, incident_talks
from storage.incident_mail import News
from storage.tables import Incident


async def add(turn: Turn, payload: OwnFields, incident_id: str) -> Reply:
    """What happened, and what came before, if she wants to and when she wants to."""
    found = await mine(turn, incident_id)
    if found is None or found[0].state != OpenState.OPEN:
        return Reply(given_back(payload))
    incident, part = found
    wrong = await problem_in(turn, payload.what_happened, payload.what_before)
    if wrong:
        return await _again(turn, incident, part, payload, wrong)
    incident.what_happened, incident.what_before = tidy(payload.what_happened), tidy(payload.what_before)
    return await changed(turn, incident, part, Audited.TEXT_ADDED)


async def answer_more(turn: Turn, payload: OwnFields, incident_id: str) -> Reply:
    found = await mine(turn, incident_id)
    if found is None or found[1] is not Part.HIT:
        return Reply(given_back(payload))
    incident, part = found
    given = {"1": payload.answer_1, "2": payload.answer_2}
    wrong = await problem_in(turn, *given.values())
    if wrong:
        card = await status_for(turn, incident, turn.actor, part)
        typed = tuple(
            replace(one, answer=given.get(one.position, "") or one.answer) for one in card.questions
        )
        card = replace(card, questions=typed, answer=payload.token, problem=wrong.problem)
        return Reply(replace(card, problem_at="answer", name=wrong.name), spent=False)
    for position, text in given.items():
        if tidy(text):
            await incident_talks.answer(turn.session, incident, position, tidy(text), turn.now)
    for person_id in {row.asked_by for row in await incident_talks.questions(turn.session, incident)}:
        await incident_mail.tell(turn.session, incident, person_id, News.ANSWERED, turn.now)
    return await changed(turn, incident, part, Audited.ANSWERED)


async def _again(turn: Turn, incident: Incident, part: Part, sent: OwnFields, wrong: Wrong) -> Reply:
    card = await status_for(turn, incident, turn.actor, part)
    card = replace(card, what_happened=sent.what_happened, what_before=sent.what_before, add=sent.token)
    return Reply(replace(card, problem=wrong.problem, problem_at="add", name=wrong.name), spent=False)


CONVERSATION = Conversation(
    name="incident_tell",
    acts=(
        Act("incident.add", add, OwnFields, again=as_it_stands, expired=text_too_late, unsaved=given_back),
        Act(
            "incident.answer",
            answer_more,
            OwnFields,
            again=as_it_stands,
            expired=text_too_late,
            unsaved=given_back,
        ),
    ),
)
