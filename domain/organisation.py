"""The organisation import file: who works where, who has which role, when the teams meet.

An administrator writes it by hand, so all its faults are told at once, each with line and cure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal

from domain.import_check_ins import day_of, weeks_of
from domain.import_incidents import incidents_of
from domain.import_people import contact_of, follow_up_of, person_of, roles_of
from domain.import_table import Fault, ImportTable, syntax_fault
from domain.kinds import Cadence, ForumKind, Topic
from domain.organisation_specs import (
    NO_DAY,
    NO_REST,
    AreaSpec,
    ContactSpec,
    FollowUpSpec,
    ForumSpec,
    IncidentsSpec,
    MeetingSpec,
    Organisation,
    PersonSpec,
    RoleSpec,
    TeamSpec,
    UnitSpec,
)
from domain.quiet_hours import DAYTIME, Hours
from domain.schedule import LONGEST_LEAD, Rest

__all__ = [
    "NO_DAY",
    "NO_REST",
    "AreaSpec",
    "ContactSpec",
    "Fault",
    "FollowUpSpec",
    "ForumSpec",
    "IncidentsSpec",
    "MeetingSpec",
    "Organisation",
    "OrganisationFileError",
    "PersonSpec",
    "RoleSpec",
    "TeamSpec",
    "UnitSpec",
    "read",
]

_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag"
_DAYS_TOO = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKS = re.compile(r"(\d{1,2})\s*[-\u2013]\s*(\d{1,2})")
WEEKDAYS = {name: number for days in (_DAYS, _DAYS_TOO) for number, name in enumerate(days.split())}


class OrganisationFileError(ValueError):
    """The file cannot be used, and these are all the reasons."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("; ".join(f"line {f.line}: {f.code} {f.detail!r}" for f in self.faults))


