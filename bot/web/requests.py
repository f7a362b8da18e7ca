"""What every web handler needs: the services, who asks, and a refusal that gives its reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NoReturn

from aiohttp import web

from bot.clock import Clock
from domain.calendar import IsoWeek, NotAWeek
from domain.roles import Act, may
from storage import access, people
from storage.database import Database, Session
from storage.tables import Person
from texts.catalogue import texts


@dataclass(frozen=True)
class Web:
    """The web side's collaborators, put into the application once."""

    database: Database
    clock: Clock
    language: str
    secure: bool  # https in front: cookies then travel on nothing else

    @property
    def cookie(self) -> str:
        return "__Host-medvind" if self.secure else "medvind"


WEB = web.AppKey("web", Web)


def refuse(kind: type[web.HTTPException], text_id: str, language: str, **values: object) -> NoReturn:
    """A 4xx whose reason a person can read."""
    body = json.dumps({"error": texts(language)(text_id, **values)}, ensure_ascii=False)
    raise kind(text=body, content_type="application/json")


def week_from(request: web.Request, written: str) -> IsoWeek:
    try:
        return IsoWeek.parse(written)
    except NotAWeek:
        refuse(web.HTTPBadRequest, "web-unknown-week", request.app[WEB].language)


async def signed_in(session: Session, request: web.Request) -> Person | None:
    """The editor behind the cookie: her role is asked for at every request."""
    here = request.app[WEB]
    secret = request.cookies.get(here.cookie, "")
    person = await access.person_of_session(session, secret, here.clock()) if secret else None
    if person is None or not may(await people.grants(session, person), Act.READ_DIGEST, None):
        return None
    return person


async def tenant_for_digest(session: Session, request: web.Request) -> str:
    """The tenant whose digest may be pulled: by bearer token or by the editor's login. Else 401."""
    here = request.app[WEB]
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        tenant = await access.tenant_of_token(session, secret.strip(), here.clock())
        if tenant is not None:
            return tenant
    elif (person := await signed_in(session, request)) is not None:
        return person.tenant_id
    refuse(web.HTTPUnauthorized, "web-sign-in-needed", here.language)
