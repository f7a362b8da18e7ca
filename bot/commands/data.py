"""The commands that read and write: tick, digest, organisation, tokens, schema."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import aiohttp

from bot.app import Medvind
from bot.clock import wall_clock
from bot.commands.refusal import CommandRefused
from bot.settings import DEMO_APP, DEMO_TENANT, Settings
from digest.compile import compile_section
from digest.formats import Format, UnknownFormat, render
from domain.calendar import IsoWeek, NotAWeek
from domain.organisation import Organisation, OrganisationFileError, read
from storage import access, organisation, people, teams
from storage.database import Database
from storage.tables import Team
from texts.catalogue import texts


def tenant_of(settings: Settings) -> str:
    """The municipality that a command is about: the first allowed tenant, or the demo's."""
    return settings.tenants[0] if settings.tenants else DEMO_TENANT


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database with the newest schema, closed afterwards."""
    database = Database(settings.database_url)
    try:
        await database.upgrade()
        yield database
    finally:
        await database.close()


async def tick(settings: Settings, at: datetime | None) -> tuple[int, int]:
    """One beat of the metronome, now or at a moment of one's choice (aware UTC)."""
    now = at or wall_clock()
    demo = not settings.app_id
    if demo:
        settings = settings.model_copy(update={"app_id": DEMO_APP, "public_url": "http://127.0.0.1:3978"})
    async with open_database(settings) as database, aiohttp.ClientSession() as session:
        medvind = Medvind(settings, database, session, demo=demo, clock=lambda: now)
        return await medvind.metronome.tick(now)


async def digest(settings: Settings, week: str | None, fmt: str) -> bytes:
    """The section of a week in a format; the current week when none is named."""
    try:
        wanted = IsoWeek.parse(week) if week else IsoWeek.of(wall_clock())
    except NotAWeek as unknown:
        raise CommandRefused("web-unknown-week") from unknown
    try:
        format_ = Format(fmt)
    except UnknownFormat as unknown:
        raise CommandRefused("web-unknown-format", known=", ".join(Format)) from unknown
    async with open_database(settings) as database, database.read() as session:
        section = await compile_section(session, tenant_of(settings), wanted, settings.language)
    return render(section, format_)


async def import_organisation(settings: Settings, file: Path) -> Organisation:
    """Read, check and apply the import file; every fault is told, and one is enough to apply nothing."""
    wanted = _organisation_in(file, settings)
    async with open_database(settings) as database, database.write() as session:
        await organisation.apply(session, tenant_of(settings), wanted, wall_clock())
        await organisation.appoint(session, tenant_of(settings), settings.administrators)
    return wanted


def _organisation_in(file: Path, settings: Settings) -> Organisation:
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


async def organisation_summary(settings: Settings) -> dict[str, object]:
    """What the database knows of the organisation, for people and for `--json`."""
    tenant = tenant_of(settings)
    async with open_database(settings) as database, database.read() as session:
        area = await people.area(session, tenant)
        return {
            "area": area.name if area else None,
            "units": [unit.name for unit in await people.units(session, tenant)],
            "teams": [_team(team) for team in await teams.all_of(session, tenant)],
        }


def _team(team: Team) -> dict[str, object]:
    meets = team.next_meeting_at
    return {
        "name": team.name,
        "next_meeting": meets.isoformat() if meets else None,
        "channel": team.conversation_id is not None,
    }


async def create_token(settings: Settings, label: str) -> str:
    async with open_database(settings) as database, database.write() as session:
        return await access.create_token(session, tenant_of(settings), label, wall_clock())


async def upgrade(settings: Settings) -> None:
    async with open_database(settings):
        pass
