"""The patterns of a period, gathered from storage for somebody who may see some of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from digest.patterns.paper import Paper, Part
from domain.incident_patterns import AREA
from domain.incident_periods import Period
from storage import incident_patterns, people
from storage.database import Session


async def compile_patterns(
    session: Session,
    tenant_id: str,
    period: Period,
    now: datetime,
    language: str,
    may_see: Callable[[str | None], bool],
) -> Paper:
    """What is told at `now` (aware UTC). `may_see` is asked for each unit, and with None for the area.

    What is told of a unit does not depend on who reads it: only whether she reads it.
    """
    area = await people.area(session, tenant_id)
    name = area.name if area else ""
    names = await people.unit_names(session, tenant_id)
    told = await incident_patterns.of_tenant(session, tenant_id, period, now)
    parts = tuple(
        Part(names.get(unit_id, name), pattern)
        for unit_id, pattern in told.items()
        if may_see(None if unit_id == AREA else unit_id)
    )
    return Paper(name, language, period, parts)


def periods_told(now: datetime) -> list[Period]:
    """The quarters and half-years that can be asked for, the newest first."""
    half = Period.quarter_of(now).half_year
    found: list[Period] = []
    # One half-year is going on, and the year before it has two and a bit.
    for _ in range(4):
        periods = (half, *reversed(half.quarters))
        found += [period for period in periods if incident_patterns.is_told(period, now)]
        half = half.previous()
    return found
