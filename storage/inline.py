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
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+inline"
_BREATH = 0.005  # seconds that a transaction may keep the loop from everybody else
_PAUSE = 0.003  # seconds between two looks at a lock of another process
_QUICK = 0.002  # seconds that a commit may take on the average of the last ones, to be done here
_LAST = 16
_TIDY_AFTER = 200  # commits: then the log is put back into the file, which takes as long as it takes


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
    patience = 10.0  # seconds, with a lock of another process

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._disk = ThreadPoolExecutor(1, "sqlite-commit")
        self._breathed = 0.0
        self._takes = 1.0  # seconds, until the disk has shown what it can do
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
        if self._takes > _QUICK or self._untidied >= _TIDY_AFTER:
            await_(_to_its_end(self._disk, partial(self._commit, dbapi_connection)))
        else:
            self._timed(dbapi_connection)

    def _commit(self, connection: Any) -> None:
        self._timed(connection)
        if self._untidied >= _TIDY_AFTER:
            self._untidied = 0
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").close()  # waits for nobody

    def _timed(self, connection: Any) -> None:
        begun = time.monotonic()
        connection.commit()
        self._takes += (time.monotonic() - begun - self._takes) / _LAST

    def _breathe(self) -> None:
        now = time.monotonic()
        if now - self._breathed > _BREATH:
            await_(asyncio.sleep(0))
            self._breathed = time.monotonic()


def begin(connection: Connection) -> None:
    """Become the writer; raises OperationalError when another process stays it for longer than we wait.

    SQLite would wait within the statement, and everybody with it: so it is asked again and again.
    """
    given_up = time.monotonic() + connection.dialect.patience  # type: ignore[attr-defined]
    while time.monotonic() < given_up:
        try:
            connection.connection.cursor().execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as locked:
            if locked.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                break
        await_(asyncio.sleep(_PAUSE))
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # the error as SQLAlchemy tells it


async def _to_its_end(disk: ThreadPoolExecutor, act: Callable[[], None]) -> None:
    """In a thread. Whoever stops waiting must not use the connection before the thread has let go of it."""
    done = asyncio.get_running_loop().run_in_executor(disk, act)
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        await asyncio.wait([done])
        raise


registry.register("sqlite.inline", __name__, "InlineDialect")
