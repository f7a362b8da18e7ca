"""Changing the data key: every value of every table, the marks with them, and nothing by halves (T11)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import LargeBinary, create_engine, event, select, type_coerce, update
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel
from sqlmodel import select as objects

from storage import people, rotation
from storage.crypto import Keyring, Unreadable
from storage.database import Database
from storage.rotation import Rotated
from storage.sealing import Sealed, seals_of
from storage.tables import Person
from tests.databases import KEYS
from tests.storage import populated
from tests.storage.rawfiles import files_of, found_in
from tests.town import ANNE, BENTE, NAMES, TENANT, Town

OLD, NEW = bytes(range(32)), bytes(range(100, 132))
BOTH, ONLY_NEW, ONLY_OLD = Keyring({2: NEW, 1: OLD}), Keyring({2: NEW}), Keyring({1: OLD})
TENANTS = ("rotated-one", "rotated-two")
Raw = tuple[list[str], bytes]  # where a value belongs, and how it stands there


@asynccontextmanager
async def with_keys(database: Database, keys: Keyring) -> AsyncIterator[Database]:
    opened = Database(database.url.render_as_string(hide_password=False), keys)
    yield opened
    await opened.close()


@pytest.fixture
async def both(database: Database) -> AsyncIterator[Database]:
    """The database with something in every column of every table, sealed with the old key; and both keys."""
    async with database.write() as session:
        for tenant in TENANTS:
            await populated.fill(session, tenant)
    async with with_keys(database, BOTH) as opened:
        yield opened


async def raw_values(database: Database) -> list[Raw]:
    found: list[Raw] = []
    async with database.engine.connect() as connection:
        for seal in (seal for model in rotation.sealed_tables() for seal in seals_of(model)):
            column = type_coerce(seal.table.c[seal.name], LargeBinary).label("sealed")
            rows = await connection.execute(select(*seal.table.primary_key, column))
            found += [(seal.place(dict(row)), row["sealed"]) for row in rows.mappings() if row["sealed"]]
    return found


def opened(keys: Keyring, values: Sequence[Raw]) -> list[str]:
    """The texts of those values that the keys open."""
    texts = []
    for place, value in values:
        try:
            texts.append(keys.open(place, value))
        except Unreadable:
            continue
    return texts


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table as the code reads it, but for the marks of names."""
    found = {}
    async with database.read() as session:
        for model in populated.CLASSES.values():
            rows = (await session.exec(objects(model))).all()
            found[model.__name__] = in_order(row.model_dump(exclude={"name_mark"}) for row in rows)
    return found


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


def test_every_table_with_sealed_columns_is_known() -> None:
    sealed = {
        table.name
        for table in SQLModel.metadata.tables.values()
        if any(isinstance(column.type, Sealed) for column in table.columns)
    }
    assert {seals_of(model)[0].table.name for model in rotation.sealed_tables()} == sealed


async def test_every_value_is_sealed_with_the_new_key(both: Database) -> None:
    """The old key alone opens nothing, the new one alone everything, and nothing reads otherwise than before."""
    before, texts = await everything(both), opened(KEYS, await raw_values(both))
    told: list[tuple[int, int]] = []
    done = await rotation.rotate(both, lambda done, total: told.append((done, total)))
    assert (done, told[-1]) == (Rotated(len(texts), 0, {}), (len(texts), len(texts)))
    values = await raw_values(both)
    assert opened(ONLY_OLD, values) == []
    assert sorted(opened(ONLY_NEW, values)) == sorted(texts)
    async with with_keys(both, ONLY_NEW) as renewed:
        assert await everything(renewed) == before
        async with renewed.read() as session:
            assert await rotation.versions(session) == {2: len(texts)}


async def test_names_are_found_before_and_after(town: Town) -> None:
    """By their marks: with both keys at any time, with the new one alone when all are made anew."""
    text = f"Tak til {NAMES[BENTE]}."

    async def found(keys: Keyring) -> str | None:
        async with with_keys(town.database, keys) as database, database.read() as session:
            anne = await session.get_one(Person, (TENANT, ANNE))
            return await people.named(session, anne, text)

    assert await found(BOTH) == BENTE
    async with with_keys(town.database, BOTH) as database:
        await rotation.rotate(database)
    assert (await found(BOTH), await found(ONLY_NEW)) == (BENTE, BENTE)


async def test_what_is_done_is_not_done_again(both: Database) -> None:
    await rotation.rotate(both)
    values = await raw_values(both)
    assert await rotation.rotate(both) == Rotated(0, 0, {})
    assert await raw_values(both) == values


