"""Changing the data key while the service goes on: every value sealed with an older key is sealed anew.

Nothing is remembered of how far it got: what is left is asked of the rows, so it may be killed and started
again at any time, also twice at once (safety.md T11). Several replicas change the key in this order, each
step on all of them before the next: `1:old,2:new` reads both and seals with the old; `2:new,1:old` seals
with the new; then `medvind db rotate-key`; and when it says that nothing is left, `2:new`. The old key is
kept for as long as there are backups that were made with it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlmodel import SQLModel

from storage import tables
from storage.crypto import Keyring, Unreadable
from storage.database import Database, Session
from storage.sealing import seals_of

ROWS = 200  # in one transaction: on SQLite everybody else waits for it
SAMPLE = 20  # values, one of which must open to show that a key is the right one

Advance = Callable[[int, int], None]  # so many of so many
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Rotated:
    """Values: sealed anew; left as they are because nothing opens them; left, by version of their key."""

    changed: int
    unreadable: int
    left: Mapping[int, int]


def sealed_tables() -> list[type[SQLModel]]:
    """Every table that has sealed columns."""
    return [table for name in tables.__all__ if seals_of(table := getattr(tables, name))]


async def versions(session: Session) -> Counter[int]:
    """How many sealed values there are by the version of their key, over all tenants. Looks at every row."""
    found = Counter[int]()
    connection = await session.connection()
    for seal in [seal for model in sealed_tables() for seal in seals_of(model)]:
        column = seal.table.c[seal.name]
        begins = _begins(column).label("begins")
        counted = select(begins, func.count()).where(column.is_not(None)).group_by(begins)
        for prefix, count in await connection.execute(counted):
            found[int.from_bytes(prefix, "big")] += count
    return found


async def without_key(session: Session, keys: Keyring) -> list[int]:
    """The versions in use whose key is missing from the ring, or is not the one that sealed them."""
    return [
        version for version in sorted(await versions(session)) if not await _opens(session, keys, version)
    ]


async def _opens(session: Session, keys: Keyring, version: int) -> bool:
    connection = await session.connection()
    for seal in [seal for model in sealed_tables() for seal in seals_of(model)]:
        column = seal.table.c[seal.name]
        its_own = _begins(column) == version.to_bytes(2, "big")
        some = select(*seal.table.primary_key, _raw(column)).where(its_own).limit(SAMPLE)
        for row in (await connection.execute(some)).mappings():
            try:
                keys.open(seal.place(dict(row)), row[seal.name])
            except Unreadable:
                continue  # one damaged value is no other key
            return True
    return False


async def rotate(database: Database, advance: Advance = lambda done, total: None) -> Rotated:
    """Seal every old value with the current key, in small transactions beside whoever else is writing.

    A value that nothing opens stays as it is. Ask `without_key` first: a missing key leaves many of them.
    """
    async with database.read() as session:
        before = await versions(session)
    total = before.total() - before[database.keys.current]
    works = [_Work(model, database.keys) for model in sealed_tables()]
    for work in works:
        # First past everybody who is writing; then, row by row, what they held. Who waits while holding
        # nothing is waited for by nobody.
        for limit in (ROWS, 1):
            async for _ in work.transactions(database, limit):
                advance(min(sum(work.changed for work in works), total), total)
    await database.forget_traces()
    async with database.read() as session:
        left = await versions(session)
    left.pop(database.keys.current, None)
    unreadable = sum(len(work.unreadable) for work in works)
    return Rotated(sum(work.changed for work in works), unreadable, dict(left))


@dataclass
class _Work:
    """One table, and how far it has got."""

    model: type[SQLModel]
    keys: Keyring
    changed: int = 0
    unreadable: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seals = seals_of(self.model)
        self.table = self.seals[0].table
        self.key = list(self.table.primary_key)

    async def transactions(self, database: Database, limit: int) -> AsyncIterator[None]:
        """Once through the table, so many rows at a time. A single row is waited for, many are not."""
        after: Sequence[str] = ()
        while True:
            begun = time.monotonic()
            async with database.write() as session:
                connection = await session.connection()
                found = await connection.execute(self._next(after, limit, skip_locked=limit > 1))
                rows = found.mappings().all()
                if changes := [self._change(row) for row in rows]:
                    await connection.execute(self._update(), changes)
            if not rows:
                return
            after = [rows[-1][column.name] for column in self.key]
            yield
            if database.is_sqlite:
                # Its lock goes to whoever asks just then: let the others ask for as long as we have had it.
                await asyncio.sleep(time.monotonic() - begun)

    def _next(self, after: Sequence[str], limit: int, *, skip_locked: bool) -> Select[Any]:
        """The next rows with an old value. Other rows may go on referring to them while they are held."""
        columns = [self.table.c[seal.name] for seal in self.seals]
        old = or_(*(and_(column.is_not(None), _begins(column) != self.keys.prefix) for column in columns))
        beyond = [tuple_(*self.key) > tuple_(*after)] if after else []
        marks = [self.table.c[seal.type.mark] for seal in self.seals if seal.type.mark]
        return (
            select(*self.key, *marks, *(_raw(column) for column in columns))
            .where(old, *beyond)
            .order_by(*self.key)
            .limit(limit)
            .with_for_update(skip_locked=skip_locked, key_share=True)
        )

    def _update(self) -> Any:
        """One row: `_change` fills it in."""
        values = {seal.name: bindparam(seal.name, type_=LargeBinary()) for seal in self.seals}
        values |= {seal.type.mark: bindparam(seal.type.mark) for seal in self.seals if seal.type.mark}
        own = [column == bindparam(f"own_{column.name}") for column in self.key]
        return update(self.table).where(*own).values(values)

    def _change(self, row: Values) -> dict[str, Any]:
        """A row as it is to be: its old values sealed anew, with the marks that they are found by."""
        made = {f"own_{column.name}": row[column.name] for column in self.key}
        for seal in self.seals:
            place, sealed = seal.place(row), row[seal.name]
            text = self._opened(place, sealed)
            made[seal.name] = sealed if text is None else self.keys.seal(place, text, seal.type.step)
            if mark := seal.type.mark:
                made[mark] = row[mark] if text is None else seal.marked(self.keys, place[0], text)
        return made

    def _opened(self, place: list[str], sealed: bytes | None) -> str | None:
        """The text of an old value; None when there is nothing to change."""
        if sealed is None or sealed.startswith(self.keys.prefix):
            return None
        try:
            text = self.keys.open(place, sealed)
        except Unreadable:
            self.unreadable.add(tuple(place))
            return None
        self.changed += 1
        return text


def _begins(column: ColumnElement[Any]) -> ColumnElement[bytes]:
    """The version of the key, as it stands at the beginning of every value."""
    return func.substr(type_coerce(column, LargeBinary), 1, 2, type_=LargeBinary())


def _raw(column: ColumnElement[Any]) -> ColumnElement[bytes]:
    return type_coerce(column, LargeBinary).label(column.name)
