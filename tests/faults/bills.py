"""What a trial came to: Teams counts what arrived, the outbox says what Medvind believes.

Where the two differ, a promise is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import select

from bot.sender import AT_ONCE
from storage.database import Database
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing
from tests.faults.teams_process import REFUSALS, Memory

LETTER = {DeliveryClass.NUDGE: "n", DeliveryClass.DEADLINE: "d"}  # that a chat's name begins with


@dataclass(frozen=True)
class Bill:
    """What became of one class. `lost` is silent: it neither arrived nor is it on anybody's list."""

    messages: int
    lost: int
    copies: int  # beyond the first of each message
    uncertain: int
    refused: int  # where Teams always refuses
    excusable: int  # in flight at a kill, or answered unclearly: as many may be uncertain, or come twice


Bills = dict[DeliveryClass, Bill]


async def bills(database: Database, memory: Memory, kills: int) -> Bills:
    """The bill of each class; nobody may have got what was meant for somebody else."""
    assert memory.strayed == []
    async with database.read() as session:
        found = (
            await session.exec(select(Outgoing.object_id, Outgoing.delivery_class, Outgoing.state))
        ).all()
    return {
        kind: _bill(kind, [(chat, State(state)) for chat, of, state in found if of == kind], memory, kills)
        for kind in DeliveryClass
    }


def _bill(kind: DeliveryClass, rows: Sequence[tuple[str, State]], memory: Memory, kills: int) -> Bill:
    return Bill(
        messages=len(rows),
        lost=sum(_is_lost(kind, chat, state, memory.arrived[chat]) for chat, state in rows),
        copies=sum(max(memory.arrived[chat] - 1, 0) for chat, _ in rows),
        uncertain=sum(state is State.UNCERTAIN for _, state in rows),
        refused=sum(state is State.REFUSED for _, state in rows),
        excusable=kills * AT_ONCE + memory.ambiguous[LETTER[kind]],
    )


def _is_lost(kind: DeliveryClass, chat: str, state: State, copies: int) -> bool:
    match state:
        case State.DELIVERED:
            return copies == 0
        case State.REFUSED:
            return not chat.endswith(REFUSALS)
        case State.UNCERTAIN:
            return kind is not DeliveryClass.NUDGE
    return True
