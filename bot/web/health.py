"""Is it alive, is it ready, what has it done."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import exposition
from bot.web.doors import Door, open_to
from bot.web.requests import WEB, Web
from storage.database import Database
from storage.health import OutboxFigures, outbox_figures, prove_writing, schema_is_current

T = TypeVar("T")
PATIENCE = 2.0  # seconds for the database to take a small write
SILENCE = 3.0  # seconds after which a database that says nothing at all counts as away
KEPT = timedelta(seconds=5)  # probing costs a write, and anybody may ask
LATE = timedelta(minutes=5)  # a message that must not be lost leaves sooner, or something is wrong

_AWAY = (SQLAlchemyError, OSError)  # a TimeoutError is an OSError
_letting_go: set[asyncio.Task[Any]] = set()


class Readiness:
    """What `/readyz` says of one database: looked at once for everybody who asks within `KEPT`."""

    def __init__(self) -> None:
        self._looking = asyncio.Lock()
        self._seen: tuple[datetime, str] | None = None
        self._schema_seen = False

    async def status(self, here: Web) -> str:
        """`ok`, or the one word for what is wrong: `schema`, `database`, `outbox`."""
        async with self._looking:
            now = here.clock()
            if self._seen is None or not timedelta(0) <= now - self._seen[0] < KEPT:
                self._seen = now, await self._look(here.database, now)
            return self._seen[1]

    async def _look(self, database: Database, now: datetime) -> str:
        try:
            return await _within(SILENCE, self._examine(database, now))
        except _AWAY:
            return "database"

    async def _examine(self, database: Database, now: datetime) -> str:
        # Once seen it is not asked about again: `medvind db upgrade` runs before the new release starts, and
        # must not turn everybody away from the old one.
        if not self._schema_seen:
            async with database.read() as session:
                self._schema_seen = await schema_is_current(session)
        if not self._schema_seen:
            return "schema"
        await prove_writing(database, now, PATIENCE)
        figures = await _figures(database, now)
        return "outbox" if figures.late > LATE.total_seconds() else "ok"


_READINESS: WeakKeyDictionary[Database, Readiness] = WeakKeyDictionary()


@open_to(Door.EVERYBODY)
async def alive(request: web.Request) -> web.Response:
    """Says nothing of the database: restarting the service would not bring that back."""
    return web.json_response({"status": "ok"})


@open_to(Door.EVERYBODY)
async def ready(request: web.Request) -> web.Response:
    """Green when the database has our tables and takes a write, and what must not be lost is on its way."""
    here = request.app[WEB]
    status = await _READINESS.setdefault(here.database, Readiness()).status(here)
    return web.json_response({"status": status}, status=200 if status == "ok" else 503)


@open_to(Door.EVERYBODY)
async def metrics(request: web.Request) -> web.Response:
    """Answers with what this process has counted even when the database is away."""
    here = request.app[WEB]
    figures: OutboxFigures | None
    try:
        figures = await _within(SILENCE, _figures(here.database, here.clock()))
    except _AWAY:
        figures = None
    return web.Response(body=exposition(figures), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _figures(database: Database, now: datetime) -> OutboxFigures:
    async with database.read() as session:
        return await outbox_figures(session, now)


async def _within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The result, or TimeoutError at once: `asyncio.timeout` would wait until a silent server lets go."""
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    finally:
        if not task.done():
            task.cancel()
            _letting_go.add(task)
            task.add_done_callback(_let_go)
    if not done:
        raise TimeoutError
    return task.result()


def _let_go(task: asyncio.Task[Any]) -> None:
    _letting_go.discard(task)
    if not task.cancelled():
        task.exception()  # seen, so that asyncio does not report it
