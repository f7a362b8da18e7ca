"""What an import would change: told before it happens, and in the same words when it has happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

MANY = 5  # people who leave at once: fewer than that, and it may well be meant


class What(StrEnum):
    AREA = "area"
    UNIT = "unit"
    TEAM = "team"
    FORUM = "forum"
    PERSON = "person"
    ROLE = "role"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    INCIDENTS = "incidents"


class Mark(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    KEPT = "kept"  # a role that a card gave, and the file says nothing of


@dataclass(frozen=True)
class Ref:
    """Another thing of the organisation. Two may have the same name."""

    id: str
    name: str


@dataclass(frozen=True)
class Facts:
    """How one thing is, on one of the two sides."""

    name: str
    fields: Mapping[str, object]


@dataclass(frozen=True)
class FieldChange:
    """None: it was, or will be, nothing."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """One thing that is added, changed, left or kept: how it will be, or was, and what differs."""

    what: What
    mark: Mark
    id: str
    facts: Facts
    fields: tuple[FieldChange, ...] = ()

    @property
    def name(self) -> str:
        return self.facts.name


@dataclass(frozen=True)
class Diff:
    """All that an import would change, and what it leaves alone although the file does not say it.

    `people` is how many there were.
    """

    changes: tuple[Entry, ...]
    kept: tuple[Entry, ...] = ()
    people: int = 0
    loses_administrator: bool = False

    def count(self, mark: Mark) -> int:
        return sum(entry.mark is mark for entry in self.changes)

    @property
    def people_left(self) -> int:
        return sum(entry.what is What.PERSON and entry.mark is Mark.LEFT for entry in self.changes)

    @property
    def loses_most_people(self) -> bool:
        """As a file would that was only half written, or is another municipality's."""
        return self.people_left >= MANY and 2 * self.people_left > self.people


def compare(what: What, before: Mapping[str, Facts], after: Mapping[str, Facts]) -> Iterator[Entry]:
    """The differences, in the order of the file; what has left comes last."""
    for key, wanted in after.items():
        known = before.get(key)
        if known is None:
            yield Entry(what, Mark.ADDED, key, wanted)
        elif changed := tuple(_between(known, wanted)):
            yield Entry(what, Mark.CHANGED, key, wanted, changed)
    for key, known in before.items():
        if key not in after:
            yield Entry(what, Mark.LEFT, key, known)


def _between(before: Facts, after: Facts) -> Iterator[FieldChange]:
    there, then = ({"name": facts.name, **facts.fields} for facts in (before, after))
    for field in dict.fromkeys([*then, *there]):
        if there.get(field) != then.get(field):
            yield FieldChange(field, there.get(field), then.get(field))
