"""Roller: an administrator sees who holds which role, gives one, and takes one away.

What an administrator may do is asked at every press, of the database and never of the card.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.role_form import FIND, GIVE, GiveRole, Where, form, place, places
from dialogs.screens import (
    Choice,
    Notice,
    RoleGiven,
    RoleLine,
    RolePlaces,
    RolesHere,
    RoleTaken,
    Screen,
)
from domain.kinds import Role
from domain.roles import grantable
from storage import people, role_grants
from storage.role_grants import Change
from storage.tables import Person

OPEN, CHOOSE, SHOW, FORM, TAKE = "roles.open", "roles.choose", "roles.show", "roles.form", "roles.take"
LINES_SHOWN = 14  # each has a button, and a card has 24 KB


class ChoosePlace(Payload):
    place: Chosen = ""


async def show(turn: Turn) -> Sequence[Screen]:
    found = await places(turn)
    if not found:
        return [Notice("roles-administrator-only")]
    return [await _here(turn, found[0]) if len(found) == 1 else await _which(turn, found)]


async def _which(turn: Turn, found: Sequence[Where]) -> RolePlaces:
    choices = tuple(Choice(where.key, where.name) for where in found)
    return RolePlaces(choose=await turn.button(CHOOSE), places=choices)


async def choose(turn: Turn, payload: ChoosePlace, object_id: str) -> Reply:
    where = await place(turn, payload.place)
    return Reply(await _here(turn, where) if where else (await show(turn))[0], spent=False)


async def show_place(turn: Turn, payload: Payload, key: str) -> Reply:
    where = await place(turn, key)
    return Reply(await _here(turn, where) if where else _refusal(), spent=False)


async def open_form(turn: Turn, payload: Payload, key: str) -> Reply:
    where = await place(turn, key)
    return Reply(await form(turn, where, GiveRole(do=GIVE)) if where else _refusal(), spent=False)


async def find(turn: Turn, payload: GiveRole, key: str) -> Reply:
    where = await place(turn, key)
    return Reply(await form(turn, where, payload) if where else _refusal(), spent=False)


async def give(turn: Turn, payload: GiveRole, key: str) -> Reply:
    await people.one_at_a_time(turn.session, turn.tenant_id)
    where = await place(turn, key)
    if where is None:
        return Reply(_refusal())
    person = await role_grants.candidate(turn.session, turn.tenant_id, payload.person)
    known = payload.role in grantable(where.unit_id)
    if person is None or not known:
        wrong = (*(() if person else ("person",)), *(() if known else ("role",)))
        return Reply(await form(turn, where, payload, wrong), spent=False)
    role = Role(payload.role)
    new = await role_grants.give(turn.session, person, role, where.kept_as)
    told = new and await _tell(turn, Change(person.id, role, where.kept_as, given=True))
    back = await turn.button(SHOW, where.key)
    return Reply(RoleGiven(person.name, role, where.name, back, new, told))


async def given_already(turn: Turn, key: str) -> Screen:
    where = await place(turn, key)
    return await _here(turn, where) if where else _refusal()


async def take(turn: Turn, payload: Payload, object_id: str) -> Reply:
    await people.one_at_a_time(turn.session, turn.tenant_id)
    key, role, person_id = _read(object_id)
    where = await place(turn, key)
    if where is None or role is None:
        return Reply(_refusal())
    # So there is always one left: whoever takes the others' away is one herself, and is asked one at a time.
    if role is Role.ADMINISTRATOR and person_id == turn.actor.id:
        return Reply(Notice("roles-not-your-own"))
    taken = await role_grants.take(turn.session, turn.tenant_id, person_id, role, where.kept_as)
    person = await people.find(turn.session, turn.tenant_id, person_id)
    if taken is None or person is None:
        return Reply(await _here(turn, where))
    told = await _tell(turn, Change(person_id, role, where.kept_as, given=False))
    back = await turn.button(SHOW, where.key)
    return Reply(RoleTaken(person.name, role, where.name, back, not taken.by_card, told))


async def taken_already(turn: Turn, object_id: str) -> Screen:
    return await given_already(turn, _read(object_id)[0])


async def _tell(turn: Turn, change: Change) -> bool:
    """Whoever changes a role of her own knows it already."""
    if change.person_id == turn.actor.id:
        return False
    await role_grants.tell(turn.session, turn.tenant_id, change, turn.actor.id, turn.now)
    return True


async def _here(turn: Turn, where: Where) -> RolesHere:
    held = await role_grants.held_in(turn.session, turn.tenant_id, where.kept_as, limit=LINES_SHOWN + 1)
    lines = []
    for grant, person in held[:LINES_SHOWN]:
        role = Role(grant.role)
        lines.append(RoleLine(person.name, role, grant.by_card, await _take(turn, where, role, person)))
    return RolesHere(
        place=where.name,
        lines=tuple(lines),
        give=await turn.button(FORM, where.key),
        more=len(held) > LINES_SHOWN,
        several=len(await places(turn)) > 1,
    )


async def _take(turn: Turn, where: Where, role: Role, person: Person) -> str:
    own = role is Role.ADMINISTRATOR and person.id == turn.actor.id
    return "" if own else await turn.button(TAKE, f"{where.key}|{role}|{person.id}")


def _read(object_id: str) -> tuple[str, Role | None, str]:
    key, _, rest = object_id.partition("|")
    role, _, person_id = rest.partition("|")
    return key, Role(role) if role in set(Role) else None, person_id


def _refusal() -> Notice:
    return Notice("roles-administrator-only")


CONVERSATION = Conversation(
    name="roles",
    phrases="roles-phrases",
    open=show,
    acts=(
        Act(OPEN, opens(show), bound=False),
        Act(CHOOSE, choose, ChoosePlace),
        Act(SHOW, show_place),
        Act(FORM, open_form),
        Act(FIND, find, GiveRole),
        Act(GIVE, give, GiveRole, again=given_already),
        Act(TAKE, take, again=taken_already),
    ),
)
