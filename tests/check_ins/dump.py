"""All that somebody has who took the whole database: every row, where it lies, and the bytes of the files."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

Place = tuple[int, ...]
_POSTGRESQL = "xmin::text::bigint, (ctid::text::point)[0]::bigint, (ctid::text::point)[1]::bigint"
_PLACE = f"{_POSTGRESQL}, cmin::text::bigint, xmax::text::bigint"
_LOGGED = ("check_in_round", "check_in_taken", "check_in_eligible")


@dataclass(frozen=True)
class Row:
    """`place`: rowid on SQLite, if there is one; on PostgreSQL xmin, ctid, cmin and xmax, in this order."""

    place: Place
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Dump:
    """`raw` is the write-ahead log of SQLite and its file; on PostgreSQL the files of the check-ins' tables."""

    tables: Mapping[str, Sequence[Row]]
    raw: bytes


async def keep_the_log(database: Database) -> None:
    """SQLite is to write nothing over: the thief has had a copy of its log all along."""
    if database.is_sqlite:
        event.listen(
            database.engine.sync_engine,
            "connect",
            lambda connection, _record: connection.execute("PRAGMA wal_autocheckpoint=0").close(),
        )
        await database.engine.dispose()  # those that are open have not heard of it
        dialect: Any = database.turns.sync_engine.dialect
        dialect.tidy_after = sys.maxsize


async def dump(database: Database) -> Dump:
    if database.is_sqlite:
        return _of_file(Path(database.url.database or ""))
    async with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        names = await connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        )
        tables = {name: await _rows(connection, name) for name in names.scalars().all()}
        return Dump(tables, b"".join([await _file(connection, name) for name in _LOGGED]))


def _of_file(path: Path) -> Dump:
    with closing(sqlite3.connect(path)) as file:
        named = "SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = {}
        for name, without_rowid in file.execute(named).fetchall():
            number = "" if without_rowid else "rowid AS its_number, "
            found = file.execute(f"SELECT {number}* FROM {name}")
            columns = [column[0] for column in found.description]
            rows = [dict(zip(columns, row, strict=True)) for row in found]
            tables[name] = [Row(_number(cells), cells) for cells in rows]
    log = path.with_name(path.name + "-wal")
    return Dump(tables, (log.read_bytes() if log.exists() else b"") + path.read_bytes())


def _number(cells: dict[str, Any]) -> Place:
    number = cells.pop("its_number", None)
    return () if number is None else (number,)


async def _rows(connection: AsyncConnection, table: str) -> list[Row]:
    found = await connection.execute(text(f"SELECT {_PLACE}, * FROM {table}"))
    columns = list(found.keys())[5:]
    return [Row(tuple(row[:5]), dict(zip(columns, row[5:], strict=True))) for row in found]


async def _file(connection: AsyncConnection, table: str) -> bytes:
    found = await connection.execute(
        text("SELECT pg_read_binary_file(pg_relation_filepath(:name))"), {"name": table}
    )
    content: bytes = found.scalar_one()
    return content
