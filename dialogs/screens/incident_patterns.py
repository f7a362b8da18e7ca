"""Patterns in incidents, in short. Never an incident."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Screen
from domain.incident_patterns import Pattern
from domain.incident_periods import Period


@dataclass(frozen=True)
class PatternOf:
    """A unit, or the area, by its name."""

    name: str
    pattern: Pattern


@dataclass(frozen=True)
class IncidentPatterns(Screen):
    """A quarter's patterns, of those groups that the reader may see; `link` opens the page with all of it."""

    period: Period
    groups: tuple[PatternOf, ...]
    link: str