async def test_whoever_was_killed_is_continued(both: Database) -> None:
    """What its transactions have done stands, and only the rest is done by the next."""

    class Killed(Exception):
        pass

    def dies(done: int, _total: int) -> None:
        if done > 5:
            raise Killed

    with pytest.raises(Killed):
        await rotation.rotate(both, dies)
    total = len(await raw_values(both))
    async with both.read() as session:
        done = (await rotation.versions(session))[2]
    assert 5 < done < total
    assert await rotation.rotate(both) == Rotated(total - done, 0, {})


@pytest.mark.parametrize(
    ("keys", "missing"),
    [(BOTH, []), (ONLY_OLD, []), (ONLY_NEW, [1]), (Keyring({2: NEW, 1: b"x" * 32}), [1])],
    ids=["both", "old", "new", "another"],
)
async def test_a_missing_key_is_known_before_anything_is_begun(
    both: Database, keys: Keyring, missing: list[int]
) -> None:
    async with both.read() as session:
        assert await rotation.without_key(session, keys) == missing


async def test_a_damaged_value_holds_up_nobody(both: Database) -> None:
    """It stays as it is, with its mark, and it is told; what is around it is sealed anew."""
    damaged = b"\x00\x01" + b"nobody opens this"
    async with both.engine.begin() as connection:
        table = Person.__table__  # type: ignore[attr-defined]
        own = (table.c.tenant_id == TENANTS[0]) & (table.c.name_mark.is_not(None))
        spoiled = await connection.execute(
            update(table).where(own).values(name=type_coerce(damaged, LargeBinary)).returning(table.c.id)
        )
        count = len(spoiled.all())
    total = len(await raw_values(both))
    assert await rotation.rotate(both) == Rotated(total - count, count, {1: count})
    assert [value for _, value in await raw_values(both)].count(damaged) == count > 0
    async with both.read() as session:
        assert await rotation.without_key(session, BOTH) == [1], "nothing of that version opens any more"


async def test_nobody_changes_a_row_between_its_reading_and_its_writing(town: Town) -> None:
    """Else what she wrote would be overwritten with what was read before."""
    patience = {"timeout": 0} if town.database.is_sqlite else {"options": "-c lock_timeout=1"}
    driver = "sqlite" if town.database.is_sqlite else "postgresql+psycopg"
    another = create_engine(town.database.url.set(drivername=driver), connect_args=patience)
    tried: list[type[Exception] | None] = []

    def somebody_tries(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("UPDATE person"):
            try:
                with another.begin() as connection:
                    connection.exec_driver_sql(f"UPDATE person SET language = 'en' WHERE id = '{BENTE}'")
                tried.append(None)
            except OperationalError as busy:
                tried.append(type(busy))

    async with with_keys(town.database, BOTH) as database:
        event.listen(database.engine.sync_engine, "before_cursor_execute", somebody_tries)
        assert (await rotation.rotate(database)).left == {}
    another.dispose()
    assert tried == [OperationalError]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_row_that_somebody_is_changing_is_passed_and_then_awaited(town: Town) -> None:
    """Everybody else's row of the table is done meanwhile, and what she wrote stands."""
    hers, passed = 2, asyncio.Event()  # name and title

    def advance(done: int, total: int) -> None:
        if done == total - hers:
            passed.set()

    async with with_keys(town.database, BOTH) as database:
        async with database.write() as session:
            bente = await session.get_one(Person, (TENANT, BENTE), with_for_update=True)
            rotating = asyncio.create_task(rotation.rotate(database, advance))
            await passed.wait()
            bente.name = "Bente Nygaard"
        assert (await rotating).left == {}
        async with database.read() as session:
            assert (await session.get_one(Person, (TENANT, BENTE))).name == "Bente Nygaard"


async def test_nothing_can_be_read_from_the_disk_afterwards(both: Database) -> None:
    """Neither a text nor, on SQLite, a value as it was sealed with the old key."""
    values = await raw_values(both)
    plain = populated.canary(TENANTS[0], "outbox", "replaces_mark")
    texts = [text for text in opened(KEYS, values) if text not in plain.replace(*TENANTS) + plain]
    await rotation.rotate(both)
    files = await files_of(both)
    assert found_in(files, texts) == set()
    assert found_in(files, [plain]) == {plain}, "the search finds what is there"
    if both.is_sqlite:
        heap = b"".join(file.read_bytes() for file in files)
        assert [value for _, value in values if value in heap] == []
