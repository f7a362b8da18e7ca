"""Reading an import file that people wrote by hand: what is in its tables, and what is wrong with it.

Nothing here stops at the first fault; each is noted with its line and its cure, and the reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any

_KEYS = {  # what a table must have, and after the bar what it may have
    "": "area unit | team forum person contact follow_up check_in incidents",
    "area": "id name",
    "unit": "id name",
    "team": "id unit name | teams_group_id meeting check_in_day",
    "forum": "id name kind | unit team convenor points meeting",
    "meeting": "weekday at cadence | anchor lead_days earliest latest summer points",
    "person": "id name title unit | team roles",
    "contact": "name number owner checked | note kind",
    "follow_up": "model owner checked | days talk text",
    "check_in": "every_weeks",
    "incidents": "origin owner checked | first_aid_hours assessment_hours calls_hours police_hours"
    " report_days ask_first_days ask_last_days",
}
_FORMS = {  # how a table is written, where the usual double brackets do not fit
    "area": "[area]",
    "follow_up": "[follow_up]",
    "check_in": "[check_in]",
    "incidents": "[incidents]",
    "meeting": 'meeting = { weekday = "torsdag", at = "14:30", cadence = "weekly" }',
}
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HEADER = re.compile(r"\s*\[+\s*\"?([\w-]+)\"?\s*\]")


@dataclass(frozen=True)
class Fault:
    """One thing to mend, told by the text `organisation-fault-<code>` (where line 0 is no line)."""

    code: str
    line: int | None
    detail: str
    hint: str


def nearest(value: str, known: Iterable[str]) -> str:
    """What was probably meant; else what there is to choose from."""
    names = [str(name) for name in known]
    return ", ".join(get_close_matches(value, names) or names[:12]) or "–"


def syntax_fault(message: str, lines: list[str]) -> Fault:
    """tomllib tells the place inside its message, and nowhere else."""
    place = re.search(r" \(at line (\d+)", message)
    line = int(place[1]) if place else max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
    return Fault("syntax-error", line, lines[line - 1].strip(), message.split(" (at ")[0])


class ImportTable:
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
                self.fault("unknown-key", key, key, nearest(key, must + may))
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

    def tables(self, kind: str) -> list[ImportTable]:
        """The tables of one kind. One pair of brackets too few is the commonest slip of all."""
        if kind not in self.values:
            return []
        written = self.values[kind]
        entries = written if isinstance(written, list) else [written]
        if isinstance(written, list) == (kind in _FORMS) or not all(isinstance(one, dict) for one in entries):
            self.fault("wrong-kind", kind, kind, _FORMS.get(kind, f"[[{kind}]]"))
            return []
        heads = [n for n, line in enumerate(self.lines) if (m := _HEADER.match(line)) and m[1] == kind]
        starts = [*heads, *([self._place_of(kind)] * len(entries))]
        return [
            ImportTable(kind, one, self.lines, start, self.faults)
            for one, start in zip(entries, starts, strict=False)
        ]

    def _place_of(self, kind: str) -> int | None:
        """The line of a table that is written in braces: what is in it stands there, and not above."""
        written = re.compile(rf'\s*"?{kind}"?\s*=')
        for number in range((self.start or 0) + 1, len(self.lines)):
            if _HEADER.match(self.lines[number]):
                break
            if written.match(self.lines[number]):
                return number
        return self.start

    def named(self, kind: str) -> list[tuple[str, ImportTable]]:
        """The tables of one kind with their ids, which nobody else may have."""
        tables = self.tables(kind)
        for key in ("id", "teams_group_id"):
            found: dict[str, str] = {}
            for table in tables:
                value = str(table.values.get(key, "")).lower()
                if value and value in found:
                    table.fault("duplicate-id", key, table.values[key], found[value] or "–")
                found.setdefault(value, str(table.values.get("name", "")))
        return [(table.guid("id") if kind == "person" else table.word("id"), table) for table in tables]

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
            self.fault(f"unknown-{key}", key, written, nearest(value, names))
        return value

    def several(self, key: str, known: Iterable[str]) -> list[str]:
        """A list of texts that must be among `known`; empty when it is not written."""
        if key not in self.values:
            return []
        written, names = self.values[key], [str(name) for name in known]
        if not isinstance(written, list) or not written:
            self.fault("wrong-kind", key, written, f'{key} = ["{names[0]}"]')
            return []
        for value in written:
            if value not in names:
                self.fault(f"unknown-{key}", key, value, nearest(str(value), names))
        return [value for value in written if value in names]

    def word(self, key: str) -> str:
        """A short text of our own, which travels in links and keys."""
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            self.fault("bad-id", key, value, "hjemmeplejen-grenaa")
        return value

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None or type(value) is int:  # to Python, true is a number too
            return value
        self.fault("wrong-kind", key, value, f"{key} = 2")
        return None

    def yes(self, key: str, *, unless_said: bool) -> bool:
        """True or false; `unless_said` when it is not written."""
        value = self.values.get(key, unless_said)
        if not isinstance(value, bool):
            self.fault("wrong-kind", key, value, f"{key} = true")
            return unless_said
        return value

    def guid(self, key: str) -> str:
        value = self.text(key)
        if value and not _GUID.fullmatch(value.lower()):
            self.fault("bad-guid", key, value, "00000000-0000-4000-8000-000000000001")
        return value.lower()

    def clock(self, key: str) -> time | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, time):  # TOML has times of its own, 14:30:00
            return value.replace(second=0, microsecond=0)
        parts = _CLOCK.fullmatch(str(value).strip())
        if not parts:
            self.fault("bad-time", key, value, "14:30")
        return time(int(parts[1]), int(parts[2])) if parts else None

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if value is None:
            return None
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = date.min
        if not 2000 <= day.year < 2100:
            self.fault("bad-date", key, value, "2026-01-05")
            return None
        return day
