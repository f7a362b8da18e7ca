"""Roles as an administrator sees and changes them in chat: who holds which, and who may be given one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, or_, select

from domain.kinds import Role
from domain.quiet_hours import at_work
from storage import outbox, people
from storage.database import Session, insert_once
from storage.tables import Person, RoleGrant

_MOMENT = "%Y%m%dT%H%M%S%f"
_GIVEN, _TAKEN = "given-role", "taken-role"


@dataclass(frozen=True)
class Change:
    """A role was given or taken away. An empty `unit_id` is the whole area."""

    person_id: str
    role: Role
    unit_id: str
    given: bool


async def held_in(
    session: Session, tenant_id: str, unit_id: str, *, limit: int
) -> Sequence[tuple[RoleGrant, Person]]:
    """The roles of a unit, or with an empty one of the whole area, and who holds them."""
    rows = await session.exec(
        select(RoleGrant, Person)
        .join(
            Person, and_(col(Person.tenant_id) == RoleGrant.tenant_id, col(Person.id) == RoleGrant.person_id)
        )
        .where(RoleGrant.tenant_id == tenant_id, RoleGrant.unit_id == unit_id)
        .order_by(RoleGrant.role, RoleGrant.person_id)
        .limit(limit)
    )
    order = list(Role)
    return sorted(rows, key=lambda row: (order.index(Role(row[0].role)), row[1].name))


async def holds(session: Session, tenant_id: str, person_id: str, role: Role, unit_id: str) -> bool:
    return await session.get(RoleGrant, (tenant_id, person_id, role, unit_id)) is not None


async def candidates(session: Session, tenant_id: str, unit_id: str, *, limit: int) -> Sequence[Person]:
    """Who may be given a role, the unit's own people alone; with an empty one anybody."""
    rows = await session.exec(
        select(Person)
        .where(_present(tenant_id), or_(Person.unit_id == unit_id, not unit_id))
        .order_by(Person.id)
        .limit(limit)
    )
    return sorted(rows, key=lambda person: person.name)


async def candidate(session: Session, tenant_id: str, person_id: str) -> Person | None:
    """One who may be given a role: she is of the organisation, and has not left."""
    rows = await session.exec(select(Person).where(_present(tenant_id), Person.id == person_id))
    return rows.first()


async def candidates_called(session: Session, tenant_id: str, name: str) -> Sequence[Person]:
    """Those whose name begins so, from any unit."""
    found = await people.called(session, tenant_id, name) if name else []
    return [person for person in found if person.in_organisation and person.left_at is None]


def _present(tenant_id: str) -> ColumnElement[bool]:
    return and_(
        col(Person.tenant_id) == tenant_id, col(Person.in_organisation), col(Person.left_at).is_(None)
    )


async def give(session: Session, person: Person, role: Role, unit_id: str) -> bool:
    """False when she has it already, from the file or a card: that stays as it is."""
    key = {"tenant_id": person.tenant_id, "person_id": person.id, "role": role, "unit_id": unit_id}
    return await insert_once(session, RoleGrant, {**key, "by_card": True})


async def take(
    session: Session, tenant_id: str, person_id: str, role: Role, unit_id: str
) -> RoleGrant | None:
    """The role that she had, and has no longer; None when she had it not."""
    grant = await session.get(RoleGrant, (tenant_id, person_id, role, unit_id))
    if grant is not None:
        await session.delete(grant)
        await session.flush()
    return grant


async def tell(session: Session, tenant_id: str, change: Change, by: str, now: datetime) -> None:
    """Put it in the outbox for whom it is about; `by` is the administrator's id.

    Which change it was stands in the key, so that it can be seen when it is sent whether it still holds.
    """
    kind = _GIVEN if change.given else _TAKEN
    note = outbox.to_person(
        change.person_id,
        message="role_changed",
        object_id=by,
        key="|".join((kind, change.person_id, change.role, change.unit_id, now.strftime(_MOMENT))),
        delivery_class=outbox.DeliveryClass.DEADLINE,
        not_before=at_work(now),
    )
    await outbox.add(session, tenant_id, note, now)


async def told_of(session: Session, tenant_id: str, key: str) -> Change | None:
    """The change that a note of `tell` is about; None when it has been undone since."""
    kind, person_id, role, unit_id = ([*key.split("|"), "", "", ""])[:4]
    if role not in set(Role):
        return None
    change = Change(person_id, Role(role), unit_id, kind == _GIVEN)
    still = await holds(session, tenant_id, person_id, change.role, unit_id) is change.given
    return change if still else None
