"""The organisation import file: who works where, who has which role, when the teams meet.

An administrator writes it by hand, so all its faults are told at once, each with line and cure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from domain.kinds import Cadence, Role

_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag"
_DAYS_TOO = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for days in (_DAYS, _DAYS_TOO) for number, name in enumerate(days.split())}
AREA_WIDE = (Role.EDITOR, Role.ADMINISTRATOR)  # nobody leads the whole area by a slip of the pen
_KEYS = {  # what a table must have, and after the bar what it may have
    "": "area unit | team person contact",
    "area": "id name",
    "unit": "id name",
    "team": "id unit name | teams_group_id meeting",
    "meeting": "weekday at cadence | anchor",
    "person": "id name title unit | team roles",
    "contact": "name number owner checked | note",
}
_FORMS = {  # how a table is written, where the usual double brackets do not fit
    "area": "[area]",
    "meeting": 'meeting = { weekday = "torsdag", at = "14:30", cadence = "weekly" }',
}
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HEADER = re.compile(r"\s*\[+\s*\"?([\w-]+)\"?\s*\]")


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


@dataclass(frozen=True)
class Fault:
    """One thing to mend, told by the text `organisation-fault-<code>` (where line 0 is no line)."""

    code: str
    line: int | None
    detail: str
    hint: str


class OrganisationFileError(ValueError):
    """The file cannot be used, and these are all the reasons."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("; ".join(f"line {f.line}: {f.code} {f.detail!r}" for f in self.faults))


def read(text: str) -> Organisation:
    """The organisation that `text` describes, or every fault in it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")  # Notepad puts a mark first
    try:
        root = _Table("", tomllib.loads("\n".join(lines)), lines, None, [])
    except tomllib.TOMLDecodeError as error:
        raise OrganisationFileError([_syntax_fault(str(error), lines)]) from None
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


def _team(key: str, team: _Table, unit_ids: Iterable[str]) -> TeamSpec:
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


def _person(key: str, person: _Table, unit_ids: Iterable[str], homes: Mapping[str, str]) -> PersonSpec:
    unit_id, team_id = person.one_of("unit", unit_ids), person.one_of("team", homes)
    if unit_id in unit_ids and homes.get(team_id, unit_id) != unit_id:
        person.fault("team-in-other-unit", "team", team_id, homes[team_id] or "–")
    return PersonSpec(key, person.text("name"), person.text("title"), unit_id, team_id or None)


def _roles(key: str, person: _Table) -> Iterable[RoleSpec]:
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
            person.fault("unknown-role", "roles", word, _nearest(word, known))


def _contact(table: _Table) -> ContactSpec:
    name, number, note, owner = (table.text(key) for key in ("name", "number", "note", "owner"))
    return ContactSpec(name, number, note, owner, table.day("checked") or date.min)


def _nearest(value: str, known: Iterable[str]) -> str:
    """What was probably meant; else what there is to choose from."""
    names = [str(name) for name in known]
    return ", ".join(get_close_matches(value, names) or names[:12]) or "–"


def _syntax_fault(message: str, lines: list[str]) -> Fault:
    """tomllib tells the place inside its message, and nowhere else."""
    place = re.search(r" \(at line (\d+)", message)
    line = int(place[1]) if place else max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
    return Fault("syntax-error", line, lines[line - 1].strip(), message.split(" (at ")[0])


class _Table:
    """One table of the file: gives its values, notes what is wrong with them, and goes on."""

    def __init__(
        self, kind: str, values: dict[str, Any], lines: list[str], start: int | None, faults: list[Fault]
    ) -> None:
        self.values, self.lines, self.start, self.faults = values, lines, start, faults
        self.form = _FORMS.get(kind, f"[[{kind}]]")
        must, _, may = (part.split() for part in _KEYS[kind].partition("|"))
        self.must = must
        for key in values:
            if key not in must + may:
                self.fault("unknown-key", key, key, _nearest(key, must + may))
        for key in must:
            if key not in values and kind:
                self.fault("missing-key", "", key, f"{self.form} {values.get('name', '')}".strip())
            elif key not in values:
                self.fault("missing-table", "", key, _FORMS.get(key, f"[[{key}]]"))

    def fault(self, code: str, key: str, detail: object, hint: str) -> None:
        self.faults.append(Fault(code, self._line(key, str(detail)), str(detail), hint))

    def _line(self, key: str, detail: str) -> int | None:
        """Best effort, as tomllib keeps no places: the value by its key, the value, the key, the table."""
        first = self.start or 0
        named = re.compile(rf'(^|[\s\[,{{"]){re.escape(key)}"?\s*[\]=]')
        best, found = 0, None if self.start is None else first + 1
        for number, line in enumerate(self.lines[first:], first + 1):
            if self.start is not None and number > first + 1 and _HEADER.match(line):
                break
            if line.lstrip().startswith("#"):
                continue
            score = 2 * (f'"{detail}"' in line) + bool(key and named.search(line))
            if score > best:
                best, found = score, number
        return found

    def tables(self, kind: str) -> list[_Table]:
        """The tables of one kind. One pair of brackets too few is the commonest slip of all."""
        if kind not in self.values:
            return []
        written = self.values[kind]
        entries = written if isinstance(written, list) else [written]
        if isinstance(written, list) == (kind in _FORMS) or not all(isinstance(one, dict) for one in entries):
            self.fault("wrong-kind", kind, kind, _FORMS.get(kind, f"[[{kind}]]"))
            return []
        heads = [n for n, line in enumerate(self.lines) if (m := _HEADER.match(line)) and m[1] == kind]
        starts = [*heads, *([self.start] * len(entries))]
        return [
            _Table(kind, one, self.lines, start, self.faults)
            for one, start in zip(entries, starts, strict=False)
        ]

    def named(self, kind: str) -> list[tuple[str, _Table]]:
        """The tables of one kind with their ids, which nobody else may have."""
        tables = self.tables(kind)
        for key in ("id", "teams_group_id"):
            found: dict[str, str] = {}
            for table in tables:
                value = str(table.values.get(key, "")).lower()
                if value and value in found:
                    table.fault("duplicate-id", key, table.values[key], found[value] or "–")
                found.setdefault(value, str(table.values.get("name", "")))
        return [(table.guid("id") if kind == "person" else table.text("id"), table) for table in tables]

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.fault("wrong-kind", key, value, f'{key} = "…"')
            return ""
        if key in self.must and key in self.values and not value.strip():
            self.fault("empty-value", key, key, self.form)
        return value.strip()

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """A text that must be one of `known`; the fault is named after the key."""
        written, names = self.text(key), [str(name) for name in known]
        value = written if written in names else written.lower()
        if value and value not in names:
            self.fault(f"unknown-{key}", key, written, _nearest(value, names))
        return value

    def guid(self, key: str) -> str:
        value = self.text(key)
        if value and not _GUID.fullmatch(value.lower()):
            self.fault("bad-guid", key, value, "00000000-0000-4000-8000-000000000001")
        return value.lower()

    def clock(self, key: str) -> time | None:
        value = self.values.get(key)
        if value is None or isinstance(value, time):  # TOML has times of its own, 14:30:00
            return value
        parts = _CLOCK.fullmatch(str(value).strip())
        if not parts:
            self.fault("bad-time", key, value, "14:30")
        return time(int(parts[1]), int(parts[2])) if parts else None

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        try:
            return date.fromisoformat(str(value)) if value is not None else None
        except ValueError:
            self.fault("bad-date", key, value, "2026-01-05")
            return None
