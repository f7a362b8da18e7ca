"""Until when a leader's deputy has the watch. Why is nobody's business: no reason is asked for or kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import at, local

LONGEST = timedelta(days=60)  # longer than any holiday: after that somebody else is to have the role
_ENDS = time(23, 59)


class DayProblem(StrEnum):
    MISSING = "missing"
    PAST = "past"
    FAR = "far"


def problem_with(written: str, now: datetime) -> DayProblem | None:
    """What is wrong with a day as a form sends it, or None."""
    try:
        day, today = date.fromisoformat(written.strip()), local(now).date()
    except ValueError:
        return DayProblem.MISSING
    if day < today or ends_at(day) <= now:
        return DayProblem.PAST
    return DayProblem.FAR if day - today > LONGEST else None


def ends_at(day: date) -> datetime:
    """The last moment of the deputy's watch: 23:59 in Copenhagen (aware UTC out)."""
    return at(day, _ENDS)
