"""When a round of check-ins opens, asks and closes, and what it asks (safety.md 5.2, voice 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import check_in
from domain.calendar import COPENHAGEN, IsoWeek, danish_holidays, is_working_day, local
from domain.check_in import (
    BETWEEN_FOLLOW_UPS,
    EVERY,
    LASTS,
    LEFT_TO_ANSWER,
    CheckInQuestion,
    Round,
    closes_at,
    current_round,
    next_round,
    question_after,
)
from domain.quiet_hours import DAYTIME

START = datetime(2026, 1, 5, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
UNTIL = date(2046, 1, 1)  # twenty years: every date of Easter that matters, week 53 four times
WEEKDAYS = range(7)
moments = st.datetimes(datetime(2026, 2, 1), datetime(2034, 1, 1), timezones=st.just(UTC))
cadences = st.sampled_from(EVERY)


@cache
def rounds(every: int) -> Sequence[Round]:
    """As they follow each other."""
    found = [next_round(START - INSTANT, every)]
    while found[-1].opens_on < UNTIL:
        found.append(next_round(found[-1].opens_at, every))
    return found


@pytest.mark.parametrize("every", EVERY)
def test_no_two_rounds_are_nearer_than_the_weeks_between_them(every: int) -> None:
    """Never more often than every second week (voice 3.4), over week 53 too; nor do two ever overlap."""
    assert min(EVERY) == 2
    for one, following in zip(found := rounds(every), found[1:], strict=False):
        apart = following.opens_on - one.opens_on
        assert apart >= timedelta(weeks=every)
        assert apart % timedelta(weeks=every) == timedelta(0)
        assert one.closes_at <= following.opens_at


@pytest.mark.parametrize("every", EVERY)
def test_a_round_opens_on_a_monday_morning_and_is_open_for_two_weeks(every: int) -> None:
    """By the clocks in Copenhagen, also when they are put forward or back meanwhile."""
    lengths = set()
    for one in rounds(every):
        opens, closes = local(one.opens_at), local(one.closes_at)
        assert (opens.weekday(), opens.time()) == (0, time(6))
        assert (closes.weekday(), closes.time()) == (0, time(6))
        assert closes.date() - opens.date() == timedelta(weeks=2) == LASTS
        lengths.add(one.closes_at - one.opens_at - LASTS)
    if every == 2:
        assert lengths == {timedelta(hours=-1), timedelta(0), timedelta(hours=1)}


@pytest.mark.parametrize("every", EVERY)
def test_no_round_is_open_in_the_summer_weeks(every: int) -> None:
    opens = {one.opens_on.isocalendar().week for one in rounds(every)}
    later = {(one.opens_on + timedelta(weeks=1)).isocalendar().week for one in rounds(every)}
    assert not (opens | later) & {28, 29, 30}
    if every == 2:
        assert {26, 31} <= opens, "nor is any other week left out"


@pytest.mark.parametrize("every", EVERY)
def test_every_other_week_whose_turn_it_is_has_a_round(every: int) -> None:
    """Counted day by day from the first, without the code."""
    day, expected = date(2026, 1, 5), []
    while day < UNTIL:
        weeks = {day.isocalendar().week, (day + timedelta(weeks=1)).isocalendar().week}
        if not weeks & {28, 29, 30}:
            expected.append(day)
        day += timedelta(weeks=every)
    assert [one.opens_on for one in rounds(every) if one.opens_on < UNTIL] == expected


def test_no_round_opens_in_a_week_without_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is none in the calendar of today; a municipality may close down, or a holiday may be added."""
    shut = {date(2026, 12, 21) + timedelta(days=n) for n in range(5)}
    monkeypatch.setattr(check_in, "is_working_day", lambda day: day not in shut and is_working_day(day))
    check_in._rounds_until.cache_clear()
    after = datetime(2026, 12, 20, tzinfo=UTC)
    assert next_round(after, 2).opens_on == date(2027, 1, 4)
    monkeypatch.undo()
    check_in._rounds_until.cache_clear()
    assert next_round(after, 2).opens_on == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("moment", "opens_on"),
    [
        ("2026-12-21 06:00", date(2026, 12, 21)),
        ("2027-01-04 05:59", date(2026, 12, 21)),  # through week 53
        ("2027-01-04 06:00", date(2027, 1, 4)),
        ("2027-03-29 05:59", date(2027, 3, 15)),  # the clocks went forward on the 28th
        ("2027-03-29 06:00", date(2027, 3, 29)),
        ("2026-10-26 05:59", date(2026, 10, 12)),  # and back on the 25th
        ("2026-10-26 06:00", date(2026, 10, 26)),
        ("2026-07-20 12:00", date(2026, 6, 22)),  # of week 28 and 30 there is none
        ("2026-08-03 06:00", date(2026, 8, 3)),
    ],
)
def test_which_round_it_is(moment: str, opens_on: date) -> None:
    there = datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)
    assert current_round(there.astimezone(UTC), 2).opens_on == opens_on


