"""The tables: what may stand in them, and that the migrations make exactly them, on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, DateTime, inspect
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel, select

from storage import tables
from storage.columns import NaiveTime, UtcDateTime
from storage.database import Database, migrations
from storage.tables import Forum
from tests.town import NORD, TENANT, Town

TABLES = SQLModel.metadata.sorted_tables
LIST = Path(__file__).parents[1] / "columns.txt"
# What Medvind must never hold: an absence, a diagnosis, a number about a person, a citizen.
NEVER = re.compile(
    r"absen|fravaer|fravær|sick|syg|illness|diagnos|percent|procent|score|rating|mood|answer_value|"
    r"cpr|ssn|birth|citizen(?!_confirmed)|borger|resident|beboer|patient|salary|gender|religion"
)
assert tables, "importing the tables fills the metadata"


def columns() -> list[str]:
    return sorted(
        f"{table.name}.{column.name} {column.type.compile()}" for table in TABLES for column in table.columns
    )


async def run(database: Database, work: Callable[[Connection], Any]) -> Any:
    async with database.engine.begin() as connection:
        return await connection.run_sync(work)


def test_every_column_has_been_looked_at() -> None:
    """A new column is a line in columns.txt, written by somebody who asked whether it may be kept."""
    assert columns() == LIST.read_text(encoding="utf8").splitlines()


def test_no_column_is_for_what_is_never_stored() -> None:
    named = [f"{table.name}.{column.name}" for table in TABLES for column in table.columns]
    assert [name for name in named if NEVER.search(name)] == []
    assert NEVER.search("person.sick_days"), "the pattern finds what it is for"
    assert NEVER.search("team.absence_percent")
    assert NEVER.search("story.citizen_name")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_begins_with_the_tenant(table: Any) -> None:
    assert next(iter(table.primary_key.columns)).name == "tenant_id"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_reference_leaves_the_tenant(table: Any) -> None:
    """A row can only point to a row of its own tenant: the database itself sees to it."""
    for constraint in table.foreign_key_constraints:
        assert constraint.column_keys[0] == "tenant_id"
        assert next(iter(constraint.elements)).column.name == "tenant_id"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_unique_is_unique_within_the_tenant(table: Any) -> None:
    for constraint in table.constraints:
        if type(constraint).__name__ == "UniqueConstraint":
            assert next(iter(constraint.columns)).name == "tenant_id"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_moment_is_kept_as_utc(table: Any) -> None:
    moments = [
        column for column in table.columns if isinstance(column.type, DateTime) or "_at" in column.name[-3:]
    ]
    wall_clock = {("forum", "meets_at")}  # a time of day in Copenhagen, kept as text
    for column in moments:
        if (table.name, column.name) not in wall_clock:
            assert isinstance(column.type, UtcDateTime), column.name


async def set_meeting(town: Town, moment: datetime) -> None:
    async with town.database.write() as session:
        forum = (await session.exec(select(Forum).where(Forum.tenant_id == TENANT, Forum.id == NORD))).one()
        forum.next_meeting_at = moment


async def test_a_moment_comes_back_as_it_went_in(town: Town) -> None:
    """Aware UTC out, whatever zone went in."""
    moment = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    await set_meeting(town, moment)
    async with town.database.read() as session:
        (read,) = (await session.exec(select(Forum.next_meeting_at).where(Forum.id == NORD))).all()
    assert read is not None
    assert read == moment
    assert (read.utcoffset(), read.tzinfo) == (timedelta(0), UTC)


async def test_a_naive_moment_is_refused(town: Town) -> None:
    with pytest.raises(StatementError) as refused:
        await set_meeting(town, datetime(2026, 7, 1, 12, 30))
    assert isinstance(refused.value.orig, NaiveTime)


async def test_the_migrations_make_the_tables(database: Database) -> None:
    """Not a column, key, index or type of difference between the code and a migrated database."""

    def differences(connection: Connection) -> Any:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, SQLModel.metadata)

    assert await run(database, differences) == []


async def test_migrating_again_does_nothing(database: Database) -> None:
    before = await run(database, _schema)
    await database.upgrade()
    assert await run(database, _schema) == before


async def test_the_way_back_leads_to_nothing_and_forward_again(database: Database) -> None:
    """Down to an empty database, up to the same tables."""

    def down(connection: Connection) -> None:
        config = migrations()
        config.attributes["connection"], config.attributes["keys"] = connection, database.keys
        command.downgrade(config, "base")

    before = await run(database, _schema)
    await run(database, down)
    assert set(await run(database, _schema)) == {"alembic_version"}
    await database.upgrade()
    assert await run(database, _schema) == before


def _schema(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)],
            sorted((str(index["name"]), str(index["column_names"])) for index in seen.get_indexes(name)),
        )
        for name in sorted(seen.get_table_names())
    }
