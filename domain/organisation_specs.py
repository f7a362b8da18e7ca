"""What an organisation file can say, once it has been read.

Where a field may be None or empty because the file does not say, what a leader has chosen in chat stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from domain.follow_up import Model
from domain.incident_clocks import Rules
from domain.kinds import Cadence, ContactKind, ForumKind, Role, Topic
from domain.quiet_hours import Hours
from domain.rhythm import Rhythm
from domain.schedule import LONGEST_LEAD, Rest, Schedule

NO_REST: Literal["none"] = "none"  # they meet all summer; None is a file that does not say
NO_DAY: Literal["none"] = "none"  # a team that is not asked; None is a file that does not say


@dataclass(frozen=True)
class AreaSpec:
    id: str
    name: str


@dataclass(frozen=True)
class UnitSpec:
    id: str
    name: str


@dataclass(frozen=True)
class TeamSpec:
    id: str
    unit_id: str
    name: str
    teams_group_id: str | None = None
    check_in_day: int | Literal["none"] | None = None  # Monday is 0

    def day_after(self, before: int | None) -> int | None:
        """On which day the team is asked by this, when it was `before`."""
        if self.check_in_day is None:
            return before
        return None if self.check_in_day == NO_DAY else self.check_in_day


@dataclass(frozen=True)
class MeetingSpec:
    """When a forum meets: Monday is 0, and `anchor` lies in a week (or month) with a meeting.

    `lead_days` are working days; `rest` are the ISO weeks without meetings.
    """

    weekday: int
    at: time
    cadence: Cadence
    anchor: date | None = None
    lead_days: int | None = None
    hours: Hours | None = None
    rest: Rest | Literal["none"] | None = None

    def schedule(self, before: Schedule | None, today: date) -> Schedule:
        """When the forum meets by this. With the same rhythm, a pause or a moved meeting stays as it is."""
        anchor = self.anchor or (before.rhythm.anchor if before else today)
        rhythm = Rhythm(self.weekday, self.at, self.cadence, anchor)
        kept = before or Schedule(rhythm)
        if kept.rhythm != rhythm:
            kept = replace(kept, rhythm=rhythm, paused_until=None, moved=None)
        # A leader's longer lead may not fit the file's new cadence.
        lead_days = min(kept.lead_days, LONGEST_LEAD[self.cadence])
        return replace(
            kept,
            lead_days=lead_days if self.lead_days is None else self.lead_days,
            hours=self.hours or kept.hours,
            rest=kept.rest if self.rest is None else None if self.rest == NO_REST else self.rest,
        )


@dataclass(frozen=True)
class ForumSpec:
    """Where something stands on the agenda. A team's own meeting has the team's id and name."""

    id: str
    kind: ForumKind
    name: str
    unit_id: str | None  # None is the whole area's
    team_id: str | None = None
    convenor_id: str | None = None
    topics: tuple[Topic, ...] = ()
    meeting: MeetingSpec | None = None


@dataclass(frozen=True)
class PersonSpec:
    id: str  # the Entra object id
    name: str
    title: str
    unit_id: str
    team_id: str | None


@dataclass(frozen=True)
class RoleSpec:
    person_id: str
    role: Role
    unit_id: str | None  # None is the whole area

    @property
    def key(self) -> tuple[str, str, str]:
        """As it is kept: an empty unit is the whole area."""
        return self.person_id, self.role, self.unit_id or ""


@dataclass(frozen=True)
class ContactSpec:
    """A number to call, who keeps it right, and when that was last checked."""

    name: str
    number: str
    note: str
    owner: str
    checked: date
    kind: ContactKind = ContactKind.OTHER


@dataclass(frozen=True)
class IncidentsSpec:
    """The municipality's own hours and days after an incident, where they come from, and who keeps them."""

    rules: Rules
    origin: str
    owner: str
    checked: date


@dataclass(frozen=True)
class FollowUpSpec:
    """The municipality's own model of follow-up and its own words about it, with who keeps them right."""

    model: Model
    text: str
    owner: str
    checked: date


@dataclass(frozen=True)
class Organisation:
    area: AreaSpec
    units: tuple[UnitSpec, ...]
    teams: tuple[TeamSpec, ...]
    forums: tuple[ForumSpec, ...]
    people: tuple[PersonSpec, ...]
    roles: tuple[RoleSpec, ...]
    contacts: tuple[ContactSpec, ...]
    follow_up: FollowUpSpec | None = None
    check_in_weeks: int | None = None
    incidents: IncidentsSpec | None = None

    def outlived_by(self, keys: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        """Which of the roles that cards gave stay when this is what the file says.

        Whoever is out of the organisation keeps no role in it, and a unit that is no more has none to hold.
        """
        people = {person.id for person in self.people}
        places = {"", *(unit.id for unit in self.units)}
        return {key for key in keys if key[0] in people and key[2] in places}
