"""`medvind run` and `medvind demo`: the service, for real and for looking."""

from __future__ import annotations

import asyncio
import gc
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import structlog
from aiohttp import web

from bot.app import Medvind
from bot.clock import wall_clock
from bot.commands.data import open_database, outbound, reached, refuse_old_schema, require_production
from bot.commands.refusal import CommandRefused
from bot.demo import data, playground
from bot.demo.seed import seed
from bot.edge import locked_edge, open_edge
from bot.settings import DEMO_APP, Settings
from bot.teams.gate import METADATA_URL
from domain.organisation import PersonSpec
from storage.organisation import appoint

LOOPBACK = "127.0.0.1"


async def run(settings: Settings, port: int, host: str, metadata_url: str = METADATA_URL) -> None:
    """The service in production: refuses to start with anything missing, and never creates the schema.

    `metadata_url` is where the keys are that Microsoft signs with; no command or setting can say another one.
    """
    require_production(settings)
    async with reached(settings) as database:
        await refuse_old_schema(database)
        async with database.write() as session:
            for tenant in settings.tenants:
                await appoint(session, tenant, settings.administrators)
        async with outbound(demo=False) as session:
            edge = locked_edge(settings, session, metadata_url)
            await _serve(Medvind(settings, database, session, edge), host, port, ready=lambda: None)


async def demo(
    settings: Settings, port: int, *, seeded: bool, current: str, ready: Callable[[], None]
) -> None:
    """The demo municipality, bound to loopback: there is no check of who speaks."""
    demo_settings = settings.model_copy(
        update={"app_id": DEMO_APP, "public_url": f"http://{LOOPBACK}:{port}"}
    )
    async with open_database(settings) as database:
        with _writing(playground.FILE):
            playground.write(data.organisation(), person_called(current), Path.cwd())
        if seeded:
            with _writing(str(settings.check_in_keys)):
                await seed(database, wall_clock())
        async with outbound(demo=True) as session:
            medvind = Medvind(demo_settings, database, session, open_edge())
            await _serve(medvind, LOOPBACK, port, ready=ready)


@contextmanager
def _writing(file: str) -> Iterator[None]:
    """Refuses, by its name, a file that cannot be written."""
    try:
        yield
    except OSError as unwritten:
        raise CommandRefused("cli-file-unwritable", file=file) from unwritten


def person_called(name: str) -> PersonSpec:
    """Somebody of the demo by the beginning of her name; refuses an unknown one, naming the known."""
    people = data.organisation().people
    for person in people:
        if person.name.casefold().startswith(name.casefold()):
            return person
    raise CommandRefused("cli-unknown-person", name=name, known=", ".join(p.name for p in people[:5]))


async def _serve(medvind: Medvind, host: str, port: int, *, ready: Callable[[], None]) -> None:
    runner = web.AppRunner(medvind.application(), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        # What is loaded by now stays. To look through it for garbage would take 0.1 s, again and again.
        gc.freeze()
        ready()
        structlog.get_logger().info("listening", port=port)
        await _told_to_stop()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as taken:
        raise CommandRefused("cli-port-taken", port=str(port)) from taken


async def _told_to_stop() -> None:
    """Until SIGTERM, which is how containers are stopped; Ctrl-C cancels the task itself."""
    stop = asyncio.Event()
    with suppress(NotImplementedError):  # Windows has no such signal
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()


def start_playground(port: int) -> subprocess.Popen[bytes] | None:
    """Start the Playground beside the demo; None where there is no npx."""
    if shutil.which("npx") is None:
        return None
    return subprocess.Popen(playground.npx_line(port), stdout=subprocess.DEVNULL)  # noqa: S603


def playground_command(port: int) -> str:
    return shlex.join(playground.npx_line(port))
