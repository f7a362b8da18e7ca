"""Random schedules and what must come of them, worked out a second time: from the written rules and zoneinfo.

Nothing here asks `domain`, `nudges` or `storage` when a nudge is due. A fault in them is not repeated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from domain.kinds import Cadence
from domain.rhythm import Rhythm
from storage.tables import Outgoing

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PROMISED = timedelta(seconds=60)
BELL, WAKES, SLEEPS = time(9), time(8), time(17)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6}


class Kind(Enum):
    TICK = auto()  # the replicas named ask together what is due
    CRASH = auto()  # they plan, and die before the commit
    RESTART = auto()
    SAVED = auto()  # a leader saves the rhythm that the team has already
    BOUND = auto()  # Medvind is added to a team's channel


@dataclass(frozen=True)
class Event:
    """`clocks`: what each replica that takes part believes the time to be."""

    kind: Kind
    clocks: Mapping[int, datetime]
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True)
class World:
    """Teams, and what the service lives through. `strangers` have no channel at the start."""

    start: datetime
    rhythms: Mapping[str, Rhythm]
    strangers: frozenset[str]
    events: Sequence[Event]


@dataclass(frozen=True)
class Occurrence:
    """A row that must be there (or only may be, when replicas asked together and saw different times)."""

    meets: datetime
    earliest: datetime
    latest: datetime
    certain: bool


def utc(day: date, clock: time) -> datetime:
    """When the clocks in Copenhagen show this: the first time, or one hour late on the night without 02:30."""
    wall = datetime.combine(day, clock)
    moments = [(wall - timedelta(hours=ahead)).replace(tzinfo=UTC) for ahead in (2, 1)]
    shown = [moment for moment in moments if moment.astimezone(COPENHAGEN).replace(tzinfo=None) == wall]
    return shown[0] if shown else moments[-1]


@lru_cache
def days_off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def off(day: date) -> bool:
    return day in days_off(day.year)


def meeting_days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """Every day between that the team meets on."""
    anchored = rhythm.anchor - rhythm.anchor.weekday() * DAY + rhythm.weekday * DAY
    day = first
    while day <= last:
        if day.weekday() == rhythm.weekday and not off(day) and _in_turn(rhythm.cadence, anchored, day):
            yield day
        day += DAY


def _in_turn(cadence: Cadence, anchored: date, day: date) -> bool:
    if cadence is Cadence.EVERY_SECOND_WEEK:
        return (day.toordinal() - anchored.toordinal()) // 7 % 2 == 0
    if cadence in _MONTHS:
        months = (day.year - anchored.year) * 12 + day.month - anchored.month
        place, month = _same_weekdays(anchored).index(anchored), _same_weekdays(day)
        return months % _MONTHS[cadence] == 0 and day == (month[-1] if place == 4 else month[place])
    return True


def _same_weekdays(day: date) -> list[date]:
    around = [day + weeks * WEEK for weeks in range(-4, 5)]
    return [other for other in around if (other.year, other.month) == (day.year, day.month)]


def bell(meeting: date) -> datetime:
    """9:00 on the last day before on which people are at work."""
    day = meeting - DAY
    while day.weekday() > 4 or off(day):
        day -= DAY
    return utc(day, BELL)


def waking(moment: datetime) -> datetime:
    """The moment, or the next morning on which people are at work."""
    there = moment.astimezone(COPENHAGEN)
    day = there.date() if there.hour < SLEEPS.hour else there.date() + DAY
    if day == there.date() and there.hour >= WAKES.hour and day.weekday() < 5 and not off(day):
        return moment
    while day.weekday() > 4 or off(day):
        day += DAY
    return utc(day, WAKES)


def expected(world: World) -> dict[str, Occurrence]:
    """By key: each meeting that somebody should have been reminded of."""
    seen = [clock for event in world.events for clock in event.clocks.values()]
    first, last = world.start.astimezone(COPENHAGEN).date(), max(seen).date() + WEEK
    found = {}
    for team, rhythm in world.rhythms.items():
        for day in meeting_days(rhythm, first, last):
            meets = utc(day, rhythm.at)
            chance = _first_chance(world, team, meets, bell(day)) if meets > world.start else None
            if chance:
                year, week, _ = day.isocalendar()
                found[f"agenda|{team}|{year}-W{week:02}"] = chance
    return found


def _first_chance(world: World, team: str, meets: datetime, due: datetime) -> Occurrence | None:
    """The first time anybody asks after it fell due decides; by the clock that was asked by."""
    reachable, open_ = team not in world.strangers, True
    for event in world.events:
        if event.kind is Kind.BOUND and team in event.teams:
            reachable = True
        elif event.kind is Kind.SAVED and team in event.teams:
            open_ = all(meets > clock for clock in event.clocks.values())
        elif event.kind is Kind.TICK and open_:
            asked = [clock for clock in event.clocks.values() if clock >= (due if reachable else meets)]
            spoken = [waking(clock) for clock in asked if waking(clock) < meets]
            if spoken:
                return Occurrence(meets, min(spoken), max(spoken) + PROMISED, len(spoken) == len(asked))
            open_ = not asked
    return None


def faults(world: World, rows: Sequence[Outgoing]) -> list[str]:
    """Everything in the outbox that is not as the rules have it."""
    wanted = expected(world)
    times = Counter(row.key for row in rows)
    wrong = [f"{key}: missing" for key, one in wanted.items() if one.certain and not times[key]]
    wrong += [f"{key}: {count} times" for key, count in times.items() if count > 1]
    for row in rows:
        wrong += [f"{row.key}: {what}" for what in _faults_of(row, wanted.get(row.key))]
    return wrong


def _faults_of(row: Outgoing, wanted: Occurrence | None) -> Iterator[str]:
    there = row.not_before.astimezone(COPENHAGEN).time()
    if not WAKES <= there < SLEEPS:
        yield f"disturbs at {there}"
    if wanted is None:
        yield "nobody asked for it"
        return
    if row.not_before < wanted.earliest:
        yield f"{wanted.earliest - row.not_before} early"
    if row.not_before > wanted.latest:
        yield f"{row.not_before - wanted.latest} late"
    if row.not_after != wanted.meets:
        yield f"stale from {row.not_after}, but the meeting is {wanted.meets}"
