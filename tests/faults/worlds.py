"""Worlds to test in: rhythms of every kind, and a service that stops, starts and misreads the time.

Each world lies around a night or a holiday where a wrong plan would show. A seed makes the same world again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import select

from domain.kinds import Cadence, ForumKind
from domain.rhythm import Rhythm
from domain.schedule import Schedule
from nudges.plan import plan
from storage import forums, teams
from storage.database import Database
from storage.tables import Area, Forum, Outgoing, Team, Unit
from tests.faults.schedules import BELL, COPENHAGEN, DAY, Event, Kind, World, days_off, utc
from tests.town import Clock

TENANT = "tenant-of-many-teams"
REPLICAS = range(3)
MINUTE = timedelta(minutes=1)
OFTEN = (*(Cadence.WEEKLY,) * 12, *(Cadence.EVERY_SECOND_WEEK,) * 4, *Cadence)
JUMP, NONE, SKEW = timedelta(hours=2), timedelta(0), timedelta(minutes=5)
# Clock times at which a mistake would show: no 02:30, two of them, midnight, and where the quiet hours end.
TELLING = (time(2, 30), time(0), time(23, 59), time(7, 59), time(8), time(8, 1), time(9), time(17))


class Killed(Exception):
    """The process, between its work and its commit."""


def landmark(number: int, year: int) -> date:
    """The spring night, Easter, the autumn night and Christmas, in turn."""
    last_sundays = [max(day for day in _days_of(year, month) if day.weekday() == 6) for month in (3, 10)]
    easter = sorted(days_off(year))[1] + 3 * DAY  # skærtorsdag comes after New Year's Day
    return (last_sundays[0], easter, last_sundays[1], date(year, 12, 25))[number % 4]


def _days_of(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, 32)]


def random_world(seed: int, size: int) -> World:
    random = Random(seed)
    peak = landmark(seed, random.randint(2026, 2035))
    start = utc(peak - random.randint(4, 9) * DAY, time(random.randrange(24), random.randrange(60)))
    rhythms = {f"team-{number:05}": random_rhythm(random, peak) for number in range(size)}
    strangers = frozenset(random.sample(sorted(rhythms), size // 10))
    return World(start, rhythms, strangers, tuple(_life(random, start, sorted(rhythms), sorted(strangers))))


def random_rhythm(random: Random, peak: date) -> Rhythm:
    at = random.choice(TELLING) if random.random() < 0.3 else time(random.randrange(24), random.randrange(60))
    anchor = peak + random.randint(-2000, 2000) * DAY
    return Rhythm(random.randrange(7), at, random.choice(OFTEN), anchor)


def together(world: World) -> World:
    """The same life, but whenever one replica asks, all three do: five minutes slow, right, five minutes fast."""

    def shared(event: Event) -> Event:
        (clock,) = event.clocks.values()
        return replace(event, clocks={0: clock - SKEW, 1: clock, 2: clock + SKEW})

    ticks = (shared(event) if event.kind is Kind.TICK else event for event in world.events)
    return replace(world, events=tuple(ticks))


def _life(random: Random, start: datetime, everybody: list[str], strangers: list[str]) -> Iterator[Event]:
    """Twelve days of beats by one replica or another, with stops between that last minutes or days."""
    skews = [random.uniform(-1, 1) * SKEW for _ in REPLICAS]
    true, jump = start + MINUTE, NONE
    while true < start + 12 * DAY:
        stops = true + timedelta(hours=random.expovariate(1 / 20))
        for beat in _beats(random, true, stops):
            if random.random() < 0.06:
                jump = random.choice((JUMP, -JUMP, NONE, NONE))
            replica = random.choice(REPLICAS)
            clocks = {replica: beat + skews[replica] + jump}
            yield Event(Kind.TICK, clocks)
            yield from _mishap(random, clocks, start, everybody, strangers)
        true = stops + timedelta(minutes=random.choice((1, 7, 45, 240, 1440, 2880, 7200)) * random.random())
        yield Event(Kind.RESTART, {random.choice(REPLICAS): true})


def _beats(random: Random, first: datetime, last: datetime) -> Iterator[datetime]:
    """The first minutes after a start, those around 9 o'clock, and a few of all the others."""
    beat = first
    while beat < last:
        clock = beat.astimezone(COPENHAGEN)
        bell = (clock.hour, clock.minute) in ((BELL.hour - 1, 59), (BELL.hour, 0), (BELL.hour, 1))
        if bell or beat < first + 2 * MINUTE or random.random() < 0.008:
            yield beat
        beat += MINUTE


