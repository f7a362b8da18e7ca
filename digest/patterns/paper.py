"""The patterns of a period as data: the area and the units that a reader may see, by the alphabet."""

from __future__ import annotations

from dataclasses import dataclass

from domain.incident_patterns import Pattern
from domain.incident_periods import Period


@dataclass(frozen=True)
class Part:
    """A unit, or the area, by its name."""

    name: str
    pattern: Pattern


@dataclass(frozen=True)
class Paper:
    """No parts: the period is not over, or too long ago."""

    area: str
    language: str
    period: Period
    parts: tuple[Part, ...] = ()
