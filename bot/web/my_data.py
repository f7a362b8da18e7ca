"""Everything that is kept about whoever asks, as a file of her own."""

from __future__ import annotations

import json

from aiohttp import web

from bot.web.doors import Door, open_to, person_of
from bot.web.requests import WEB
from storage import personal_data


@open_to(Door.SIGNED_IN)
async def download(request: web.Request) -> web.Response:
    """Hers alone: there is no way to ask for somebody else's."""
    here = request.app[WEB]
    async with here.database.write() as session:
        found = await personal_data.about(session, await person_of(session, request))
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="medvind-mine-data.json"',
        "X-Content-Type-Options": "nosniff",
    }
    written = json.dumps(found, ensure_ascii=False, indent=2)
    return web.Response(text=written, content_type="application/json", headers=headers)
