"""Lines that a whole team reads: about conditions, never about a person."""

from __future__ import annotations

from dialogs.base import Turn
from domain.agreement import AgreementProblem, name_like, text_problem
from domain.story_rules import named_in, tidy
from storage import people


async def problem_in(turn: Turn, text: str, unit_id: str | None) -> tuple[AgreementProblem | None, str]:
    """Why a line cannot be kept, and the name in it, if that is why.

    No CPR number, no colleague's full name, and of the unit's people (None: of all) not even a first name.
    """
    if found := text_problem(text):
        return found, ""
    text = tidy(text)  # as it would be kept: nothing invisible may hide a name
    colleague = await people.named(turn.session, turn.actor, text)
    if colleague is not None:
        person = await people.find(turn.session, turn.tenant_id, colleague)
        return AgreementProblem.NAME, person.name if person else ""
    if named_in(text, [turn.actor.name]):
        return AgreementProblem.NAME, turn.actor.name
    words = name_like(text)
    known = await people.first_names(turn.session, turn.tenant_id, unit_id, words)
    return (AgreementProblem.NAME, words[known[0]]) if known else (None, "")
