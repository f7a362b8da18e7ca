"""A database at any revision of its schema: filled, read and described without the code of today's tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, LargeBinary, MetaData, Table, inspect, text

from storage.crypto import Keyring
from storage.database import Database, migrations
from tests.storage.populated import RAW, key_of, rows

# A row by its table and key: its values, the sealed ones opened.
Kept = Mapping[tuple[Any, ...], Mapping[str, Any]]
# What a revision leaves behind on purpose, and why.
FORGETS = {"0002": {"heard": "a week's memory of what needs no second answer"}}


def history() -> list[str]:
    """Every revision, the oldest first."""
    script = ScriptDirectory.from_config(migrations())
    return [revision.revision for revision in script.walk_revisions()][::-1]


async def run(database: Database, work: Callable[[Connection], Any]) -> Any:
    """Within one transaction, on a connection that is thrown away: its foreign keys are off."""
    async with database.engine.execution_options(medvind_migrates=True).connect() as connection:
        try:
            async with connection.begin():
                return await connection.run_sync(work)
        finally:
            await connection.invalidate()


async def go(database: Database, revision: str, *, down: bool = False) -> None:
    def move(connection: Connection) -> None:
        config = migrations()
        config.attributes["connection"], config.attributes["keys"] = connection, database.keys
        (command.downgrade if down else command.upgrade)(config, revision)

    await run(database, move)


def seen(connection: Connection) -> MetaData:
    """The tables as they are."""
    metadata = MetaData()
    metadata.reflect(connection)
    return metadata


def fill(connection: Connection, keys: Keyring, tenant: str) -> None:
    """Two rows in every table there is; what is kept as bytes is sealed, unless it is bytes from the start."""
    for table, values in rows(seen(connection), tenant):
        for column in table.columns:
            if isinstance(column.type, LargeBinary) and isinstance(values[column.name], str):
                values[column.name] = keys.seal(_place(table, column.name, values), values[column.name], 64)
        connection.execute(table.insert().values(values))


def kept(connection: Connection, keys: Keyring) -> Kept:
    """Every row there is; raises `Unreadable` when what is sealed in it cannot be opened in its place."""
    return {
        (table.name, *key_of(table, row)): _opened(table, row, keys)
        for table in seen(connection).sorted_tables
        if table.name != "alembic_version"
        for row in map(dict, connection.execute(table.select()).mappings())
    }


def _opened(table: Table, row: Mapping[str, Any], keys: Keyring) -> Mapping[str, Any]:
    return {
        name: keys.open(_place(table, name, row), value) if _is_sealed(table, name, value) else _aware(value)
        for name, value in row.items()
    }


def _is_sealed(table: Table, column: str, value: Any) -> bool:
    return isinstance(value, bytes) and (table.name, column) not in RAW


def _aware(value: Any) -> Any:
    naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if naive else value


def _place(table: Table, column: str, row: Mapping[str, Any]) -> list[str]:
    tenant, *others = map(str, key_of(table, row))
    return [tenant, table.name, column, *others]


def unchanged(before: Kept, after: Kept, *, but: Mapping[str, str]) -> list[str]:
    """What of the rows before is not there afterwards, with the same values; new columns may have come."""
    wrong = []
    for key, row in before.items():
        if key[0] in but:
            continue
        found = after.get(key)
        if found is None:
            wrong.append(f"{key} is gone")
        else:
            wrong += [f"{key}: {name}" for name in row.keys() & found.keys() if row[name] != found[name]]
    return wrong


def dangling(connection: Connection) -> list[Any]:
    """References that point nowhere. PostgreSQL itself lets none be."""
    if connection.dialect.name != "sqlite":
        return []
    return list(connection.exec_driver_sql("PRAGMA foreign_key_check"))


def schema(connection: Connection) -> object:
    """Tables, columns in any order, types, keys, references with what they do, constraints and indexes."""
    look = inspect(connection)
    described = {}
    for name in look.get_table_names():
        described[name] = (
            sorted((c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(name)),
            look.get_pk_constraint(name)["constrained_columns"],
            sorted(
                (f["constrained_columns"], f["referred_table"], f["referred_columns"], str(f["options"]))
                for f in look.get_foreign_keys(name)
            ),
            sorted((u["name"] or "", u["column_names"]) for u in look.get_unique_constraints(name)),
            sorted((i["name"] or "", i["column_names"], bool(i["unique"])) for i in look.get_indexes(name)),
            sorted(c["sqltext"] for c in look.get_check_constraints(name)),
        )
    return described


def revision_of(connection: Connection) -> str | None:
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
