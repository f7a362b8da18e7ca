"""`medvind db new-key` and `db rotate-key`: changing the data key while the service goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.commands.data import reached
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from storage import rotation
from storage.database import Database
from storage.rotation import Advance
from texts.catalogue import Texts


@dataclass(frozen=True)
class KeyReport:
    """How many values were sealed anew, could not be opened, and are left, by version of their key."""

    current: int
    left: dict[int, int]
    changed: int = 0
    unreadable: int = 0


async def count(settings: Settings) -> KeyReport:
    """Looks only."""
    async with _with_every_key(settings) as database, database.read() as session:
        left = await rotation.versions(session)
    left.pop(database.keys.current, None)
    return KeyReport(database.keys.current, dict(left))


async def rotate(settings: Settings, advance: Advance) -> KeyReport:
    """Seals with the first key of the settings what the others have sealed."""
    async with _with_every_key(settings) as database:
        done = await rotation.rotate(database, advance)
    return KeyReport(database.keys.current, dict(done.left), done.changed, done.unreadable)


def lines(report: KeyReport, t: Texts) -> Iterator[str]:
    """What was changed, and whether the old keys may go."""
    if report.changed:
        yield t("cli-keys-changed", count=report.changed, version=report.current)
    for version, count_left in sorted(report.left.items()):
        yield t("cli-keys-left", count=count_left, version=version)
    if not report.left:
        yield t("cli-keys-none-left" if report.changed else "cli-keys-nothing", version=report.current)


@asynccontextmanager
async def _with_every_key(settings: Settings) -> AsyncIterator[Database]:
    """The database, if the settings have the key to all that is in it: else nothing is begun."""
    async with reached(settings) as database:
        try:
            if not await database.is_current():
                raise CommandRefused("cli-schema-old")
            async with database.read() as session:
                missing = await rotation.without_key(session, database.keys)
            if missing:
                raise CommandRefused("cli-key-missing", versions=", ".join(map(str, missing)))
            yield database
        except SQLAlchemyError as away:
            raise CommandRefused("doctor-database-away") from away
