"""A leader's watch: who has it, until when, and what her deputies are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.screens.base import Screen


@dataclass(frozen=True)
class WatchLine:
    """One place that she leads. `until` None: she has the watch herself; `give` is empty without a deputy."""

    place: str
    deputies: tuple[str, ...]
    until: datetime | None
    give: str
    take: str


@dataclass(frozen=True)
class HandOver(Screen):
    """`said`: what has just been done, "given" or "taken". The day is as she typed it."""

    lines: tuple[WatchLine, ...]
    day: str
    problem: str = ""
    said: str = ""
    more: bool = False  # she leads more places than the card has room for


@dataclass(frozen=True)
class HandOverNews(Screen):
    """To a deputy. `until` None: the leader has the watch again."""

    name: str
    place: str
    until: datetime | None
