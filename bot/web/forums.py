"""The committee's list: a page, and the paper in two formats, for whoever prepares the committee's papers."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.web.answers import page
from bot.web.doors import Door, open_to, visitor_of
from bot.web.requests import WEB, refuse
from digest.committee.compile import compile_paper
from digest.committee.formats import PaperFormat, render
from digest.committee.paper import Paper
from digest.committee.wording import wording
from domain.roles import Permission


@open_to(Door.SIGNED_IN)
async def show(request: web.Request) -> web.Response:
    """The list of the last half year. Her permission is asked for at every request, downloads included."""
    here, visitor = request.app[WEB], visitor_of(request)
    if not visitor.may(Permission.READ_FORUMS):
        return page(request, "forums-refused.html.j2", status=403)
    async with here.database.write() as session:
        paper = await compile_paper(session, visitor.tenant_id, here.clock(), here.language)
    if "format" in request.query:
        return await _download(request, paper)
    reads = visitor.may(Permission.READ_DIGEST)
    return page(request, "forums.html.j2", said=wording(paper), formats=tuple(PaperFormat), reads=reads)


async def _download(request: web.Request, paper: Paper) -> web.Response:
    try:
        fmt = PaperFormat(request.query["format"])
    except ValueError:
        refuse(
            web.HTTPBadRequest,
            "web-unknown-format",
            request.app[WEB].language,
            known=", ".join(PaperFormat),
        )
    name = f"medvind-status-{paper.last}.{fmt}"
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Type": fmt.content_type,
        "X-Content-Type-Options": "nosniff",
    }
    # A document with its pictures takes longer than anybody else should wait.
    body = await asyncio.to_thread(render, paper, fmt)
    return web.Response(body=body, headers=headers)
