"""What may be written about an incident: no CPR number, and no colleague's name."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.base import Turn
from domain.cpr import contains_cpr
from domain.incident import TEXT_MAX
from domain.story_rules import named_in, tidy
from storage import people


@dataclass(frozen=True)
class Wrong:
    """Why a text cannot be kept: cpr, name, long, empty. `name` is what looks like one."""

    problem: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.problem)


async def problem_in(turn: Turn, *texts: str) -> Wrong:
    """The first thing that is wrong with what was written, if anything is."""
    if not any(map(tidy, texts)):
        return Wrong("empty")
    if any(map(contains_cpr, texts)):
        return Wrong("cpr")
    if any(len(tidy(text)) > TEXT_MAX for text in texts):
        return Wrong("long")
    written = " ".join(map(tidy, texts))
    colleague = await people.named(turn.session, turn.actor, written)
    if colleague is not None:
        person = await people.find(turn.session, turn.tenant_id, colleague)
        return Wrong("name", person.name if person else "")
    return Wrong("name", turn.actor.name) if named_in(written, [turn.actor.name]) else Wrong()
