"""When a forum meets next, and when it is reminded: on a day when somebody is at work to read it.

Public holidays and summer weeks move meeting nudges (facts 2.10). They never move incident clocks, which are
not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.calendar import IsoWeek, at, danish_holidays, is_working_day, local
from domain.kinds import Cadence
from domain.quiet_hours import DAYTIME, Hours
from domain.rhythm import Rhythm

NUDGE_CLOCK = time(9)  # in Copenhagen, after the morning round of the first shift
# Working days: else the next meeting would be announced before this one is held.
LONGEST_LEAD = {
    Cadence.WEEKLY: 4,
    Cadence.EVERY_SECOND_WEEK: 8,
    Cadence.MONTHLY: 15,
    Cadence.QUARTERLY: 30,
    Cadence.HALF_YEARLY: 30,
}


@dataclass(frozen=True, slots=True)
class Rest:
    """The ISO weeks of every year in which nobody meets; `first` may be after `last`, over a new year."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not (1 <= self.first <= 53 and 1 <= self.last <= 53):
            raise ValueError("There is no such week in any year.")

    def holds(self, week: int) -> bool:
        if self.first <= self.last:
            return self.first <= week <= self.last
        return week >= self.first or week <= self.last


SUMMER = Rest(28, 30)  # few meetings then (facts 2.10); each forum may choose otherwise


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting (aware UTC). `week` is the one the rhythm gave it: a meeting that is moved keeps it."""

    week: IsoWeek
    meets_at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rhythm with everything that people change about it. `lead_days` are working days.

    `moved` is one meeting that is held at another time; `held` the week of an earlier one, which is over.
    """

    rhythm: Rhythm
    lead_days: int = 1
    hours: Hours = DAYTIME
    rest: Rest | None = SUMMER
    paused_until: date | None = None
    moved: Occasion | None = None
    held: IsoWeek | None = None

    def next_after(self, after: datetime) -> Occasion | None:
        """The first meeting strictly after an aware `after`; None when the rest leaves no week to meet in.

        A meeting that would fall on a public holiday is left out, not moved.
        """
        regular = next((one for one in self._regular(local(after).date()) if one.meets_at > after), None)
        moved = self.moved
        if moved is None or moved.meets_at <= after or self._is_paused(local(moved.meets_at).date()):
            return regular
        return moved if regular is None else min(moved, regular, key=lambda one: one.meets_at)

    def on(self, day: date) -> Occasion | None:
        """The meeting on a day, if there is one."""
        found = self.next_after(at(day, time(0)) - timedelta(microseconds=1))
        return found if found and local(found.meets_at).date() == day else None

    def move(self, occasion: Occasion, now: datetime) -> Schedule:
        """One meeting held at another time. One that was moved ahead before and is over stays over."""
        over = self.moved.week if self.moved and self.moved.meets_at <= now else self.held
        return replace(self, moved=occasion, held=over)

    def of_week(self, week: IsoWeek) -> Occasion | None:
        """The meeting that the rhythm gives a week, wherever it has been moved to."""
        if self.moved is not None and self.moved.week == week:
            return None if self._is_paused(local(self.moved.meets_at).date()) else self.moved
        found = next(self._regular(week.monday()), None)
        return found if found and found.week == week else None

    def nudge_at(self, meets_at: datetime) -> datetime:
        """When a meeting's card is due: within the hours, on a working day, before the meeting (UTC)."""
        day = local(meets_at).date()
        for _ in range(self.lead_days):
            day = _working_day_before(day)
        if not is_working_day(day):
            day = _working_day_before(day)
        awake = self.hours.wakes <= NUDGE_CLOCK < self.hours.sleeps
        clock = NUDGE_CLOCK if awake else self.hours.wakes
        due = at(day, clock)
        return due if due < meets_at else at(_working_day_before(day), clock)

    def _regular(self, first: date) -> Iterator[Occasion]:
        """What the rhythm gives from a day on. Two years without a meeting are the end of it."""
        start = max(first, self.paused_until or first)
        start += timedelta(days=(self.rhythm.weekday - start.weekday()) % 7)
        for weeks in range(110):
            day = start + timedelta(weeks=weeks)
            if self._is_held(day):
                meets_at = at(day, self.rhythm.at)
                yield Occasion(IsoWeek.of(meets_at), meets_at)

    def _is_held(self, day: date) -> bool:
        week = IsoWeek.of(at(day, self.rhythm.at))
        rests = self.rest is not None and self.rest.holds(week.week)
        is_moved = week in (self.moved.week if self.moved else None, self.held)
        holiday = day in danish_holidays(day.year)
        return self.rhythm.meets_on(day) and not (rests or is_moved or holiday)

    def _is_paused(self, day: date) -> bool:
        return self.paused_until is not None and day < self.paused_until


def _working_day_before(day: date) -> date:
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
