"""A turn's transaction: on SQLite in the loop's own thread, which nothing may hold up."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from storage import buttons, inline
from storage.database import Database
from storage.rows import insert_later, run
from storage.tables import Heard
from tests.databases import KEYS
from tests.storage.populated import MOMENT
from tests.storage.test_pragmas import WANTED
from tests.town import ANNE, TENANT, Town

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def heard(town: Town, mark: str) -> Heard:
    return Heard(tenant_id=TENANT, mark=mark, heard_at=town.clock())


async def marks(town: Town) -> set[str]:
    async with town.database.read() as session:
        return set(await session.exec(select(Heard.mark)))


async def test_what_a_turn_has_written_is_there_for_everybody(town: Town) -> None:
    async with town.database.turn() as session:
        session.add(heard(town, "one"))
    assert await marks(town) == {"one"}


@pytest.mark.parametrize("failure", [ValueError, asyncio.CancelledError])
async def test_of_a_turn_that_fails_nothing_is_left(town: Town, failure: type[BaseException]) -> None:
    with suppress(failure):
        async with town.database.turn() as session:
            session.add(heard(town, "one"))
            await session.flush()
            insert_later(session, Heard, {"tenant_id": TENANT, "mark": "two", "heard_at": town.clock()})
            raise failure
    async with town.database.turn() as session:
        session.add(heard(town, "three"))
    assert await marks(town) == {"three"}


async def test_what_was_put_off_is_written_with_the_rest(town: Town) -> None:
    """Both kinds of transaction do it; and the token opens what it was made for."""
    for transaction in (town.database.turn, town.database.write):
        async with transaction() as session:
            token = await buttons.mint(
                session, TENANT, "a.b", "what", person_id=ANNE, conversation_id="c",
                expires_at=town.clock() + timedelta(days=1),
            )  # fmt: skip
        async with town.database.turn() as session:
            found, stale = await buttons.find(
                session, TENANT, token, "a.b", person_id=ANNE, conversation_id="c", now=town.clock()
            )
            assert (found and found.object_id, stale) == ("what", None)


async def test_two_turns_at_once_see_each_others_work(town: Town) -> None:
    async def turn(mark: str) -> bool:
        async with town.database.turn() as session:
            seen = set(await session.exec(select(Heard.mark)))
            session.add(heard(town, mark))
            return bool(seen)

    saw = await asyncio.gather(*(turn(f"m{number}") for number in range(8)))
    assert len(await marks(town)) == 8
    if town.database.is_sqlite:  # one writer, so that each but the first finds what the others have made
        assert saw.count(False) == 1


class Watched(inline._Connection):
    """A connection that tells in which thread it commits, and may be slow at it."""

    threads: ClassVar[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def commit(self) -> None:
        self.threads.append(threading.get_ident())
        self.begun.set()
        self.go_on.wait(30)
        super().commit()


@pytest.fixture
async def watched(town: Town, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(inline, "_Connection", Watched)
    monkeypatch.setattr(Watched, "threads", [])
    Watched.begun.clear()
    Watched.go_on.set()
    opened = Database(str(town.database.url), KEYS, town.clock)
    yield opened
    await opened.close()


async def write_something(database: Database, mark: str) -> None:
    async with database.turn() as session:
        session.add(Heard(tenant_id=TENANT, mark=mark, heard_at=MOMENT))


@only_sqlite
async def test_a_quick_disk_is_waited_for_here_and_a_slow_one_in_a_thread(
    watched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = threading.get_ident()
    await write_something(watched, "first")
    assert here not in Watched.threads, "the disk has not shown yet what it can do"
    for takes in (inline._QUICK * 2, 0.0):
        monkeypatch.setattr(watched.turns.sync_engine.dialect, "_takes", takes)
        await write_something(watched, f"took {takes}")
    assert [thread == here for thread in Watched.threads] == [False, False, True]


@only_sqlite
async def test_the_log_is_put_back_into_the_file_by_a_thread(
    watched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched.turns.sync_engine.dialect, "_takes", 0.0)
    monkeypatch.setattr(watched.turns.sync_engine.dialect, "tidy_after", 3)
    here = threading.get_ident()
    for number in range(6):
        await write_something(watched, f"m{number}")
    assert [thread == here for thread in Watched.threads] == [True, True, False] * 2
    file = Path(watched.url.database or "")
    copied = sqlite3.connect(f"file:{file}?immutable=1", uri=True)  # the file alone, without its log
    with closing(copied):
        assert copied.execute("SELECT count(*) FROM heard").fetchone() == (6,)


@only_sqlite
async def test_the_loop_goes_on_while_somebody_else_is_writing(town: Town) -> None:
    """F8. Had it waited in the statement, nothing here could let go of the lock."""
    await write_something(town.database, "opened")  # as it is in a service that runs
    with closing(sqlite3.connect(town.database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(write_something(town.database, "one"))
        for _ in range(10):
            await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("ROLLBACK")
    await waiting
    assert await marks(town) == {"opened", "one"}


@only_sqlite
async def test_it_does_not_wait_for_ever(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(town.database, "patience", 0.05)
    await write_something(town.database, "opened")  # as it is in a service that runs
    with closing(sqlite3.connect(town.database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            async with town.database.turn() as session:
                session.add(heard(town, "one"))
    async with town.database.turn() as session:
        session.add(heard(town, "two"))
    assert await marks(town) == {"opened", "two"}


@only_sqlite
async def test_it_is_as_durable_as_the_other_way_and_waits_in_no_statement(town: Town) -> None:
    async with town.database.turn() as session:
        settings = {name: (await run(session, text(f"PRAGMA {name}"), {})).scalar() for name in WANTED}
    assert settings == WANTED | {"busy_timeout": 0}


@only_sqlite
async def test_who_gives_up_at_the_commit_does_not_break_in_on_it(town: Town, watched: Database) -> None:
    """The thread has the connection: a second use of it at the same time would be of half a transaction."""
    Watched.go_on.clear()
    given_up = asyncio.create_task(write_something(watched, "one"))
    await asyncio.to_thread(Watched.begun.wait, 30)
    given_up.cancel()
    for _ in range(5):
        await asyncio.sleep(0)
    assert not given_up.done()
    Watched.go_on.set()
    with suppress(asyncio.CancelledError):
        await given_up
    assert await marks(town) == {"one"}


@only_sqlite
async def test_others_get_their_turn_within_a_long_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that need not wait would never let the loop go on by themselves."""
    monkeypatch.setattr(inline, "_BREATH", -1.0)
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0)
            beats += 1

    beating = asyncio.create_task(heart())
    async with town.database.turn() as session:
        for _ in range(20):
            await session.exec(select(Heard.mark))
    beating.cancel()
    assert beats >= 20