def _mishap(
    random: Random, clocks: dict[int, datetime], start: datetime, everybody: list[str], strangers: list[str]
) -> Iterator[Event]:
    chance = random.random()
    if chance < 0.03:
        yield Event(Kind.CRASH, {replica: clock + MINUTE for replica, clock in clocks.items()})
    elif chance < 0.06:
        yield Event(Kind.BOUND, clocks, frozenset(random.sample(strangers, len(strangers) // 5)))
    elif chance < 0.12 and min(clocks.values()) > start:
        yield Event(Kind.SAVED, clocks, frozenset(random.sample(everybody, len(everybody) // 20)))


@asynccontextmanager
async def another(database: Database, clock: Clock | None = None) -> AsyncIterator[Database]:
    """A replica's own connections to the same rows. `clock` is the database's, if that matters."""
    opened = Database(database.url.render_as_string(hide_password=False), database.keys, clock)
    try:
        yield opened
    finally:
        await opened.close()


async def live(world: World, database: Database) -> Sequence[Outgoing]:
    """Let the service live through it; what stands in the outbox afterwards."""
    await found(world, database)
    async with another(database) as one, another(database) as two, another(database) as three:
        replicas = (one, two, three)
        for event in world.events:
            await asyncio.gather(*(_happen(event, replicas[n], clock) for n, clock in event.clocks.items()))
    async with database.read() as session:
        return (await session.exec(select(Outgoing))).all()


async def found(world: World, database: Database) -> None:
    async with database.write() as session:
        session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
        await session.flush()
        session.add(Unit(tenant_id=TENANT, id="unit", area_id="so", name="Hjemmeplejen"))
        await session.flush()
        meetings = []
        for name, rhythm in world.rhythms.items():
            team = Team(tenant_id=TENANT, id=name, unit_id="unit", name=name)
            if name not in world.strangers:
                bind(team)
            session.add(team)
            forum = Forum(
                tenant_id=TENANT,
                id=name,
                kind=ForumKind.TEAM_MEETING,
                name=name,
                unit_id="unit",
                team_id=name,
            )
            forums.set_schedule(forum, Schedule(rhythm), world.start)
            meetings.append(forum)
        await session.flush()
        session.add_all(meetings)


def bind(team: Team) -> None:
    teams.bind(team, service_url="https://smba.example/", conversation_id=f"19:{team.id}@thread.tacv2")


async def _happen(event: Event, replica: Database, clock: datetime) -> None:
    match event.kind:
        case Kind.TICK:
            planned = 1
            while planned:  # as the metronome does: a handful a transaction, until there is nothing new
                async with replica.write() as session:
                    planned = await plan(session, clock)
        case Kind.CRASH:
            with suppress(Killed):
                async with replica.write() as session:
                    await plan(session, clock)
                    raise Killed
        case Kind.RESTART:
            await replica.close()  # its next transaction opens connections anew
        case Kind.SAVED | Kind.BOUND:
            await _change(event, replica, clock)


async def _change(event: Event, replica: Database, clock: datetime) -> None:
    async with replica.write() as session:
        for name in event.teams:
            team = await teams.get(session, TENANT, name)
            forum = await forums.get(session, TENANT, name)
            assert team is not None
            assert forum is not None
            if event.kind is Kind.BOUND:
                bind(team)
            else:
                forums.set_schedule(forum, forums.schedule_of(forum), clock)
