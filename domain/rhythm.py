"""When a forum meets: which of the days, the weeks, the months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.kinds import Cadence

_LAST = 5
_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A forum's meetings: on `weekday` (Monday is 0) at `at` by the clocks in Copenhagen.

    `anchor` is any date in a week with a meeting. It settles which of two weeks is meant, which of a month's
    Tuesdays, and which of a year's months. Raises ValueError for what cannot be a rhythm.
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
        if self.cadence in _MONTHS:
            first = self._first_meeting()
            months = _MONTHS[self.cadence]
            # Which of the month's weekdays the first meeting is; the fifth means the last.
            return (day.month - first.month) % months == 0 and _is_nth(day, (first.day + 6) // 7)
        return True

    def _first_meeting(self) -> date:
        return _monday(self.anchor) + timedelta(days=self.weekday)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_nth(day: date, nth: int) -> bool:
    if nth == _LAST:
        return (day + timedelta(weeks=1)).month != day.month
    return (day.day + 6) // 7 == nth
