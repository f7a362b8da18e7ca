"""SQLite as it must be set, on every connection; writers that do not fail; and a file that forgets.

What the settings are for: safety.md F8 (locks), F11 (power loss), T22 (what was erased).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import func, text, update
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel, select

from nudges.plan import prune
from storage.database import Database, Session
from storage.health import prove_writing
from storage.tables import Incident, Outgoing, Story
from tests.databases import KEYS
from tests.storage.populated import CLASSES, MOMENT, fill
from tests.storage.rawfiles import files_of
from tests.town import TENANT

WANTED = {
    "auto_vacuum": 1,  # full
    "busy_timeout": 10_000,
    "foreign_keys": 1,
    "journal_mode": "wal",
    "secure_delete": 1,
    "synchronous": 2,  # full
    "trusted_schema": 0,
}
IN_THE_TRAIL = {"incident"}  # by its id, which is random: that it was erased is told there
KEYS_OF_OTHERS = {"agenda_question", "incident_draft"}
ERASED = {
    *("agenda_point", "agenda_question", "api_token", "button", "check_in_release", "disturbance"),
    "follow_up",
    *("incident", "incident_draft", "incident_offer", "incident_part", "incident_question", "incident_step"),
    *("heard", "newsletter_export", "newsletter_item", "outbox"),
    *("story", "story_consent", "story_photo", "story_version", "web_key"),
}


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[Database]:
    """A file that nobody has made ready."""
    database = Database(f"sqlite:///{tmp_path}/medvind.db", KEYS)
    yield database
    await database.close()


@pytest.fixture
async def made(fresh: Database) -> Database:
    await fresh.upgrade()
    return fresh


async def settings_of_all(database: Database) -> list[dict[str, object]]:
    """How each connection is set that the pool can give out, all taken at once."""
    found = []
    async with AsyncExitStack() as stack:
        options = database.engine.execution_options(medvind_bare=True)
        for _ in range(15):
            connection = await stack.enter_async_context(options.connect())
            asked = {name: await connection.exec_driver_sql(f"PRAGMA {name}") for name in WANTED}
            found.append({name: answer.scalar() for name, answer in asked.items()})
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await stack.enter_async_context(options.connect())
    return found


async def test_every_connection_is_set_as_it_must_be(made: Database) -> None:
    """Also after the upgrade, for which one of them had to be set otherwise, and after a second one."""
    assert await settings_of_all(made) == [WANTED] * 15
    await made.upgrade()
    assert await settings_of_all(made) == [WANTED] * 15


async def test_an_upgrade_that_fails_leaves_no_connection_without_foreign_keys(made: Database) -> None:
    """The pool would hand it out again, and a row that points nowhere could be written with it."""
    async with made.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'of another release'"))
    for _ in range(3):
        with pytest.raises(CommandError):
            await made.upgrade()
    assert await settings_of_all(made) == [WANTED] * 15


async def test_probing_leaves_the_patience_as_it_was(made: Database) -> None:
    await prove_writing(made, MOMENT, 0.1)
    with closing(sqlite3.connect(made.url.database or "")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError):
            await prove_writing(made, MOMENT, 0.01)
    assert await settings_of_all(made) == [WANTED] * 15


async def test_a_file_from_before_gives_room_back_once_it_is_upgraded(fresh: Database) -> None:
    with closing(sqlite3.connect(fresh.url.database or "")) as old:
        old.execute("CREATE TABLE something (a)")
        assert old.execute("PRAGMA auto_vacuum").fetchone() == (0,)
    await fresh.upgrade()
    assert await settings_of_all(fresh) == [WANTED] * 15


async def test_whoever_meets_another_in_a_new_file_waits(fresh: Database) -> None:
    """SQLite answers "locked" at once while somebody else is making the file, whatever the patience is set to."""
    with closing(sqlite3.connect(fresh.url.database or "", isolation_level=None)) as other:
        other.execute("CREATE TABLE something (a)")
        other.execute("BEGIN IMMEDIATE")
        upgrading = asyncio.create_task(fresh.upgrade())
        done, _ = await asyncio.wait({upgrading}, timeout=0.3)
        other.execute("COMMIT")
        assert not done
        await upgrading
    assert await fresh.is_current()


async def count_up(database: Database, times: int, *, deferred: bool) -> int:
    """Read a number, write it back one higher; how often that was refused."""
    refused = 0
    for _ in range(times):
        try:
            async with database.read() if deferred else database.write() as session:
                row = (await session.exec(select(Outgoing).limit(1))).one()
                row.attempts += 1
                await session.commit()
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            refused += 1
    return refused


async def three_writers(database: Database, times: int, *, deferred: bool = False) -> tuple[int, int]:
    """How many writes were refused, and what they add up to."""
    async with database.write() as session:
        await fill(session, TENANT)
        await session.exec(update(Outgoing).values(attempts=0))
    writers = [Database(str(database.url), KEYS) for _ in range(3)]
    refused = await asyncio.gather(*(count_up(writer, times, deferred=deferred) for writer in writers))
    for writer in writers:
        await writer.close()
    async with database.read() as session:
        return sum(refused), (await session.exec(select(func.max(Outgoing.attempts)))).one()


async def test_three_writers_at_once_are_never_refused(made: Database) -> None:
    assert await three_writers(made, 500) == (0, 1500)


async def test_transactions_that_begin_by_reading_are_refused(made: Database) -> None:
    """What the test above would find: SQLite's own way to begin, and the same patience."""
    refused, counted = await three_writers(made, 100, deferred=True)
    assert refused > 0
    assert counted == 300 - refused


