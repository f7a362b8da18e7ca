"""The way in: through Entra in a browser, by Teams' own token in a tab; and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import structlog
from aiohttp import web

from bot.web.answers import (
    HEADERS,
    POLICY,
    Told,
    begin_at,
    in_teams,
    known_place,
    page,
    sign_in_page,
    trouble,
)
from bot.web.doors import Door, open_to, secret_of, visitor_of
from bot.web.links import forget, remember, remember_in_teams, way_in
from bot.web.requests import WEB, from_our_page, refuse
from bot.web.sign_in import flow
from bot.web.sign_in.flow import Begun
from bot.web.sign_in.tokens import Identity, SignInFailed, Why
from domain.kinds import Role
from domain.roles import Grant
from storage import access, people
from storage.access import Purpose
from storage.database import Session
from storage.tables import Person
from texts.catalogue import texts

log = structlog.get_logger()

APP_ROLE_LIVES = timedelta(minutes=5)  # a role taken away in Entra is lost here by then
SIGN_IN, BACK = "/editor/sign-in", "/editor/signed-in"
_MAX_TOKEN = 32 * 1024
_TOLD: dict[Why, tuple[int, Told]] = {
    Why.DENIED: (403, ("web-entra-denied", "web-entra-denied-text")),
    Why.OLD: (400, ("web-entra-old", "web-entra-old-text")),
    Why.FOREIGN: (403, ("web-entra-foreign", "web-entra-foreign-text")),
    Why.GUEST: (403, ("web-entra-guest", "web-entra-guest-text")),
    Why.LEFT: (403, ("web-entra-left", "web-entra-left-text")),
    Why.DOWN: (503, ("web-entra-down", "web-entra-down-text")),
    Why.REFUSED: (403, ("web-entra-refused", "web-entra-refused-text")),
    Why.SILENT: (401, ("web-entra-denied", "web-entra-denied-text")),
}
_SIGNED_OUT = "web-signed-out", "web-signed-out-text"
# The tab runs Teams' script and ours, and sends its token to us alone.
_TAB_POLICY = "script-src 'self'; connect-src 'self'; "


@dataclass(frozen=True)
class _Entered:
    """A session: its secret, and the page that it leads to."""

    secret: str
    way: str


@open_to(Door.EVERYBODY)
async def begin(request: web.Request) -> web.StreamResponse:
    """Off to Entra; `to` is where she wants to be afterwards, `quiet` that she is not to notice."""
    here = request.app[WEB]
    to, quiet = known_place(request.query.get("to", "")), request.query.get("quiet") == "1"
    if here.entra is None:
        return sign_in_page(request, to)
    try:
        address, carried = await here.entra.begin(f"{here.public_url}{BACK}", quiet=quiet)
    except SignInFailed as failed:
        return _failed(request, failed.why, to)
    answer = web.Response(status=303, headers={**_plain_headers(), "Location": address})
    flow.carry(request, answer, Begun(carried, to, quiet))
    return answer


@open_to(Door.ITS_OWN)
async def finish(request: web.Request) -> web.StreamResponse:
    """Back from Entra with a code, or with the reason why there is none."""
    here, begun = request.app[WEB], flow.carried(request)
    to = begun.to if begun else ""
    if here.entra is None:
        return sign_in_page(request, to)
    answer: web.StreamResponse
    try:
        if begun is None:
            raise SignInFailed(Why.OLD)
        identity = await here.entra.finish(begun.flow, dict(request.query))
        entered = await _enter(request, identity, begun)
    except SignInFailed as failed:
        answer = _failed(request, failed.why, to)
    else:
        answer = web.Response(status=303, headers={**_plain_headers(), "Location": entered.way})
        remember(request, answer, entered.secret)
    flow.drop(request, answer)
    return answer


@open_to(Door.EVERYBODY)
async def tab(request: web.Request) -> web.Response:
    """What Teams shows first in its tab: a page that asks Teams who she is. Without scripts, a link."""
    answer = in_teams(page(request, "tab.html.j2"))
    answer.headers[POLICY] = _TAB_POLICY + answer.headers[POLICY]
    return answer


@open_to(Door.ITS_OWN)
async def teams(request: web.Request) -> web.Response:
    """The tab's token for a session that lives in Teams' frame alone."""
    here = request.app[WEB]
    if here.entra is None or not from_our_page(request):
        refuse(web.HTTPForbidden, "web-entra-refused", here.language)
    try:
        identity = await here.entra.in_the_tab(await _token(request))
        entered = await _enter(request, identity, Begun({}, "", quiet=False))
    except SignInFailed as failed:
        status, (heading, _) = _say(request, failed.why)
        body = {"error": texts(here.language)(heading)}
        return web.json_response(body, status=status, headers=_plain_headers())
    answer = web.Response(status=204, headers=_plain_headers())
    remember_in_teams(request, answer, entered.secret)
    return answer


@open_to(Door.SIGNED_IN)
async def sign_out(request: web.Request) -> web.Response:
    """The session ends here, not only in the browser."""
    visitor_of(request)
    async with request.app[WEB].database.write() as session:
        await access.end_session(session, secret_of(request))
    answer = trouble(request, 200, _SIGNED_OUT)
    forget(request, answer)
    return answer


async def _enter(request: web.Request, identity: Identity, begun: Begun) -> _Entered:
    """The session of who Entra says it is: a new one, unless only her right to edit was asked about again."""
    here, now = request.app[WEB], request.app[WEB].clock()
    old = secret_of(request)
    async with here.database.write() as session:
        person = await people.introduce(session, identity.tenant_id, identity.person_id, identity.name)
        if person.left_at is not None:
            raise SignInFailed(Why.LEFT)
        visit = await access.visit_of(session, old, now) if old else None
        if begun.quiet and visit is not None and visit.person.id == person.id:
            secret = old  # the marks in the forms that she has open stay good
        else:
            await access.end_session(session, old)
            secret = await access.open_key(session, person, Purpose.SESSION, now)
            await session.flush()
        lent = identity.edits and not await _edits(session, person)
        await access.lend_app_role(session, secret, now + APP_ROLE_LIVES if lent else None, now)
        return _Entered(secret, await way_in(session, person, begun.to))


async def _edits(session: Session, person: Person) -> bool:
    """Whether the organisation itself lets her edit: that is looked up at every request."""
    return Grant(Role.EDITOR, None) in await people.grants(session, person)


async def _token(request: web.Request) -> str:
    """What the tab has sent. Raises SignInFailed when it is no token."""
    try:
        form = await request.json() if request.content_type == "application/json" else await request.post()
        token = form["token"]
    except (LookupError, ValueError, TypeError, RecursionError):
        raise SignInFailed(Why.REFUSED) from None
    if not isinstance(token, str) or len(token) > _MAX_TOKEN:
        raise SignInFailed(Why.REFUSED)
    return token


def _failed(request: web.Request, why: Why, to: str) -> web.Response:
    status, told = _say(request, why)
    if why is Why.SILENT:
        return sign_in_page(request, to)
    return trouble(request, status, told, begin_at(to))


def _say(request: web.Request, why: Why) -> tuple[int, Told]:
    log.info("sign_in_failed", reason=why.value)
    return _TOLD[why]


def _plain_headers() -> dict[str, str]:
    return {name: value for name, value in HEADERS.items() if name != POLICY}
