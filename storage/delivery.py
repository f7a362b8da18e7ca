"""How mail may flow: held after a restore, paused when Teams asks, paced for all replicas together.

The moments here are the database's own: replicas whose clocks differ must agree on when to leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import and_, col, or_, select

from storage.database import Session, insert_once
from storage.tables import Delivery, Outgoing

SERVICE = ""  # the row about all tenants together
# Teams' ceiling for one bot in one tenant: 30 a second by Microsoft's page, 50 by a later answer of theirs.
PER_SECOND = 30
# A moment further away than this was written by a clock that has been put back since.
PAUSE_AT_MOST, BOOKED_AT_MOST = timedelta(hours=1), timedelta(minutes=1)
AHEAD = timedelta(seconds=0.5)  # how far a tenant's departures may be booked before others get their turn


async def hold(session: Session, now: datetime) -> None:
    """Nothing leaves until `release`: after a restore, what was sent since the backup looks unsent."""
    row = await _row(session, SERVICE)
    row.held_since = row.held_since or now


async def release(session: Session) -> None:
    """Let the mail flow again."""
    (await _row(session, SERVICE)).held_since = None


async def held_since(session: Session) -> datetime | None:
    row = await session.get(Delivery, SERVICE)
    return row.held_since if row else None


async def pause(session: Session, tenant_id: str, until: datetime) -> None:
    """Teams is throttling us in this tenant: send nothing there before `until`."""
    row = await _row(session, tenant_id)
    row.paused_until = max(row.paused_until or until, until)


async def book(
    session: Session, tenant_id: str, count: int, now: datetime, per_second: int = PER_SECOND
) -> Sequence[datetime]:
    """The moments at which the next `count` messages of a tenant may leave, whichever replica sends them."""
    step = timedelta(microseconds=-(-1_000_000 // per_second))  # rounded up: so many of them fill a second
    row = await _row(session, tenant_id)
    first = row.free_at if row.free_at and now < row.free_at <= now + BOOKED_AT_MOST else now
    row.free_at = first + count * step
    return [first + number * step for number in range(count)]


def in_the_way(now: datetime) -> ColumnElement[bool]:
    """What keeps a row of the outbox from leaving: a condition on `Outgoing`, to be negated."""
    return _in_the_way(limits(now))


def limits(now: datetime) -> dict[str, datetime]:
    """What `IN_THE_WAY` compares with at a moment of the database's clock."""
    return {
        "moment": now,
        "moment_ahead": now + AHEAD,
        "paused_at_most": now + PAUSE_AT_MOST,
        "booked_at_most": now + BOOKED_AT_MOST,
    }


def _in_the_way(limit: Mapping[str, Any]) -> ColumnElement[bool]:
    service = and_(Delivery.tenant_id == SERVICE, col(Delivery.held_since).is_not(None))
    paused = and_(
        col(Delivery.paused_until) > limit["moment"], col(Delivery.paused_until) <= limit["paused_at_most"]
    )
    booked = and_(
        col(Delivery.free_at) > limit["moment_ahead"], col(Delivery.free_at) <= limit["booked_at_most"]
    )
    tenant = and_(Delivery.tenant_id == Outgoing.tenant_id, or_(paused, booked))
    return select(Delivery.tenant_id).where(or_(service, tenant)).exists()


# For a statement that is made once: to make one costs as much as to run it.
IN_THE_WAY = _in_the_way({name: bindparam(name) for name in limits(datetime.min.replace(tzinfo=UTC))})


async def _row(session: Session, tenant_id: str) -> Delivery:
    row = await session.get(Delivery, tenant_id, with_for_update=True)
    if row is None:
        await insert_once(session, Delivery, {"tenant_id": tenant_id})
        row = await session.get_one(Delivery, tenant_id, with_for_update=True)
    return row
