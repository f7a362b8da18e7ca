"""The incidents of a half-year as they are counted. Nothing that anybody wrote is read into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from domain.alphabet import danish_order
from domain.incident import Audience, PlaceCategory, audience_of
from domain.incident import IncidentKind as Kind
from domain.incident_patterns import (
    AREA,
    Clocked,
    Counted,
    Dimension,
    Pattern,
    follow_up,
    harm_of,
    patterns,
    time_of_day,
    weekday,
)
from domain.incident_periods import Period
from storage import people
from storage.database import Session
from storage.tables import Incident, IncidentStep

# An incident is erased a year after it is settled: later, a pattern would change with each that is gone.
TOLD_FOR = timedelta(days=365)


def is_told(period: Period, now: datetime) -> bool:
    """Whether a period can be asked for: it is over, and its half-year not for more than a year."""
    return period.is_over(now) and now < period.half_year.ends() + TOLD_FOR


async def of_tenant(session: Session, tenant_id: str, period: Period, now: datetime) -> Mapping[str, Pattern]:
    """A period's patterns, by unit, or AREA for all of it; the units as in a Danish book, the area first.

    Who asks has no say in it: what is withheld is withheld from everybody. Empty when it cannot be asked for.
    """
    if not is_told(period, now):
        return {}
    counted = await _counted(session, tenant_id, period.half_year)
    names = {unit.id: unit.name for unit in await people.units(session, tenant_id)}
    units = sorted(names, key=lambda unit_id: danish_order(names[unit_id]))
    told = patterns(period.half_year, counted, units, now)
    return {unit_id: told[unit_id, period] for unit_id in (AREA, *units)}


async def _counted(session: Session, tenant_id: str, half_year: Period) -> Sequence[Counted]:
    """By the day of registration, which nothing changes: what comes late belongs to the period it came in."""
    rows = await session.exec(
        select(Incident)
        .where(
            Incident.tenant_id == tenant_id,
            col(Incident.registered_at) >= half_year.starts(),
            col(Incident.registered_at) < half_year.ends(),
        )
        .order_by(Incident.id)
    )
    incidents = rows.all()
    steps = await _steps(session, tenant_id, half_year)
    return [_as_counted(incident, steps[incident.id]) for incident in incidents]


async def _steps(session: Session, tenant_id: str, half_year: Period) -> Mapping[str, list[Clocked]]:
    rows = await session.exec(
        select(IncidentStep)
        .join(
            Incident,
            (col(Incident.tenant_id) == IncidentStep.tenant_id) & (Incident.id == IncidentStep.incident_id),
        )
        .where(
            IncidentStep.tenant_id == tenant_id,
            col(Incident.registered_at) >= half_year.starts(),
            col(Incident.registered_at) < half_year.ends(),
        )
    )
    found: dict[str, list[Clocked]] = defaultdict(list)
    for row in rows:
        found[row.incident_id].append(Clocked(row.step, row.due_at, row.done_at))
    return found


def _as_counted(incident: Incident, steps: Sequence[Clocked]) -> Counted:
    quarter = Period.quarter_of(incident.registered_at)
    cells = {
        Dimension.HARM: harm_of(incident.kind),
        Dimension.KIND: incident.kind,
        Dimension.TIME_OF_DAY: time_of_day(incident.occurred_at),
        Dimension.WEEKDAY: weekday(incident.occurred_at),
        Dimension.PLACE: incident.place or PlaceCategory.OTHER,
        # As it stood when the quarter ended, whatever has been done since.
        Dimension.FOLLOW_UP: follow_up(steps, quarter.ends()),
    }
    # By its kind: that she has shared it since does not put it into anybody's unit.
    narrow = audience_of(Kind(incident.kind)) is Audience.NARROW
    return Counted(incident.unit_id, quarter, incident.hit_id or "", narrow, cells)
