"""Patterns in a half-year's incidents: what, when and where. Never who, never a count, never a ranking.

Fewer registrations are no success (findings 9): nothing here can be compared with another unit or another
period. A cell is told when at least five different people were hit in it, and when nothing smaller follows
from what is told together with it: by the same rule as check-ins (domain/suppression.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import permutations

from domain.anonymity import IN_DETAIL, MANY, SMALLEST, Band
from domain.calendar import local
from domain.incident import IncidentKind, PlaceCategory
from domain.incident_clocks import LEADERS_STEPS
from domain.incident_periods import Period
from domain.suppression import Branch, CannotBeKept, tellable

AREA = ""  # in place of a unit's id
_APART = "apart"  # where narrow ones are: in the area's half-year, and in no unit's and no quarter's


class Dimension(StrEnum):
    """What the incidents of a group are divided by."""

    HARM = "harm"
    KIND = "kind"
    TIME_OF_DAY = "time_of_day"
    WEEKDAY = "weekday"
    PLACE = "place"
    FOLLOW_UP = "follow_up"


class Harm(StrEnum):
    NEAR_MISS = "near_miss"
    HAPPENED = "happened"


class TimeOfDay(StrEnum):
    """Six hours each, by the clocks in Copenhagen."""

    NIGHT = "night"
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


class FollowUp(StrEnum):
    """How the leader's steps stood when the quarter ended; all those of one incident together."""

    ON_TIME = "on_time"
    LATER = "later"
    NOT_DUE = "not_due"


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CELLS: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.HARM: tuple(Harm),
    Dimension.KIND: tuple(kind for kind in IncidentKind if kind is not IncidentKind.NEAR_MISS),
    Dimension.TIME_OF_DAY: tuple(TimeOfDay),
    Dimension.WEEKDAY: WEEKDAYS,
    Dimension.PLACE: tuple(PlaceCategory),
    Dimension.FOLLOW_UP: tuple(FollowUp),
}
# What is divided further is divided in one tree: harm by kind. Everything else stands by itself.
_TREES = ((Dimension.HARM, Dimension.KIND), *((one,) for one in list(Dimension)[2:]))


