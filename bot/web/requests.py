"""What every web handler needs: the services, who asks, and a refusal that gives its reason."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.logs import trail
from domain.calendar import IsoWeek, NotAWeek
from domain.roles import Permission, may
from storage import access, people
from storage.database import Database, Session
from storage.tables import Person
from texts.catalogue import texts

log = structlog.get_logger()


@dataclass(frozen=True)
class Web:
    """The web side's collaborators, put into the application once."""

    database: Database
    clock: Clock
    language: str
    public_url: str

    @property
    def secure(self) -> bool:
        """With https in front, cookies travel on nothing else."""
        return self.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        return "__Host-medvind" if self.secure else "medvind"


WEB = web.AppKey("web", Web)


@web.middleware
async def discreet(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A request that fails is logged by where, not by what: aiohttp would log the error's whole message."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:  # whatever it was, nobody is to read about it in the log
        resource = request.match_info.route.resource
        address = resource.canonical if resource else ""
        log.error("request_failed", address=address, error=type(error).__name__, trail=trail(error))
        return web.Response(status=500, text="500: Internal Server Error")


def refuse(kind: type[web.HTTPException], text_id: str, language: str, **values: object) -> NoReturn:
    """A 4xx whose reason a person can read."""
    body = json.dumps({"error": texts(language)(text_id, **values)}, ensure_ascii=False)
    # RFC 9110, 11.6.1: who is asked to prove something is told how.
    headers = {"WWW-Authenticate": "Bearer"} if issubclass(kind, web.HTTPUnauthorized) else None
    raise kind(text=body, content_type="application/json", headers=headers)


def week_from(request: web.Request, written: str) -> IsoWeek:
    try:
        return IsoWeek.parse(written)
    except NotAWeek:
        refuse(web.HTTPBadRequest, "web-unknown-week", request.app[WEB].language)


def from_our_page(request: web.Request) -> bool:
    """Whether a form comes from a page of ours: a browser tells, and no other site can make it lie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True  # not a browser, so there is nobody whose cookies could be borrowed
    ours = {request.host, request.app[WEB].public_url.partition("://")[2]} - {""}
    return origin.partition("://")[2] in ours


def secret_in(written: str) -> str:
    """A key as somebody sent it; ours are ASCII, and bytes that are no text cannot be looked up."""
    return written.strip() if written.isascii() else ""


async def visitor(session: Session, request: web.Request) -> Person | None:
    """Who is behind the cookie, whatever she may do."""
    here = request.app[WEB]
    secret = secret_in(request.cookies.get(here.cookie, ""))
    return await access.person_of_session(session, secret, here.clock()) if secret else None


async def signed_in(session: Session, request: web.Request, needed: Permission) -> Person | None:
    """The person behind the cookie, if she has the permission: it is asked for at every request."""
    person = await visitor(session, request)
    if person is None or not may(await people.grants(session, person), needed, None):
        return None
    return person


async def tenant_for_digest(session: Session, request: web.Request) -> str:
    """The tenant whose digest may be pulled: by bearer token or by the editor's login. Else 401."""
    here = request.app[WEB]
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        tenant = await access.tenant_of_token(session, secret_in(secret), here.clock())
        if tenant is not None:
            return tenant
    elif (person := await signed_in(session, request, Permission.READ_DIGEST)) is not None:
        return person.tenant_id
    refuse(web.HTTPUnauthorized, "web-sign-in-needed", here.language)