def read(text: str) -> Organisation:
    """The organisation that `text` describes, or every fault in it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")  # Notepad puts a mark first
    try:
        root = ImportTable("", tomllib.loads("\n".join(lines)), lines, None, [])
    except (ValueError, RecursionError) as error:  # also a number of five thousand digits, a hundred brackets
        raise OrganisationFileError([syntax_fault(str(error), lines)]) from None
    organisation = _organisation(root)
    if root.faults:
        raise OrganisationFileError(dict.fromkeys(root.faults))
    return organisation


def _organisation(root: ImportTable) -> Organisation:
    areas = [AreaSpec(table.word("id"), table.text("name")) for table in root.tables("area")]
    units, found, people = root.named("unit"), root.named("team"), root.named("person")
    unit_ids, person_ids = [key for key, _ in units], [key for key, _ in people]
    teams = [(_team(key, team, unit_ids), team) for key, team in found]
    homes = {team.id: team.unit_id for team, _ in teams if team.id}
    persons = [(person_of(key, person, unit_ids, homes), person) for key, person in people]
    follow_ups = [follow_up_of(table) for table in root.tables("follow_up")]
    check_ins = [weeks_of(table) for table in root.tables("check_in")]
    incidents = [incidents_of(table) for table in root.tables("incidents")]
    return Organisation(
        area=areas[0] if areas else AreaSpec("", ""),
        units=tuple(UnitSpec(key, unit.text("name")) for key, unit in units),
        teams=tuple(team for team, _ in teams),
        forums=(
            *(_team_meeting(team, table) for team, table in teams),
            *(_forum(key, forum, unit_ids, homes, person_ids) for key, forum in _forums(root, found)),
        ),
        people=tuple(person for person, _ in persons),
        roles=tuple(role for person, table in persons for role in roles_of(person, table)),
        contacts=tuple(contact_of(table) for table in root.tables("contact")),
        follow_up=follow_ups[0] if follow_ups else None,
        check_in_weeks=check_ins[0] if check_ins else None,
        incidents=incidents[0] if incidents else None,
    )


def _team(key: str, team: ImportTable, unit_ids: Iterable[str]) -> TeamSpec:
    unit_id, name = team.one_of("unit", unit_ids), team.text("name")
    return TeamSpec(key, unit_id, name, team.guid("teams_group_id") or None, day_of(team, WEEKDAYS))


def _team_meeting(team: TeamSpec, table: ImportTable) -> ForumSpec:
    """Every team has a meeting, also one whose time nobody has told yet."""
    meetings = table.tables("meeting")
    topics = tuple(topic for meeting in meetings for topic in _topics(meeting))
    meeting = _meeting(meetings[0]) if meetings else None
    return ForumSpec(
        team.id, ForumKind.TEAM_MEETING, team.name, team.unit_id, team.id, topics=topics, meeting=meeting
    )


def _forums(root: ImportTable, teams: Iterable[tuple[str, ImportTable]]) -> list[tuple[str, ImportTable]]:
    """The forums beside the teams' own meetings, which have the teams' ids."""
    taken = {key.lower(): str(team.values.get("name", "")) for key, team in teams if key}
    found = root.named("forum")
    for key, forum in found:
        if key.lower() in taken:
            forum.fault("duplicate-id", "id", key, taken[key.lower()] or "–")
    return found


def _forum(
    key: str,
    forum: ImportTable,
    unit_ids: Iterable[str],
    homes: Mapping[str, str],
    person_ids: Iterable[str],
) -> ForumSpec:
    kind, name = forum.one_of("kind", ForumKind), forum.text("name")
    unit_id, team_id = _unit_of_forum(kind, forum, unit_ids), forum.one_of("team", homes)
    if unit_id in unit_ids and homes.get(team_id, unit_id) != unit_id:
        forum.fault("forum-team-in-other-unit", "team", team_id, homes[team_id] or "–")
    meetings = forum.tables("meeting")
    for meeting in meetings:
        if "points" in meeting.values:
            meeting.fault("unknown-key", "points", "points", '[[forum]] points = ["attendance"]')
    return ForumSpec(
        key,
        ForumKind(kind) if kind in set(ForumKind) else ForumKind.LOCAL_COMMITTEE,
        name,
        unit_id or None,
        team_id or None,
        _convenor(forum, person_ids),
        _topics(forum),
        _meeting(meetings[0]) if meetings else None,
    )


def _unit_of_forum(kind: str, forum: ImportTable, unit_ids: Iterable[str]) -> str:
    """A committee of the whole area is no unit's; every other forum is one's."""
    if kind == ForumKind.AREA_COMMITTEE:
        if "unit" in forum.values:
            forum.fault("unit-of-area-committee", "unit", forum.values["unit"], forum.text("name") or "–")
        return ""
    if "unit" not in forum.values and kind in set(ForumKind):
        forum.fault("missing-key", "", "unit", f"{forum.form} {forum.values.get('name', '')}".strip())
    return forum.one_of("unit", unit_ids)


def _convenor(forum: ImportTable, person_ids: Iterable[str]) -> str | None:
    known, faults = list(person_ids), len(forum.faults)
    convenor = forum.guid("convenor")
    if convenor and convenor not in known and len(forum.faults) == faults:
        meant = ", ".join(get_close_matches(convenor, known, n=1, cutoff=0.9)) or "[[person]]"
        forum.fault("unknown-convenor", "convenor", convenor, meant)
    return convenor or None


def _topics(table: ImportTable) -> tuple[Topic, ...]:
    """In the order in which they stand on every card."""
    written = table.several("points", Topic)
    return tuple(topic for topic in Topic if topic in written)


def _meeting(meeting: ImportTable) -> MeetingSpec | None:
    cadence = meeting.one_of("cadence", Cadence)
    if cadence not in ("", Cadence.WEEKLY) and "anchor" not in meeting.values:
        meeting.fault("missing-anchor", "cadence", cadence, "anchor = 2026-01-05")
    weekday, at = WEEKDAYS.get(meeting.one_of("weekday", WEEKDAYS)), meeting.clock("at")
    anchor, lead_days = meeting.day("anchor"), _lead_days(meeting, cadence)
    hours, rest = _hours(meeting), _rest(meeting)
    if weekday is None or at is None or cadence not in set(Cadence):
        return None
    return MeetingSpec(weekday, at, Cadence(cadence), anchor, lead_days, hours, rest)


def _lead_days(meeting: ImportTable, cadence: str) -> int | None:
    """The next meeting cannot be announced before the last one has been held."""
    days = meeting.number("lead_days")
    known = cadence in set(Cadence)
    longest = LONGEST_LEAD[Cadence(cadence)] if known else max(LONGEST_LEAD.values())
    if days is not None and not 0 <= days <= longest:
        meeting.fault("bad-lead-days", "lead_days", days, f"0-{longest}")
        return None
    return days


def _hours(meeting: ImportTable) -> Hours | None:
    if not {"earliest", "latest"} & meeting.values.keys():
        return None
    wakes = meeting.clock("earliest") or DAYTIME.wakes
    sleeps = meeting.clock("latest") or DAYTIME.sleeps
    if wakes >= sleeps:
        last = "latest" if "latest" in meeting.values else "earliest"
        span = f"{wakes.isoformat('minutes')}-{sleeps.isoformat('minutes')}"
        meeting.fault("hours-reversed", last, span, 'earliest = "08:00", latest = "17:00"')
        return None
    return Hours(wakes, sleeps)


def _rest(meeting: ImportTable) -> Rest | Literal["none"] | None:
    written = meeting.text("summer")
    if not written or written.lower() == NO_REST:
        return NO_REST if written else None
    weeks = _WEEKS.fullmatch(written)
    try:
        return Rest(*map(int, weeks.groups())) if weeks else _no_weeks(meeting, written)
    except ValueError:
        return _no_weeks(meeting, written)


def _no_weeks(meeting: ImportTable, written: str) -> Rest | None:
    meeting.fault("bad-summer", "summer", written, '"28-30", "none"')
    return None