@settings(deadline=None)
@given(moments, cadences)
def test_a_moment_is_in_the_newest_round_and_before_the_next(moment: datetime, every: int) -> None:
    now, following = current_round(moment, every), next_round(moment, every)
    assert now.opens_at <= moment < following.opens_at
    assert next_round(now.opens_at, every) == following
    assert next_round(now.opens_at - INSTANT, every) == now
    assert current_round(following.opens_at, every) == following
    assert current_round(following.opens_at - INSTANT, every) == now


@settings(deadline=None)
@given(moments, cadences)
def test_a_round_ends_at_one_instant_for_everybody(moment: datetime, every: int) -> None:
    """Whatever the team, its day, or how its round came about: the end depends on the date alone."""
    one = current_round(moment, every)
    assert one.closes_at == closes_at(one.closes_on) == Round(one.opens_on).closes_at
    assert one.closes_at.utcoffset() == timedelta(0)


# Asking


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_a_team_is_asked_on_a_working_day_in_the_daytime(every: int, weekday: int) -> None:
    """Also in the weeks of Easter, Whitsun and Christmas; and there is time left to answer.

    No team can choose a Saturday or a Sunday, after which Christmas would leave an hour less than five days.
    """
    for one in rounds(every):
        asks = one.asks_at(weekday)
        there = local(asks)
        assert is_working_day(there.date())
        assert DAYTIME.wakes <= there.time() < DAYTIME.sleeps
        assert one.opens_at < asks <= one.closes_at - (LEFT_TO_ANSWER if weekday < 5 else timedelta(days=4))
        assert there.date() >= one.opens_on + timedelta(days=weekday), "never before its day"


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("weekday", range(5))
def test_on_its_own_day_unless_that_is_a_holiday(every: int, weekday: int) -> None:
    for one in rounds(every):
        day, asks = one.opens_on + timedelta(days=weekday), local(one.asks_at(weekday))
        if day not in danish_holidays(day.year):
            assert (asks.date(), asks.time()) == (day, time(10))


@pytest.mark.parametrize(
    ("opens_on", "weekday", "asked"),
    [
        (date(2026, 12, 21), 3, "2026-12-24 10:00"),  # many are at work on Christmas Eve
        (date(2026, 12, 21), 4, "2026-12-28 08:00"),  # Christmas Day, then the weekend
        (date(2027, 3, 22), 3, "2027-03-30 08:00"),  # Maundy Thursday until Easter Monday
        (date(2027, 3, 29), 0, "2027-03-30 08:00"),
        (date(2026, 11, 23), 5, "2026-11-30 08:00"),  # a Saturday
    ],
)
def test_what_falls_on_a_holiday_waits_for_the_next_morning(opens_on: date, weekday: int, asked: str) -> None:
    assert f"{local(Round(opens_on).asks_at(weekday)):%Y-%m-%d %H:%M}" == asked


def test_a_round_can_open_until_five_days_are_left() -> None:
    """Whoever works every second weekend is at work once more."""
    one = Round(date(2026, 11, 23))
    last = one.closes_at - timedelta(days=5)
    assert [one.can_open(one.opens_at + off) for off in (-INSTANT, timedelta(0), INSTANT)] == [
        False, True, True,
    ]  # fmt: skip
    assert [one.can_open(last), one.can_open(last + INSTANT)] == [True, False]


def test_the_summer_weeks_are_those_of_the_iso_calendar() -> None:
    assert IsoWeek(2026, 28).monday() == date(2026, 7, 6)


# What is asked


histories = st.lists(st.sampled_from(list(CheckInQuestion)), max_size=30)
AT_LEAST_EVERY = BETWEEN_FOLLOW_UPS + 1


@settings(deadline=None)
@given(histories, st.sampled_from([None, 4, 12]))
def test_what_came_of_it_is_asked_at_least_every_fourth_time(
    before: list[CheckInQuestion], remembered: int | None
) -> None:
    """Whatever was asked before, also when only the last few are remembered; and all eight come round."""
    asked: list[CheckInQuestion] = []
    for _ in range(400):
        newest_first = [*reversed(asked), *before][:remembered]
        asked.append(question_after(newest_first))
    for start in range(len(asked) - AT_LEAST_EVERY + 1):
        assert CheckInQuestion.FOLLOW_UP in asked[start : start + AT_LEAST_EVERY]
    for start in range(0, len(asked) - 12, 12):
        assert set(asked[start : start + 12]) == set(CheckInQuestion)


@given(histories)
def test_no_question_follows_itself(before: list[CheckInQuestion]) -> None:
    asked = question_after(before)
    assert not before or asked is not before[0]


def test_the_first_question_is_none_that_presupposes_another() -> None:
    """Whether anything came of the last round cannot be asked in the first, nor about the leader."""
    asked: list[CheckInQuestion] = []
    for _ in range(12):
        asked.append(question_after(asked[::-1]))
    assert asked[0] is CheckInQuestion.HELP
    assert asked.index(CheckInQuestion.FOLLOW_UP) == 3
    assert asked.count(CheckInQuestion.FOLLOW_UP) == 3
    assert asked.count(CheckInQuestion.LEADER) == 1
