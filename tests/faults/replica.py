"""Medvind as processes that may be killed: the composition of `medvind run`, without a port of its own.

Importing takes more than a second. So one process imports everything and forks replicas on request: one that
was killed is back within milliseconds. It reads orders, a line of JSON each, and answers each with a line.
Only what says where a message belongs is invented here; everything else of a replica is the product.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web
from sqlalchemy.orm import configure_mappers

from bot import app
from bot.app import Medvind
from bot.clock import wall_clock
from bot.edge import open_edge
from bot.logs import quiet_logs
from bot.settings import DEMO_APP, Settings
from bot.teams.connector import Connector
from bot.teams.credentials import NoToken
from bot.teams.hosts import is_loopback
from dialogs.base import Scene
from dialogs.screens import Notice, Screen
from nudges.base import Nudge
from nudges.registry import BY_MESSAGE
from storage.database import Database
from storage.tables import Outgoing
from tests.databases import KEYS
from tests.faults.naive import NAIVE
from tests.faults.teams_process import ROOT
from texts.catalogue import texts

MESSAGE = "trial"
MEDVIND = "medvind"
PATIENCE = 40.0  # seconds for one answer: twice what a service may take to end
_TOLD = {signal.SIGTERM, signal.SIGUSR1}


@dataclass(frozen=True)
class Order:
    """One replica: its database, by which design it sends, and how many seconds its clock is ahead."""

    database: str
    design: str = MEDVIND
    skew: float = 0.0


def opened(url: str) -> Database:
    return Database(url, KEYS)


async def _compose(scene: Scene, row: Outgoing) -> Screen:
    """A card that names the chat it belongs to."""
    return Notice("welcome-heading", {"name": row.object_id}, menu=False)


async def _live(order: Order) -> None:
    database = opened(order.database)
    async with aiohttp.ClientSession() as session:
        if order.design == MEDVIND:
            await _serve(database, session, timedelta(seconds=order.skew))
        else:
            await NAIVE[order.design](database, Connector(session, NoToken(), is_loopback))
    await database.close()


async def _serve(database: Database, session: aiohttp.ClientSession, skew: timedelta) -> None:
    """As `medvind run` does: until SIGTERM, and then to the end of what is being sent."""
    settings = Settings(app_id=DEMO_APP, public_url="https://medvind.example")
    medvind = Medvind(settings, database, session, open_edge(), clock=lambda: wall_clock() + skew)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, medvind.sender.wake)  # as a conversation would
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD)
    runner = web.AppRunner(medvind.application(), access_log=None)
    await runner.setup()
    await stop.wait()
    await runner.cleanup()


class Nursery:
    """The other end, for whoever controls the trial: starts replicas and sees them out."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self.log = log

    @classmethod
    @asynccontextmanager
    async def open(cls, log: Path) -> AsyncIterator[Self]:
        """A nursery that ends, with every replica, when this process does, however it comes to its end."""
        with log.open("w") as written:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", __name__),
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=written,
                start_new_session=True,
            )
        assert process.stdin
        try:
            yield cls(process, log)
        finally:
            process.kill()  # it may be waiting for a replica that does not end
            await process.wait()

    async def start(self, order: Order) -> int:
        """The id of a new process."""
        return await self._ask(start=asdict(order))

    async def ended(self, pid: int) -> int:
        """How it ended: 0 when it was asked to and did, -9 when it was killed."""
        return await self._ask(wait=pid)

    async def _ask(self, **order: Any) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        async with asyncio.timeout(PATIENCE):
            answer = await self._process.stdout.readline()
        return int(answer)


def _fork(order: Order, lifeline: tuple[int, int]) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        os.close(lifeline[1])
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, sys.stdin.fileno())
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        asyncio.run(_living(order, lifeline[0]))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Not by way of what Python does at an exit: that belongs to the process this one came from.
        os._exit(status)


async def _living(order: Order, lifeline: int) -> None:
    asyncio.get_running_loop().add_reader(lifeline, os._exit, 1)  # nobody is left to end this replica
    await _live(order)


def _main() -> None:
    BY_MESSAGE[MESSAGE] = Nudge(MESSAGE, _compose)
    app.DRAIN = 2 * PATIENCE  # who does not come to an end is to be seen, not cut off
    texts("da")  # what a service does once in its life, these would do at every second breath
    configure_mappers()
    quiet_logs(logging.ERROR)
    # A replica that is told something before it can hear is to hear it then, not to die of it.
    signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD)
    lifeline = os.pipe()
    gc.freeze()
    for line in sys.stdin:
        match json.loads(line):
            case {"start": order}:
                answer = _fork(Order(**order), lifeline)
            case {"wait": pid}:
                answer = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(answer, flush=True)  # noqa: T201 - this is the answer


if __name__ == "__main__":
    _main()
