"""When a team meets, and when Medvind nudges it before: on a day when somebody is at work to read it.

Public holidays move meeting nudges (facts 2.10). They never move incident clocks, which are not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from domain.calendar import at, danish_holidays, is_working_day, local
from domain.kinds import Cadence

NUDGE_CLOCK = time(9)  # in Copenhagen, after the morning round of the first shift
_LAST = 5


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A team's meetings: on `weekday` (Monday is 0) at `at` by the clocks in Copenhagen.

    `anchor` is any date in a week in which the team meets. It settles which of two weeks is meant, and which
    of a month's Tuesdays. Raises ValueError for what cannot be a rhythm.
    """

    weekday: int
    at: time
    cadence: Cadence
    anchor: date

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError(f"There is no weekday {self.weekday}; Monday is 0, Sunday is 6.")
        if self.at.tzinfo is not None:
            raise ValueError("A meeting's clock time is Copenhagen's and has no time zone.")
        if isinstance(self.anchor, datetime):
            raise ValueError("The anchor is a date, not a moment.")
        Cadence(self.cadence)

    def meets_on(self, day: date) -> bool:
        """Whether the rhythm falls on `day`, holiday or not."""
        if day.weekday() != self.weekday:
            return False
        if self.cadence is Cadence.EVERY_SECOND_WEEK:
            # Counted from the anchor and not from week numbers: after a year of 53 weeks even becomes odd.
            return (_monday(day) - _monday(self.anchor)).days % 14 == 0
        if self.cadence is Cadence.MONTHLY:
            return _is_nth(day, self._nth())
        return True

    def _nth(self) -> int:
        """Which of its month's weekdays the meeting in the anchor's week is; the fifth means the last."""
        first_meeting = _monday(self.anchor) + timedelta(days=self.weekday)
        return (first_meeting.day + 6) // 7


def next_meeting(rhythm: Rhythm, after: datetime) -> datetime:
    """The first meeting strictly after an aware `after`, as UTC.

    A meeting that would fall on a public holiday is left out, not moved. A naive `after` raises ValueError.
    """
    today = local(after).date()
    first = today + timedelta(days=(rhythm.weekday - today.weekday()) % 7)
    days = (first + timedelta(weeks=weeks) for weeks in count())
    held = (day for day in days if rhythm.meets_on(day) and day not in danish_holidays(day.year))
    return next(meeting for day in held if (meeting := at(day, rhythm.at)) > after)


def nudge_at(meeting: datetime) -> datetime:
    """9:00 in Copenhagen on the last working day before an aware `meeting`'s date, as UTC."""
    day = local(meeting).date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return at(day, NUDGE_CLOCK)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_nth(day: date, nth: int) -> bool:
    if nth == _LAST:
        return (day + timedelta(weeks=1)).month != day.month
    return (day.day + 6) // 7 == nth
