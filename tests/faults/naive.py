"""Three ways to empty an outbox that everybody tries first. The trials must catch each of them."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable, Sequence

from sqlmodel import col, select, update

from bot.post import Refused
from bot.sender import AT_ONCE
from bot.teams.connector import Connector
from storage import people
from storage.database import Database
from storage.outbox import State
from storage.tables import Outgoing

PATIENCE = 30.0  # seconds for the other replica to be forked and to look
_BOTH_HAVE_LOOKED = multiprocessing.get_context("fork").Barrier(2)  # the nursery's: its replicas inherit it

Design = Callable[[Database, Connector], Awaitable[None]]


async def send_then_mark(database: Database, connector: Connector) -> None:
    """Who is killed after the sending sends again."""
    while rows := await _waiting(database):
        await asyncio.gather(*(_send(database, connector, row) for row in rows))
        await _mark(database, rows, State.DELIVERED)


async def mark_then_send(database: Database, connector: Connector) -> None:
    """Who is killed after the marking never sends, and nobody is told."""
    while rows := await _waiting(database):
        await _mark(database, rows, State.DELIVERED)
        for row in rows:
            await _send(database, connector, row)


async def claim_without_lock(database: Database, connector: Connector) -> None:
    """Two that look at the same moment claim the same rows.

    They would do so sooner or later; on a busy machine that may be later than 300 messages. So the first
    look of each is made to fall together.
    """
    rows = await _waiting(database)
    await asyncio.to_thread(_BOTH_HAVE_LOOKED.wait, PATIENCE)
    while rows:
        await _mark(database, rows, State.SENDING)
        await asyncio.gather(*(_send(database, connector, row) for row in rows))
        await _mark(database, rows, State.DELIVERED)
        rows = await _waiting(database)


async def _waiting(database: Database) -> Sequence[Outgoing]:
    async with database.read() as session:
        found = await session.exec(
            select(Outgoing).where(Outgoing.state == State.WAITING).order_by(Outgoing.id).limit(AT_ONCE)
        )
        return found.all()


async def _mark(database: Database, rows: Sequence[Outgoing], state: State) -> None:
    async with database.write() as session:
        await session.exec(
            update(Outgoing)
            .where(col(Outgoing.id).in_([row.id for row in rows]), col(Outgoing.state) != State.REFUSED)
            .values(state=state)
        )


async def _send(database: Database, connector: Connector, row: Outgoing) -> None:
    """Sends, and keeps a clear no: what else gets lost, the design has lost."""
    async with database.read() as session:
        service_url = await people.known_service_url(session, row.tenant_id)
    chat = row.person_id or ""
    outcome = await connector.send(service_url or "", chat, {"type": "message", "text": chat})
    if isinstance(outcome, Refused):
        await _mark(database, [row], State.REFUSED)


NAIVE: dict[str, Design] = {
    "send, then mark": send_then_mark,
    "mark, then send": mark_then_send,
    "claim without a lock": claim_without_lock,
}
