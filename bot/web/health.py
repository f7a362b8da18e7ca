"""Is it alive, is it ready, what has it done."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.web.requests import WEB


async def alive(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def ready(request: web.Request) -> web.Response:
    """Green when the database answers and has our tables: before `medvind db upgrade` it has none."""
    try:
        async with request.app[WEB].database.read() as session:
            await (await session.connection()).execute(text("SELECT 1 FROM outbox WHERE 1 = 0"))
    except SQLAlchemyError:
        return web.json_response({"status": "database"}, status=503)
    return web.json_response({"status": "ok"})


async def metrics(request: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
