"""A trial of the outbox: messages to thousands of people, and replicas that are killed while they send."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func
from sqlmodel import col, select, update

from bot.clock import wall_clock
from storage import outbox
from storage.database import Database
from storage.outbox import State
from storage.tables import Outgoing, Person
from tests.faults.bills import LETTER, Bills, bills
from tests.faults.replica import MEDVIND, MESSAGE, Nursery, Order, opened
from tests.faults.teams_process import REFUSALS, Teams, Weather, teams_process

PEOPLE = 20  # of one tenant: its pace is then far below what Teams allows
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
OPEN = (State.WAITING, State.SENDING)


@dataclass(frozen=True)
class Trial:
    """What is tried. `skews` has the seconds by which each replica's clock is ahead: one replica for each."""

    weather: Weather
    nudges: int = 0
    deadlines: int = 0
    skews: tuple[float, ...] = (0.0,)
    design: str = MEDVIND
    kills: int = 0  # at least

    @property
    def messages(self) -> int:
        return self.nudges + self.deadlines


Size = Callable[[int, int], int]
Table = Callable[[str, "Run", Bills], None]


@dataclass
class Run:
    """A trial under way: the replicas that live, and how many were killed."""

    trial: Trial
    database: Database
    teams: Teams
    nursery: Nursery
    dice: Random
    pids: list[int] = field(default_factory=list)
    kills: int = 0
    endings: list[int] = field(default_factory=list)  # how those ended that were asked to

    async def start(self) -> None:
        self.pids = [await self._replica(number) for number in range(len(self.trial.skews))]

    async def replace(self, number: int, told: signal.Signals) -> None:
        """Ends one replica and starts it again at once."""
        await self._end(self.pids[number], told)
        self.pids[number] = await self._replica(number)

    async def end(self, told: signal.Signals) -> None:
        for pid in self.pids:
            await self._end(pid, told)
        self.pids = []

    def wake(self) -> None:
        for pid in self.pids:
            os.kill(pid, signal.SIGUSR1)

    async def bills(self) -> Bills:
        return await bills(self.database, await self.teams.memory(), self.kills)

    async def _replica(self, number: int) -> int:
        url = self.database.url.render_as_string(hide_password=False)
        return await self.nursery.start(Order(url, self.trial.design, self.trial.skews[number]))

    async def _end(self, pid: int, told: signal.Signals) -> None:
        os.kill(pid, told)
        ending = await self.nursery.ended(pid)
        if told is signal.SIGKILL:
            self.kills += 1
        else:
            self.endings.append(ending)


@asynccontextmanager
async def trial_run(trial: Trial, url: str, log: Path) -> AsyncIterator[Run]:
    """Teams and the nursery are there, the outbox is full, and no replica runs yet."""
    database = opened(url)
    try:
        async with teams_process(trial.weather) as teams, Nursery.open(log) as nursery:
            await _fill(database, trial, teams.url)
            yield Run(trial, database, teams, nursery, Random(trial.weather.seed))
    finally:
        await database.close()


async def _fill(database: Database, trial: Trial, service_url: str) -> None:
    chats = [_chat("n", number) for number in range(trial.nudges)]
    chats += [_chat("d", number) for number in range(trial.deadlines)]
    Random(trial.weather.seed).shuffle(chats)
    now = wall_clock()
    for first in range(0, len(chats), PEOPLE):
        async with database.write() as session:
            tenant, mine = f"tenant-{first:05}", chats[first : first + PEOPLE]
            # One in each tenant has no chat yet: it has to be opened first, on the way that the others came.
            session.add(Person(tenant_id=tenant, id=mine[0], name="Birk"))
            for chat in mine[1:]:
                person = Person(tenant_id=tenant, id=chat, name="Birk")
                person.service_url, person.conversation_id = service_url, chat
                session.add(person)
            for chat in mine:
                assert await outbox.add(session, tenant, _note(chat, now), now)


def _chat(letter: str, number: int) -> str:
    refusal = REFUSALS[number // 100 % len(REFUSALS)] if number % 100 == 99 else ""
    return f"{letter}-{number:05}{refusal}"


def _note(chat: str, now: datetime) -> outbox.Note:
    kind = next(kind for kind, letter in LETTER.items() if chat[0] == letter)
    # Due for an hour already, so that a replica whose clock is slow has nothing to wait for.
    return outbox.to_person(
        chat, message=MESSAGE, object_id=chat, key=f"{MESSAGE}|{chat}", delivery_class=kind,
        not_before=now - timedelta(hours=1),
    )  # fmt: skip


async def storm(run: Run) -> None:
    """Kills a random replica every 0.05 to 0.75 seconds, until nothing is left that is due.

    A fast machine kills sooner: after so many arrivals that the kills come to the number wanted. On a busy one
    a replica dies as it has begun: after twice that number each gets its share done, or it would never end.
    """
    stride = run.trial.messages // run.trial.kills
    async with asyncio.timeout(60 + run.trial.messages / 5):
        while await count(run.database, State.WAITING, due=wall_clock()):
            life = run.dice.uniform(0.05, 0.75) if run.kills < 2 * run.trial.kills else 5
            await run.teams.reach(run.dice.randint(1, stride), within=life)
            # On a busy machine a replica may not even be at work by then: let it get somewhere first.
            await run.teams.reach(run.dice.randint(0, 8), within=5)
            await run.replace(run.dice.randrange(len(run.pids)), signal.SIGKILL)


async def settle(run: Run) -> None:
    """After the storm: what the killed have left behind is looked after by their heirs."""
    await run.end(signal.SIGKILL)
    # A lease lasts a minute by the database's clock. Nobody lives who holds one: time is data here, so it
    # passes by an UPDATE.
    await _change(run.database, State.SENDING, lease_until=LONG_AGO)
    await run.start()
    await finish(run)


async def finish(run: Run) -> None:
    """Waits until every row has come to its end, then asks the replicas to stop."""
    async with asyncio.timeout(150):
        while await count(run.database, *OPEN):
            if not await count(run.database, State.SENDING) and not await count(
                run.database, State.WAITING, due=wall_clock()
            ):
                # The pause after a 429, and the growing one after trouble: time as data again.
                await _change(run.database, State.WAITING, not_before=LONG_AGO)
            run.wake()
            await asyncio.sleep(0.1)  # other processes are at work, and nothing tells when they are done
    await run.end(signal.SIGTERM)


async def count(database: Database, *states: State, due: datetime | None = None) -> int:
    async with database.read() as session:
        wanted = select(func.count()).select_from(Outgoing).where(col(Outgoing.state).in_(states))
        if due is not None:
            wanted = wanted.where(Outgoing.not_before <= due)
        return (await session.exec(wanted)).one()


async def _change(database: Database, state: State, **values: datetime) -> None:
    async with database.write() as session:
        await session.exec(update(Outgoing).where(col(Outgoing.state) == state).values(**values))
