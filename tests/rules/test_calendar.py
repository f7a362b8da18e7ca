"""Weeks, holidays and wall clocks as Copenhagen has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import COPENHAGEN, IsoWeek, NotAWeek, at, danish_holidays, is_working_day, local

moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 1), timezones=st.just(UTC))
weeks = moments.map(IsoWeek.of)


@pytest.mark.parametrize("year", range(2020, 2041))
def test_holidays_are_those_of_an_independent_calendar(year: int) -> None:
    """Computed from Easter, they agree with the holidays package, with and without store bededag."""
    assert danish_holidays(year) == set(holidays.country_holidays("DK", years=year))


@pytest.mark.parametrize("day", [date(2027, 4, 23), date(2028, 5, 12)])
def test_store_bededag_is_a_working_day_since_2024(day: date) -> None:
    """The fourth Friday after Easter is an ordinary Friday now."""
    assert is_working_day(day)


def test_store_bededag_was_a_holiday_until_2023() -> None:
    """History keeps its holidays."""
    assert date(2023, 5, 5) in danish_holidays(2023)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 4, 2), False),
        (date(2027, 3, 29), False),
        (date(2028, 5, 25), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 6, 5), True),
        (date(2026, 5, 1), True),
    ],
)
def test_working_days(day: date, working: bool) -> None:
    """Weekends and public holidays are off; days off by local agreement are not."""
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 18, 12, tzinfo=UTC), "2026-W47"),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 3, 22, 59, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 3, 23, 0, tzinfo=UTC), "2027-W01"),
        (datetime(2024, 12, 30, 12, tzinfo=UTC), "2025-W01"),
        (datetime(2026, 7, 5, 22, 30, tzinfo=UTC), "2026-W28"),
    ],
)
def test_a_moment_is_in_the_week_that_copenhagen_has(moment: datetime, written: str) -> None:
    """A week turns at midnight in Copenhagen, an hour or two before UTC."""
    assert str(IsoWeek.of(moment)) == written


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "2026",
        "2026-47",
        "2026-W7",
        "2026-w47",
        " 2026-W47",
        "2026-W47\n",
        "2026-W00",
        "2026-W54",
        "2025-W53",
    ]
    + ["26-W47", "20260-W47", "２０２６-W47", "0001-W01", "9999-W52", "2026-W47-1", "2026W47", "x" * 10_000],
)
def test_what_is_not_a_week_is_refused(junk: str) -> None:
    """Anything but a week that exists, written exactly so."""
    with pytest.raises(NotAWeek):
        IsoWeek.parse(junk)


def test_2026_has_a_week_53() -> None:
    """It runs from 28 December to 3 January and is followed by week 1."""
    week = IsoWeek.parse("2026-W53")
    assert week.monday() == date(2026, 12, 28)
    assert str(week.next()) == "2027-W01"
    assert week.next().previous() == week


@given(weeks)
def test_a_week_is_read_as_it_is_written(week: IsoWeek) -> None:
    """parse and str are each other's opposite."""
    assert IsoWeek.parse(str(week)) == week


@given(moments)
def test_a_moment_lies_within_its_week(moment: datetime) -> None:
    """From Monday 00:00, up to but not including the next."""
    week = IsoWeek.of(moment)
    assert week.starts() <= moment < week.ends()
    assert week.ends() == week.next().starts()
    assert week.previous() < week < week.next()


def test_weeks_with_a_change_of_clocks_have_another_length() -> None:
    """A week lasts 168 hours, except two of them."""
    spring, autumn = IsoWeek.parse("2027-W12"), IsoWeek.parse("2026-W43")
    assert spring.ends() - spring.starts() == timedelta(hours=167)
    assert autumn.ends() - autumn.starts() == timedelta(hours=169)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 11, 26), time(9), datetime(2026, 11, 26, 8, tzinfo=UTC)),
        (date(2026, 7, 1), time(9), datetime(2026, 7, 1, 7, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30, fold=1), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_clock_time_becomes_a_moment(day: date, clock: time, utc: datetime) -> None:
    """Also in the night when 02:30 comes twice, and in the one when it never does."""
    assert at(day, clock) == utc
    assert at(day, clock).tzinfo is UTC


@given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.times())
@settings(max_examples=60)
def test_the_clocks_show_what_was_asked(day: date, clock: time) -> None:
    """Except in the missing hour of the spring night, when they show an hour more."""
    shown = local(at(day, clock)).replace(tzinfo=None)
    assert shown - datetime.combine(day, clock) in {timedelta(0), timedelta(hours=1)}


def test_local_shows_copenhagen() -> None:
    """One hour ahead of UTC in winter."""
    shown = local(datetime(2026, 11, 26, 8, tzinfo=UTC))
    assert (shown.hour, shown.tzinfo) == (9, COPENHAGEN)


def test_naive_moments_are_refused() -> None:
    """A moment without a time zone is a bug, not a guess."""
    naive = datetime(2026, 11, 26, 8)
    for refused in (
        lambda: local(naive),
        lambda: IsoWeek.of(naive),
        lambda: at(naive.date(), time(9, tzinfo=UTC)),
    ):
        with pytest.raises(ValueError, match="time zone"):
            refused()
