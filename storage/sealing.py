"""Tables whose texts are sealed: plain `str` on the object, ciphertext in the row, nothing to remember.

A column type cannot know which row a value belongs to, and the row is what the seal is bound to. So the
type only carries bytes; the mapper's events seal before a write and open after a read, with the key ring
of the session. A text that comes to the database on any other way is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Column, LargeBinary, Table, event, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapper, QueryContext, object_session
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from storage.crypto import Keyring, fingerprint

KEYS = "medvind-keys"  # in the session's notes

Mark = Callable[[Keyring, str, str], str | None]
T = TypeVar("T", bound=type[SQLModel])


class NotSealed(TypeError):
    """A plain text was about to be stored where sealed ones belong."""


class BoundElsewhere(TypeError):
    """The key of a row was about to change. What is sealed in it is bound to that key, and would be lost."""


class Unopened(bytes):
    """A sealed value that was read without its row: of no use but to be opened."""


class _Sealing(str):
    """A text on its way to the database, with what will stand there."""

    sealed: bytes


class Sealed(TypeDecorator[str]):
    """Ciphertext of a text. `step`: to how many bytes it is padded; `mark`: the column to look it up by."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, step: int = 64, mark: str = "", made_by: Mark | None = None) -> None:
        super().__init__()
        self.step, self.mark, self.made_by = step, mark, made_by

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, _Sealing):
            raise NotSealed
        return value.sealed

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        return None if value is None else Unopened(value)


def sealed(*, step: int = 64, nullable: bool = False, mark: str = "", made_by: Mark | None = None) -> Any:
    """A field that is sealed in the database. `made_by` fills the column `mark` whenever the text changes."""
    column: Column[str] = Column(Sealed(step, mark, made_by), nullable=nullable)
    return Field(default=None if nullable else "", sa_column=column)


def by_fingerprint(_keys: Keyring, tenant_id: str, text: str) -> str:
    """The mark of what nobody can guess."""
    return fingerprint(tenant_id, text)


@dataclass(frozen=True)
class _Seal:
    name: str
    type: Sealed
    table: Table

    def place(self, key: Mapping[str, Any]) -> list[str]:
        """Tenant, table, column and the row's key: what the value is bound to."""
        tenant, *others = (str(key[column.name]) for column in self.table.primary_key)
        return [tenant, self.table.name, self.name, *others]

    def seal(self, keys: Keyring, key: Mapping[str, Any], text: str) -> str:
        value = _Sealing(text)
        value.sealed = keys.seal(self.place(key), text, self.type.step)
        return value

    def marked(self, keys: Keyring, tenant_id: str, text: str | None) -> str | None:
        assert self.type.made_by
        return self.type.made_by(keys, tenant_id, text) if text else None


@cache
def seals_of(table: type[SQLModel]) -> list[_Seal]:
    """The sealed columns of a table."""
    made = cast(Table, table.__table__)  # type: ignore[attr-defined]
    return [_Seal(c.name, c.type, made) for c in made.columns if isinstance(c.type, Sealed)]


def keeps_sealed(table: T) -> T:
    """Class decorator of a table with sealed columns."""
    seals = seals_of(table)

    def before_write(_mapper: Mapper[Any], _connection: Any, row: Any) -> None:
        key = _key_of(row)
        if any(row.__dict__.get(name, value) != value for name, value in key.items()):
            raise BoundElsewhere
        for seal in seals:
            _seal_on(row, key, seal, _keys_of(row))

    def after_write(_mapper: Mapper[Any], _connection: Any, row: Any) -> None:
        _unwrap(row)

    def after_read(row: Any, context: QueryContext | None, _attributes: Any = None) -> None:
        found = [(seal, row.__dict__.get(seal.name)) for seal in seals]
        closed = [(seal, value) for seal, value in found if isinstance(value, Unopened)]
        for seal, _ in closed:
            del row.__dict__[seal.name]  # what cannot be opened is not there, whoever catches the error
        for seal, value in closed:
            keys = context.session.info[KEYS] if context else _keys_of(row)
            row.__dict__[seal.name] = keys.open(seal.place(_key_of(row)), value)
        _unwrap(row)  # an UPDATE has told the session what it wrote

    def _unwrap(row: Any) -> None:
        for seal in seals:
            value = row.__dict__.get(seal.name)
            if isinstance(value, _Sealing):
                row.__dict__[seal.name] = str(value)  # so that it cannot be written into another row

    for moment in ("before_insert", "before_update"):
        event.listen(table, moment, before_write)
    for moment in ("after_insert", "after_update"):
        event.listen(table, moment, after_write)
    for moment in ("load", "refresh"):
        event.listen(table, moment, after_read)
    return table


def _keys_of(row: Any) -> Keyring:
    session = object_session(row)
    assert session is not None, "only a row of a session is written"
    keys: Keyring = session.info[KEYS]
    return keys


def _key_of(row: Any) -> Mapping[str, Any]:
    """By which the row is in the database, or will be. After a rollback its attributes no longer tell."""
    state = inspect(row)
    names = [column.name for column in state.mapper.primary_key]
    return dict(zip(names, state.identity or map(row.__dict__.get, names), strict=True))


def _seal_on(row: Any, key: Mapping[str, Any], seal: _Seal, keys: Keyring) -> None:
    value = row.__dict__.get(seal.name)
    if not inspect(row).attrs[seal.name].history.has_changes():
        return
    if seal.type.mark:
        setattr(row, seal.type.mark, seal.marked(keys, key["tenant_id"], value))
    if value is not None:
        row.__dict__[seal.name] = seal.seal(keys, key, value)


def opened_values(table: type[SQLModel], row: Mapping[str, Any], keys: Keyring) -> dict[str, Any]:
    """One row, its key in it, that did not come through the mapper. Raises `Unreadable`."""
    read = dict(row)
    for seal in seals_of(table):
        if isinstance(value := read.get(seal.name), Unopened):
            read[seal.name] = keys.open(seal.place(read), value)
    return read


def sealed_values(table: type[SQLModel], values: Mapping[str, Any], keys: Keyring) -> dict[str, Any]:
    """The values of one whole row, ready for an INSERT that does not go through the mapper."""
    ready = dict(values)
    for seal in seals_of(table):
        if seal.name not in values:
            continue
        text = values[seal.name]
        if seal.type.mark:
            ready[seal.type.mark] = seal.marked(keys, values["tenant_id"], text)
        if text is not None:
            ready[seal.name] = seal.seal(keys, values, text)
    return ready
