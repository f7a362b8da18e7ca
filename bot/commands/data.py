"""The commands that read and write: tick, digest, `org show`, tokens, schema."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime

import aiohttp
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from bot.app import Medvind
from bot.clock import wall_clock
from bot.commands.refusal import CommandRefused
from bot.edge import locked_edge, open_edge
from bot.settings import DEMO_APP, DEMO_TENANT, MissingSettings, Settings
from bot.teams.resolver import guarded_session
from digest.compile import compile_section
from digest.formats import Format, UnknownFormat, render
from domain.calendar import IsoWeek, NotAWeek
from storage import access, exports, forums, people, teams
from storage.crypto import BadKey, Keyring, Unreadable
from storage.database import Database, Session
from storage.month_keys import MonthKeys
from storage.tables import Area, Forum, Team

DEMO_URL = "http://127.0.0.1:3978"


def tenant_of(settings: Settings) -> str:
    """The municipality that a command is about: the first allowed tenant, or the demo's."""
    return settings.tenants[0] if settings.tenants else DEMO_TENANT


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, closed afterwards. The demo's is brought to the newest schema, a real one only asked.

    A command must not change the tables under a service that is running.
    """
    async with reached(settings) as database:
        if settings.app_id:
            await refuse_old_schema(database)
        else:
            await bring_up_to_date(database)
            await refuse_wrong_key(database)
        yield database


async def bring_up_to_date(database: Database) -> None:
    try:
        await database.upgrade()
    except SQLAlchemyError as away:
        raise CommandRefused("doctor-database-away") from away
    except CommandError as newer:
        raise CommandRefused("cli-schema-newer") from newer


@asynccontextmanager
async def reached(settings: Settings) -> AsyncIterator[Database]:
    """The database as it is, closed afterwards."""
    database = _database_of(settings)
    try:
        yield database
    finally:
        await database.close()


def _database_of(settings: Settings) -> Database:
    """The database of the settings; refuses an address that cannot be one, and a file that is none."""
    try:
        month_keys = MonthKeys(settings.check_in_keys)
        database = Database(settings.database_url, keyring_of(settings), month_keys=month_keys)
        if database.is_sqlite:
            # Looked at here first: aiosqlite leaves a thread, and its traceback, behind when it cannot open.
            with closing(sqlite3.connect(database.url.database or ":memory:")) as file:
                file.execute("PRAGMA schema_version")
    except (OSError, SQLAlchemyError, sqlite3.Error) as wrong:
        raise CommandRefused("doctor-database-away") from wrong
    return database


def keyring_of(settings: Settings) -> Keyring:
    """The keys of the settings; refuses none, and what is no key."""
    try:
        return settings.keyring()
    except MissingSettings as missing:
        raise CommandRefused("cli-missing-settings", names=", ".join(missing.names)) from missing
    except BadKey as bad:
        raise CommandRefused("cli-bad-key") from bad


async def refuse_old_schema(database: Database) -> None:
    """For the service, which never changes the schema itself: refuses one that it was not written for."""
    try:
        current = await database.is_current()
    except SQLAlchemyError as away:
        raise CommandRefused("doctor-database-away") from away
    if not current:
        raise CommandRefused("cli-schema-old")
    await refuse_wrong_key(database)


async def refuse_wrong_key(database: Database) -> None:
    """With another key than the data were sealed with, every turn would fail."""
    try:
        async with database.read() as session:
            await people.any_one(session)
    except Unreadable as wrong:
        raise CommandRefused("cli-wrong-key") from wrong


def outbound(*, demo: bool) -> aiohttp.ClientSession:
    """The session that everything leaves through: in production to public addresses only."""
    return aiohttp.ClientSession() if demo else guarded_session()


async def tick(settings: Settings, at: datetime | None) -> tuple[int, int]:
    """One beat of the metronome, now or at a moment of one's choice (aware UTC)."""
    demo = not settings.app_id
    if not demo:
        require_production(settings)
    async with open_database(settings) as database, outbound(demo=demo) as session:
        if demo and await _holds_more_than_the_demo(database):
            # Without the bot's own id nothing gets through to Teams, and all that is due would be lost.
            raise CommandRefused("cli-missing-settings", names="MEDVIND_APP_ID")
        if demo:
            settings = settings.model_copy(update={"app_id": DEMO_APP, "public_url": DEMO_URL})
        edge = open_edge() if demo else locked_edge(settings, session)
        medvind = Medvind(settings, database, session, edge)
        return await medvind.metronome.tick(at or wall_clock())


async def _holds_more_than_the_demo(database: Database) -> bool:
    async with database.read() as session:
        others = await session.exec(select(Area.id).where(Area.tenant_id != DEMO_TENANT).limit(1))
        return others.first() is not None


def require_production(settings: Settings) -> None:
    """Refuses settings with which the service would be half open, or deaf, naming what is missing."""
    try:
        settings.require_production()
    except MissingSettings as missing:
        raise CommandRefused("cli-missing-settings", names=", ".join(missing.names)) from missing
    if not settings.public_url.startswith("https://"):
        raise CommandRefused("doctor-https-missing")  # the editor's cookie would travel in the open


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
    tenant_id = tenant_of(settings)
    async with open_database(settings) as database, database.write() as session:
        section = await compile_section(session, tenant_id, wanted, settings.language)
        ids = [item.id for item in section.items]
        await exports.note(session, tenant_id, wanted, format_, ids, wall_clock(), label="medvind digest")
    return render(section, format_)


async def organisation_summary(settings: Settings) -> dict[str, object]:
    """What the database knows of the organisation, for people and for `--json`."""
    tenant = tenant_of(settings)
    async with open_database(settings) as database, database.read() as session:
        area = await people.area(session, tenant)
        return {
            "area": area.name if area else None,
            "check_in_weeks": area.check_in_weeks if area else None,
            "units": [unit.name for unit in await people.units(session, tenant)],
            "teams": [await _team(session, team) for team in await teams.all_of(session, tenant)],
            "forums": [await _forum(session, forum) for forum in await forums.all_of(session, tenant)],
        }


async def _team(session: Session, team: Team) -> dict[str, object]:
    meets = await forums.next_meeting(session, team.tenant_id, team.id, wall_clock())
    return {
        "name": team.name,
        "next_meeting": meets.isoformat() if meets else None,
        "channel": team.conversation_id is not None,
        "check_in_day": team.check_in_day,
        "next_check_in": team.check_in_due_at.isoformat() if team.check_in_due_at else None,
    }


async def _forum(session: Session, forum: Forum) -> dict[str, object]:
    """Whom the card reaches: a team's channel, or else one person."""
    found = forums.upcoming(forum, wall_clock())
    team = await teams.get(session, forum.tenant_id, forum.team_id) if forum.team_id else None
    person = None if forum.team_id else await forums.convenor(session, forum)
    has_channel = team is not None and team.conversation_id is not None
    return {
        "name": forum.name,
        "kind": forum.kind,
        "next_meeting": found.meets_at.isoformat() if found else None,
        "through": "channel" if has_channel else "person" if person else None,
        "reaches": team.name if team and has_channel else person.name if person else None,
    }


async def create_token(settings: Settings, label: str) -> str:
    async with open_database(settings) as database, database.write() as session:
        return await access.create_token(session, tenant_of(settings), label, wall_clock())


async def upgrade(settings: Settings) -> None:
    async with reached(settings) as database:
        await bring_up_to_date(database)
