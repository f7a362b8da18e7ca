"""Who may open which address: said at the handler, asked at every request, closed where nothing is said.

A role is looked up in the database each time, so that one which is taken away is gone with the next click.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from aiohttp import web
from multidict import MultiDictProxy

from bot.web.answers import place_of, sign_in_page, turned_away
from bot.web.requests import WEB, from_our_page, in_a_frame, secret_in
from domain.kinds import Role
from domain.roles import Grant, Permission, may
from storage import access, people
from storage.database import Session
from storage.tables import Person

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door(Enum):
    """Who may come in where no permission is asked for."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed in"
    ITS_OWN = "its own"  # the handler checks: a gate, a bearer token, a one-time key


@dataclass(frozen=True)
class Visitor:
    """Who is signed in, what she may do now, and `csrf`, the mark that every form of hers must carry."""

    tenant_id: str
    person_id: str
    name: str
    grants: Sequence[Grant]
    csrf: str

    def may(self, act: Permission, unit_id: str | None = None) -> bool:
        return may(self.grants, act, unit_id)


@dataclass(frozen=True)
class _Seen:
    visitor: Visitor
    lapsed: bool  # her right to edit came from Entra, and is to be asked for again


_MARK = "medvind_open_to"
_VISITOR = web.RequestKey("visitor", Visitor)
_FORM = web.RequestKey("form", MultiDictProxy[str])
_EDITOR = Grant(Role.EDITOR, None)
_LOOKING = ("GET", "HEAD")
FIELD, HEADER = "csrf", "X-CSRF-Token"

_CLOSED = "web-closed", "web-closed-text"
_NOT_YOURS = "web-not-yours", "web-not-yours-text"
_ASK_AGAIN = "web-ask-again", "web-ask-again-text"
_OLD_FORM = "web-old-form", "web-old-form-text"
_NO_FORM = "web-no-form", "web-no-form-text"
_TOO_LARGE = "web-too-large", "web-too-large-text"


def open_to(needs: Door | Permission) -> Callable[[Handler], Handler]:
    """Mark a handler with who may come in. Where a form is sent to it, a session's form needs its mark."""

    def mark(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def marked(request: web.Request) -> web.StreamResponse:
            return await handler(request)

        setattr(marked, _MARK, needs)
        return marked

    return mark


def needs_of(handler: object) -> Door | Permission | None:
    """What the handler was marked with; None is closed."""
    return getattr(handler, _MARK, None)


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Deny by default: a handler that nobody has thought about answers nobody."""
    if request.match_info.http_exception is not None:  # there is no such address
        return await handler(request)
    needs = needs_of(request.match_info.handler)
    if needs is None:
        turned_away(request, web.HTTPForbidden, _CLOSED)
    if needs not in (Door.EVERYBODY, Door.ITS_OWN):
        refusal = await _refusal(request, needs)
        if refusal is not None:
            return refusal
    return await handler(request)


def visitor_of(request: web.Request) -> Visitor:
    """Who is signed in, behind a door that asks for it."""
    return request[_VISITOR]


async def posted(request: web.Request) -> MultiDictProxy[str]:
    """The form that was sent: from a page of ours, and behind a session's door with the session's mark.

    Raises 400, 403, 413 or 415 with a page that tells what to do.
    """
    known = request.get(_FORM)
    return await _form(request) if known is None else known


async def seen(session: Session, request: web.Request) -> Visitor | None:
    """Who is behind the cookie, where a handler checks for itself."""
    found = await _seen(session, request)
    return found.visitor if found else None


async def person_of(session: Session, request: web.Request) -> Person:
    """The row of who is signed in."""
    visitor = visitor_of(request)
    return await session.get_one(Person, (visitor.tenant_id, visitor.person_id))


def secret_of(request: web.Request) -> str:
    """The secret of the session that the browser says it has; empty when it has none."""
    return secret_in(request.cookies.get(request.app[WEB].cookie, ""))


async def _refusal(request: web.Request, needs: Door | Permission) -> web.StreamResponse | None:
    """Why the visitor does not get in; None, and she is known to the handler, when she does."""
    async with request.app[WEB].database.write() as session:
        found = await _seen(session, request)
    if found is None:
        return sign_in_page(request, place_of(request))
    visitor = found.visitor
    if request.method in _LOOKING:
        if found.lapsed:
            return _to_be_asked_again(request)
    else:
        request[_FORM] = await _form(request)
        _check_mark(request, visitor)
    if isinstance(needs, Permission) and not visitor.may(needs):
        # What she wrote must not be lost to a sign-in that she cannot see: her own page tells her how.
        turned_away(request, web.HTTPForbidden, _ASK_AGAIN if found.lapsed else _NOT_YOURS)
    request[_VISITOR] = visitor
    return None


async def _seen(session: Session, request: web.Request) -> _Seen | None:
    here, secret = request.app[WEB], secret_of(request)
    visit = await access.visit_of(session, secret, here.clock()) if secret else None
    if visit is None:
        return None
    person, grants = visit.person, await people.grants(session, visit.person)
    lent = _lent(visit.app_role_until, here.clock())
    lapsed = lent is False and _EDITOR not in grants and here.entra is not None
    grants = [*grants, _EDITOR] if lent else grants
    return _Seen(Visitor(person.tenant_id, person.id, person.name, grants, _mark(secret)), lapsed)


def _lent(until: datetime | None, now: datetime) -> bool | None:
    """Whether Entra's word for her right to edit still holds; None when it never gave it."""
    return None if until is None else now < until


def _to_be_asked_again(request: web.Request) -> web.StreamResponse:
    """Silently: Entra answers at once for somebody who is signed in there."""
    to = place_of(request)
    # Entra does not answer within a frame; there it is Teams that knows who she is.
    address = "/editor/tab" if in_a_frame(request) else f"/editor/sign-in?to={to}&quiet=1"
    if "HX-Request" in request.headers:  # a script cannot follow to another host: the page itself must go
        return web.Response(status=401, headers={"HX-Redirect": address})
    return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})


async def _form(request: web.Request) -> MultiDictProxy[str]:
    if not from_our_page(request):
        turned_away(request, web.HTTPForbidden, _OLD_FORM)
    # Files go to pages that are made for them: aiohttp would put whatever comes here on the disk.
    # An encoding of the sender's choice could make letters that no database takes.
    known = (request.charset or "utf-8").lower() in ("utf-8", "utf8")
    if not known or request.content_type != "application/x-www-form-urlencoded":
        turned_away(request, web.HTTPUnsupportedMediaType, _NO_FORM)
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        turned_away(request, functools.partial(web.HTTPRequestEntityTooLarge, 0, 0), _TOO_LARGE)
    except (LookupError, ValueError):  # an encoding nobody knows, or bytes that are not in it
        turned_away(request, web.HTTPBadRequest, _NO_FORM)
    return form  # type: ignore[return-value]  # files are in the other kind of form only


def _mark(secret: str) -> str:
    """Made of the session's secret, so that nothing is stored and no other session's fits."""
    return hmac.new(secret.encode(), b"medvind form", hashlib.sha256).hexdigest()


def _check_mark(request: web.Request, visitor: Visitor) -> None:
    """What no other site can know (safety.md T17): in the form, or beside it when a script sends it."""
    given = request.headers.get(HEADER) or request[_FORM].get(FIELD) or ""
    if not hmac.compare_digest(given.encode(errors="surrogatepass"), visitor.csrf.encode()):
        turned_away(request, web.HTTPForbidden, _OLD_FORM)
