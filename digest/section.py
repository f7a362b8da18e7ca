"""The S&O newsletter section as data: what is in it, in order, before any format is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest import length
from domain.calendar import IsoWeek
from domain.kinds import Theme
from domain.newsletter import Chapter


@dataclass(frozen=True)
class Picture:
    """A photo drawn anew by us: a JPEG without metadata, its size in pixels, its words for who is blind."""

    id: str
    jpeg: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Item:
    """One story as the reader meets it: nothing here that the people in it did not consent to."""

    id: str
    title: str | None
    text: str
    byline: str | None
    unit: str
    reason: str  # why it stands here, for the editor: "newest", "new_theme", "new_unit", "editor"
    picture: Picture | None = None
    on: date | None = None  # the day of what stands in the calendar


@dataclass(frozen=True)
class Group:
    """A run of neighbours under one heading: a theme of the stories, or a chapter after them."""

    heading: Theme | Chapter
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Agreement:
    """What a meeting agreed on, and its leader has let the newsletter have."""

    forum: str
    text: str


@dataclass(frozen=True)
class Section:
    """A week's stories and chapters, in print order; `left_out` tells how many the length limit kept out.

    `name` is the issue's own, "" when it has none. Agreements are printed in their place among the chapters.
    """

    week: IsoWeek
    area: str
    language: str
    groups: tuple[Group, ...]
    left_out: int = 0
    agreements: tuple[Agreement, ...] = ()
    name: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.items)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those of its items, in print order."""
        return tuple(item.picture for item in self.items if item.picture)

    @property
    def words(self) -> int:
        """How many words there are to read in what people wrote."""
        told = [text for item in self.items for text in (item.title or "", item.text)]
        return length.words([*told, *(agreed.text for agreed in self.agreements)])

    @property
    def minutes(self) -> int:
        return length.minutes(self.words)