@only_sqlite
async def test_a_transaction_of_another_kind_waits_in_line(town: Town) -> None:
    """Turns that follow each other at once would leave it no moment to begin in."""
    order = list[str]()

    async def turn(name: str) -> None:
        async with town.database.turn() as session:
            await session.exec(select(Heard.mark))
            order.append(name)

    async def tick() -> None:
        async with town.database.write() as session:
            await session.exec(select(Heard.mark))
            order.append("tick")

    await asyncio.gather(turn("first"), tick(), *(turn("later") for _ in range(20)))
    assert order[:2] == ["first", "tick"]


def test_both_ways_open_the_same_file(database: Database) -> None:
    assert database.turns.url.database == database.engine.url.database
    assert (database.turns is database.engine) is not database.is_sqlite


@only_sqlite
async def test_who_stands_in_line_loses_patience_with_the_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F8. Each waiting as long again, the last of many would be answered when nobody waits any more."""
    monkeypatch.setattr(town.database, "patience", 0.2)
    failed = list[float]()
    loop = asyncio.get_running_loop()

    async def turn() -> None:
        with pytest.raises(OperationalError):
            await write_something(town.database, "never")
        failed.append(loop.time())

    begun = loop.time()
    await write_something(town.database, "opened")  # as it is in a service that runs
    with closing(sqlite3.connect(town.database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.gather(*(turn() for _ in range(20)))
    assert len(failed) == 20
    assert max(failed) - begun < 20 * 0.2 / 2, "not one after the other"


@only_sqlite
async def test_a_commit_that_fails_leaves_nothing_behind(
    watched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Watched, "commit", fails)
        with pytest.raises(OperationalError):
            await write_something(watched, "lost")
    await write_something(watched, "kept")
    async with watched.read() as session:
        assert list(await session.exec(select(Heard.mark))) == ["kept"]


def fails(_connection: object) -> None:
    raise sqlite3.OperationalError("disk I/O error")


@only_sqlite
async def test_what_is_committed_stays_so_when_the_log_cannot_be_put_back(
    watched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said to have failed, a check-in would be given again, and a message sent again."""
    monkeypatch.setattr(watched.turns.sync_engine.dialect, "tidy_after", 1)
    execute = Watched.execute

    def cannot(connection: Watched, statement: str, *more: Any) -> Any:
        if "wal_checkpoint" in statement:
            fails(connection)
        return execute(connection, statement, *more)

    monkeypatch.setattr(Watched, "execute", cannot)
    await write_something(watched, "kept")
    async with watched.read() as session:
        assert list(await session.exec(select(Heard.mark))) == ["kept"]
