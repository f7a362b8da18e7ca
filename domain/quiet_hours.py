"""When Medvind keeps quiet. Incident clocks do not ask here: they run through nights and weekends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.calendar import at, is_working_day, local


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when somebody may be reminded, by the clocks in Copenhagen.

    Raises ValueError when there is no time between the two.
    """

    wakes: time = time(8)
    sleeps: time = time(17)

    def __post_init__(self) -> None:
        if not self.wakes < self.sleeps:
            raise ValueError("Nobody is awake between these two times of day.")


DAYTIME = Hours()


def awake(moment: datetime, hours: Hours = DAYTIME) -> datetime:
    """`moment`, or the next morning's first when it falls in the quiet hours (UTC in and out)."""
    there = local(moment)
    if hours.wakes <= there.time() < hours.sleeps:
        return moment
    day = there.date() if there.time() < hours.wakes else there.date() + timedelta(days=1)
    return at(day, hours.wakes)


def at_work(moment: datetime, hours: Hours = DAYTIME) -> datetime:
    """The same, on a day that is neither a weekend's nor a holiday."""
    moment = awake(moment, hours)
    day = local(moment).date()
    if is_working_day(day):
        return moment
    while not is_working_day(day):
        day += timedelta(days=1)
    return at(day, hours.wakes)
