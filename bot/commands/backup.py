"""`medvind db backup` and `db restore`: one file for both databases, and no message sent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.clock import wall_clock
from bot.commands.data import reached
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from nudges.plan import plan
from storage import backup, mail
from storage.backup import Advance, Reader
from storage.crypto import Keyring
from storage.database import Database


@dataclass(frozen=True)
class BackupReport:
    """Rows by table, and the moment (aware UTC) whose state they are."""

    taken_at: datetime
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


async def take(settings: Settings, file: Path, advance: Advance) -> BackupReport:
    """A backup of the database as it stands, whichever schema it has."""
    now = wall_clock()
    async with reached(settings) as database:
        try:
            return BackupReport(now, await backup.take(database, file, now, advance))
        except backup.NoSchema as bare:
            raise CommandRefused("cli-schema-old") from bare
        except backup.OtherKey as wrong:
            raise CommandRefused("cli-wrong-key") from wrong
        except SQLAlchemyError as away:
            raise CommandRefused("doctor-database-away") from away
        except OSError as unwritten:
            raise CommandRefused("cli-file-unwritable", file=str(file)) from unwritten


async def restore(settings: Settings, file: Path, advance: Advance) -> BackupReport:
    """The backup in an empty database; the outbox is held until somebody has looked."""
    async with reached(settings) as database:
        with _refusals(file), _opened(file, database.keys) as reader:
            await bring_back(database, reader, wall_clock(), advance)
            return BackupReport(reader.head.taken_at, reader.rows)


async def bring_back(database: Database, reader: Reader, now: datetime, advance: Advance) -> None:
    """Restore, and plan what fell due since the backup: all that may have been sent then is known as such."""
    await backup.restore(database, reader, now, advance)
    async with database.write() as session:
        while await plan(session, now):
            pass
        await mail.doubt(session, now)


@contextmanager
def _opened(file: Path, keys: Keyring) -> Iterator[Reader]:
    with file.open("rb") as opened:
        yield Reader(opened, keys)


@contextmanager
def _refusals(file: Path) -> Iterator[None]:
    """What a restore may meet, as sentences."""
    try:
        yield
    except backup.Damaged as damaged:
        raise CommandRefused("cli-backup-damaged", file=str(file)) from damaged
    except backup.FromNewer as newer:
        raise CommandRefused("cli-backup-newer") from newer
    except backup.OtherKey as wrong:
        raise CommandRefused("cli-backup-other-key") from wrong
    except backup.NotEmpty as full:
        raise CommandRefused("cli-database-not-empty") from full
    except OperationalError as away:
        raise CommandRefused("doctor-database-away") from away
    except SQLAlchemyError as unfit:
        raise CommandRefused("cli-backup-unfit") from unfit
    except OSError as unread:
        raise CommandRefused("cli-file-unreadable", file=str(file)) from unread
