"""Overdrag vagten: a leader says until when her deputies have the watch, and takes it back when she likes.

She is not asked why, and nothing is kept but the moment at which it ends: it says nothing about absence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.screens import HandOver, Notice, Screen, WatchLine
from domain.calendar import local
from domain.hand_over import ends_at, problem_with
from domain.roles import Permission, may
from storage import hand_overs, people
from storage.tables import RoleGrant

OPEN, GIVE, TAKE = "handover.open", "handover.give", "handover.take"
SHOWN = 6  # units to one card


class UntilDay(Payload):
    day: Chosen = ""


async def show(turn: Turn) -> Sequence[Screen]:
    return [await _as_it_stands(turn)]


async def give(turn: Turn, payload: UntilDay, unit_id: str) -> Reply:
    if not await _may(turn, unit_id):
        return Reply(_refusal(), spent=False)
    if problem := problem_with(payload.day, turn.now):
        return Reply(await _as_it_stands(turn, day=payload.day, problem=problem), spent=False)
    until = ends_at(date.fromisoformat(payload.day.strip()))
    deputies = await hand_overs.hand_over(turn.session, turn.actor, unit_id, until, turn.now)
    # Without a deputy the card itself says so.
    return Reply(await _as_it_stands(turn, said="given" if deputies else ""), spent=bool(deputies))


async def take(turn: Turn, payload: Payload, unit_id: str) -> Reply:
    if not await _may(turn, unit_id):
        return Reply(_refusal(), spent=False)
    taken = await hand_overs.take_back(turn.session, turn.actor, unit_id, turn.now)
    return Reply(await _as_it_stands(turn, said="taken" if taken else ""))


async def as_it_stands(turn: Turn, unit_id: str) -> Screen:
    return await _as_it_stands(turn)


async def _may(turn: Turn, unit_id: str) -> bool:
    """Asked at every press: her own role, of the database and never of the card."""
    return may(await people.grants(turn.session, turn.actor), Permission.HAND_OVER, unit_id or None)


async def _as_it_stands(turn: Turn, *, day: str = "", problem: str = "", said: str = "") -> Screen:
    led = await hand_overs.led_by(turn.session, turn.actor)
    if not led:
        return _refusal()
    lines = [await _line(turn, grant) for grant in led[:SHOWN]]
    day = day or local(turn.now).date().isoformat()
    return HandOver(tuple(lines), day, problem, said, more=len(led) > SHOWN)


async def _line(turn: Turn, grant: RoleGrant) -> WatchLine:
    deputies = await hand_overs.deputies_of(turn.session, turn.actor, grant.unit_id)
    until = hand_overs.watch_until(grant, turn.now)
    return WatchLine(
        place=await people.place_name(turn.session, turn.tenant_id, grant.unit_id),
        deputies=tuple(person.name for person in deputies),
        until=until,
        give=await turn.button(GIVE, grant.unit_id) if deputies else "",
        take=await turn.button(TAKE, grant.unit_id) if until else "",
    )


def _refusal() -> Notice:
    return Notice("hand-over-leader-only")


CONVERSATION = Conversation(
    name="hand_over",
    phrases="hand-over-phrases",
    open=show,
    acts=(
        Act(OPEN, opens(show), bound=False),
        Act(GIVE, give, UntilDay, again=as_it_stands),
        Act(TAKE, take, again=as_it_stands),
    ),
)
