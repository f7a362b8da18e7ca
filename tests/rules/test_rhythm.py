"""Meetings recur as agreed, and nudges come on the working day before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import danish_holidays, is_working_day, local
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from domain.schedule import Schedule

BY_WEEKS = (Cadence.WEEKLY, Cadence.EVERY_SECOND_WEEK)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
rhythms = st.builds(
    Rhythm,
    weekday=st.integers(0, 6),
    at=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    cadence=st.sampled_from(Cadence),
    anchor=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)


def next_meeting(rhythm: Rhythm, after: datetime) -> datetime:
    following = Schedule(rhythm, rest=None).next_after(after)
    assert following is not None
    return following.meets_at


def nudge_at(meeting: datetime) -> datetime:
    return Schedule(Rhythm(1, time(9), Cadence.WEEKLY, date(2026, 9, 8))).nudge_at(meeting)


def meetings(rhythm: Rhythm, after: datetime, how_many: int) -> list[str]:
    held = []
    for _ in range(how_many):
        after = next_meeting(rhythm, after)
        held.append(f"{local(after):%Y-%m-%d %H:%M}")
    return held


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        pytest.param(
            Rhythm(3, time(13), Cadence.WEEKLY, date(2026, 1, 1)),
            datetime(2026, 11, 20, tzinfo=UTC),
            ["2026-11-26 13:00", "2026-12-03 13:00", "2026-12-10 13:00"],
            id="every Thursday",
        ),
        pytest.param(
            Rhythm(3, time(13), Cadence.WEEKLY, date(2026, 1, 1)),
            datetime(2026, 3, 27, tzinfo=UTC),
            ["2026-04-09 13:00"],
            id="skærtorsdag is left out",
        ),
        pytest.param(
            Rhythm(1, time(8, 30), Cadence.EVERY_SECOND_WEEK, date(2026, 12, 17)),
            datetime(2026, 12, 1, tzinfo=UTC),
            ["2026-12-01 08:30", "2026-12-15 08:30", "2026-12-29 08:30", "2027-01-12 08:30"],
            id="every second Tuesday, straight through week 53",
        ),
        pytest.param(
            Rhythm(0, time(8, 30), Cadence.EVERY_SECOND_WEEK, date(2026, 12, 20)),
            datetime(2026, 12, 1, tzinfo=UTC),
            ["2026-12-14 08:30"],
            id="the anchor's Sunday still belongs to the week before",
        ),
        pytest.param(
            Rhythm(1, time(9), Cadence.MONTHLY, date(2026, 9, 8)),
            datetime(2026, 9, 8, 7, 0, tzinfo=UTC),
            ["2026-10-13 09:00", "2026-11-10 09:00", "2026-12-08 09:00"],
            id="the second Tuesday",
        ),
        pytest.param(
            Rhythm(0, time(9), Cadence.MONTHLY, date(2026, 8, 31)),
            datetime(2026, 9, 1, tzinfo=UTC),
            ["2026-09-28 09:00", "2026-10-26 09:00", "2026-11-30 09:00"],
            id="the fifth Monday means the last",
        ),
        pytest.param(
            Rhythm(0, time(9), Cadence.MONTHLY, date(2026, 9, 1)),
            datetime(2026, 9, 1, tzinfo=UTC),
            ["2026-09-28 09:00"],
            id="the anchor may be another day of the meeting's week",
        ),
        pytest.param(
            Rhythm(1, time(9), Cadence.QUARTERLY, date(2026, 9, 8)),
            datetime(2026, 9, 8, 7, 0, tzinfo=UTC),
            ["2026-12-08 09:00", "2027-03-09 09:00", "2027-06-08 09:00"],
            id="the second Tuesday of every third month",
        ),
        pytest.param(
            Rhythm(2, time(9), Cadence.HALF_YEARLY, date(2026, 11, 18)),
            datetime(2026, 11, 1, tzinfo=UTC),
            ["2026-11-18 09:00", "2027-05-19 09:00", "2027-11-17 09:00"],
            id="the third Wednesday, twice a year",
        ),
        pytest.param(
            Rhythm(6, time(2, 30), Cadence.WEEKLY, date(2026, 9, 1)),
            datetime(2027, 3, 23, tzinfo=UTC),
            ["2027-04-04 02:30"],
            id="påskedag is left out on a Sunday too",
        ),
    ],
)
def test_meetings_come_as_agreed(rhythm: Rhythm, after: datetime, expected: list[str]) -> None:
    """Strictly after the moment asked for, at the same clock time winter and summer, and not on holidays."""
    assert meetings(rhythm, after, len(expected)) == expected


@given(rhythms, moments)
@settings(max_examples=80)
def test_the_next_meeting_is_later_and_on_its_weekday(rhythm: Rhythm, after: datetime) -> None:
    """Whatever the rhythm: later, aware UTC, right weekday, no holiday."""
    meeting = next_meeting(rhythm, after)
    day = local(meeting).date()
    assert meeting > after
    assert meeting.tzinfo is UTC
    assert day.weekday() == rhythm.weekday
    assert day not in danish_holidays(day.year)


@given(rhythms, moments)
@settings(max_examples=60)
def test_no_meeting_is_jumped_over(rhythm: Rhythm, after: datetime) -> None:
    """Asked at any moment before it, the answer is the same meeting."""
    meeting = next_meeting(rhythm, after)
    assert next_meeting(rhythm, meeting - timedelta(microseconds=1)) == meeting
    assert next_meeting(rhythm, after + (meeting - after) / 2 - timedelta(microseconds=1)) == meeting


@given(rhythms.filter(lambda rhythm: rhythm.cadence in BY_WEEKS), moments)
@settings(max_examples=60)
def test_weeks_between_meetings_are_whole(rhythm: Rhythm, after: datetime) -> None:
    """One week apart, or two, or a multiple where holidays fell between."""
    first = next_meeting(rhythm, after)
    second = next_meeting(rhythm, first)
    step = 7 if rhythm.cadence is Cadence.WEEKLY else 14
    assert (local(second).date() - local(first).date()).days % step == 0


@pytest.mark.parametrize(
    ("meeting", "nudge"),
    [
        (datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC)),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (datetime(2026, 4, 7, 12, tzinfo=UTC), datetime(2026, 4, 1, 7, tzinfo=UTC)),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), datetime(2026, 6, 30, 7, tzinfo=UTC)),
        (datetime(2026, 10, 26, 12, tzinfo=UTC), datetime(2026, 10, 23, 7, tzinfo=UTC)),
    ],
    ids=[
        "the day before",
        "Friday for Monday",
        "Wednesday before Easter",
        "past midnight",
        "summer time Friday",
    ],
)
def test_the_nudge_comes_the_working_day_before(meeting: datetime, nudge: datetime) -> None:
    """At 9:00 in Copenhagen."""
    assert nudge_at(meeting) == nudge


@given(moments)
@settings(max_examples=60)
def test_no_working_day_lies_between_nudge_and_meeting(meeting: datetime) -> None:
    """The nudge is on the last one."""
    nudge = local(nudge_at(meeting))
    days = (local(meeting).date() - nudge.date()).days
    assert is_working_day(nudge.date())
    assert not any(is_working_day(nudge.date() + timedelta(days=later)) for later in range(1, days))
    assert nudge_at(meeting) < meeting


@pytest.mark.parametrize(
    ("weekday", "clock", "cadence", "anchor"),
    [
        (7, time(9), "weekly", date(2026, 9, 8)),
        (-1, time(9), "weekly", date(2026, 9, 8)),
        (1, time(9, tzinfo=UTC), "weekly", date(2026, 9, 8)),
        (1, time(9), "yearly", date(2026, 9, 8)),
        (1, time(9), "weekly", datetime(2026, 9, 8, tzinfo=UTC)),
    ],
)
def test_nonsense_is_no_rhythm(weekday: int, clock: time, cadence: Cadence, anchor: date) -> None:
    """No eighth weekday, no time zone on a wall clock, no unknown cadence, no moment for a date."""
    with pytest.raises(ValueError, match=r".+"):
        Rhythm(weekday, clock, cadence, anchor)


def test_naive_moments_are_refused() -> None:
    """A moment without a time zone is a bug, not a guess."""
    naive = datetime(2026, 11, 26, 8)
    with pytest.raises(ValueError, match="time zone"):
        next_meeting(Rhythm(1, time(9), Cadence.WEEKLY, date(2026, 9, 8)), naive)
    with pytest.raises(ValueError, match="time zone"):
        nudge_at(naive)
