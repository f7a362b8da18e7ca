"""F7: three replicas whose clocks are ten minutes apart plan and send as one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from bot.post import Address, Outcome
from bot.scheduler import Metronome
from dialogs.screens import Screen
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from nudges.plan import plan
from storage.database import Database
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing
from tests.faults.schedules import Event, Kind, World, expected, faults, utc
from tests.faults.service import service
from tests.faults.worlds import MINUTE, SKEW, another, found
from tests.town import Clock, Pillar

NINE = utc(date(2026, 11, 25), time(9))
SKEWS = (-SKEW, timedelta(0), SKEW)


@dataclass
class Slow(Pillar):
    """The first message is long under way: nothing arrives before the test opens the road."""

    under_way: asyncio.Event = field(default_factory=asyncio.Event)
    road: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        if not self.under_way.is_set():
            self.under_way.set()
            await self.road.wait()
        return await super().send(address, screen, language)


def thursday_teams(how_many: int, *rounds: timedelta) -> World:
    """Teams whose nudge falls due at 9, and when three replicas ask together."""
    rhythms = {
        f"team-{number:03}": Rhythm(3, time(14), Cadence.WEEKLY, NINE.date()) for number in range(how_many)
    }
    events = [Event(Kind.TICK, {n: NINE + later + skew for n, skew in enumerate(SKEWS)}) for later in rounds]
    return World(NINE - timedelta(hours=1), rhythms, frozenset(), events)


async def outgoing(database: Database) -> list[Outgoing]:
    async with database.read() as session:
        return list((await session.exec(select(Outgoing))).all())


@dataclass
class Replica:
    """A process with connections of its own and a clock that is wrong by `skew`."""

    skew: timedelta
    base: Database
    clock: Clock
    process: Metronome


@asynccontextmanager
async def three(database: Database, pillar: Pillar, true: Clock) -> AsyncIterator[list[Replica]]:
    async with AsyncExitStack() as opened:
        bases = [await opened.enter_async_context(another(database, true)) for _ in SKEWS]
        clocks = [Clock() for _ in SKEWS]
        yield [
            Replica(skew, base, clock, service(base, pillar, clock, true))
            for skew, base, clock in zip(SKEWS, bases, clocks, strict=True)
        ]


def strike(true: Clock, replicas: list[Replica], moment: datetime) -> None:
    true.now = moment
    for one in replicas:
        one.clock.now = moment + one.skew


async def test_three_replicas_send_each_nudge_once(database: Database) -> None:
    """When they plan, only the fast clock has struck nine; then all hurry to send what it has planned."""
    world, pillar, true = thursday_teams(100, -4 * MINUTE), Pillar(), Clock()
    await found(world, database)
    async with three(database, pillar, true) as replicas:
        strike(true, replicas, NINE - 4 * MINUTE)
        await asyncio.gather(*(plan_only(one.base, one.clock()) for one in replicas))
        for later in (6 * MINUTE, 7 * MINUTE):
            strike(true, replicas, NINE + later)
            await asyncio.gather(*(one.process.tick(one.clock()) for one in replicas))
    rows = await outgoing(database)
    assert faults(world, rows) == []
    assert Counter(row.state for row in rows) == {State.DELIVERED: len(expected(world))}
    assert set(Counter(address.conversation_id for address, _ in pillar.sent).values()) == {1}
    assert len(pillar.sent) == 100


async def plan_only(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await plan(session, now)


@pytest.mark.parametrize("kind", DeliveryClass)
async def test_a_fast_clock_does_not_take_what_is_being_sent(database: Database, kind: DeliveryClass) -> None:
    """What the slow replica is sending looks, by a clock ten minutes ahead, like a lease long lost."""
    slow, now = Slow(), NINE + SKEW
    await found(thursday_teams(1), database)
    async with database.write() as session:
        await plan(session, NINE)
        (row,) = (await session.exec(select(Outgoing))).all()
        row.delivery_class = kind
    true, behind, ahead = Clock(), Clock(), Clock()
    true.now, behind.now, ahead.now = now, now - SKEW, now + SKEW
    async with another(database, true) as one, another(database, true) as two:
        sending = asyncio.create_task(service(one, slow, behind, true).tick(behind()))
        await slow.under_way.wait()
        await service(two, slow, ahead, true).tick(ahead())
        slow.road.set()
        await sending
    assert len(slow.sent) == 1
    (row,) = await outgoing(database)
    assert row.state == State.DELIVERED
