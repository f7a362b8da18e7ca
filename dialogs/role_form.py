"""Where roles can be given by whom, and the form that gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dialogs.base import Chosen, Payload, Turn
from dialogs.screens import Choice, RoleForm
from domain.roles import Permission, grantable, may
from storage import people, role_grants
from storage.tables import Person

FIND, GIVE = "roles.find", "roles.give"
WHOLE_AREA = "@area"  # no unit's id has such a sign
PEOPLE_SHOWN = 40  # what a card of 24 KB has room for; others are found by name


class GiveRole(Payload):
    person: Chosen = ""
    role: Chosen = ""
    name: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True)
class Where:
    """A unit, or the whole area when `unit_id` is None."""

    unit_id: str | None
    name: str

    @property
    def key(self) -> str:
        """What a button is bound to."""
        return self.unit_id if self.unit_id is not None else WHOLE_AREA

    @property
    def kept_as(self) -> str:
        return self.unit_id or ""


async def places(turn: Turn) -> list[Where]:
    """Where the actor may give roles; asked again at every step."""
    grants = await people.grants(turn.session, turn.actor)
    if not grants:
        return []
    area = await people.area(turn.session, turn.tenant_id)
    every = [Where(unit.id, unit.name) for unit in await people.units(turn.session, turn.tenant_id)]
    every += [Where(None, area.name)] if area else []
    return [where for where in every if may(grants, Permission.GRANT_ROLE, where.unit_id)]


async def place(turn: Turn, key: str) -> Where | None:
    """The place, if the actor may give roles there now."""
    return next((where for where in await places(turn) if where.key == key), None)


async def form(turn: Turn, where: Where, typed: GiveRole, problems: tuple[str, ...] = ()) -> RoleForm:
    """The form as it was filled in so far, with the people of the place, or those of the name."""
    found, more = await _people(turn, where, typed)
    # Whoever is chosen stays chosen only while she can be seen to be.
    chosen = typed.person if any(person.id == typed.person for person in found) else ""
    return RoleForm(
        place=where.name,
        people=tuple(Choice(person.id, _called(person)) for person in found),
        roles=grantable(where.unit_id),
        give=await turn.button(GIVE, where.key),
        find=await turn.button(FIND, where.key),
        person=found[0].id if typed.name and len(found) == 1 else chosen,
        role=typed.role if typed.role in grantable(where.unit_id) else "",
        name=typed.name,
        problems=(*problems, *more),
    )


async def _people(turn: Turn, where: Where, typed: GiveRole) -> tuple[Sequence[Person], tuple[str, ...]]:
    name = " ".join(typed.name.split())
    if not name:
        session, tenant_id = turn.session, turn.tenant_id
        return await role_grants.candidates(session, tenant_id, where.kept_as, limit=PEOPLE_SHOWN), ()
    found = await role_grants.candidates_called(turn.session, turn.tenant_id, name)
    if not found:
        return [], ("name",)
    return found[:PEOPLE_SHOWN], ("many",) if len(found) > PEOPLE_SHOWN else ()


def _called(person: Person) -> str:
    """With the title: two may share a name."""
    return f"{person.name}, {person.title}" if person.title else person.name
