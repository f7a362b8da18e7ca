"""The part of the service that is asked how it is, and a wire to its database that can be cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import health
from bot.web.requests import WEB, Web, discreet
from tests.town import Town
from tests.web.desk import PUBLIC, Desk

AGAIN = timedelta(seconds=6)  # after this what `/readyz` saw last is old


@asynccontextmanager
async def watching(town: Town) -> AsyncIterator[Desk]:
    """Without a running sender, which would empty the outbox and wait for the test's locks too."""
    app = web.Application(middlewares=[discreet])
    app[WEB] = Web(town.database, town.clock, "da", PUBLIC)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    app.router.add_get("/metrics", health.metrics)
    async with TestClient(TestServer(app)) as client:
        yield Desk(town, client)


async def status(desk: Desk) -> str:
    """What `/readyz` says now; 200 and `ok` go together."""
    answer = await desk.get("/readyz")
    word = answer.text.removeprefix('{"status": "').removesuffix('"}')
    assert (answer.status == 200) is (word == "ok")
    return word


async def later(desk: Desk) -> str:
    desk.town.clock.now += AGAIN
    return await status(desk)


@dataclass
class Wire:
    """Between Medvind and its PostgreSQL: it can be cut, and it can go silent without a word."""

    server: str
    folder: str
    silent: bool = False
    _wires: list[asyncio.StreamWriter] = field(default_factory=list)
    _listening: asyncio.Server | None = None

    async def mend(self) -> None:
        self._listening = await asyncio.start_unix_server(self._carry, f"{self.folder}/.s.PGSQL.5432")

    async def cut(self) -> None:
        assert self._listening is not None
        self._listening.close()
        for wire in self._wires:
            wire.transport.abort()
        self._wires.clear()
        await self._listening.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(f"{self.server}/.s.PGSQL.5432")
        self._wires += [writer, far_writer]
        await asyncio.gather(self._copy(reader, far_writer), self._copy(far_reader, writer))

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                if not self.silent:
                    target.write(data)
        target.close()
