"""The patterns in words, and the same as JSON. Every format and the web page print the `Wording` made here.

What is withheld is said in words, and never as a zero: no unit is better for having few.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from digest.cleaning import one_line
from digest.patterns.paper import Paper, Part
from domain.anonymity import SMALLEST, Band
from domain.incident_patterns import AREA, Dimension, Table
from domain.incident_periods import Period
from texts.catalogue import Texts, texts


@dataclass(frozen=True)
class SaidTable:
    """A table with the question that is talked about; without a row when none of its cells can be told."""

    title: str
    rows: tuple[tuple[str, str], ...]
    question: str


@dataclass(frozen=True)
class SaidPart:
    name: str
    of: str  # about how many, or why nothing is told
    tables: tuple[SaidTable, ...]


@dataclass(frozen=True)
class Wording:
    """All that a reader reads; `note` stands in for the parts when there are none."""

    language: str
    title: str
    area: str
    how: tuple[str, ...]
    parts: tuple[SaidPart, ...]
    note: str | None
    column: str
    how_many: str
    too_few: str
    last: tuple[str, ...]


def wording(paper: Paper) -> Wording:
    say = texts(paper.language)
    return Wording(
        language=say.language,
        title=say("pattern-title", period=period_name(paper.period, say)),
        area=one_line(paper.area),
        how=(
            say("pattern-how"),
            say("pattern-protects", least=SMALLEST),
            say("pattern-registered"),
            say("pattern-narrow"),
            say("pattern-follow-up"),
        ),
        parts=tuple(_part(part, say) for part in paper.parts),
        note=None if paper.parts else say("pattern-none"),
        column=say("pattern-column"),
        how_many=say("pattern-column-number"),
        too_few=say("pattern-too-few-cell"),
        last=(say("pattern-last-see"), say("pattern-last-try"), say("pattern-last-learn")),
    )


def period_name(period: Period, say: Texts) -> str:
    number, year = str(period.number), str(period.year)
    if period.letter == "Q":
        return say("pattern-quarter", number=number, year=year)
    return say("pattern-half-year", number=number, year=year)


def as_json(paper: Paper) -> bytes:
    """For other systems: bands and codes. What is withheld is null, which is no zero."""
    data = {
        "area": one_line(paper.area),
        "period": str(paper.period),
        "language": paper.language,
        "parts": [_part_data(part) for part in paper.parts],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf8")


def band_name(band: Band | None, say: Texts) -> str:
    return say(f"pattern-band-{band.name.lower()}") if band else say("pattern-too-few-cell")


def cell_name(cell: str, say: Texts) -> str:
    return say("pattern-cell-" + cell.replace("_", "-"))


def dimension_name(dimension: Dimension, say: Texts) -> str:
    return say("pattern-of-" + dimension.value.replace("_", "-"))


def _part(part: Part, say: Texts) -> SaidPart:
    band = part.pattern.band
    of = say("pattern-of-about", band=band_name(band, say)) if band else say("pattern-too-few")
    return SaidPart(one_line(part.name), of, tuple(_table(table, say) for table in part.pattern.tables))


def _table(table: Table, say: Texts) -> SaidTable:
    told = any(row.band for row in table.rows)
    rows = tuple((cell_name(row.cell, say), band_name(row.band, say)) for row in table.rows) if told else ()
    question = say("pattern-asks-" + table.dimension.value.replace("_", "-"))
    return SaidTable(dimension_name(table.dimension, say), rows, question)


def _part_data(part: Part) -> dict[str, Any]:
    pattern = part.pattern
    return {
        "unit": one_line(part.name) if pattern.unit_id != AREA else None,
        "band": pattern.band,
        "tables": {
            table.dimension.value: {row.cell: row.band for row in table.rows} for table in pattern.tables
        },
    }
