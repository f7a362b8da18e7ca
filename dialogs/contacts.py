"""Noget er sket, and hvem kan jeg ringe til: people and numbers first. Nothing is stored here.

The incident flow is to come; until then this card is the whole answer, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.screens import Number, Screen, WhomToCall
from domain.kinds import Role
from storage import people, stories

OPEN, INSTEAD = "contacts.open", "contacts.instead"


async def whom_to_call(turn: Turn) -> Sequence[Screen]:
    async def names(role: Role) -> tuple[str, ...]:
        unit = turn.actor.unit_id
        found = await people.with_role(turn.session, turn.tenant_id, role, unit) if unit else []
        return tuple(person.name for person in found if person.id != turn.actor.id)

    numbers = await people.contacts(turn.session, turn.tenant_id)
    card = WhomToCall(
        leaders=await names(Role.LEADER),
        deputies=await names(Role.DEPUTY),
        representatives=await names(Role.WORK_ENVIRONMENT_REP),
        numbers=tuple(Number(c.name, c.number, c.note, c.owner, c.checked_on) for c in numbers),
    )
    return [card]


async def instead_of_story(turn: Turn, payload: Payload, story_id: str) -> Reply:
    """It was not a good story: the draft goes, and the people and numbers come."""
    await stories.discard_draft(turn.session, turn.actor, story_id)
    return Reply((await whom_to_call(turn))[0])


async def numbers_again(turn: Turn, story_id: str) -> Screen:
    """Pressed twice, or on a copy of the card: the draft is gone, the people and numbers still come."""
    return (await whom_to_call(turn))[0]


CONVERSATION = Conversation(
    name="contacts",
    phrases="contacts-phrases",
    open=whom_to_call,
    acts=(Act(OPEN, opens(whom_to_call), bound=False), Act(INSTEAD, instead_of_story, again=numbers_again)),
)
