"""One-time links from the chat: the way in where there is no app registration."""

from __future__ import annotations

from aiohttp import web

from bot.web.answers import CHECK_INS, FORUMS, INCIDENTS, MY_DATA, WORDS, known_place, page
from bot.web.doors import Door, open_to, secret_of
from bot.web.requests import WEB, from_our_page, in_a_frame, secret_in
from domain.roles import Permission, may
from storage import access, people
from storage.database import Session
from storage.tables import Person
from texts.catalogue import texts


@open_to(Door.EVERYBODY)
async def ask_to_open(request: web.Request) -> web.Response:
    """The link itself changes nothing: chat programs open links to preview them."""
    to = known_place(request.query.get("to", ""))
    opens = texts(request.app[WEB].language)(WORDS[to].opens)
    answer = page(request, "login.html.j2", key=request.query.get("key", ""), to=to, opens=opens)
    # With no referrer at all, an older browser would not say that the form came from here either.
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


@open_to(Door.ITS_OWN)
async def log_in(request: web.Request) -> web.Response:
    """Exchange the link's key for a session; a key works once, for ten minutes."""
    here = request.app[WEB]
    key, to = await _posted(request)
    key = key if from_our_page(request) else ""
    async with here.database.write() as session:
        opened = await access.exchange_link(session, key, here.clock()) if key else None
        if opened:
            await access.end_session(session, secret_of(request))
        way = await way_in(session, opened[0], to) if opened else ""
    if opened is None:
        again = texts(here.language)(WORDS[to].link_used)
        return page(request, "link-used.html.j2", status=403, again=again)
    answer = web.HTTPSeeOther(way)
    remember(request, answer, opened[1])
    raise answer


def remember(request: web.Request, answer: web.StreamResponse, secret: str) -> None:
    """Hand the browser its session. It ends with the browser; when else it ends, the server decides."""
    here = request.app[WEB]
    answer.set_cookie(here.cookie, secret, httponly=True, secure=here.secure, samesite="Lax", path="/")


def remember_in_teams(request: web.Request, answer: web.StreamResponse, secret: str) -> None:
    """Hand it the session of Teams' frame, which it keeps apart from what it sends us elsewhere."""
    # Written by hand: Python's cookies know of no parts before 3.14.
    flags = "HttpOnly; Path=/; SameSite=None; Secure; Partitioned"
    answer.headers.add("Set-Cookie", f"{request.app[WEB].cookie}={secret}; {flags}")


def forget(request: web.Request, answer: web.StreamResponse) -> None:
    """Let the browser drop its session, in the frame or out of it."""
    if in_a_frame(request):
        remember_in_teams(request, answer, "; Max-Age=0")
    else:
        here = request.app[WEB]
        answer.del_cookie(here.cookie, path="/", secure=here.secure, httponly=True, samesite="Lax")


async def way_in(session: Session, person: Person, to: str) -> str:
    """The page that she came for, or the one that she may read."""
    if to in (CHECK_INS, INCIDENTS, MY_DATA):  # each of them says itself who may read what
        return f"/{to}"
    grants = await people.grants(session, person)
    lists = may(grants, Permission.READ_FORUMS, None)
    reads = may(grants, Permission.READ_DIGEST, None)
    return "/forums" if lists and (to == FORUMS or not reads) else "/editor"


async def _posted(request: web.Request) -> tuple[str, str]:
    """The key in the posted form, and where it leads; whatever else is posted has neither."""
    if request.content_type != "application/x-www-form-urlencoded":
        return "", ""
    try:
        form = await request.post()
    except (LookupError, ValueError):  # an encoding nobody knows, or bytes that are not in it
        return "", ""
    return secret_in(str(form.get("key", ""))), known_place(str(form.get("to", "")))
