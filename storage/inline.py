"""SQLite on the event loop's own thread, for transactions of short statements such as a turn's.

A statement that finds its row by key takes 20 µs. Handing it to a thread, and its answer back, takes ten
times as long, and a turn has several. What may have to wait does not wait here: a lock that somebody else
holds is asked for again while the loop goes on, and a disk that is not quick is a thread's to wait for.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from sqlalchemy import URL, Connection, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import StaticPool
from sqlalchemy.util.concurrency import await_

log = structlog.get_logger()

DRIVER = "sqlite+inline"
_BREATH = 0.005  # seconds that a transaction may keep the loop from everybody else
_PAUSE = 0.003  # seconds between two looks at a lock of another process
_QUICK = 0.002  # seconds that a commit may take on the average of the last ones, to be done here
_LAST = 16


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """The asyncio side of SQLAlchemy asks for it; the rows are here already."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class InlineDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect of SQLite, asynchronous in what takes time and in nothing else."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True
    tidy_after = 200  # commits: then the log is put back into the file, which takes as long as it takes
    given_up_at = 0.0  # by the monotonic clock: how long the next transaction may wait for a lock

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._disk = ThreadPoolExecutor(1, "sqlite-commit")
        self._breathed = 0.0
        self._takes = 4 * _QUICK  # until the disk has shown what it can do
        self._untidied = 0

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """One connection: SQLite has one writer, and who may be it is settled before."""
        return StaticPool

    def create_connect_args(self, url: URL) -> Any:
        args, options = super().create_connect_args(url)
        return args, {**options, "check_same_thread": False, "timeout": 0, "factory": _Connection}

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        self._breathe()
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        self._breathe()
        cursor.executemany(statement, parameters)

    def do_commit(self, dbapi_connection: Any) -> None:
        """Durable when it returns, wherever it was done."""
        self._untidied += 1
        if self._takes > _QUICK or self._untidied >= self.tidy_after:
            await_(_to_its_end(self._disk, partial(self._commit, dbapi_connection)))
        else:
            self._timed(dbapi_connection)

    def _commit(self, connection: Any) -> None:
        self._timed(connection)
        if self._untidied >= self.tidy_after:
            self._untidied = 0
            try:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").close()  # waits for nobody
            except sqlite3.Error as error:  # what is committed is committed, wherever it lies
                log.warning("log_not_tidied", error=type(error).__name__)

    def _timed(self, connection: Any) -> None:
        begun = time.monotonic()
        connection.commit()
        self._takes += (time.monotonic() - begun - self._takes) / _LAST

    def _breathe(self) -> None:
        now = time.monotonic()
        if now - self._breathed > _BREATH:
            await_(asyncio.sleep(0))
            self._breathed = time.monotonic()


def wait_until(engine: AsyncEngine, given_up_at: float) -> None:
    """How long, by the monotonic clock, the next transaction may wait for a lock of another process."""
    dialect: Any = engine.sync_engine.dialect
    dialect.given_up_at = given_up_at


def begin(connection: Connection) -> None:
    """Become the writer; raises OperationalError when another process stays it for longer than we wait.

    SQLite would wait within the statement, and everybody with it: so it is asked again and again.
    """
    given_up_at = connection.dialect.given_up_at  # type: ignore[attr-defined]
    while True:
        try:
            connection.connection.cursor().execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as locked:
            busy = locked.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() >= given_up_at:
                raise OperationalError("BEGIN IMMEDIATE", {}, locked) from locked
        await_(asyncio.sleep(_PAUSE))


async def _to_its_end(disk: ThreadPoolExecutor, act: Callable[[], None]) -> None:
    """In a thread. Whoever stops waiting must not use the connection before the thread has let go of it."""
    done = asyncio.get_running_loop().run_in_executor(disk, act)
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():  # however often
            with suppress(asyncio.CancelledError):
                await asyncio.wait([done])
        raise


registry.register("sqlite.inline", __name__, "InlineDialect")
