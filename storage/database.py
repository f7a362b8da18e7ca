"""One engine, two kinds of transaction, both databases."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.util.concurrency import await_
from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession as Session

from storage import inline
from storage.crypto import Keyring
from storage.month_keys import MONTH_KEYS, MonthKeys
from storage.rows import insert_once, write_waiting
from storage.sealing import KEYS

__all__ = ["Database", "Session", "database_time", "insert_once"]

Clock = Callable[[], datetime]
_CLOCK = "medvind-clock"  # in the session's notes
_UPGRADES = 0x6D656476  # the lock of whoever changes the schema of a PostgreSQL database
_PATIENCE, _PAUSE = 30.0, 0.02  # seconds
_MOVING_ON = 100  # pauses

_SQLITE_PRAGMAS = (
    "busy_timeout=10000",  # first, because the others may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
# Nothing may wait in the loop's own thread: not for a lock, nor for the log to be put back into the file.
_PRAGMAS_OF_TURNS = (*_SQLITE_PRAGMAS[1:], "wal_autocheckpoint=0")
# Before anything is in the file: afterwards it takes a VACUUM.
_ROOM_BACK = "auto_vacuum=FULL"


class Database:
    """Opens transactions. `url` is a plain SQLAlchemy address (`sqlite:///var/medvind.db`, `postgresql://…`),
    `keys` opens what is sealed, `month_keys` the check-ins: without them there are none. A `clock` (aware
    UTC) stands in for the database's own in tests.
    """

    def __init__(
        self, url: str, keys: Keyring, clock: Clock | None = None, month_keys: MonthKeys | None = None
    ) -> None:
        self.keys = keys
        self.month_keys = month_keys
        self._clock = clock
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        driver = "sqlite+aiosqlite" if self.is_sqlite else "postgresql+psycopg"
        # A file does not hang up; a server may have, while nobody asked. And an error in SQL must not
        # quote what somebody has written.
        self.engine: AsyncEngine = create_async_engine(
            self.url.set(drivername=driver), pool_pre_ping=not self.is_sqlite, hide_parameters=True
        )
        self.turns = self.engine  # what turns go through
        if self.is_sqlite:
            self.turns = create_async_engine(self.url.set(drivername=inline.DRIVER), hide_parameters=True)
            event.listen(self.engine.sync_engine, "connect", partial(_prepare_sqlite, _SQLITE_PRAGMAS))
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
            event.listen(self.turns.sync_engine, "connect", partial(_prepare_sqlite, _PRAGMAS_OF_TURNS))
            event.listen(self.turns.sync_engine, "begin", inline.begin)
        self._reader = self.engine.execution_options(medvind_reads=True)
        self.patience = 10.0  # seconds, for those who write before us
        self._writer = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self.in_line(), self._session(self.engine) as session, session.begin():
            yield session
            await session.run_sync(write_waiting)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Session]:
        """As `write`, for a few short statements that find what they want by key.

        On SQLite they run in the event loop's own thread, for the way to another one costs more than they do.
        """
        if not self.is_sqlite:
            async with self.write() as session:
                yield session
            return
        async with self.in_line() as given_up_at:
            inline.wait_until(self.turns, given_up_at)
            session = self._session(self.turns)
            try:
                yield session
            except BaseException:
                await session.run_sync(OrmSession.close)  # which undoes it
                raise
            await session.run_sync(_finish)

    @asynccontextmanager
    async def in_line(self, patience: float | None = None) -> AsyncIterator[float]:
        """The one writer of this process, where SQLite allows one; PostgreSQL has its own line.

        Who waits here is next; who waits at SQLite's lock, by luck. Gives the moment by the monotonic clock
        at which the patience (seconds) is over; raises OperationalError when it is over before.
        """
        waits = self.patience if patience is None else patience
        given_up_at = time.monotonic() + waits
        if not self.is_sqlite:
            yield given_up_at
            return
        try:
            async with asyncio.timeout(waits):
                await self._writer.acquire()
        except TimeoutError:
            raise OperationalError("BEGIN", {}, sqlite3.OperationalError("database is locked")) from None
        try:
            yield given_up_at
        finally:
            self._writer.release()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A transaction that only looks: on SQLite it does not queue behind writers."""
        async with self._session(self._reader) as session:
            yield session

    def _session(self, engine: AsyncEngine) -> Session:
        notes = {KEYS: self.keys, _CLOCK: self._clock, MONTH_KEYS: self.month_keys}
        return Session(engine, expire_on_commit=False, info=notes)

    async def upgrade(self) -> None:
        """Bring the schema to the newest migration, whole or not at all; running it again does nothing."""
        async with self.engine.execution_options(medvind_migrates=True).connect() as connection:
            try:
                async with connection.begin():
                    await connection.run_sync(_upgrade, self.keys)
            finally:
                await connection.invalidate()  # its foreign keys are off, however it went
        await self._clear_out()
        await self.forget_traces()

    async def _clear_out(self) -> None:
        """What could be read before a migration may stand where no statement of ours reaches."""
        if self.is_sqlite:
            async with self.engine.execution_options(medvind_bare=True).connect() as connection:
                if not (await connection.exec_driver_sql("PRAGMA auto_vacuum")).scalar():
                    # A file from before we asked for it.
                    await connection.exec_driver_sql(f"PRAGMA {_ROOM_BACK}")
                    await connection.exec_driver_sql("VACUUM")
        else:
            async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                # Samples of the columns. Who does not own the database is warned, and not refused.
                await connection.exec_driver_sql("VACUUM FULL pg_catalog.pg_statistic")

    async def forget_traces(self) -> bool:
        """After something was erased: on SQLite it leaves the write-ahead log as well (safety.md T22).

        False when somebody was reading: it is still there, and must be asked for again.
        """
        if not self.is_sqlite:
            return True
        async with self.engine.execution_options(medvind_bare=True).connect() as connection:
            try:
                # As long as it waits for readers, all writers wait for it.
                await connection.exec_driver_sql("PRAGMA busy_timeout=200")
                busy, *_ = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            finally:
                await connection.exec_driver_sql(f"PRAGMA {_SQLITE_PRAGMAS[0]}")
        return not busy

    async def rewrite(self, tables: Sequence[str]) -> bool:
        """Leave nothing of deleted rows in the tables' files, not even for somebody who takes those.

        False when somebody was reading what has been deleted since: it must be asked for again.
        """
        if self.is_sqlite:
            return await self.forget_traces()
        async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            if not await _all_have_moved_on(connection):
                return False
            try:
                await connection.exec_driver_sql("SET lock_timeout = '2s'")  # those behind us wait as well
                await connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(tables)}")
            except OperationalError:
                return False
            finally:
                await connection.exec_driver_sql("RESET lock_timeout")
        return True

    async def is_current(self) -> bool:
        """Is the schema the one that this code was written for?"""
        async with self._reader.connect() as connection:
            return await connection.run_sync(_is_current)

    async def close(self) -> None:
        await self.turns.dispose()
        await self.engine.dispose()


