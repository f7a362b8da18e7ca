"""When rounds of check-ins open: on which day a team is asked, and whose turn it is, a unit at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import col, select

from domain.check_in import next_round
from storage.database import Session
from storage.tables import Area, CheckInTeam, Person, Team, Unit


async def due_unit(session: Session, now: datetime) -> Unit | None:
    """A unit, of any tenant, with a team whose round is due; held, so that only one opens its rounds."""
    rows = await session.exec(
        select(Unit)
        .join(Team, (col(Team.tenant_id) == Unit.tenant_id) & (col(Team.unit_id) == Unit.id))
        .where(col(Team.check_in_due_at) <= now)
        .order_by(Unit.tenant_id, Unit.id)
        .limit(1)
        # Not against references: people of the unit may be changing meanwhile.
        .with_for_update(of=Unit, skip_locked=True, key_share=True)
    )
    return rows.first()


async def due_teams(session: Session, unit: Unit, now: datetime) -> Sequence[Team]:
    rows = await session.exec(
        select(Team)
        .where(Team.tenant_id == unit.tenant_id, Team.unit_id == unit.id, col(Team.check_in_due_at) <= now)
        .order_by(Team.id)
        .with_for_update(key_share=True)
    )
    return rows.all()


async def put_off(session: Session, unit: Unit, now: datetime, until: datetime) -> None:
    """What is due in a unit comes again later."""
    await session.exec(
        update(Team)
        .where(
            col(Team.tenant_id) == unit.tenant_id,
            col(Team.unit_id) == unit.id,
            col(Team.check_in_due_at) <= now,
        )
        .values(check_in_due_at=until)
    )


async def weeks_between(session: Session, tenant_id: str, unit_id: str) -> int:
    """From one round to the next, as the unit's area has decided."""
    unit = await session.get_one(Unit, (tenant_id, unit_id))
    return (await session.get_one(Area, (tenant_id, unit.area_id))).check_in_weeks


async def without_round(
    session: Session, tenant_id: str, people: Mapping[str, Sequence[Person]], closes_on: date
) -> dict[str, Sequence[Person]]:
    """The teams that have no round at this time yet."""
    rows = await session.exec(
        select(CheckInTeam.team_id).where(
            CheckInTeam.tenant_id == tenant_id,
            CheckInTeam.closes_on == closes_on,
            col(CheckInTeam.team_id).in_(people),
        )
    )
    has_one = set(rows)
    return {team: found for team, found in people.items() if team not in has_one}


def is_asked(team: Team) -> bool:
    """A team that the organisation has, and that has a day."""
    return team.in_organisation and team.check_in_day is not None


def set_day(team: Team, day: int | None, weeks: int, now: datetime) -> None:
    """The weekday, Monday is 0; None ends it. Its first round is the next one that opens."""
    team.check_in_day = day
    look_ahead(team, weeks, now)


def look_ahead(team: Team, weeks: int, now: datetime) -> None:
    """Its next round, strictly after now; none once nobody wants to be asked."""
    team.check_in_due_at = next_round(now, weeks).opens_at if is_asked(team) else None
