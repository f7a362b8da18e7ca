"""The editor's page: a one-time link from the chat, then the week's section and its downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader

from bot.web.requests import WEB, from_our_page, secret_in, signed_in, week_from
from digest.compile import compile_section
from digest.formats import Format
from digest.page import fragment
from domain.calendar import IsoWeek, NotAWeek
from domain.roles import Permission, may
from storage import access, people
from storage.database import Session
from storage.tables import Person
from texts.catalogue import texts

# Where a link may lead; any other word leads to the newsletter.
FORUMS, CHECK_INS, INCIDENTS, MY_DATA = "forums", "check-ins", "incidents", "my-data"


@dataclass(frozen=True)
class _Words:
    """The texts on the way to a page: the button that opens it, and how to get a link to it."""

    opens: str
    sign_in: str
    link_used: str


_WORDS = {
    "": _Words("web-login-heading", "web-sign-in-text", "web-link-used-text"),
    FORUMS: _Words("web-login-forums", "web-sign-in-forums", "web-link-used-forums"),
    CHECK_INS: _Words("web-check-in-login", "web-check-in-sign-in", "web-check-in-link-used"),
    INCIDENTS: _Words("web-incidents-login", "web-incidents-sign-in", "web-incidents-link-used"),
    MY_DATA: _Words("web-my-data-login", "web-my-data-sign-in", "web-my-data-link-used"),
}
_PAGES = Environment(loader=PackageLoader("bot.web", "pages"), autoescape=True)
# The section carries its style in attributes, because that is what survives a paste into Outlook.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(
    request: web.Request, template: str, status: int = 200, language: str = "", **values: Any
) -> web.Response:
    """One of our pages, in the service's language unless another is asked for."""
    language = language or request.app[WEB].language
    html = _PAGES.get_template(template).render(t=texts(language), language=language, **values)
    return web.Response(text=html, status=status, content_type="text/html", headers=_HEADERS)


def sign_in_page(request: web.Request, to: str = "") -> web.Response:
    """How somebody we do not know gets a link to the page that she came for."""
    say = texts(request.app[WEB].language)
    return page(request, "sign-in.html.j2", status=401, how=say(_WORDS[to].sign_in))


async def ask_to_open(request: web.Request) -> web.Response:
    """The link itself changes nothing: chat programs open links to preview them."""
    to = _known_place(request.query.get("to", ""))
    opens = texts(request.app[WEB].language)(_WORDS[to].opens)
    answer = page(request, "login.html.j2", key=request.query.get("key", ""), to=to, opens=opens)
    # With no referrer at all, an older browser would not say that the form came from here either.
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


async def log_in(request: web.Request) -> web.Response:
    """Exchange the link's key for a session; a key works once, for ten minutes."""
    here = request.app[WEB]
    key, to = await _posted(request)
    key = key if from_our_page(request) else ""
    async with here.database.write() as session:
        opened = await access.exchange_link(session, key, here.clock()) if key else None
        way_in = await _way_in(session, opened[0], to) if opened else ""
    if opened is None:
        again = texts(here.language)(_WORDS[to].link_used)
        return page(request, "link-used.html.j2", status=403, again=again)
    answer = web.HTTPSeeOther(way_in)
    answer.set_cookie(
        here.cookie,
        opened[1],
        httponly=True,
        secure=here.secure,
        samesite="Lax",
        path="/",
        max_age=int(access.SESSION_LIVES.total_seconds()),
    )
    raise answer


async def _posted(request: web.Request) -> tuple[str, str]:
    """The key in the posted form, and where it leads; whatever else is posted has neither."""
    if request.content_type != "application/x-www-form-urlencoded":
        return "", ""
    try:
        form = await request.post()
    except (LookupError, ValueError):  # an encoding nobody knows, or bytes that are not in it
        return "", ""
    return secret_in(str(form.get("key", ""))), _known_place(str(form.get("to", "")))


def _known_place(to: str) -> str:
    """Never an address: nobody can make a link of ours lead somewhere else."""
    return to if to in _WORDS else ""


async def _way_in(session: Session, person: Person, to: str) -> str:
    """The page that she came for, or the one that she may read."""
    if to in (CHECK_INS, INCIDENTS, MY_DATA):  # each of them says itself who may read what
        return f"/{to}"
    grants = await people.grants(session, person)
    lists = may(grants, Permission.READ_FORUMS, None)
    reads = may(grants, Permission.READ_DIGEST, None)
    return "/forums" if lists and (to == FORUMS or not reads) else "/editor"


async def show(request: web.Request) -> web.Response:
    """The section of one week, as the reader will see it."""
    here = request.app[WEB]
    async with here.database.write() as session:
        person = await signed_in(session, request, Permission.READ_DIGEST)
        if person is None:
            return sign_in_page(request)
        lists = may(await people.grants(session, person), Permission.READ_FORUMS, None)
        week = week_from(request, request.query.get("week") or str(IsoWeek.of(here.clock())))
        section = await compile_section(session, person.tenant_id, week, here.language)
    return page(
        request,
        "editor.html.j2",
        week=week,
        before=_beside(week, IsoWeek.previous),
        after=_beside(week, IsoWeek.next),
        section=fragment(section),
        lists=lists,
        # The editor's own moves first: Word, then a mail.
        formats=(Format.DOCX, Format.EML, Format.HTML, Format.MD, Format.JSON),
    )


def _beside(week: IsoWeek, step: Callable[[IsoWeek], IsoWeek]) -> IsoWeek | None:
    """The week before or after; None where the calendar ends."""
    try:
        return step(week)
    except NotAWeek:
        return None


async def style(request: web.Request) -> web.Response:
    source = _PAGES.loader.get_source(_PAGES, "editor.css")[0] if _PAGES.loader else ""
    return web.Response(text=source, content_type="text/css")


async def plain_page(request: web.Request) -> web.Response:
    """The pages that the app's manifest must name: what this is, privacy, terms."""
    name = request.match_info.get("name", "") or "about"
    return page(request, "plain.html.j2", name=name)
