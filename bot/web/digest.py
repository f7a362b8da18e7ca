"""`GET /api/digest/{iso_week}?format=…`: the section, for a machine or for the editor's download."""

from __future__ import annotations

from aiohttp import web

from bot.web.requests import WEB, refuse, tenant_for_digest, week_from
from digest.compile import compile_section
from digest.formats import Format, UnknownFormat, render


async def get_digest(request: web.Request) -> web.Response:
    here = request.app[WEB]
    async with here.database.write() as session:
        tenant_id = await tenant_for_digest(session, request)
        week = week_from(request, request.match_info["iso_week"])
        try:
            fmt = Format(request.query.get("format", Format.JSON))
        except UnknownFormat:
            refuse(web.HTTPBadRequest, "web-unknown-format", here.language, known=", ".join(Format))
        section = await compile_section(session, tenant_id, week, here.language)
    name = f"medvind-{week}{fmt.suffix}"
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if fmt not in (Format.JSON, Format.HTML, Format.MD):
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return web.Response(body=render(section, fmt), headers={"Content-Type": fmt.content_type, **headers})
