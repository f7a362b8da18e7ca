"""safety.md F8 to F10: `/readyz` is red while the service cannot keep a promise, and green again by itself."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.web import health
from storage.database import Database
from storage.health import prove_writing
from storage.tables import Delivery, Story
from tests.databases import KEYS
from tests.stories import rows
from tests.town import ANNE, Town
from tests.web.desk import Desk, tells
from tests.web.watch import Wire, later, status, watching

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    """Only what is asked about health."""
    async with watching(town) as desk:
        yield desk


async def test_ready_means_written_and_committed(desk: Desk) -> None:
    assert await status(desk) == "ok"
    (row,) = await rows(desk.town, Delivery)
    assert (row.tenant_id, row.checked_at) == ("", desk.town.clock())
    assert await later(desk) == "ok"
    assert [row.checked_at for row in await rows(desk.town, Delivery)] == [desk.town.clock()]


async def test_however_many_ask_it_is_looked_at_once_in_five_seconds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine that is busy with something else must not look like a database that is away.
    monkeypatch.setattr(health, "PATIENCE", 60.0)
    monkeypatch.setattr(health, "SILENCE", 60.0)
    writes = []

    def count(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        writes.append(statement.startswith("INSERT INTO delivery") and "checked_at" in statement)

    event.listen(desk.town.database.engine.sync_engine, "before_cursor_execute", count)
    assert set(await asyncio.gather(*(status(desk) for _ in range(20)))) == {"ok"}
    assert sum(writes) == 1
    desk.town.clock.now += timedelta(seconds=4)
    await status(desk)
    assert sum(writes) == 1
    desk.town.clock.now += timedelta(seconds=1)
    await status(desk)
    assert sum(writes) == 2
    desk.town.clock.now -= timedelta(hours=1)  # a clock that was set back must not make an old answer last
    await status(desk)
    assert sum(writes) == 3


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Another process writes, and does not come to an end."""
    if database.is_sqlite:
        with closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
    else:
        address = database.url.render_as_string(hide_password=False)
        async with await psycopg.AsyncConnection.connect(address) as connection:
            await connection.execute("LOCK TABLE delivery, outbox IN ACCESS EXCLUSIVE MODE")
            yield


@pytest.mark.parametrize("before", ["looked at before", "never looked at"])
async def test_a_lock_that_somebody_else_holds(
    desk: Desk, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F8. The probe gives up by itself, and soon: nothing is left waiting for the lock."""
    database = desk.town.database
    if before == "looked at before":
        assert await status(desk) == "ok"
    async with locked(database):
        with monkeypatch.context() as hurry:
            hurry.setattr(health, "PATIENCE", 0.2)
            hurry.setattr(health, "SILENCE", 8.0)
            assert await later(desk) == "database"
        assert health._letting_go == set()
        assert (await desk.get("/healthz")).status == 200
    assert await status(desk) == "database", "five seconds are not over"
    assert await later(desk) == "ok"


@only_sqlite
async def test_others_wait_for_a_lock_as_long_as_ever(town: Town) -> None:
    async with locked(town.database):
        with pytest.raises(SQLAlchemyError):
            await prove_writing(town.database, town.clock(), 0.1)
    async with town.database.read() as session:
        waits = (await (await session.connection()).execute(text("PRAGMA busy_timeout"))).scalar()
    assert (waits, town.database.engine.pool.checkedout()) == (10_000, 0)  # type: ignore[attr-defined]


@contextmanager
def every_connection(database: Database, statement: str) -> Iterator[None]:
    """Run on each connection as it is taken: what a full or a read-only disk does to all of them."""

    def run(connection: Any, *_: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()

    for engine in {database.engine, database.turns}:
        event.listen(engine.sync_engine, "checkout", run)
    yield
    for engine in {database.engine, database.turns}:
        event.remove(engine.sync_engine, "checkout", run)


@only_sqlite
async def test_a_full_disk_turns_it_red_and_loses_nothing(desk: Desk) -> None:
    """F9: what was acknowledged is there and can be read; a stamp in an old row would still have fitted."""
    database, acknowledged = desk.town.database, 0
    assert await status(desk) == "ok"
    with closing(sqlite3.connect(str(database.url.database))) as file:
        (pages,) = file.execute("PRAGMA page_count").fetchone()
    with every_connection(database, f"PRAGMA max_page_count={pages}"):
        with suppress(SQLAlchemyError):
            while acknowledged < 1000:
                await tells(desk.town, ANNE, body="Solsikken stod midt i haven. " * 50)
                acknowledged += 1
        assert await later(desk) == "database"
        assert b"medvind_database_up 1.0" in (await desk.get("/metrics")).body
        kept = [story for story in await rows(desk.town, Story) if story.state == "ready"]
        assert 0 < len(kept) == acknowledged < 1000
    with every_connection(database, f"PRAGMA max_page_count={pages + 1000}"):
        assert await later(desk) == "ok"
    async with database.read() as session:
        assert (await (await session.connection()).execute(text("PRAGMA integrity_check"))).scalar() == "ok"


@only_sqlite
async def test_a_file_that_can_only_be_read(desk: Desk) -> None:
    assert await status(desk) == "ok"
    with every_connection(desk.town.database, "PRAGMA query_only=ON"):
        assert await later(desk) == "database"
    with every_connection(desk.town.database, "PRAGMA query_only=OFF"):
        assert await later(desk) == "ok"


@only_postgresql
async def test_a_server_that_can_only_be_read(desk: Desk) -> None:
    """After a failover the old address may be the standby's."""
    assert await status(desk) == "ok"
    await as_administrator(desk.town.database, "ALTER DATABASE {} SET default_transaction_read_only = on")
    assert await later(desk) == "database"
    await as_administrator(desk.town.database, "ALTER DATABASE {} RESET default_transaction_read_only")
    assert await later(desk) == "ok"


async def as_administrator(database: Database, statement: str) -> None:
    """Do something to the database from the outside, and end everybody's connections to it."""
    address = database.url.set(database="postgres").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(statement.format(database.url.database).encode())
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [database.url.database],
        )


