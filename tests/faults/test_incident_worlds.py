"""Every clock of an incident, in worlds where everything changes, against the rules worked out a second time.

A case is one clock of one incident: about 100 in CI, 10,000 at full size, half of them on each database.
"""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.sender import Sender
from storage.outbox import State
from storage.tables import Delivery, Incident, IncidentPart, Outgoing
from tests.faults.chaos import Size
from tests.faults.incident_rules import ASKS, DAY, HOUR, LATEST_ESCALATION, SILENCE
from tests.faults.incident_worlds import Kept, Life
from tests.faults.worlds import landmark
from tests.town import Town

LOOKS = 45
SLOW = timedelta(days=4)  # the longest that nobody looks


class Wrong(AssertionError):
    """A rule that was not kept."""


async def lived(town: Town, seed: int) -> int:
    """One life, checked after each look; returns how many clocks there were."""
    dice = Random(seed)
    start = landmark(seed, 2026 + seed % 5) - timedelta(days=dice.randint(1, 9))
    town.clock.now = datetime(start.year, start.month, start.day, dice.randrange(24), tzinfo=UTC)
    life = Life(town, f"life-{seed:05}", dice)
    await life.begin()
    seen = town.clock.now
    for look in range(LOOKS):
        if look < 6:
            await life.registers()
        for happens in (life.somebody_acts, life.staff_changes, life.leader_loses_her_role):
            if dice.random() < (0.25 if happens != life.leader_loses_her_role else 0.05):
                await happens()
        await _sender_anew(town)
        town.clock.now = max(life.next_look(), seen + HOUR)
        sent = await life.looks()
        await check(life, seen)
        for address, screen in sent:
            _only_to_who_receives_it(life, address.person_id, screen)
        seen = town.clock.now
    await _end(town)
    return sum(len(one.due) for one in life.kept)


async def _end(town: Town) -> None:
    """Nothing of this life goes on in the next one."""
    async with town.database.write() as session:
        await session.exec(update(Incident).values(due_at=None))
        waiting = col(Outgoing.state) == State.WAITING
        await session.exec(update(Outgoing).where(waiting).values(state=State.DROPPED))


async def _sender_anew(town: Town) -> None:
    async def at_once(seconds: float) -> None:
        pass

    town.sender = Sender(
        town.database, town.pillar, town.clock, "da", "https://medvind.example", "t", at_once
    )
    async with town.database.write() as session:
        await session.exec(delete(Delivery))


async def check(life: Life, seen: datetime) -> None:
    now = life.town.clock()
    async with life.town.database.read() as session:
        mail = (await session.exec(select(Outgoing).where(Outgoing.tenant_id == life.tenant))).all()
        hers = col(IncidentPart.until).is_(None)
        parts = (
            await session.exec(select(IncidentPart).where(IncidentPart.tenant_id == life.tenant, hers))
        ).all()
    for one in life.kept:
        its = [row for row in mail if row.object_id.startswith(one.id)]
        holds = {row.person_id for row in parts if row.incident_id == one.id}
        chain = life.staff.chain(one.unit, one.hit, now)
        if not one.closed:
            _somebody_has_it(life, one, chain, holds, its)
        for step, due in one.due.items():
            _remember(one, step, its)
            _reminded(one, step, due, chain, seen, now)


def _somebody_has_it(life: Life, one: Kept, chain: list[str], holds: set[str], its: list[Outgoing]) -> None:
    if chain:
        expect(chain[0] in holds, "an incident without an owner")
        return
    asked = {row.person_id for row in its if row.message == "incident_appoint"}
    expect(life.staff.administrators(one.hit) <= asked, "nobody is asked to give somebody the role")


def _remember(one: Kept, step: str, its: list[Outgoing]) -> None:
    """Who was reminded of a step, and at which looks."""
    mine = [row for row in its if row.object_id.split("-")[1:2] == [step]]
    mine = [row for row in mine if row.message in ("incident_reminder", "incident_ask")]
    one.told[step] = sorted({row.created_at for row in mine})
    one.reached[step] = {row.person_id or "" for row in mine}


def _reminded(one: Kept, step: str, due: datetime, chain: list[str], seen: datetime, now: datetime) -> None:
    told, over = one.told[step], one.done.get(step)
    if over is not None or one.closed:
        # What was planned for the morning is made when it leaves, and is not sent any more.
        expect(over is None or all(at < over + DAY for at in told), f"{step}: reminded after it was done")
        return
    if step == "police":
        expect(all(one.registered < at for at in told), "police")
        expect(len(told) <= 1, "the police are spoken of once")
        return
    start = max(due, one.registered + DAY) if due <= one.registered else due
    if not chain:
        return
    if step in ASKS:
        expect(now < due or bool(told), f"{step}: she was not asked")
        return
    expect(now < start or bool(told), f"{step}: nobody was reminded when it was due")
    expect(now < start or told[-1] >= start or now - start < HOUR, f"{step}: not when it was due")
    if told and now >= start + LATEST_ESCALATION + SLOW and len(chain) > 1:
        expect(len(one.reached[step]) > 1, f"{step}: it went no further than its owner")
    expect(not told or now < start or now - told[-1] <= SILENCE + SLOW, f"{step}: forgotten")


def _only_to_who_receives_it(life: Life, person: str | None, screen: object) -> None:
    name = type(screen).__name__
    if name not in ("IncidentReminder", "IncidentNews", "IncidentAsk"):
        return
    hers = [one for one in life.kept if one.hit == person]
    chain = {p for one in life.kept for p in life.staff.chain(one.unit, one.hit, life.town.clock())}
    to_hit = name == "IncidentAsk" or getattr(screen, "to", "") == "hit"
    expect(bool(hers) if to_hit else person in chain, f"{name} to somebody who does not receive it")


def expect(so: bool, what: str) -> None:
    if not so:
        raise Wrong(what)


async def test_every_clock_is_reminded_escalated_and_stopped(town: Town, size: Size) -> None:
    wanted, cases = size(20, 5_000), 0
    for seed in itertools.count():
        cases += await lived(town, seed)
        if cases >= wanted:  # on each database
            break
