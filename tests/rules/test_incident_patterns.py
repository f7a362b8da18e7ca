"""What patterns are told of incidents, and what nobody can work out from them (facts 2.8, findings 9).

The adversary is written from the definition. She sees all that is told, of every unit, of the area, of both
quarters and the half-year. She subtracts units from the area, cells from totals and quarters from half-years,
in any order, and knows even the exact number behind every band for it. And she reasons with the bands, as they
are told: with the least and the most that each group can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.anonymity import Band
from domain.calendar import at
from domain.incident import IncidentKind
from domain.incident_clocks import Step
from domain.incident_patterns import (
    AREA,
    CELLS,
    Clocked,
    Counted,
    Dimension,
    FollowUp,
    Pattern,
    TimeOfDay,
    follow_up,
    harm_of,
    patterns,
    time_of_day,
    weekday,
)
from domain.incident_periods import NotAPeriod, Period

HALF = Period.parse("2026-H2")
FIRST, SECOND = HALF.quarters
OVER = HALF.ends()
WORLDS = 600  # 2,000 take two minutes
ENDLESS = 10**6
ALL = "all"
Box = tuple[str, str, str]  # unit, period, cell; ALL is every one of them
Told = Mapping[tuple[str, Period], Pattern]


def some_world(dice: Random) -> list[Counted]:
    """Units of none to thirty registrations a quarter, some people hit far more often than others."""
    counted = []
    for unit, quarter in product(range(dice.randrange(1, 6)), (FIRST, SECOND)):
        staff = dice.randrange(3, 25)
        for _ in range(dice.choice((0, 3, 6, 10, 16, 30))):
            hit = f"{unit}-{min(dice.randrange(staff), dice.randrange(staff))}"
            counted.append(some_incident(f"unit-{unit}", quarter, dice.choice((hit, hit, hit, "")), dice))
    return counted


def some_incident(unit: str, quarter: Period, hit: str, dice: Random) -> Counted:
    cells = {dim: min(dice.choice(cells), dice.choice(cells)) for dim, cells in CELLS.items()}
    cells[Dimension.KIND] = dice.choice(list(IncidentKind))
    cells[Dimension.HARM] = harm_of(cells[Dimension.KIND])
    narrow = cells[Dimension.KIND] == IncidentKind.UNWANTED_SEXUAL_ATTENTION
    return Counted(unit, quarter, hit, narrow, cells)


def units_of(counted: Sequence[Counted]) -> list[str]:
    return sorted({one.unit_id for one in counted})


def told_of(counted: Sequence[Counted], now: datetime = OVER) -> Told:
    return patterns(HALF, counted, units_of(counted), now)


# The adversary


@dataclass
class View:
    """What can be said of one dimension: the boxes that are told, and every box that there is."""

    counted: Sequence[Counted]
    dimension: Dimension
    told: set[Box]

    def __post_init__(self) -> None:
        self.units = sorted({self.key(one)[0] for one in self.counted})
        self.periods = sorted({self.key(one)[1] for one in self.counted})
        self.cells = sorted({self.key(one)[2] for one in self.counted})
        self.inside: dict[Box, frozenset[int]] = {}
        found: dict[Box, set[int]] = {}
        for number, one in enumerate(self.counted):
            unit, period, cell = self.key(one)
            for box in product((unit, ALL), (period, ALL), (cell, ALL)):
                found.setdefault(box, set()).add(number)
        self.inside = {box: frozenset(those) for box, those in found.items()}

    def key(self, one: Counted) -> Box:
        where = ("apart", "apart") if one.narrow else (one.unit_id, str(one.quarter))
        return (*where, one.cells[self.dimension])

    def lines(self) -> Iterator[tuple[Box, list[Box]]]:
        """Every box with those that it is the sum of: by unit, by quarter, by cell."""
        for unit, period, cell in self.inside:
            if unit == ALL:
                yield (unit, period, cell), [(one, period, cell) for one in self.units]
            if period == ALL:
                yield (unit, period, cell), [(unit, one, cell) for one in self.periods]
            if cell == ALL:
                yield (unit, period, cell), [(unit, period, one) for one in self.cells]

    def people(self, numbers: frozenset[int]) -> int:
        return len({self.counted[number].hit for number in numbers})

    def is_small(self, numbers: frozenset[int]) -> bool:
        return 1 <= self.people(numbers) < 5


def views(counted: Sequence[Counted], told: Told) -> Iterator[View]:
    for dimension in Dimension:
        boxes = set()
        for (unit, period), pattern in told.items():
            place = (unit or ALL, ALL if period == HALF else str(period))
            if pattern.band:
                boxes.add((*place, ALL))
            rows = [row for table in pattern.tables if table.dimension is dimension for row in table.rows]
            boxes |= {(*place, row.cell) for row in rows if row.band}
        yield View(counted, dimension, boxes)


def worked_out(view: View) -> set[Box]:
    """The boxes of a few people that are seen, are left over, or of which there must be one to four."""
    return seen(view) | left_over(view) | pinned_down(view)


def seen(view: View) -> set[Box]:
    return {box for box in view.told if view.is_small(view.inside.get(box, frozenset()))}


def left_over(view: View) -> set[Box]:
    """By subtracting, as long as something new comes of it."""
    lines, known = list(view.lines()), set(view.told)
    while True:
        new = set()
        for whole, parts in lines:
            missing = [part for part in parts if part not in known and part in view.inside]
            if whole in known and view.is_small(frozenset().union(*(view.inside[one] for one in missing))):
                return {whole}
            if whole in known and len(missing) == 1:
                new.add(missing[0])
            if whole not in known and not missing:
                new.add(whole)
        if not new:
            return set()
        known |= new


def pinned_down(view: View) -> set[Box]:
    """By the least and the most that each box can be, from the bands as they are told."""
    lines = list(view.lines())
    size = {box: len(those) for box, those in view.inside.items()}
    banded = {box: band_of(size[box]) for box in size if box in view.told}
    least = {box: banded[box][0] if box in view.told else 0 for box in size}
    most = {box: banded[box][1] if box in view.told else ENDLESS for box in size}
    for _ in range(12):
        before = (dict(least), dict(most))
        for whole, parts in lines:
            parts = [part for part in parts if part in size]
            low, high = sum(least[part] for part in parts), sum(most[part] for part in parts)
            least[whole], most[whole] = max(least[whole], low), min(most[whole], high)
            for part in parts:
                least[part] = max(least[part], least[whole] - (high - most[part]))
                most[part] = min(most[part], most[whole] - (low - least[part]))
                low = sum(least[one] for one in parts)
                high = sum(most[one] for one in parts)
        if before == (least, most):
            break
    return {box for box in size if box not in view.told and least[box] >= 1 and most[box] <= 4}


def band_of(number: int) -> tuple[int, int]:
    return next((low, high) for low, high in ((5, 9), (10, 19), (20, ENDLESS)) if number <= high)


def threshold_only(counted: Sequence[Counted], _told: Told) -> Iterator[View]:
    """The control: what most tools do. What is narrow is kept apart there as well."""
    for view in views(counted, {}):
        view.told = {
            box for box, those in view.inside.items() if view.people(those) >= 5 and "apart" not in box
        }
        yield view


def broken_share(look: Callable[[Sequence[Counted], Told], Iterator[View]], worlds: int = WORLDS) -> float:
    dice = Random(20261123)
    broken = 0
    for _ in range(worlds):
        counted = some_world(dice)
        broken += any(worked_out(view) for view in look(counted, told_of(counted)))
    return broken / worlds


def test_of_two_thousand_organisations_no_small_group_can_be_worked_out() -> None:
    assert broken_share(views) == 0


def test_a_threshold_alone_would_tell_of_small_groups() -> None:
    """The control: the adversary finds what is there to be found."""
    assert broken_share(threshold_only, 300) >= 0.7


def test_nor_is_everything_withheld() -> None:
    """What is safest is to tell nothing, and then nobody needs to be asked."""
    dice = Random(20261124)
    told = large = 0
    for _ in range(60):
        counted = some_world(dice)
        told += sum(len(view.told) for view in views(counted, told_of(counted)))
        large += sum(len(view.told) for view in threshold_only(counted, {}))
    assert told > 0.4 * large


@settings(max_examples=150, deadline=None)
@given(st.integers())
def test_no_organisation_lets_a_small_group_be_worked_out(seed: int) -> None:
    """And three months earlier, when only the first quarter was over, what was told is told to this day."""
    counted = some_world(Random(seed))
    told, before = told_of(counted), told_of(first_quarter(counted), FIRST.ends())
    assert all(not worked_out(view) for view in views(counted, told))
    assert all(not worked_out(view) for view in views(first_quarter(counted), before))
    assert all(told[place] == pattern for place, pattern in before.items())


def first_quarter(counted: Sequence[Counted]) -> list[Counted]:
    return [one for one in counted if one.quarter == FIRST]


@settings(max_examples=60, deadline=None)
@given(st.integers())
def test_the_order_of_the_incidents_does_not_decide(seed: int) -> None:
    dice = Random(seed)
    counted = some_world(dice)
    shuffled = dice.sample(counted, len(counted))
    units = units_of(counted)
    told, again = patterns(HALF, counted, units, OVER), patterns(HALF, shuffled, units, OVER)
    places = [place for place in told if told[place].band is not None]
    assert [place for place in again if again[place].band is not None] == places


def many(
    number: int, unit: str = "a", quarter: Period = FIRST, people: int = 20, **cells: str
) -> list[Counted]:
    usual = {
        Dimension.KIND: IncidentKind.THREAT.value,
        Dimension.TIME_OF_DAY: "night",
        Dimension.WEEKDAY: "monday",
        Dimension.PLACE: "other",
        Dimension.FOLLOW_UP: "on_time",
    } | {Dimension(name): cell for name, cell in cells.items()}
    usual[Dimension.HARM] = harm_of(usual[Dimension.KIND])
    narrow = usual[Dimension.KIND] == IncidentKind.UNWANTED_SEXUAL_ATTENTION
    return [Counted(unit, quarter, f"{unit}-{one % people}", narrow, usual) for one in range(number)]


def rows(told: Told, unit: str, period: Period, dimension: Dimension) -> dict[str, Band | None]:
    tables = [table for table in told[unit, period].tables if table.dimension is dimension]
    return {row.cell: row.band for table in tables for row in table.rows}


def test_one_person_hit_seven_times_is_not_recognised() -> None:
    told = told_of(many(7, people=1))
    assert {pattern.band for pattern in told.values()} == {None}
    told = told_of([*many(12), *many(7, people=1, time_of_day="evening")])
    assert rows(told, "a", FIRST, Dimension.TIME_OF_DAY)["evening"] is None


def test_those_whom_medvind_does_not_know_may_be_one_and_the_same() -> None:
    unknown = [replace(one, hit="") for one in many(9)]
    assert told_of(unknown)["a", FIRST].band is None


def test_what_is_told_is_a_band() -> None:
    for number, band in ((5, Band.FEW), (9, Band.FEW), (10, Band.SEVERAL), (20, Band.MANY), (400, Band.MANY)):
        assert told_of(many(number))["a", FIRST].band is band


def test_the_larger_cell_is_withheld_when_the_rest_would_be_small() -> None:
    told = told_of([*many(8), *many(9, time_of_day="day"), *many(4, time_of_day="evening")])
    assert rows(told, "a", FIRST, Dimension.TIME_OF_DAY) == {
        TimeOfDay.NIGHT: None,
        TimeOfDay.MORNING: None,
        TimeOfDay.DAY: Band.FEW,
        TimeOfDay.EVENING: None,
    }


def test_what_is_narrow_is_in_the_areas_half_year_only() -> None:
    """Eight of them: enough to be told, and in no unit and no quarter, not even as an empty row."""
    narrow = many(8, kind="unwanted_sexual_attention")
    told = told_of([*many(12), *many(12, "b", SECOND), *narrow])
    assert rows(told, AREA, HALF, Dimension.KIND)["unwanted_sexual_attention"] is Band.FEW
    for (unit, period), pattern in told.items():
        if (unit, period) != (AREA, HALF):
            assert "unwanted_sexual_attention" not in rows(told, unit, period, Dimension.KIND), pattern
    for period in (FIRST, HALF):
        assert told["a", period].band is Band.SEVERAL, "twelve, and not twenty"
    few = told_of([*many(12), *many(12, "b", SECOND), *narrow[:2]])
    assert rows(few, AREA, HALF, Dimension.KIND)["unwanted_sexual_attention"] is None
    assert few[AREA, HALF].band is None or few["a", HALF].band is None or few["b", HALF].band is None


def test_a_period_is_told_of_when_it_is_over() -> None:
    counted = [*many(12), *many(12, quarter=SECOND)]
    assert told_of(counted, FIRST.ends() - timedelta(seconds=1)) == {}
    assert {period for _, period in told_of(counted, FIRST.ends())} == {FIRST}
    assert {period for _, period in told_of(counted, OVER)} == {FIRST, SECOND, HALF}


# What an incident is counted under


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "night"),
        (5, "night"),
        (6, "morning"),
        (11, "morning"),
        (12, "day"),
        (18, "evening"),
        (23, "evening"),
    ],
)
def test_the_time_of_day_is_copenhagens(hour: int, part: str) -> None:
    for day in (date(2026, 7, 6), date(2026, 12, 7)):
        assert time_of_day(at(day, time(hour))) == part
        assert weekday(at(day, time(hour))) == "monday"


def test_follow_up_is_of_the_leaders_steps_and_as_it_stood() -> None:
    due = datetime(2026, 8, 1, 12, tzinfo=UTC)
    early, late = due - timedelta(hours=1), due + timedelta(hours=1)

    def stood(*steps: tuple[Step, datetime | None], as_of: datetime = late) -> FollowUp:
        return follow_up([Clocked(step, due, done) for step, done in steps], as_of)

    assert stood((Step.ASSESSMENT, early)) is FollowUp.ON_TIME
    assert stood((Step.ASSESSMENT, due), (Step.CALLS, late)) is FollowUp.LATER
    assert stood((Step.ASSESSMENT, None)) is FollowUp.LATER
    assert stood((Step.ASSESSMENT, None), as_of=early) is FollowUp.NOT_DUE
    assert stood((Step.POLICE, None), (Step.ASK_FIRST, None)) is FollowUp.NOT_DUE, "not the leader's"


# Periods


def test_a_period_is_read_as_it_is_written() -> None:
    for written in ("2026-Q1", "2026-Q4", "2026-H1", "2026-H2"):
        assert str(Period.parse(written)) == written
    for wrong in ("2026-Q5", "2026-H3", "2026-q1", "26-Q1", "2026-Q1\n", "", "1026-Q1", "x" * 99):
        with pytest.raises(NotAPeriod):
            Period.parse(wrong)


def test_a_quarter_begins_and_ends_at_midnight_in_copenhagen() -> None:
    assert Period.parse("2026-Q4").starts() == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert Period.parse("2026-Q4").ends() == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert Period.parse("2026-H1").ends() == Period.parse("2026-H2").starts()
    assert Period.parse("2027-Q1").previous() == Period.parse("2026-Q4")
    assert Period.parse("2027-H1").previous() == Period.parse("2026-H2")
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert str(Period.last_quarter(new_year)) == "2026-Q4"
