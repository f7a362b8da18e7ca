"""What a measurement hands to `benchmarks.run`: its lines of Markdown, and the bars it was held to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One line of the table at the top. `met` None: reported only."""

    measure: str
    bar: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        if self.met is None:
            return "reported"
        return "met" if self.met else f"not met: {self.measured} instead of {self.bar}"

    def row(self) -> str:
        return f"| {self.measure} | {self.bar} | {self.measured} | {self.verdict} |"


@dataclass(frozen=True)
class Section:
    """One measurement as it is printed; the first of the lines is its heading (`## ...`)."""

    lines: Sequence[str]
    bars: Sequence[Bar] = ()


def board(bars: Sequence[Bar]) -> list[str]:
    """All bars in one table."""
    return ["| Measure | Bar | Measured | Met |", "|---|---|---|---|", *(bar.row() for bar in bars)]


def spread(values: Sequence[float], unit: str, digits: int = 0) -> str:
    """The median, and from the least to the most."""
    middle = statistics.median(values)
    return f"{middle:.{digits}f} {unit} ({min(values):.{digits}f}–{max(values):.{digits}f})"
