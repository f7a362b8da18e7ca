"""The organisation import file: who works where, who has which role, when the teams meet.

An administrator writes it by hand, so all its faults are told at once, each with line and cure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from domain.import_table import Fault, ImportTable, nearest, syntax_fault
from domain.kinds import Cadence, Role

__all__ = ["Fault", "Organisation", "OrganisationFileError", "read"]

_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag"
_DAYS_TOO = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for days in (_DAYS, _DAYS_TOO) for number, name in enumerate(days.split())}
AREA_WIDE = (Role.EDITOR, Role.ADMINISTRATOR)  # nobody leads the whole area by a slip of the pen


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
    """A team and its rhythm: Monday is 0, and `anchor` lies in a week (or month) with a meeting."""

    id: str
    unit_id: str
    name: str
    teams_group_id: str | None = None
    weekday: int | None = None
    at: time | None = None
    cadence: Cadence | None = None
    anchor: date | None = None


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


@dataclass(frozen=True)
class ContactSpec:
    """A number to call, who keeps it right, and when that was last checked."""

    name: str
    number: str
    note: str
    owner: str
    checked: date


@dataclass(frozen=True)
class Organisation:
    area: AreaSpec
    units: tuple[UnitSpec, ...]
    teams: tuple[TeamSpec, ...]
    people: tuple[PersonSpec, ...]
    roles: tuple[RoleSpec, ...]
    contacts: tuple[ContactSpec, ...]


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
    areas = [AreaSpec(table.text("id"), table.text("name")) for table in root.tables("area")]
    units, teams, people = root.named("unit"), root.named("team"), root.named("person")
    unit_ids = [key for key, _ in units]
    homes = {key: team.text("unit") for key, team in teams if key}
    organisation = Organisation(
        area=areas[0] if areas else AreaSpec("", ""),
        units=tuple(UnitSpec(key, unit.text("name")) for key, unit in units),
        teams=tuple(_team(key, team, unit_ids) for key, team in teams),
        people=tuple(_person(key, person, unit_ids, homes) for key, person in people),
        roles=tuple(role for key, person in people for role in _roles(key, person)),
        contacts=tuple(_contact(table) for table in root.tables("contact")),
    )
    if root.faults:
        raise OrganisationFileError(dict.fromkeys(root.faults))
    return organisation


def _team(key: str, team: ImportTable, unit_ids: Iterable[str]) -> TeamSpec:
    spec = TeamSpec(
        key, team.one_of("unit", unit_ids), team.text("name"), team.guid("teams_group_id") or None
    )
    for meeting in team.tables("meeting"):
        cadence = meeting.one_of("cadence", Cadence)
        if cadence in (Cadence.EVERY_SECOND_WEEK, Cadence.MONTHLY) and "anchor" not in meeting.values:
            meeting.fault("missing-anchor", "cadence", cadence, "anchor = 2026-01-05")
        return replace(
            spec,
            weekday=WEEKDAYS.get(meeting.one_of("weekday", WEEKDAYS)),
            at=meeting.clock("at"),
            cadence=Cadence(cadence) if cadence in set(Cadence) else None,
            anchor=meeting.day("anchor"),
        )
    return spec


def _person(key: str, person: ImportTable, unit_ids: Iterable[str], homes: Mapping[str, str]) -> PersonSpec:
    unit_id, team_id = person.one_of("unit", unit_ids), person.one_of("team", homes)
    if unit_id in unit_ids and homes.get(team_id, unit_id) != unit_id:
        person.fault("team-in-other-unit", "team", team_id, homes[team_id] or "–")
    return PersonSpec(key, person.text("name"), person.text("title"), unit_id, team_id or None)


def _roles(key: str, person: ImportTable) -> Iterable[RoleSpec]:
    written = person.values.get("roles", [])
    if not isinstance(written, list):
        person.fault("wrong-kind", "roles", written, 'roles = ["leader"]')
        return
    known = [*Role, *(f"{role}@area" for role in AREA_WIDE)]
    for word in dict.fromkeys(map(str, written)):
        name, at, scope = word.partition("@")
        if word in known:
            yield RoleSpec(key, Role(name), None if at else person.text("unit"))
        elif name in known and scope == "area":
            person.fault("role-not-area-wide", "roles", word, name)
        else:
            person.fault("unknown-role", "roles", word, nearest(word, known))


def _contact(table: ImportTable) -> ContactSpec:
    name, number, note, owner = (table.text(key) for key in ("name", "number", "note", "owner"))
    return ContactSpec(name, number, note, owner, table.day("checked") or date.min)
