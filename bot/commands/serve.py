"""`medvind run` and `medvind demo`: the service, for real and for looking."""

from __future__ import annotations

import asyncio
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import aiohttp
import structlog
from aiohttp import web

from bot.app import Medvind
from bot.clock import wall_clock
from bot.commands.refusal import CommandRefused
from bot.demo import data, playground
from bot.demo.seed import seed
from bot.settings import DEMO_APP, MissingSettings, Settings
from domain.organisation import PersonSpec
from storage.database import Database
from storage.organisation import appoint

LOOPBACK = "127.0.0.1"


async def run(settings: Settings, port: int, host: str) -> None:
    """The service in production: refuses to start with anything missing, and never creates the schema."""
    try:
        settings.require_production()
    except MissingSettings as missing:
        raise CommandRefused("cli-missing-settings", names=", ".join(missing.names)) from missing
    database = Database(settings.database_url)
    if not await database.is_current():
        raise CommandRefused("cli-schema-old")
    async with database.write() as session:
        for tenant in settings.tenants:
            await appoint(session, tenant, settings.administrators)
    await _serve(settings, database, host, port, demo=False, ready=lambda: None)


async def demo(
    settings: Settings, port: int, *, seeded: bool, current: str, ready: Callable[[], None]
) -> None:
    """The demo municipality, bound to loopback: there is no check of who speaks."""
    demo_settings = settings.model_copy(
        update={"app_id": DEMO_APP, "public_url": f"http://{LOOPBACK}:{port}"}
    )
    database = Database(settings.database_url)
    await database.upgrade()
    if seeded:
        await seed(database, wall_clock())
    playground.write(data.organisation(), person_called(current), Path.cwd())
    await _serve(demo_settings, database, LOOPBACK, port, demo=True, ready=ready)


def person_called(name: str) -> PersonSpec:
    """Somebody of the demo by the beginning of her name; refuses an unknown one, naming the known."""
    people = data.organisation().people
    for person in people:
        if person.name.casefold().startswith(name.casefold()):
            return person
    raise CommandRefused("cli-unknown-person", name=name, known=", ".join(p.name for p in people[:5]))


async def _serve(
    settings: Settings, database: Database, host: str, port: int, *, demo: bool, ready: Callable[[], None]
) -> None:
    async with aiohttp.ClientSession() as session:
        medvind = Medvind(settings, database, session, demo=demo)
        runner = web.AppRunner(medvind.application(), access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as taken:
            await runner.cleanup()
            raise CommandRefused("cli-port-taken", port=str(port)) from taken
        ready()
        structlog.get_logger().info("listening", port=port)
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
            await database.close()


def start_playground(port: int) -> subprocess.Popen[bytes] | None:
    """Start the Playground beside the demo; None where there is no npx."""
    if shutil.which("npx") is None:
        return None
    return subprocess.Popen(playground.npx_line(port), stdout=subprocess.DEVNULL)  # noqa: S603


def playground_command(port: int) -> str:
    return shlex.join(playground.npx_line(port))
