"""`medvind org import`: what the file would change, or has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import wall_clock
from bot.commands.data import open_database, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from domain.organisation import Organisation, OrganisationFileError, read
from domain.organisation_diff import Diff
from storage import organisation
from storage.database import Session
from storage.organisation import Advance
from storage.organisation_diff import diff
from texts.catalogue import texts


@dataclass(frozen=True)
class Imported:
    """What the file says, and what that changes."""

    wanted: Organisation
    diff: Diff


async def look(settings: Settings, file: Path) -> Imported:
    """What an import of the file would change; changes nothing."""
    wanted = _organisation_in(file, settings)
    async with open_database(settings) as database, database.read() as session:
        return Imported(wanted, await _diff(session, settings, wanted, wall_clock()))


async def import_organisation(settings: Settings, file: Path, advance: Advance, *, yes: bool) -> Imported:
    """Read, check and apply the import file; every fault is told, and one is enough to apply nothing.

    Refuses without `yes` what looks like a wrong file, or would leave nobody who can give roles.
    """
    wanted, now = _organisation_in(file, settings), wall_clock()
    tenant = tenant_of(settings)
    async with open_database(settings) as database, database.write() as session:
        found = await _diff(session, settings, wanted, now)
        for doubt in () if yes else doubts(found):
            raise doubt
        await organisation.apply(session, tenant, wanted, now, advance)
        await organisation.appoint(session, tenant, settings.administrators)
    return Imported(wanted, found)


def doubts(found: Diff) -> Iterator[CommandRefused]:
    """Why somebody ought to look at the file again: half written, it leaves people out."""
    if found.loses_most_people:
        yield CommandRefused("cli-org-most-leave", left=str(found.people_left), people=str(found.people))
    if found.loses_administrator:
        yield CommandRefused("cli-org-last-administrator")


async def _diff(session: Session, settings: Settings, wanted: Organisation, now: datetime) -> Diff:
    return await diff(session, tenant_of(settings), wanted, settings.administrators, now)


def _organisation_in(file: Path, settings: Settings) -> Organisation:
    """What the file says, or a refusal that tells all its faults."""
    try:
        return read(file.read_text(encoding="utf8"))
    except OSError as unread:
        raise CommandRefused("cli-file-unreadable", file=str(file)) from unread
    except UnicodeDecodeError as unread:
        raise CommandRefused("cli-file-not-text", file=str(file)) from unread
    except OrganisationFileError as wrong:
        t = texts(settings.language)
        lines = [
            t(f"organisation-fault-{f.code}", line=f.line or 0, detail=f.detail, hint=f.hint)
            for f in wrong.faults
        ]
        raise CommandRefused("cli-organisation-faults", faults="\n".join(lines)) from wrong
