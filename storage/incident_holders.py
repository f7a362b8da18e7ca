"""Who holds what for a unit, as an incident asks; and where it would find nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import col, select

from domain.incident_recipients import Holders
from domain.kinds import Role
from storage import people
from storage.database import Session
from storage.hand_overs import has_handed_over
from storage.tables import Person, RoleGrant

NEEDED = (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP)


@dataclass(frozen=True)
class Gap:
    """Roles that nobody holds for a unit; without a unit, for the whole area."""

    unit: str | None
    roles: tuple[Role, ...]


async def holders_of(session: Session, tenant_id: str, unit_id: str, now: datetime) -> Holders:
    """Who holds which role for a unit at `now` (aware UTC), each in the order of their ids.

    A unit's own leaders, deputies and representatives come before those of the whole area, as in
    `people.with_role`. Whoever has left is not among them.
    """
    found = await _held(session, tenant_id, {unit_id, ""})
    leaders = _nearest(found, Role.LEADER, unit_id)
    return Holders(
        leaders=_people(leaders),
        deputies=_people(_nearest(found, Role.DEPUTY, unit_id)),
        representatives=_people(_nearest(found, Role.WORK_ENVIRONMENT_REP, unit_id)),
        area_heads=_people([one for one in found if one.role == Role.AREA_HEAD and not one.unit_id]),
        administrators=_people([one for one in found if one.role == Role.ADMINISTRATOR]),
        handed_over=frozenset(one.person_id for one in leaders if has_handed_over([one], now)),
    )


async def gaps(session: Session, tenant_id: str) -> Sequence[Gap]:
    """Where an incident at 03.15 would find nobody: each unit with what it lacks, and then the whole area."""
    units = await people.units(session, tenant_id)
    found = await _held(session, tenant_id, {"", *(unit.id for unit in units)})
    lacking = [
        Gap(unit.name, tuple(role for role in NEEDED if not _nearest(found, role, unit.id))) for unit in units
    ]
    head = any(one.role == Role.AREA_HEAD and not one.unit_id for one in found)
    return [*(gap for gap in lacking if gap.roles), *([] if head else [Gap(None, (Role.AREA_HEAD,))])]


async def _held(session: Session, tenant_id: str, unit_ids: Collection[str]) -> Sequence[RoleGrant]:
    rows = await session.exec(
        select(RoleGrant)
        .join(
            Person, and_(col(Person.tenant_id) == RoleGrant.tenant_id, col(Person.id) == RoleGrant.person_id)
        )
        .where(
            RoleGrant.tenant_id == tenant_id,
            col(RoleGrant.unit_id).in_(sorted(unit_ids)),
            col(Person.left_at).is_(None),
        )
        .order_by(RoleGrant.person_id, RoleGrant.unit_id)
    )
    return rows.all()


def _nearest(found: Sequence[RoleGrant], role: Role, unit_id: str) -> Sequence[RoleGrant]:
    """The unit's own, else those of the whole area."""
    own = [one for one in found if one.role == role and one.unit_id == unit_id]
    return own or [one for one in found if one.role == role and not one.unit_id]


def _people(found: Sequence[RoleGrant]) -> tuple[str, ...]:
    """Somebody may hold a role in the unit and in the whole area."""
    return tuple(dict.fromkeys(one.person_id for one in found))
