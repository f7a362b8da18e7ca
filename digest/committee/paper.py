"""The committee's list as data: where the standing points are on the agenda. Never a ranking.

Nothing here can be added up or compared: no counts, no shares, no people, no cards, and of what was agreed
only what a leader has ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.section import Agreement
from domain.alphabet import danish_order
from domain.calendar import IsoWeek
from domain.kinds import ForumKind, Topic

# From the committee of the area to the teams, as facts 2.9 has them.
KINDS = (
    ForumKind.AREA_COMMITTEE,
    ForumKind.LOCAL_COMMITTEE,
    ForumKind.STAFF_MEETING_MED,
    ForumKind.TEAM_MEETING,
)


class State(StrEnum):
    """Where a topic stands. None of them is better than another (voice 3.1, rule 5)."""

    DISCUSSED = "discussed"
    POSTPONED = "postponed"
    WAITING = "waiting"
    NOT_YET = "not_yet"  # nobody has arranged a meeting that it could stand on


@dataclass(frozen=True)
class Meeting:
    """What came of a topic at one meeting (aware UTC)."""

    meets_at: datetime
    discussed: bool
    postponed: bool


@dataclass(frozen=True)
class Point:
    topic: Topic
    state: State
    week: IsoWeek | None = None  # of the last meeting that discussed it


@dataclass(frozen=True)
class ForumLine:
    """One forum; `meets_on` is its next meeting in Copenhagen, None while nobody has said when."""

    kind: ForumKind
    unit: str
    name: str
    points: tuple[Point, ...]
    meets_on: date | None = None


@dataclass(frozen=True)
class Group:
    kind: ForumKind
    forums: tuple[ForumLine, ...]


@dataclass(frozen=True)
class Paper:
    """The list of an area for the meetings from `first` to `last`, both included."""

    area: str
    language: str
    first: date
    last: date
    groups: tuple[Group, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What stands on at least one agenda."""
        points = {point.topic for group in self.groups for line in group.forums for point in line.points}
        return tuple(topic for topic in Topic if topic in points)


def grouped(lines: Iterable[ForumLine]) -> tuple[Group, ...]:
    """By kind, then by unit and name as in a Danish book: what was discussed has no say in the order."""
    found = sorted(lines, key=lambda line: (danish_order(line.unit), danish_order(line.name)))
    groups = (Group(kind, tuple(line for line in found if line.kind is kind)) for kind in KINDS)
    return tuple(group for group in groups if group.forums)


def point_of(topic: Topic, meetings: Sequence[Meeting], meets_on: date | None) -> Point:
    """Where a topic stands after its meetings. A later postponement does not undo a discussion."""
    held = sorted(meetings, key=lambda meeting: meeting.meets_at)
    discussed = [meeting for meeting in held if meeting.discussed]
    if discussed:
        return Point(topic, State.DISCUSSED, IsoWeek.of(discussed[-1].meets_at))
    if not held and meets_on is None:
        return Point(topic, State.NOT_YET)
    return Point(topic, State.POSTPONED if held and held[-1].postponed else State.WAITING)
