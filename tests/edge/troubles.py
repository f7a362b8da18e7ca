"""Ways in which a database fails, for as long as a test wants: full, locked, away, cut off. And a card.

Each is the real thing, done from outside; none needs to wait.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from bot.teams.cards import CARDS
from dialogs.screens import DraftOffer, StoryThanks
from storage.database import Database

from .door import eventually

HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"


@asynccontextmanager
async def full(database: Database) -> AsyncIterator[None]:
    """Not a page more than the file has now."""
    async with pragma(database, "max_page_count=1"):
        yield


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Somebody else writes for longer than we wait."""
    async with pragma(database, "busy_timeout=10"):
        async with database.turn() as session:
            await session.connection()  # open, as it is in a service that runs
        await (await database.engine.connect()).close()
        with writing(database), pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "patience", 0.05)
            yield


@contextmanager
def writing(database: Database) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@asynccontextmanager
async def pragma(database: Database, setting: str) -> AsyncIterator[None]:
    """On every connection from now on, and on none afterwards."""

    def set_it(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA {setting}").close()

    await database.close()
    for engine in {database.engine, database.turns}:
        event.listen(engine.sync_engine, "connect", set_it)
    yield
    for engine in {database.engine, database.turns}:
        event.remove(engine.sync_engine, "connect", set_it)
    await database.close()


@asynccontextmanager
async def away(database: Database) -> AsyncIterator[None]:
    """The server hangs up on everybody and takes no new calls."""
    name = database.url.database
    with administrator(database) as execute:
        execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        execute(HANG_UP)
        yield
        execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@asynccontextmanager
async def cut_in_the_middle(database: Database) -> AsyncIterator[None]:
    """The connection breaks while the story is being written."""
    with administrator(database) as execute, psycopg.connect(address(database)) as other:
        other.execute("LOCK TABLE story")

        async def waits_and_is_cut() -> bool:
            return bool(execute(f"{HANG_UP} AND wait_event_type = 'Lock'"))

        cutting = asyncio.create_task(eventually(waits_and_is_cut))
        yield
        await cutting


@asynccontextmanager
async def cut_at_the_end(database: Database) -> AsyncIterator[None]:
    """Everything is written, and the connection breaks before it can be committed."""
    with administrator(database) as execute:

        def cut(_connection: object) -> None:
            execute(f"{HANG_UP} AND state LIKE 'idle in transaction%'")

        event.listen(database.engine.sync_engine, "commit", cut)
        yield
        event.remove(database.engine.sync_engine, "commit", cut)


@contextmanager
def administrator(database: Database) -> Iterator[Callable[[str], list[Any]]]:
    """Somebody who looks at this database from another one."""
    with psycopg.connect(address(database, "postgres"), autocommit=True) as connection:

        def execute(statement: str) -> list[Any]:
            done = connection.execute(statement.replace("{name}", database.url.database or "").encode())
            return done.fetchall() if done.description else []

        yield execute


def address(database: Database, name: str | None = None) -> str:
    url = database.url.set(database=name or database.url.database)
    return url.render_as_string(hide_password=False)


@asynccontextmanager
async def unshowable(database: Database) -> AsyncIterator[None]:
    """All is well but the answer, which cannot be made."""
    with pytest.MonkeyPatch.context() as patched:
        for screen in (StoryThanks, DraftOffer):
            patched.delitem(CARDS, screen)
        yield
