"""The pages that the app's manifest must name: what this is, privacy, terms."""

from __future__ import annotations

from aiohttp import web

from bot.web.answers import page
from bot.web.doors import Door, open_to


@open_to(Door.EVERYBODY)
async def show(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "") or "about"
    return page(request, "plain.html.j2", name=name)
