"""Rests, pauses, moves, and a hundred weeks of them: each meeting has one reminder, at a good time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import IsoWeek, at, danish_holidays, is_working_day, local
from domain.kinds import Cadence
from domain.quiet_hours import Hours, at_work
from domain.rhythm import Rhythm
from domain.schedule import LONGEST_LEAD, Occasion, Rest, Schedule

THURSDAYS = Rhythm(3, time(14, 30), Cadence.WEEKLY, date(2026, 1, 1))
HOURS = st.sampled_from(
    [Hours(), Hours(time(7), time(15)), Hours(time(12), time(20)), Hours(time(6), time(7))]
)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    cadence = draw(st.sampled_from(Cadence))
    clock = draw(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
    rhythm = Rhythm(
        draw(st.integers(0, 6)), clock, cadence, draw(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
    )
    return Schedule(
        rhythm,
        draw(st.integers(0, LONGEST_LEAD[cadence])),
        draw(HOURS),
        draw(st.none() | st.builds(Rest, st.integers(1, 53), st.integers(1, 53))),
        draw(st.none() | st.dates(date(2026, 1, 1), date(2029, 1, 1))),
    )


moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))


def held(schedule: Schedule, after: datetime, how_many: int) -> list[Occasion]:
    found: list[Occasion] = []
    while len(found) < how_many and (one := schedule.next_after(found[-1].meets_at if found else after)):
        found.append(one)
    return found


def days(schedule: Schedule, after: date, how_many: int) -> list[str]:
    return [f"{local(one.meets_at):%Y-%m-%d}" for one in held(schedule, at(after, time(0)), how_many)]


def test_nobody_meets_in_the_summer_weeks() -> None:
    """Weeks 28 to 30, unless a forum says otherwise (facts 2.10)."""
    assert days(Schedule(THURSDAYS), date(2026, 7, 1), 2) == ["2026-07-02", "2026-07-30"]
    assert days(Schedule(THURSDAYS, rest=None), date(2026, 7, 1), 2) == ["2026-07-02", "2026-07-09"]
    over_new_year = Schedule(THURSDAYS, rest=Rest(52, 1))
    assert days(over_new_year, date(2026, 12, 14), 2) == ["2026-12-17", "2027-01-14"]


def test_a_pause_ends_on_its_day() -> None:
    paused = Schedule(THURSDAYS, paused_until=date(2026, 11, 26))
    assert days(paused, date(2026, 11, 1), 1) == ["2026-11-26"]
    assert days(replace(paused, paused_until=date(2026, 11, 27)), date(2026, 11, 1), 1) == ["2026-12-03"]


def test_a_meeting_is_moved_once_and_keeps_its_week() -> None:
    """The next one is where it always was."""
    moved = Occasion(IsoWeek(2026, 48), at(date(2026, 11, 30), time(10)))
    schedule = Schedule(THURSDAYS, moved=moved)
    found = held(schedule, at(date(2026, 11, 20), time(0)), 3)
    assert [(str(one.week), f"{local(one.meets_at):%m-%d %H:%M}") for one in found] == [
        ("2026-W48", "11-30 10:00"),
        ("2026-W49", "12-03 14:30"),
        ("2026-W50", "12-10 14:30"),
    ]


def test_week_53_has_a_meeting_of_its_own() -> None:
    """31 December 2026 is a Thursday of week 53, and 7 January one of week 1."""
    found = held(Schedule(THURSDAYS), at(date(2026, 12, 21), time(0)), 3)
    assert [str(one.week) for one in found] == ["2026-W52", "2026-W53", "2027-W01"]


def test_a_forum_that_rests_all_year_never_meets() -> None:
    assert Schedule(THURSDAYS, rest=Rest(1, 53)).next_after(datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("lead", "hours", "meets", "due"),
    [
        (0, Hours(), "2026-11-26 14:30", "2026-11-26 09:00"),
        (0, Hours(), "2026-11-26 08:30", "2026-11-25 09:00"),
        (5, Hours(), "2026-11-26 14:30", "2026-11-19 09:00"),
        (15, Hours(), "2027-01-07 10:00", "2026-12-15 09:00"),
        (1, Hours(time(12), time(20)), "2026-11-26 14:30", "2026-11-25 12:00"),
        (0, Hours(), "2026-11-28 14:30", "2026-11-27 09:00"),
    ],
    ids=["same day", "too early for it", "a week", "over Christmas", "afternoons", "a Saturday's on Friday"],
)
def test_the_card_comes_as_long_before_as_was_asked_for(
    lead: int, hours: Hours, meets: str, due: str
) -> None:
    there = datetime.fromisoformat(meets)
    moment = Schedule(THURSDAYS, lead, hours).nudge_at(at(there.date(), there.time()))
    assert f"{local(moment):%Y-%m-%d %H:%M}" == due


@given(schedules(), moments)
@settings(max_examples=150)
def test_every_reminder_comes_at_a_good_time(schedule: Schedule, after: datetime) -> None:
    """Before its meeting, on a working day, within the hours; the meeting on no holiday and in no rest."""
    for one in held(schedule, after, 4):
        day, nudge = local(one.meets_at).date(), schedule.nudge_at(one.meets_at)
        assert one.week == IsoWeek.of(one.meets_at)
        assert day not in danish_holidays(day.year)
        assert not (schedule.rest and schedule.rest.holds(one.week.week))
        assert schedule.paused_until is None or day >= schedule.paused_until
        assert nudge < one.meets_at
        assert is_working_day(local(nudge).date())
        assert schedule.hours.wakes <= local(nudge).time() < schedule.hours.sleeps


@given(schedules(), moments)
@settings(max_examples=80)
def test_no_meeting_is_jumped_over_nor_held_twice(schedule: Schedule, after: datetime) -> None:
    """Asked at any moment before it, the answer is the same meeting; each week has one at the most."""
    found = held(schedule, after, 5)
    assert [one.week for one in found] == sorted({one.week for one in found})
    for one in found:
        assert schedule.next_after(one.meets_at - timedelta(microseconds=1)) == one
        assert schedule.on(local(one.meets_at).date()) == one


@pytest.mark.parametrize(("first", "last"), [(0, 5), (1, 54)])
def test_there_are_no_such_weeks(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="week"):
        Rest(first, last)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2026-11-25 10:00", "2026-11-25 10:00"),
        ("2026-11-25 18:00", "2026-11-26 08:00"),
        ("2026-11-27 18:00", "2026-11-30 08:00"),
        ("2026-11-28 10:00", "2026-11-30 08:00"),
        ("2026-12-24 18:00", "2026-12-28 08:00"),
    ],
    ids=["at work", "in the evening", "Friday evening", "a Saturday", "before Christmas"],
)
def test_what_is_late_waits_for_somebody_to_be_at_work(asked: str, told: str) -> None:
    there = datetime.fromisoformat(asked)
    assert f"{local(at_work(at(there.date(), there.time()))):%Y-%m-%d %H:%M}" == told
