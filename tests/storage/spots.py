"""Every sealed column of every table, read from the schema, and a look at what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, column, select, table
from sqlmodel import SQLModel

from storage.database import Database
from storage.sealing import seals_of
from tests.storage.populated import BARE, FULL, SEALED, canary, objects
from tests.town import TENANT

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Spot:
    """One sealed column. A row's key has the tenant first."""

    kind: type[SQLModel]
    seal: Any

    def __str__(self) -> str:
        return f"{self.seal.table.name}.{self.seal.name}"

    @property
    def last(self) -> str:
        """The column of the key in which the rows of a tenant differ."""
        return str([c.name for c in self.seal.table.primary_key][-1])

    @property
    def alone(self) -> bool:
        """One row a tenant is all there can be: it is the full one."""
        return len(self.seal.table.primary_key) == 1

    def key(self, number: int = FULL, tenant: str = TENANT) -> Key:
        row = [row for row in objects(tenant) if type(row) is self.kind][FULL if self.alone else number]
        return tuple(getattr(row, c.name) for c in self.seal.table.primary_key)

    def text(self, number: int = FULL, tenant: str = TENANT) -> str | None:
        """What the row was made with."""
        number = FULL if self.alone else number
        empty = number == BARE and self.seal.table.c[self.seal.name].nullable
        return None if empty else canary(tenant, self.seal.table.name, self.seal.name, number)

    def where(self, key: Key, entity: Any = None) -> list[ColumnElement[bool]]:
        names = [c.name for c in self.seal.table.primary_key]
        return [getattr(entity or self.kind, n) == v for n, v in zip(names, key, strict=True)]

    async def stored(self, database: Database, key: Key) -> bytes | None:
        """The bytes in the database, read past everything of ours."""
        names = [c.name for c in self.seal.table.primary_key]
        bare = table(self.seal.table.name, column(self.seal.name), *map(column, names))
        wanted = select(bare.c[self.seal.name]).where(
            *(bare.c[n] == v for n, v in zip(names, key, strict=True))
        )
        async with database.read() as session:
            found = (await (await session.connection()).execute(wanted)).scalar_one()
        return None if found is None else bytes(found)

    def opened(self, database: Database, key: Key, value: bytes | None) -> str | None:
        """The text behind the bytes, for this very place; raises `Unreadable`."""
        names = (c.name for c in self.seal.table.primary_key)
        place = self.seal.place(dict(zip(names, key, strict=True)))
        return None if value is None else database.keys.open(place, value)

    async def kept(self, database: Database, key: Key) -> str | None:
        """The text in the row: sealed for its place, and not there in the open."""
        value = await self.stored(database, key)
        text = self.opened(database, key, value)
        assert not text or text.encode() not in (value or b""), str(self)
        return text

    async def mark(self, database: Database, key: Key) -> str | None:
        async with database.read() as session:
            row = await session.get_one(self.kind, key)
        found: str | None = getattr(row, self.seal.type.mark)
        return found


SPOTS = [Spot(kind, seal) for kind in SEALED for seal in seals_of(kind)]
MARKED = [spot for spot in SPOTS if spot.seal.type.mark]
