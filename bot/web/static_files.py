"""The desk's scripts and styles: from this host alone, by name, and nothing that is not listed."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from aiohttp import web

from bot.web.doors import Door, open_to
from bot.web.requests import WEB, refuse

_KINDS = {"js": "text/javascript", "css": "text/css"}
_NAMES = ("pages.css", "htmx.js", "sortable.js", "teams.js", "pico.css", "desk.css", "desk.js", "tab.js")
_FOLDER = files("bot.web") / "static"
_FOUND = {name: (_FOLDER / name).read_bytes() for name in _NAMES if (_FOLDER / name).is_file()}
_MARKS = {name: sha256(body).hexdigest()[:16] for name, body in _FOUND.items()}


def address_of(name: str) -> str:
    """With a mark of the content: a browser may keep it, and gets the new one after an upgrade."""
    return f"/static/{name}?{_MARKS[name]}"


@open_to(Door.EVERYBODY)
async def serve(request: web.Request) -> web.Response:
    body = _FOUND.get(request.match_info["name"])
    if body is None:
        refuse(web.HTTPNotFound, "web-no-file", request.app[WEB].language)
    kind = _KINDS[request.match_info["name"].rpartition(".")[2]]
    kept = "public, max-age=31536000, immutable" if request.query_string else "no-cache"
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
