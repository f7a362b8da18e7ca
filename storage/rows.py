"""Rows that are written past the unit of work: a statement is made once for a table, and kept.

To make a statement costs as much as to run it, and the unit of work costs as much again for a row that
nobody looks at before the end of the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Executable, Insert, Table, insert, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession as Session

from storage.sealing import KEYS, sealed_values

_WAITING = "medvind-waiting-rows"  # in the session's notes


async def run(
    session: Session, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> CursorResult[Any]:
    """Run a statement on tables, made beforehand, with these values: half of the way through the mapper.

    Columns that are sealed are sealed in it: see `sealing`.
    """
    return await session.run_sync(_run, statement, values)


def _run(session: OrmSession, statement: Executable, values: Any) -> CursorResult[Any]:
    session.flush()  # as always before a statement; where nothing waits it is nothing
    return session.connection().execute(statement, values)


async def insert_once(session: Session, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """Insert a row unless one with its key is there; False when it was. Both databases settle the race."""
    ready = sealed_values(table, values, session.info[KEYS])
    statement = _unless_there(table, session.get_bind().dialect.name)
    return (await run(session, statement, ready)).first() is not None


async def insert_new(session: Session, row: SQLModel) -> None:
    """Insert a row that stays as it is: the session does not know of it afterwards."""
    table = type(row)
    values = {column.key: getattr(row, column.key) for column in table_of(table).columns}
    await run(session, _into(table), sealed_values(table, values, session.info[KEYS]))


def insert_later(session: Session, table: type[SQLModel], values: dict[str, Any]) -> None:
    """Insert a row at the end of the transaction, together with its like. Nobody asks for it before.

    The rows of a table must all name the same columns.
    """
    ready = sealed_values(table, values, session.info[KEYS])
    session.info.setdefault(_WAITING, {}).setdefault(table, []).append(ready)


def write_waiting(session: OrmSession) -> None:
    """Write what was put off with `insert_later`: the last statements of every transaction."""
    for table, rows in session.info.pop(_WAITING, {}).items():
        _run(session, _into(table), rows)


@cache
def _into(table: type[SQLModel]) -> Insert:
    return insert(table_of(table))


@cache
def _unless_there(table: type[SQLModel], dialect: str) -> Any:
    into = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return into(table_of(table)).on_conflict_do_nothing().returning(literal(1))


def table_of(table: type[SQLModel]) -> Table:
    """The table itself, for statements that do not go through the mapper."""
    made: Table = table.__table__  # type: ignore[attr-defined]
    return made