async def filled_and_old(database: Database) -> None:
    """A row in every table, all of which have outlived their purpose where anything does."""
    async with database.write() as session:
        await fill(session, TENANT)
        await session.exec(update(Story).values(state="draft"))
        await session.exec(update(Outgoing).values(finished_at=MOMENT))
        await session.exec(update(Incident).values(closed_at=MOMENT))
    await database.forget_traces()


async def rows_in(session: Session) -> dict[str, int]:
    tables = SQLModel.metadata.tables
    return {
        name: (await session.exec(select(func.count()).select_from(CLASSES[name]))).one() for name in tables
    }


async def left_of(database: Database, tables: set[str]) -> set[str]:
    """The tables of which something stands in the files: their canaries name them."""
    heap = b"".join(file.read_bytes() for file in await files_of(database))
    return {name for name in tables if f"{TENANT}.{name}.".encode() in heap}


async def test_what_was_erased_is_not_in_the_file(made: Database) -> None:
    """Keys, ids and hashes stand there unsealed: after the prune and `forget_traces` they are gone."""
    await filled_and_old(made)
    assert await left_of(made, ERASED) == ERASED - KEYS_OF_OTHERS, "those have only keys of others"
    async with made.write() as session:
        await prune(session, MOMENT + timedelta(days=800))
        assert {name for name, count in (await rows_in(session)).items() if not count} == ERASED
    assert await left_of(made, ERASED), "in the write-ahead log they are still"
    assert await made.forget_traces()
    assert await left_of(made, ERASED) == IN_THE_TRAIL


async def test_without_secure_delete_it_would_be(made: Database) -> None:
    await filled_and_old(made)
    async with made.engine.execution_options(medvind_bare=True).connect() as connection:
        for name in ("secure_delete=OFF", "auto_vacuum=NONE", "foreign_keys=ON"):
            await connection.exec_driver_sql(f"PRAGMA {name}")
        for table in ERASED:
            await connection.exec_driver_sql(f"DELETE FROM {table}")
    await made.forget_traces()
    assert await left_of(made, ERASED)


async def test_while_somebody_reads_the_log_is_kept_and_said_to_be(made: Database) -> None:
    await filled_and_old(made)
    async with made.read() as reader:
        (await reader.exec(select(Story))).all()
        async with made.write() as session:
            await prune(session, MOMENT + timedelta(days=800))
        assert not await made.forget_traces()
    assert await made.forget_traces()
    assert await left_of(made, ERASED) == IN_THE_TRAIL
    assert await settings_of_all(made) == [WANTED] * 15
