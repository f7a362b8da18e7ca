"""The committee's list: a page, and the paper in two formats, for whoever prepares the committee's papers."""

from __future__ import annotations

from aiohttp import web

from bot.web.editor import FORUMS, page, sign_in_page
from bot.web.requests import WEB, refuse, signed_in, visitor
from digest.committee.compile import compile_paper
from digest.committee.formats import PaperFormat, render
from digest.committee.paper import Paper
from digest.committee.wording import wording
from domain.roles import Permission, may
from storage import people
from storage.database import Session


async def show(request: web.Request) -> web.Response:
    """The list of the last half year. Her permission is asked for at every request, downloads included."""
    here = request.app[WEB]
    async with here.database.write() as session:
        person = await signed_in(session, request, Permission.READ_FORUMS)
        if person is None:
            return await _turned_away(session, request)
        reads = may(await people.grants(session, person), Permission.READ_DIGEST, None)
        paper = await compile_paper(session, person.tenant_id, here.clock(), here.language)
    if "format" in request.query:
        return _download(request, paper)
    return page(request, "forums.html.j2", said=wording(paper), formats=tuple(PaperFormat), reads=reads)


async def _turned_away(session: Session, request: web.Request) -> web.Response:
    """Somebody we do not know is to sign in; to somebody we know that would be of no use."""
    if await visitor(session, request) is None:
        return sign_in_page(request, FORUMS)
    return page(request, "forums-refused.html.j2", status=403)


def _download(request: web.Request, paper: Paper) -> web.Response:
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
    return web.Response(body=render(paper, fmt), headers=headers)
