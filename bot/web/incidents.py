"""Patterns in incidents on the web, for the work environment group and the committees. Never an incident."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.web.answers import page
from bot.web.doors import Door, open_to, visitor_of
from bot.web.requests import WEB, refuse
from digest.patterns.compile import compile_patterns, periods_told
from digest.patterns.formats import PatternFormat, render
from digest.patterns.paper import Paper
from digest.patterns.wording import period_name, wording
from domain.incident_periods import NotAPeriod, Period
from domain.roles import Permission
from storage import people
from texts.catalogue import texts


@open_to(Door.SIGNED_IN)
async def show(request: web.Request) -> web.Response:
    """A period's patterns; the last whole quarter's unless another is asked for.

    Her permission is asked for at every request, downloads included: which units, and whether the area.
    """
    here, visitor = request.app[WEB], visitor_of(request)
    now = here.clock()
    async with here.database.write() as session:
        units = [None, *(unit.id for unit in await people.units(session, visitor.tenant_id))]
        seen = {unit for unit in units if visitor.may(Permission.READ_INCIDENT_PATTERNS, unit)}
        if not seen:
            return page(request, "incidents-refused.html.j2", status=403)
        period = _period(request, Period.last_quarter(now))
        paper = await compile_patterns(
            session, visitor.tenant_id, period, now, here.language, seen.__contains__
        )
    if "format" in request.query:
        return await _download(request, paper)
    say = texts(here.language)
    others = [(str(one), period_name(one, say)) for one in periods_told(now) if one != period]
    formats = (PatternFormat.DOCX, PatternFormat.MD)
    return page(
        request, "incidents.html.j2", said=wording(paper), period=period, others=others, formats=formats
    )


def _period(request: web.Request, usual: Period) -> Period:
    try:
        return Period.parse(request.query["period"]) if "period" in request.query else usual
    except NotAPeriod:
        refuse(web.HTTPBadRequest, "web-unknown-period", request.app[WEB].language)


async def _download(request: web.Request, paper: Paper) -> web.Response:
    try:
        fmt = PatternFormat(request.query["format"])
    except ValueError:
        known = ", ".join(PatternFormat)
        refuse(web.HTTPBadRequest, "web-unknown-format", request.app[WEB].language, known=known)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="medvind-patterns-{paper.period}.{fmt}"',
        "Content-Type": fmt.content_type,
        "X-Content-Type-Options": "nosniff",
    }
    # A document with its pictures takes longer than anybody else should wait.
    body = await asyncio.to_thread(render, paper, fmt)
    return web.Response(body=body, headers=headers)