@only_postgresql
async def test_connections_that_the_server_ends_are_made_anew(desk: Desk) -> None:
    assert await status(desk) == "ok"
    await as_administrator(desk.town.database, "SELECT '{}'")
    assert await later(desk) == "ok"


@pytest.fixture
async def wire(database_url: str) -> AsyncIterator[Wire]:
    # A socket's path must be short, and pytest's own folders are not.
    with tempfile.TemporaryDirectory(prefix="mv-wire-") as folder:
        wire = Wire(str(make_url(database_url).query["host"]), folder)
        await wire.mend()
        yield wire
        await wire.cut()


@pytest.fixture
async def far_desk(database_url: str, town: Town, wire: Wire) -> AsyncIterator[Desk]:
    """The town's service, whose database is at the other end of a wire."""
    address = make_url(database_url).set(query={"host": wire.folder})
    database = Database(address.render_as_string(hide_password=False), KEYS, town.clock)
    async with watching(replace(town, database=database)) as desk:
        yield desk
    await database.close()


@only_postgresql
async def test_a_database_that_stops_and_comes_back(far_desk: Desk, wire: Wire) -> None:
    """F10. Alive all the same, and `/metrics` says what this process knows."""
    assert await status(far_desk) == "ok"
    await wire.cut()
    assert await later(far_desk) == "database"
    assert (await far_desk.get("/healthz")).status == 200
    metrics = (await far_desk.get("/metrics")).text
    assert "medvind_database_up 0.0" in metrics
    assert "python_info" in metrics
    assert "medvind_outbox_messages" not in metrics, "what is not known is not said"
    await wire.mend()
    assert await later(far_desk) == "ok"
    assert "medvind_database_up 1.0" in (await far_desk.get("/metrics")).text


@only_postgresql
async def test_a_database_that_says_nothing(
    far_desk: Desk, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst of all: no error, no answer. Nobody is kept waiting for it."""
    assert await status(far_desk) == "ok"
    wire.silent = True
    with monkeypatch.context() as hurry:
        hurry.setattr(health, "SILENCE", 0.5)
        assert await later(far_desk) == "database"
        assert "medvind_database_up 0.0" in (await far_desk.get("/metrics")).text
    assert [task.cancelling() for task in health._letting_go] == [1, 1], "told to give their connections back"
    wire.silent = False
    await wire.cut()
    await wire.mend()
    assert await later(far_desk) == "ok"


async def test_an_old_schema_is_red_and_a_newer_one_only_for_newcomers(desk: Desk) -> None:
    """`medvind db upgrade` runs before the new release starts: the old one goes on answering."""
    assert await status(desk) == "ok"
    async with desk.town.database.write() as session:
        await (await session.connection()).execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert await later(desk) == "ok"
    health._READINESS.clear()
    assert await status(desk) == "schema"
