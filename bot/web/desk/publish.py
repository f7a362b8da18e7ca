"""Marking a week as published: asked once more before it is done, for then it does not change any more."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.desk.acts import IS_PUBLISHED
from bot.web.desk.board import board
from bot.web.desk.paper import Said, address_of, desk_page
from bot.web.desk.show import board_page
from bot.web.doors import open_to, person_of, posted
from bot.web.requests import WEB, week_from
from digest.compile import compile_section
from digest.publish import publish, take_over
from domain.newsletter import NAME_MAX, link_problem, name_problem, week_problem
from domain.roles import Permission
from domain.story_rules import tidy
from storage import newsletter_mail, newsletters

READ_MAX = 2000


@open_to(Permission.EDIT_NEWSLETTER)
async def ask(request: web.Request) -> web.Response:
    """What will happen, and what the newsletter is called."""
    here = request.app[WEB]
    week = week_from(request, request.match_info["iso_week"])
    async with here.database.write() as session:
        editor = await person_of(session, request)
        section = await compile_section(session, editor.tenant_id, week, here.language)
        issue = await newsletters.get(session, editor.tenant_id, week)
        if issue is not None and issue.published_at is not None:
            found = await board(session, editor, week, here.language)
            return board_page(request, found, IS_PUBLISHED)
    return _page(request, section=section, week=week, name="", link="")


@open_to(Permission.EDIT_NEWSLETTER)
async def mark(request: web.Request) -> web.StreamResponse:
    """Freeze the week, thank the authors and tell the teams: in one transaction, and once."""
    here, form = request.app[WEB], await posted(request)
    week, now = week_from(request, request.match_info["iso_week"]), here.clock()
    name = " ".join(tidy(form.get("name", "")[:READ_MAX]).split())
    link = form.get("link", "")[:READ_MAX].strip()
    checks = (name_problem(name), link_problem(link), week_problem(week, now))
    found = [problem for problem in checks if problem]
    async with here.database.write() as session:
        editor = await person_of(session, request)
        if found:
            section = await compile_section(session, editor.tenant_id, week, here.language)
            return _page(request, found, section=section, week=week, name=name, link=link)
        try:
            issue = await take_over(session, editor.tenant_id, week, now)
            issue.title, issue.link = name, link
            authors = await publish(session, issue, editor, now)
        except newsletters.Published:
            stands = await board(session, editor, week, here.language)
            return board_page(request, stands, IS_PUBLISHED)
        await newsletter_mail.tell_of_publishing(session, issue, sorted(authors), now)
    here.wake()
    raise web.HTTPSeeOther(address_of(week, said="desk-published"))


def _page(request: web.Request, found: list[str] | None = None, **values: Any) -> web.Response:
    said = Said("desk-not-published", status=422) if found else None
    return desk_page(request, "publish.html.j2", said, found=found or [], name_max=NAME_MAX, **values)
