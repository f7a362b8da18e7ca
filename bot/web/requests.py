"""What every web handler needs: the services, where a request comes from, and a refusal with its reason."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.logs import trail
from bot.web.sign_in.entra import Entra
from domain.calendar import IsoWeek, NotAWeek
from storage.database import Database
from texts.catalogue import texts

log = structlog.get_logger()


@dataclass(frozen=True)
class Web:
    """The web side's collaborators, put into the application once."""

    database: Database
    clock: Clock
    language: str
    public_url: str
    entra: Entra | None = None  # without an app registration there are only links
    wake: Callable[[], None] = lambda: None  # there may be mail to send

    @property
    def secure(self) -> bool:
        """With https in front, cookies travel on nothing else."""
        return self.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        return self.named("medvind")

    def named(self, cookie: str) -> str:
        """A cookie's name, by which a browser knows that it is for this host, and for https, alone."""
        return f"__Host-{cookie}" if self.secure else cookie


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


def week_or_this(request: web.Request, written: str) -> IsoWeek:
    """The week that was asked for, or the one that it is."""
    return week_from(request, written or str(IsoWeek.of(request.app[WEB].clock())))


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


def in_a_frame(request: web.Request) -> bool:
    """Whether the page is shown in another's, which can only be Teams' tab."""
    return request.headers.get("Sec-Fetch-Dest") == "iframe"