def _finish(session: OrmSession) -> None:
    """In one go: nobody can break in on it, and nothing waits but the commit."""
    try:
        write_waiting(session)
        session.commit()
    except BaseException:
        session.invalidate()  # whatever state the connection is in: the next turn gets a new one
        raise
    session.close()


async def database_time(session: Session) -> datetime:
    """The moment by the database's own clock (aware UTC), the one clock that all replicas share."""
    clock: Clock | None = session.info[_CLOCK]
    if clock is not None:
        return clock()
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    now = func.strftime("%Y-%m-%d %H:%M:%f", "now") if on_sqlite else func.clock_timestamp()
    read = (await session.exec(select(now))).one()
    moment: datetime = datetime.fromisoformat(read) if isinstance(read, str) else read
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


async def _all_have_moved_on(connection: AsyncConnection) -> bool:
    """Whether every transaction is over that PostgreSQL still keeps deleted rows for; asked for a while."""
    begun = (await connection.exec_driver_sql("SELECT clock_timestamp()")).scalar_one()
    earlier = text(
        "SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        " AND xact_start < :begun LIMIT 1"
    )
    for _ in range(_MOVING_ON):
        if (await connection.execute(earlier, {"begun": begun})).first() is None:
            return True
        await asyncio.sleep(_PAUSE)
    return False


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def _upgrade(connection: Connection, keys: Keyring) -> None:
    config = migrations()
    config.attributes["connection"], config.attributes["keys"] = connection, keys
    if connection.dialect.name == "postgresql":
        # Of two at once the second waits, and then finds nothing to do. On SQLite, BEGIN sees to it.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADES})")
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        assert broken is None, "a migration has left a row that points nowhere"


def _is_current(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(migrations()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _prepare_sqlite(pragmas: Sequence[str], connection: Any, _record: Any) -> None:
    # The driver's own implicit BEGIN is deferred: two writers that read first would both fail.
    connection.isolation_level = None
    cursor = connection.cursor()
    for number, pragma in enumerate(pragmas):
        _ask(connection, cursor, pragma)
        # Asked of a file in use it would queue behind whoever writes, also for a connection that only reads.
        if number == 0 and _is_new(cursor):
            _ask(connection, cursor, _ROOM_BACK)
    cursor.close()


def _is_new(cursor: Any) -> bool:
    cursor.execute("PRAGMA page_count")
    return not cursor.fetchone()[0]


def _ask(connection: Any, cursor: Any, pragma: str) -> None:
    """Of several that open a new file at once, SQLite turns some away without waiting, whatever is set."""
    given_up = time.monotonic() + _PATIENCE
    while time.monotonic() < given_up:
        try:
            cursor.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as locked:
            if locked.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await_(asyncio.sleep(_PAUSE))
    cursor.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("medvind_bare"):
        return  # what cannot be done within a transaction
    if options.get("medvind_migrates"):
        # SQLite changes a table by making it anew, and dropping the old one would cascade.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("PRAGMA busy_timeout=600000")  # another one's upgrade may take its time
    connection.exec_driver_sql("BEGIN" if options.get("medvind_reads") else "BEGIN IMMEDIATE")
