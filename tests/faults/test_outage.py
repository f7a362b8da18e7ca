"""F5, F6: two days down, a clock that goes back, a death between planning and sending."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from sqlmodel import select

from bot.post import Outcome, Retry, Uncertain
from dialogs.screens import AgendaCard, ConsentRequest, Screen
from domain.calendar import COPENHAGEN
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from nudges.plan import plan
from storage import outbox
from storage.database import Database
from storage.outbox import State
from storage.tables import Outgoing, Person
from tests.faults.schedules import Event, Kind, World, expected, faults, waking
from tests.faults.service import service
from tests.faults.worlds import another, found
from tests.stories import filled, rows
from tests.town import ANNE, BENTE, NAMES, Clock, Pillar, Town
from tests.town import TENANT as TOWN

HOUR, OUTAGE = timedelta(hours=1), timedelta(hours=48)


def copenhagen(written: str) -> datetime:
    clock = Clock()
    clock.set(written)
    return clock()


def busy_week(start: datetime, *asked: datetime) -> World:
    """Teams that meet every other hour of the week, and the moments at which somebody asks what is due."""
    rhythms = {
        f"team-{weekday}-{hour:02}": Rhythm(weekday, time(hour, 30), Cadence.WEEKLY, start.date())
        for weekday in range(7)
        for hour in range(0, 24, 2)
    }
    return World(start, rhythms, frozenset(), tuple(Event(Kind.TICK, {0: moment}) for moment in asked))


async def plan_only(database: Database, now: datetime) -> int:
    """What is left of a process that dies when it has planned: its rows."""
    async with database.write() as session:
        return await plan(session, now)


def meeting(screen: Screen) -> datetime:
    assert isinstance(screen, AgendaCard)
    return screen.meets_at


def reached(pillar: Pillar) -> Counter[str]:
    """How often each meeting's team was reminded of it, by the key of the occurrence."""
    found = Counter[str]()
    for address, screen in pillar.sent:
        year, week, _ = meeting(screen).astimezone(COPENHAGEN).isocalendar()
        found[f"agenda|{address.conversation_id[3:].partition('@')[0]}|{year}-W{week:02}"] += 1
    return found


@pytest.mark.parametrize("clock_time", ["09:00", "16:59", "03:15"])
async def test_after_two_days_nobody_is_reminded_of_what_has_begun(
    database: Database, clock: Clock, clock_time: str
) -> None:
    """Planned before or never planned: it is not sent. What is to come is sent by the first tick of the day."""
    down = copenhagen(f"2026-11-25 {clock_time}")
    up = down + OUTAGE
    after = sorted({up, waking(up)})
    world = busy_week(down - HOUR, down, *after)
    await found(world, database)
    assert await plan_only(database, down)
    pillar = Pillar()
    for clock.now in after:
        before = len(pillar.sent)
        await service(database, pillar, clock).tick(clock.now)
        assert all(meeting(screen) > clock.now for _, screen in pillar.sent[before:])
    async with database.read() as session:
        outgoing = (await session.exec(select(Outgoing))).all()
    assert faults(world, outgoing) == []
    to_come = {key for key, one in expected(world).items() if one.meets > up}
    assert reached(pillar) == Counter(to_come)
    ends = Counter(row.state for row in outgoing)
    assert ends == {State.DELIVERED: len(to_come), State.EXPIRED: len(outgoing) - len(to_come)}
    assert ends[State.EXPIRED]


@pytest.mark.parametrize("trouble", [Retry(None), Retry(20), Uncertain("502")])
async def test_after_two_days_every_overdue_deadline_is_sent_once(town: Town, trouble: Outcome) -> None:
    """Tried often or never, or in the hands of the process that died: the first tick delivers it."""
    town.pillar.outcomes = [trouble] * 10_000
    for number in range(4):
        await ask_bente(town, number)
        for _ in range(6):
            await service(town.database, town.pillar, town.clock).tick(town.clock())
            town.clock.now += HOUR
    await ask_bente(town, 4)
    await ask_bente(town, 5)
    async with town.database.write() as session:
        (held,) = await outbox.claim(session, "killed", town.clock(), limit=1)
        held.lease_until = town.clock() - OUTAGE  # over, whichever clock leases go by
    town.pillar.outcomes, town.clock.now = [], town.clock() + OUTAGE
    metronome = service(town.database, town.pillar, town.clock)
    await metronome.tick(town.clock())
    asked = [screen for _, screen in town.pillar.sent]
    assert sorted(words(number) for number in range(6)) == sorted(
        screen.body for screen in asked if isinstance(screen, ConsentRequest)
    )
    town.clock.now += timedelta(minutes=2)
    assert await metronome.tick(town.clock()) == (0, 0)
    assert {row.state for row in await rows(town, Outgoing)} == {State.DELIVERED}


def words(number: int) -> str:
    return f"Vi fik alle med ned til søen i dag, fordi nogen tog sig tid til at vente. Tur {number}."


async def ask_bente(town: Town, number: int) -> None:
    """Anne sends Bente's words: Bente's yes is asked for, and never given up."""
    anne = town.chat(ANNE)
    await anne.catches(words(number), BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled(body=words(number)))
    async with town.database.write() as session:
        bente = await session.get_one(Person, (TOWN, BENTE))
        bente.service_url = "https://smba.example/"


@pytest.mark.parametrize("sent_before", [True, False])
async def test_a_clock_that_goes_back_two_hours_repeats_nothing(
    database: Database, clock: Clock, sent_before: bool
) -> None:
    """Whether the process had sent what it planned or not; with a restart at each of the ticks after."""
    nine = copenhagen("2026-11-25 09:00")
    world = busy_week(nine - HOUR, nine)
    await found(world, database)
    pillar, clock.now = Pillar(), nine
    if sent_before:
        await service(database, pillar, clock).tick(nine)
    else:
        await plan_only(database, nine)
    clock.now = nine - 2 * HOUR
    while clock.now < nine + HOUR:
        async with another(database, clock) as reopened:
            await service(reopened, pillar, clock).tick(clock.now)
        clock.now += timedelta(minutes=12)
    assert reached(pillar) == Counter(expected(world).keys())


async def test_a_clock_that_went_back_does_not_hold_the_mail(town: Town) -> None:
    """It was two hours fast while messages left; put right, what is due now leaves now."""
    town.clock.now += 2 * HOUR
    await ask_bente(town, 1)
    await service(town.database, town.pillar, town.clock).tick(town.clock())
    town.clock.now -= 2 * HOUR
    await ask_bente(town, 2)
    await service(town.database, town.pillar, town.clock).tick(town.clock())
    assert len(town.pillar.sent) == 2


async def test_a_restart_between_planning_and_sending_loses_nothing(database: Database, clock: Clock) -> None:
    nine = copenhagen("2026-11-25 09:00")
    world = busy_week(nine - HOUR, nine)
    await found(world, database)
    clock.now, pillar = nine, Pillar()
    assert await plan_only(database, nine) == len(expected(world))
    for _ in range(3):
        async with another(database, clock) as reopened:
            await service(reopened, pillar, clock).tick(nine)
        clock.now += timedelta(minutes=1)
    assert reached(pillar) == Counter(expected(world).keys())
