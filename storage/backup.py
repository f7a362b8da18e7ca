"""Taking a backup and restoring it, from either database into either (safety.md T23, F20).

What is read and written is what the database itself says that it has, not what this code would like: a
backup is taken before an upgrade, and restored by a newer Medvind. Sealed values stay sealed all the way.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from alembic import command
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, Table, func, insert, select
from sqlmodel import SQLModel

from storage import check_in_closing, delivery, mail
from storage.backup_file import KINDS, Damaged, FromNewer, Head, OtherKey, Reader, Writer
from storage.crypto import Keyring, Unreadable
from storage.database import Database, Session, migrations
from storage.sealing import KEYS

__all__ = ["Damaged", "FromNewer", "NoSchema", "NotEmpty", "OtherKey", "Reader", "restore", "take"]

ROWS = 500  # at a time: what is in memory of the largest table
_REVISION = "alembic_version"  # the table that whoever makes the schema fills

# Who may answer in a check-in that is going on, and who has: of no use in a backup, since a round that was
# open does not go on after a restore.
_LEFT_OUT = ("check_in_eligible", "check_in_taken")
_SEALED_OTHERWISE = {("check_in_round", "wrapped"), ("check_in_round", "tally")}  # with a month's key

Advance = Callable[[int, int], None]  # so many rows of so many


class NotEmpty(Exception):
    """There is something in the database that a backup was to be restored into."""


class NoSchema(Exception):
    """The database has no tables of Medvind's."""


@dataclass
class _Proof:
    """That the key ring opens what is sealed: one value of each version is enough."""

    keys: Keyring
    opened: dict[bytes, bool] = field(default_factory=dict)

    def see(self, table: Table, row: Mapping[str, Any]) -> None:
        for name, value in row.items():
            ours = isinstance(value, bytes) and (table.name, name) not in _SEALED_OTHERWISE
            if ours and not self.opened.get(value[:2]):
                tenant, *key = (str(row[column.name]) for column in table.primary_key)
                self.opened[value[:2]] = False
                with suppress(Unreadable):
                    self.keys.open([tenant, table.name, name, *key], value)
                    self.opened[value[:2]] = True

    def demand(self) -> None:
        if not all(self.opened.values()):
            raise OtherKey


async def take(database: Database, file: Path, now: datetime, advance: Advance) -> Mapping[str, int]:
    """Write the state of one moment to `file`, readable by its owner alone; returns the rows by table.

    The service may go on meanwhile. The file gets its name when it is whole.
    Raises `NoSchema`, `OtherKey`, OSError.
    """
    # One snapshot: what belongs together is read as it was together.
    snapshot: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = {"medvind_reads": True} if database.is_sqlite else snapshot
    async with database.engine.execution_options(**options).connect() as connection, connection.begin():
        with _beside(file) as beside:
            return await connection.run_sync(_write, beside, database.keys, now, advance)


def _write(
    connection: Connection, file: BinaryIO, keys: Keyring, now: datetime, advance: Advance
) -> Mapping[str, int]:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise NoSchema
    writer = Writer(file, keys, Head(revision, now))
    left_out = (_REVISION, *_LEFT_OUT)
    found = [table for table in _tables(connection).sorted_tables if table.name not in left_out]
    total, done, proof = sum(_count(connection, table) for table in found), 0, _Proof(keys)
    for table in found:
        writer.table(table.name, {column.name: KINDS[column.type.python_type] for column in table.columns})
        rows = connection.execute(select(table), execution_options={"yield_per": ROWS})
        for part in rows.partitions():
            for row in part:
                proof.see(table, row._asdict())
                writer.row(row)
            done += len(part)
            advance(done, total)
    proof.demand()  # a backup that nobody could restore is worse than none
    writer.close()
    return writer.rows


@contextmanager
def _beside(file: Path) -> Iterator[BinaryIO]:
    """A new file that takes the name when it is whole, and on the disk; until then what had it keeps it."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # nobody else may read it
    try:
        with os.fdopen(descriptor, "wb") as beside:
            yield beside
            beside.flush()
            os.fsync(descriptor)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


async def restore(database: Database, backup: Reader, now: datetime, advance: Advance) -> None:
    """Fill an empty database, all or nothing, bring it to the newest schema, and hold the outbox.

    Raises `NotEmpty`, `FromNewer`, `OtherKey`.
    """
    async with database.engine.execution_options(medvind_migrates=True).connect() as connection:
        async with connection.begin():
            await connection.run_sync(_fill, database.keys, backup, advance)
            async with Session(connection, info={KEYS: database.keys}) as session:
                await delivery.hold(session, now)
                await mail.doubt(session, now)
                await check_in_closing.abandon(session)
                await session.commit()  # of the session; the transaction is ours
        await connection.invalidate()  # its foreign keys are off
    await database.rewrite(check_in_closing.EMPTIED)


def _fill(connection: Connection, keys: Keyring, backup: Reader, advance: Advance) -> None:
    try:
        ScriptDirectory.from_config(migrations()).get_revision(backup.head.revision)
    except CommandError as unknown:
        raise FromNewer from unknown
    _make_room(connection)
    _migrate(connection, keys, backup.head.revision)
    made, proof = _tables(connection), _Proof(keys)
    done, total = 0, sum(backup.rows.values())
    for name, columns, rows in backup.tables():
        while part := list(islice(rows, ROWS)):
            values = [dict(zip(columns, row, strict=True)) for row in part]
            for value in values:
                proof.see(made.tables[name], value)
            connection.execute(insert(made.tables[name]), values)
            done += len(part)
            advance(done, total)
    proof.demand()
    _migrate(connection, keys, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        assert broken is None, "a row points nowhere"


def _make_room(connection: Connection) -> None:
    """A schema without a row in it is as good as none; anything else is somebody's."""
    found = _tables(connection)
    known = {*SQLModel.metadata.tables, _REVISION}
    for table in found.tables.values():
        if table.name not in known or (table.name != _REVISION and _count(connection, table)):
            raise NotEmpty
    found.drop_all(connection)


def _migrate(connection: Connection, keys: Keyring, revision: str) -> None:
    config = migrations()
    config.attributes["connection"], config.attributes["keys"] = connection, keys
    command.upgrade(config, revision)


def _tables(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
