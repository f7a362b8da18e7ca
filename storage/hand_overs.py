"""A leader's watch in her deputies' hands, until a day's end. Why is not kept, nor that it was so before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from domain.kinds import Role
from storage import outbox, people
from storage.database import Session
from storage.tables import Person, RoleGrant

_MOMENT = "%Y%m%dT%H%M%S%f"
_GIVEN, _BACK = "watch", "watch-back"


@dataclass(frozen=True)
class Watch:
    """What a deputy is told: whose watch it is, where, and until when it is hers (aware UTC).

    `until` None: the leader has it again. An empty `unit_id` is the whole area.
    """

    leader: Person
    unit_id: str
    until: datetime | None


def has_handed_over(grants: Iterable[RoleGrant], now: datetime) -> bool:
    """Whether by one of a leader's `grants` her deputies have the watch at `now` (aware UTC)."""
    return any(watch_until(grant, now) is not None for grant in grants)


def watch_until(grant: RoleGrant, now: datetime) -> datetime | None:
    """Until when the deputies have the watch; None when the leader has it herself. It ends by itself."""
    until = grant.handed_over_until if grant.role == Role.LEADER else None
    return until if until is not None and until > now else None


async def led_by(session: Session, leader: Person) -> Sequence[RoleGrant]:
    """Where she leads, the unit's id first; nowhere, once she has left."""
    if leader.left_at is not None:
        return []
    rows = await session.exec(
        select(RoleGrant)
        .where(
            RoleGrant.tenant_id == leader.tenant_id,
            RoleGrant.person_id == leader.id,
            RoleGrant.role == Role.LEADER,
        )
        .order_by(col(RoleGrant.unit_id))
    )
    return rows.all()


async def deputies_of(session: Session, leader: Person, unit_id: str) -> Sequence[Person]:
    """Who can have her watch in a unit."""
    found = await people.with_role(session, leader.tenant_id, Role.DEPUTY, unit_id or None)
    return [person for person in found if person.id != leader.id]


async def hand_over(
    session: Session, leader: Person, unit_id: str, until: datetime, now: datetime
) -> Sequence[Person]:
    """Her deputies have the watch `until` then (aware UTC), and are told.

    Nobody: there is none, or she does not lead the unit, and nothing is handed over.
    """
    grant = await _own(session, leader, unit_id)
    deputies = await deputies_of(session, leader, unit_id)
    if grant is None or not deputies:
        return []
    if grant.handed_over_until != until:
        grant.handed_over_until = until
        await _tell(session, leader, unit_id, deputies, until, now)
    return deputies


async def take_back(session: Session, leader: Person, unit_id: str, now: datetime) -> bool:
    """She has the watch again, and her deputies are told. False: she had it all along."""
    grant = await _own(session, leader, unit_id)
    if grant is None or watch_until(grant, now) is None:
        return False
    grant.handed_over_until = None
    await _tell(session, leader, unit_id, await deputies_of(session, leader, unit_id), None, now)
    return True


async def told_of(session: Session, tenant_id: str, key: str, now: datetime) -> Watch | None:
    """What a note of ours is about; None when it is not so any more, or not for whom it was written."""
    kind, leader_id, unit_id, deputy_id = ([*key.split("|"), "", "", ""])[:4]
    leader = await people.find(session, tenant_id, leader_id)
    grant = await _own(session, leader, unit_id) if leader else None
    if leader is None or grant is None:
        return None
    until = watch_until(grant, now)
    told = {person.id for person in await deputies_of(session, leader, unit_id)}
    still = (until is not None) is (kind == _GIVEN)
    return Watch(leader, unit_id, until) if still and deputy_id in told else None


async def _own(session: Session, leader: Person, unit_id: str) -> RoleGrant | None:
    """Her own role as a leader, and nobody else's; locked, as she may press twice at once."""
    rows = await session.exec(
        select(RoleGrant)
        .where(
            RoleGrant.tenant_id == leader.tenant_id,
            RoleGrant.person_id == leader.id,
            RoleGrant.role == Role.LEADER,
            RoleGrant.unit_id == unit_id,
        )
        .with_for_update()
    )
    return None if leader.left_at is not None else rows.first()


async def _tell(
    session: Session,
    leader: Person,
    unit_id: str,
    deputies: Sequence[Person],
    until: datetime | None,
    now: datetime,
) -> None:
    """At once, also at night: a watch that nobody knows of is nobody's."""
    kind = _GIVEN if until else _BACK
    for deputy in deputies:
        note = outbox.to_person(
            deputy.id,
            message="hand_over",
            object_id=leader.id,
            key="|".join((kind, leader.id, unit_id, deputy.id, now.strftime(_MOMENT))),
            delivery_class=outbox.DeliveryClass.DEADLINE,
            not_before=now,
        )
        await outbox.add(session, leader.tenant_id, note, now)
