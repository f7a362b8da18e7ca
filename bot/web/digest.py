"""`GET /api/digest/{iso_week}?format=…`: the section, for a machine or for the editor's download."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.web.doors import Door, open_to, seen
from bot.web.requests import WEB, refuse, secret_in, week_from
from digest.compile import compile_section
from digest.formats import Format, UnknownFormat, render
from domain.roles import Permission
from storage import access, exports
from storage.database import Session


@dataclass(frozen=True)
class Reader:
    """Who pulls: somebody who is signed in, or a machine by its token's label."""

    tenant_id: str
    person_id: str | None = None
    label: str = ""


@open_to(Door.ITS_OWN)
async def get_digest(request: web.Request) -> web.Response:
    here = request.app[WEB]
    async with here.database.write() as session:
        reader = await reader_of(session, request)
        week = week_from(request, request.match_info["iso_week"])
        try:
            fmt = Format(request.query.get("format", Format.JSON))
        except UnknownFormat:
            refuse(web.HTTPBadRequest, "web-unknown-format", here.language, known=", ".join(Format))
        section = await compile_section(session, reader.tenant_id, week, here.language)
        ids = [item.id for item in section.items]
        await exports.note(
            session,
            reader.tenant_id,
            week,
            fmt,
            ids,
            here.clock(),
            person_id=reader.person_id,
            label=reader.label,
        )
    name = f"medvind-{week}{fmt.suffix}"
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if fmt not in (Format.JSON, Format.HTML, Format.MD):
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # A document with its pictures takes longer than anybody else should wait.
    body = await asyncio.to_thread(render, section, fmt)
    return web.Response(body=body, headers={"Content-Type": fmt.content_type, **headers})


async def reader_of(session: Session, request: web.Request) -> Reader:
    """Whose digest may be pulled: by bearer token or by the editor's session. Else 401."""
    here = request.app[WEB]
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        token = await access.token_of(session, secret_in(secret), here.clock())
        if token is not None:
            return Reader(token.tenant_id, label=token.label)
    elif (visitor := await seen(session, request)) and visitor.may(Permission.READ_DIGEST):
        return Reader(visitor.tenant_id, visitor.person_id)
    return refuse(web.HTTPUnauthorized, "web-sign-in-needed", here.language)
