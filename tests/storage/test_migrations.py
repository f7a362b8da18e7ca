"""Five things about every migration: it makes the tables, it can be undone, and no row is lost on either way.

After SecureDrop's tests (safety.md 1.2). A new migration is tested from the start, on both databases.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import SQLModel, select

from storage.database import Database
from tests.databases import KEYS, PostgreSQL
from tests.storage import revisions
from tests.storage.populated import FULL, canary
from tests.storage.revisions import FORGETS, Kept
from tests.storage.spots import MARKED, SPOTS
from tests.town import OTHER_TENANT, TENANT

REVISIONS = revisions.history()
STEPS = list(zip(["base", *REVISIONS], REVISIONS, strict=False))
TO_DATA = [step for step in STEPS if step[0] != "base"]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/medvind.db"
    else:
        server: PostgreSQL = request.getfixturevalue("postgres")
        with server.fresh_database() as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")
            yield url


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url, KEYS)
    yield database
    await database.close()


async def filled_at(database: Database, revision: str) -> Kept:
    """At a revision, with rows of two tenants in every table; all that is in them."""
    await revisions.go(database, revision)
    for tenant in (TENANT, OTHER_TENANT):
        await revisions.run(database, partial(revisions.fill, keys=KEYS, tenant=tenant))
    return await rows_of(database)


async def rows_of(database: Database) -> Kept:
    def look(connection: Connection) -> Kept:
        assert revisions.dangling(connection) == []
        return revisions.kept(connection, KEYS)

    found: Kept = await revisions.run(database, look)
    return found


def test_there_is_a_migration_that_has_data_to_change() -> None:
    assert TO_DATA


async def test_the_newest_revision_makes_the_tables(empty: Database) -> None:
    """Not a difference from the code, and not from what the references do when their row is deleted."""

    def differences(connection: Connection) -> object:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, SQLModel.metadata)

    await empty.upgrade()
    assert await revisions.run(empty, differences) == []
    migrated = await revisions.run(empty, revisions.schema)
    await revisions.go(empty, "base", down=True)
    await revisions.run(empty, SQLModel.metadata.create_all)
    made = await revisions.run(empty, revisions.schema)
    assert {name: table for name, table in migrated.items() if name != "alembic_version"} == {
        name: table for name, table in made.items() if name != "alembic_version"
    }


@pytest.mark.parametrize(("before", "after"), STEPS)
async def test_up_and_down_again_leaves_the_schema_as_it_was(
    empty: Database, before: str, after: str
) -> None:
    if before != "base":
        await revisions.go(empty, before)
    schema = await revisions.run(empty, revisions.schema)
    await revisions.go(empty, after)
    above = await revisions.run(empty, revisions.schema)
    assert above != schema
    await revisions.go(empty, before, down=True)
    below = await revisions.run(empty, revisions.schema)
    assert {**schema, "alembic_version": None} == {**below, "alembic_version": None}
    await revisions.go(empty, after)
    assert await revisions.run(empty, revisions.schema) == above


@pytest.mark.parametrize(("before", "after"), TO_DATA)
async def test_no_row_is_lost_on_the_way_up(empty: Database, before: str, after: str) -> None:
    """Nor changed: what was written in the open is read back from its seal, what was empty is empty."""
    filled = await filled_at(empty, before)
    await revisions.go(empty, after)
    assert revisions.unchanged(filled, await rows_of(empty), but=FORGETS.get(after, {})) == []


@pytest.mark.parametrize(("before", "after"), TO_DATA)
async def test_no_row_is_lost_on_the_way_down(empty: Database, before: str, after: str) -> None:
    filled = await filled_at(empty, after)
    await revisions.go(empty, before, down=True)
    lower = await rows_of(empty)
    but = {**FORGETS.get(after, {}), **_only_in(filled, lower)}
    assert revisions.unchanged(filled, lower, but=but) == []
    await revisions.go(empty, after)
    assert revisions.unchanged(lower, await rows_of(empty), but=FORGETS.get(after, {})) == []


def _only_in(rows: Kept, others: Kept) -> dict[str, str]:
    """The tables that a revision has brought: below it they are not."""
    return dict.fromkeys({key[0] for key in rows} - {key[0] for key in others}, "new")


async def test_what_the_oldest_revision_kept_is_read_by_the_code_of_today(empty: Database) -> None:
    """Through the tables' own classes: every text, and every mark as the code would make it."""
    filled = await filled_at(empty, REVISIONS[0])
    were_there = {f"{key[0]}.{name}" for key, row in filled.items() for name in row}
    none = text("UPDATE person SET conversation_id = '' WHERE conversation_id IS NULL")
    await revisions.run(empty, lambda connection: connection.execute(none))
    await empty.upgrade()
    for spot in SPOTS:
        for tenant in (TENANT, OTHER_TENANT):
            if str(spot) in were_there and spot.seal.table.name not in FORGETS["0002"]:
                assert await spot.kept(empty, spot.key(FULL, tenant)) == spot.text(FULL, tenant), str(spot)
    for spot in MARKED:
        async with empty.read() as session:
            found: Any = await session.exec(select(spot.kind))
            for row in found:
                said, mark = getattr(row, spot.seal.name), getattr(row, spot.seal.type.mark)
                assert mark == spot.seal.marked(KEYS, row.tenant_id, said), str(spot)


@pytest.mark.parametrize("odd", ["", "\0", "Blåbær\ud83d", "😀" * 500, "x" * 200_000])
async def test_any_text_finds_its_way_down(empty: Database, odd: str) -> None:
    """A column for texts cannot hold every string that can be sealed; what it can hold is there."""
    await filled_at(empty, REVISIONS[-1])
    spot = next(spot for spot in SPOTS if str(spot) == "story.body")
    async with empty.write() as session:
        (await session.get_one(spot.kind, spot.key())).body = f"før{odd}efter"
    await revisions.go(empty, REVISIONS[0], down=True)
    body = (await rows_of(empty))["story", *spot.key()]["body"]
    assert body == f"før{odd}efter".replace("\0", "").replace("\ud83d", "?")


def test_the_comparison_finds_what_it_is_for() -> None:
    before: Kept = {("story", "t", "1"): {"body": canary(TENANT, "story", "body"), "state": "draft"}}
    assert revisions.unchanged(before, before, but={}) == []
    assert revisions.unchanged(before, {}, but={}) == ["('story', 't', '1') is gone"]
    assert revisions.unchanged(before, {("story", "t", "1"): {"body": ""}}, but={})
    assert revisions.unchanged(before, {}, but={"story": "left behind"}) == []
