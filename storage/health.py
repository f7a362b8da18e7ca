"""How the database and the outbox are, over all tenants and without ids: for `/readyz` and `/metrics`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import product
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, and_, case, func, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, or_, select

from storage import delivery
from storage.database import Database, Session, database_time, migrations
from storage.delivery import SERVICE
from storage.outbox import DeliveryClass, State
from storage.tables import Delivery, Outgoing

COUNTED = (State.WAITING, State.SENDING, State.UNCERTAIN, State.REFUSED)
ROOM = 32 * 1024  # bytes: more than a story takes with all that hangs on it


@dataclass(frozen=True)
class OutboxFigures:
    """`depth` by delivery class and state; ages in seconds, 0 when nothing is due.

    `late` is the age of the oldest deadline that is due and neither held nor paused.
    """

    depth: Mapping[tuple[str, str], int]
    oldest_due: float
    oldest_deadline: float
    late: float
    held: bool


async def outbox_figures(session: Session, now: datetime) -> OutboxFigures:
    """How the outbox stands at `now` (aware UTC)."""
    found = await session.exec(
        select(Outgoing.delivery_class, Outgoing.state, func.count())
        .where(col(Outgoing.state).in_(COUNTED))
        .group_by(col(Outgoing.delivery_class), col(Outgoing.state))
    )
    depth = dict.fromkeys(product(map(str, DeliveryClass), map(str, COUNTED)), 0)
    depth |= {(delivery_class, state): count for delivery_class, state, count in found}
    held = await delivery.held_since(session) is not None
    return OutboxFigures(depth, *await _ages(session, now), held)


async def _ages(session: Session, now: datetime) -> tuple[float, float, float]:
    """Of the oldest row that is due, the oldest deadline, and the oldest deadline that nothing holds back."""
    there = await database_time(session)  # leases and pauses go by the database's clock
    waiting = and_(col(Outgoing.state) == State.WAITING, col(Outgoing.not_before) <= now)
    # A lease that ran out counts too: when every sender has died, nobody is there to put the row back.
    orphaned = and_(col(Outgoing.state) == State.SENDING, col(Outgoing.lease_until) < there)
    due_at = case((orphaned, col(Outgoing.lease_until)), else_=Outgoing.not_before)
    deadline = col(Outgoing.delivery_class) == DeliveryClass.DEADLINE
    found = await session.exec(
        select(
            func.min(due_at),
            func.min(case((deadline, due_at))),
            func.min(case((and_(deadline, ~delivery.in_the_way(there)), due_at))),
        ).where(or_(waiting, orphaned))
    )
    ages = ((now - moment).total_seconds() if moment else 0.0 for moment in found.one())
    due, must_not_be_lost, flowing = ages
    return due, must_not_be_lost, flowing


async def schema_is_current(session: Session) -> bool:
    """Has the database the tables that this code was written for? Only looks, and waits for no writer."""
    connection = await session.connection()
    return await connection.run_sync(_is_current)


def _is_current(connection: Connection) -> bool:
    return set(MigrationContext.configure(connection).get_current_heads()) == _heads()


@cache
def _heads() -> set[str]:
    return set(ScriptDirectory.from_config(migrations()).get_heads())


async def prove_writing(database: Database, now: datetime, limit: float) -> None:
    """Write, commit and give room back. Raises SQLAlchemyError when the database refuses, or within `limit`
    seconds of waiting for somebody else's lock.
    """
    async with database.in_line(limit), database.engine.connect() as connection:
        if database.is_sqlite:
            usual = await connection.run_sync(_patience, round(limit * 1000))
            try:
                await _write_on_sqlite(connection, now)
            finally:
                await connection.run_sync(_patience, usual)
        else:
            await _write_on_postgresql(connection, now, round(limit * 1000))


async def _write_on_sqlite(connection: AsyncConnection, now: datetime) -> None:
    """A stamp in an old row would fit on a full disk: room for a story is taken too, and given back."""
    async with connection.begin():
        written = sqlite.insert(Delivery).values(tenant_id=SERVICE, checked_at=now)
        await connection.execute(
            written.on_conflict_do_update(index_elements=["tenant_id"], set_={"checked_at": now})
        )
        # A key that no tenant can have, in a transaction that leaves nothing of it.
        await connection.execute(
            text("INSERT INTO delivery (tenant_id) VALUES (zeroblob(:room))"), {"room": ROOM}
        )
        await connection.execute(text("DELETE FROM delivery WHERE typeof(tenant_id) = 'blob'"))


async def _write_on_postgresql(connection: AsyncConnection, now: datetime, milliseconds: int) -> None:
    async with connection.begin():
        patience = text("SELECT set_config('statement_timeout', :limit, true)")
        await connection.execute(patience, {"limit": str(milliseconds)})
        written = postgresql.insert(Delivery).values(tenant_id=SERVICE, checked_at=now)
        await connection.execute(
            written.on_conflict_do_update(index_elements=["tenant_id"], set_={"checked_at": now})
        )


def _patience(connection: Connection, milliseconds: int) -> int:
    """Set how long this connection waits for a lock; returns how long it waited before. Begins nothing."""
    cursor: Any = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout")
    before: int = cursor.fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout={milliseconds:d}")
    cursor.close()
    return before
