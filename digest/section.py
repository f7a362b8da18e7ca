"""The S&O newsletter section as data: what is in it, in order, before any format is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from domain.calendar import IsoWeek
from domain.kinds import Theme


@dataclass(frozen=True)
class Item:
    """One story as the reader meets it: nothing here that the people in it did not consent to."""

    id: str
    title: str | None
    text: str
    byline: str | None
    unit: str
    reason: str  # why the rule chose it here, for the editor: "newest", "new_theme", "new_unit"


@dataclass(frozen=True)
class Group:
    theme: Theme
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Agreement:
    """What a meeting agreed on, and its leader has let the newsletter have."""

    forum: str
    text: str


@dataclass(frozen=True)
class Section:
    """A week's stories, grouped by theme; `left_out` tells how many the length limit kept out."""

    week: IsoWeek
    area: str
    language: str
    groups: tuple[Group, ...]
    left_out: int = 0
    agreements: tuple[Agreement, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.items)
