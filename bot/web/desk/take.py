"""Taking the section home: to the clipboard, and as feeds of what is published. Each time is written down."""

from __future__ import annotations

import json

from aiohttp import web

from bot.web.desk.paper import by_script, desk_page
from bot.web.digest import reader_of
from bot.web.doors import Door, open_to, visitor_of
from bot.web.requests import WEB, refuse, week_from
from digest import feed
from digest.clipboard import clipboard
from digest.compile import compile_section
from domain.calendar import IsoWeek
from domain.roles import Permission
from storage import exports, newsletters
from storage.database import Session

CLIPBOARD = "clipboard"
IN_A_FEED = 12  # weeks: a quarter of a year
_KINDS = {
    "json": (feed.json_feed, feed.JSON_FEED),
    "atom": (feed.atom, feed.ATOM),
}


@open_to(Permission.READ_DIGEST)
async def copy(request: web.Request) -> web.Response:
    """Both kinds of text for the clipboard; without a script a page to mark and copy from."""
    here, visitor = request.app[WEB], visitor_of(request)
    week = week_from(request, request.match_info["iso_week"])
    async with here.database.write() as session:
        section = await compile_section(session, visitor.tenant_id, week, here.language)
        ids = [item.id for item in section.items]
        await exports.note(
            session, visitor.tenant_id, week, CLIPBOARD, ids, here.clock(), person_id=visitor.person_id
        )
    html, plain = clipboard(section)
    if by_script(request):
        body = json.dumps({"html": html, "text": plain}, ensure_ascii=False)
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return web.Response(text=body, content_type="application/json", headers=headers)
    return desk_page(request, "copy.html.j2", week=week, html=html, plain=plain)


@open_to(Door.ITS_OWN)
async def get_feed(request: web.Request) -> web.Response:
    """`GET /api/feed/json`, `/api/feed/atom`: what is published, for an intranet that reads feeds."""
    here = request.app[WEB]
    made = _KINDS.get(request.match_info["kind"])
    if made is None:
        refuse(web.HTTPNotFound, "web-unknown-feed", here.language)
    async with here.database.write() as session:
        reader = await reader_of(session, request)
        found = await _published(session, reader.tenant_id, here.language)
        for one in found:
            ids = [item.id for item in one.section.items]
            await exports.note_once_a_day(
                session,
                reader.tenant_id,
                one.section.week,
                f"feed-{request.match_info['kind']}",
                ids,
                here.clock(),
                person_id=reader.person_id,
                label=reader.label,
            )
    render, kind = made
    headers = {"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=render(found, f"{here.public_url}/editor", here.language), headers=headers)


async def _published(session: Session, tenant_id: str, language: str) -> list[feed.Published]:
    found = []
    for issue in await newsletters.published(session, tenant_id, limit=IN_A_FEED):
        assert issue.published_at is not None, "only published weeks are found"
        section = await compile_section(session, tenant_id, IsoWeek.parse(issue.week), language)
        found.append(feed.Published(section, issue.published_at, issue.link))
    return found
