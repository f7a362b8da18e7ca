"""F5, F7: whatever the clocks and the service do, each meeting's nudge has one row, and in time.

`pytest tests/faults --full` lives through 10,000 schedules on each database; without it, through 480.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from domain.calendar import IsoWeek
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from storage import forums, outbox
from storage.database import Database
from storage.tables import Forum
from tests.faults.schedules import DAY, WEEK, Event, Kind, World, expected, faults, utc
from tests.faults.worlds import MINUTE, live, random_world, together

SPRING, AUTUMN = 0, 2  # seeds whose worlds lie around the night when the clocks change
NIGHTS = (date(2028, 3, 26), date(2026, 10, 25))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    worlds, size = (20, 500) if metafunc.config.getoption("--full", default=False) else (6, 80)
    if "how_many" in metafunc.fixturenames:
        metafunc.parametrize(("seed", "how_many"), [(seed, size) for seed in range(worlds)])


async def test_each_occurrence_has_one_row(database: Database, seed: int, how_many: int) -> None:
    """Restarts, crashes, jumps of two hours, both nights of the clocks, Easter and Christmas."""
    world = random_world(seed, how_many)
    rows = await live(world, database)
    assert faults(world, rows) == []
    assert len(rows) > how_many / 4, "the world was too quiet to prove anything"


async def test_a_long_stop_hides_a_meeting_and_the_next_nudge(database: Database) -> None:
    """Down from Monday to Wednesday before Easter: one tick drops Tuesday's and plans the next."""
    rhythms = {"team-1": Rhythm(1, time(10), Cadence.WEEKLY, date(2027, 3, 23))}
    up = utc(date(2027, 3, 24), time(12))
    only = Event(Kind.TICK, {0: up})
    world = World(utc(date(2027, 3, 22), time(8)), rhythms, frozenset(), [only])
    assert [one.meets for one in expected(world).values()] == [utc(date(2027, 3, 30), time(10))]
    assert faults(world, await live(world, database)) == []


@pytest.mark.parametrize("seed", [SPRING, AUTUMN])
async def test_three_replicas_ask_at_once(database: Database, seed: int) -> None:
    """Ten minutes lie between the slowest clock and the fastest."""
    world = together(random_world(seed, 40))
    rows = await live(world, database)
    assert faults(world, rows) == []
    assert len(rows) > 10


async def test_without_the_key_a_rhythm_saved_again_nudges_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: it is asked whether there is a row, and the key settles what a question cannot."""

    async def never(*_: object) -> bool:
        return False

    monkeypatch.setattr(outbox, "is_planned", never)
    await remove_the_key(database)
    world = random_world(AUTUMN, 100)
    assert any("times" in fault for fault in faults(world, await live(world, database)))


async def remove_the_key(database: Database) -> None:
    """A table made from a query has the columns and none of the rules, on both databases."""
    async with database.engine.begin() as connection:
        for statement in (
            "CREATE TABLE bare AS SELECT * FROM outbox",
            "DROP TABLE outbox",
            "ALTER TABLE bare RENAME TO outbox",
        ):
            await connection.exec_driver_sql(statement)


@pytest.mark.parametrize("night", NIGHTS)
async def test_nine_is_nine_on_both_sides_of_the_night(database: Database, night: date) -> None:
    world = weeks_around(night)
    assert faults(world, await live(world, database)) == []


@pytest.mark.parametrize(("night", "fault"), [(NIGHTS[0], "0:59:00 late"), (NIGHTS[1], "1:00:00 early")])
async def test_weeks_of_168_hours_are_found_out(
    database: Database, monkeypatch: pytest.MonkeyPatch, night: date, fault: str
) -> None:
    """The negative control: a plan that counts hours is an hour wrong once the clocks have changed."""
    monkeypatch.setattr(forums, "look_ahead", count_hours)
    world = weeks_around(night)
    assert any(found.endswith(fault) for found in faults(world, await live(world, database)))


def weeks_around(night: date) -> World:
    """Teams for each weekday and one that meets that night; somebody asks around 8, 9 and 10 every day."""
    rhythms = {f"team-{weekday}": Rhythm(weekday, time(14), Cadence.WEEKLY, night) for weekday in range(7)}
    rhythms["team-night"] = Rhythm(6, time(2, 30), Cadence.WEEKLY, night)
    hours = (utc(night + day * DAY, time(hour)) for day in range(-8, 14) for hour in (8, 9, 10))
    beats = [Event(Kind.TICK, {0: hour + minute * MINUTE}) for hour in hours for minute in (-1, 0, 1)]
    return World(utc(night - 9 * DAY, time(12)), rhythms, frozenset(), beats)


def count_hours(forum: Forum, after: datetime) -> None:
    schedule = forums.schedule_of(forum)
    assert schedule is not None
    if forum.next_meeting_at is None or forum.nudge_due_at is None:
        first = schedule.next_after(after)
        assert first is not None
        forum.next_meeting_at, forum.nudge_due_at = first.meets_at, schedule.nudge_at(first.meets_at)
    while forum.next_meeting_at <= after:
        forum.next_meeting_at += WEEK
        forum.nudge_due_at += WEEK
    forum.next_week = str(IsoWeek.of(forum.next_meeting_at))