@dataclass(frozen=True, slots=True)
class Clocked:
    """One of the leader's steps (aware UTC). A step that nobody has done has no `done_at`."""

    step: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """An incident as it is counted. `hit` is whom it hit, empty for somebody whom Medvind does not know."""

    unit_id: str
    quarter: Period
    hit: str
    narrow: bool
    cells: Mapping[Dimension, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A cell. Without a band there are too few, or what they are could be worked out from others."""

    cell: str
    band: Band | None


@dataclass(frozen=True, slots=True)
class Table:
    dimension: Dimension
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is told of a unit, or of the area, in a period. Without a band there is no table."""

    unit_id: str
    period: Period
    band: Band | None
    tables: tuple[Table, ...] = ()


def time_of_day(moment: datetime) -> TimeOfDay:
    return list(TimeOfDay)[local(moment).hour // 6]


def weekday(moment: datetime) -> str:
    return WEEKDAYS[local(moment).weekday()]


def harm_of(kind: str) -> Harm:
    return Harm.NEAR_MISS if kind == IncidentKind.NEAR_MISS else Harm.HAPPENED


def follow_up(steps: Collection[Clocked], as_of: datetime) -> FollowUp:
    """Whether the leader's steps that were due by `as_of` (aware UTC) had been done when they were due."""
    due = [step for step in steps if step.step in LEADERS_STEPS and step.due_at <= as_of]
    if not due:
        return FollowUp.NOT_DUE
    on_time = all(step.done_at is not None and step.done_at <= step.due_at for step in due)
    return FollowUp.ON_TIME if on_time else FollowUp.LATER


def patterns(
    half_year: Period, counted: Sequence[Counted], units: Collection[str], now: datetime
) -> dict[tuple[str, Period], Pattern]:
    """The patterns of a half-year's area, units and quarters, by unit (or AREA) and period; of what is over.

    The first quarter is decided by itself, for it is told three months before the second, and stays as it
    was told. `counted` has the incidents that were registered in the half-year and no others.
    """
    world = _World(half_year, counted)
    first, second = half_year.quarters
    known: dict[_Tree, set[int]] = {}
    if first.is_over(now):
        known = world.told((first,), {})
    if second.is_over(now):
        known = world.told((first, second, half_year), known)
    over = [period for period in (first, second, half_year) if period.is_over(now)]
    return {
        (unit_id, period): world.pattern(unit_id, period, known)
        for period in over
        for unit_id in (AREA, *units)
    }


_Tree = tuple[Dimension, ...]
_Level = Mapping[str, int]
_TOTALS: _Tree = ()


class _World:
    """The incidents as bits, and the groups that they can be told in."""

    def __init__(self, half_year: Period, counted: Sequence[Counted]) -> None:
        # Not as they came: where two groups are equally small, that would decide which is withheld.
        counted = sorted(counted, key=_place)
        self.half_year = half_year
        self.units = _level(_APART if one.narrow else one.unit_id for one in counted)
        self.periods = _level(_APART if one.narrow else str(one.quarter) for one in counted)
        self.cells = {dim: _level(one.cells[dim] for one in counted) for dim in Dimension}
        # Whom Medvind does not know may be one and the same.
        self.people = tuple(_level(one.hit for one in counted).values())
        self.everybody = (1 << len(counted)) - 1
        self.may_be_told = cache(self._may_be_told)

    def _may_be_told(self, group: int) -> bool:
        return sum(1 for hers in self.people if hers & group) >= SMALLEST

    def box(self, unit_id: str, period: Period) -> int:
        unit = self.everybody if unit_id == AREA else self.units.get(unit_id, 0)
        of_period = self.everybody if period == self.half_year else self.periods.get(str(period), 0)
        return unit & of_period

    def told(self, periods: Sequence[Period], before: Mapping[_Tree, set[int]]) -> dict[_Tree, set[int]]:
        """What can be told of these periods beside what is told already: the totals first.

        The tables are decided one by one. That is safe because all of them are of the same totals, which no
        table can change: only through a total could one table tell of another.
        """
        past = self.box(AREA, periods[0]) if before else 0
        totals = {self.box(unit_id, period) for unit_id in (AREA, *self.units) for period in periods}
        totals -= {self.box(_APART, period) for period in periods}
        # What was withheld of the quarter before is withheld for good.
        totals = {total for total in totals if total & ~past}
        root = self.everybody if before else self.box(AREA, periods[0])
        while True:
            across = (self.units, self.periods)
            told = {_TOTALS: self._tellable(root, across, totals, before.get(_TOTALS, set()))}
            try:
                return told | {tree: self._cells(tree, root, told[_TOTALS], before, past) for tree in _TREES}
            except CannotBeKept:
                # A new total tells more of the quarter before than its tables can bear.
                new = told[_TOTALS] - before[_TOTALS]
                totals -= {min(new, key=lambda total: (total.bit_count(), total))}

    def _cells(
        self, tree: _Tree, root: int, totals: set[int], before: Mapping[_Tree, set[int]], past: int
    ) -> set[int]:
        """The cells of one tree that can be told, with the totals."""
        levels = [self.cells[dimension] for dimension in tree]
        every = {total & cell for total in totals for level in levels for cell in level.values()}
        offered = {cell for cell in every if cell & ~past}
        kept = totals | before.get(tree, set())
        return self._tellable(root, (self.units, self.periods, *levels), offered, kept)

    def _tellable(self, root: int, levels: Sequence[_Level], offered: set[int], kept: set[int]) -> set[int]:
        # The fourth level divides the third, and comes after it.
        orders = [order for order in permutations(range(len(levels))) if not _is_fine_first(order)]
        trees = [self._branch(root, [levels[number] for number in order]) for order in orders]
        return tellable(trees, offered, self.may_be_told, kept)

    def _branch(self, group: int, levels: Sequence[_Level]) -> Branch:
        """A group that is divided by one level after the other; parts that may never be told are left out."""
        if not levels:
            return Branch(group)
        parts = [group & those for those in levels[0].values()]
        return Branch(group, [self._branch(one, levels[1:]) for one in parts if self.may_be_told(one)])

    def pattern(self, unit_id: str, period: Period, told: Mapping[_Tree, set[int]]) -> Pattern:
        group = self.box(unit_id, period)
        if group not in told[_TOTALS]:
            return Pattern(unit_id, period, None)
        whole = unit_id == AREA and period == self.half_year
        tables = tuple(
            Table(dimension, tuple(self._rows(group, dimension, told[tree], whole)))
            for tree in _TREES
            for dimension in tree
        )
        return Pattern(unit_id, period, _band(group), tables)

    def _rows(self, group: int, dimension: Dimension, told: set[int], whole: bool) -> Iterator[Row]:
        for cell in CELLS[dimension]:
            if cell == IncidentKind.UNWANTED_SEXUAL_ATTENTION and not whole:
                continue  # it is not counted here, and a row would say that there is none
            its = group & self.cells[dimension].get(cell, 0)
            yield Row(cell, _band(its) if its in told else None)


def _place(one: Counted) -> tuple[str, ...]:
    return (one.unit_id, str(one.quarter), *(one.cells[dimension] for dimension in Dimension), one.hit)


def _is_fine_first(order: Sequence[int]) -> bool:
    return len(order) == 4 and order.index(3) < order.index(2)


def _level(keys: Iterator[str]) -> _Level:
    found: dict[str, int] = {}
    for number, key in enumerate(keys):
        found[key] = found.get(key, 0) | 1 << number
    return dict(sorted(found.items()))


def _band(group: int) -> Band:
    many = group.bit_count()
    return Band.MANY if many >= MANY else Band.SEVERAL if many >= IN_DETAIL else Band.FEW
