"""Hvem kan jeg ringe til: people and numbers. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dialogs.base import Act, Conversation, Turn, opens
from dialogs.screens import Number, Screen, WhomToCall
from domain.incident_recipients import Holders
from domain.kinds import ContactKind, Role
from storage import people
from storage.incident_holders import holders_of

OPEN = "contacts.open"


async def whom_to_call(turn: Turn) -> Sequence[Screen]:
    return [await call_card(turn)]


async def call_card(turn: Turn) -> WhomToCall:
    unit = turn.actor.unit_id
    holders = await holders_of(turn.session, turn.tenant_id, unit, turn.now) if unit else Holders()
    # A leader whose deputy has the watch is not the one to wake.
    elsewhere = {turn.actor.id, *(holders.handed_over if holders.deputies else ())}

    async def names(role: Role) -> tuple[str, ...]:
        found = await people.with_role(turn.session, turn.tenant_id, role, unit) if unit else []
        return tuple(person.name for person in found if person.id not in elsewhere)

    return WhomToCall(
        leaders=await names(Role.LEADER),
        deputies=await names(Role.DEPUTY),
        representatives=await names(Role.WORK_ENVIRONMENT_REP),
        numbers=await numbers(turn),
    )


async def numbers(turn: Turn, *, but: Collection[ContactKind] = ()) -> tuple[Number, ...]:
    """The municipality's numbers, in its own order, those of some kinds left out."""
    found = await people.contacts(turn.session, turn.tenant_id)
    return tuple(Number(c.name, c.number, c.note, c.owner, c.checked_on) for c in found if c.kind not in but)


CONVERSATION = Conversation(
    name="contacts",
    phrases="contacts-phrases",
    open=whom_to_call,
    acts=(Act(OPEN, opens(whom_to_call), bound=False),),
)
