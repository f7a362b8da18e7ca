"""What the second half of a sign-in needs, carried by the browser: sealed, short-lived, of no use elsewhere.

So any replica can finish what another began, and nothing is kept about people who never came back.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot.web.answers import known_place
from bot.web.requests import WEB
from bot.web.sign_in.entra import Flow
from storage.crypto import Unreadable

LIVES = timedelta(minutes=10)
_NAME = "medvind-sign-in"
_PLACE = ("", "sign-in", "cookie")
_STEP = 256  # bytes


@dataclass(frozen=True)
class Begun:
    """A sign-in under way: msal's half, where it leads, and whether it is to go on without a word."""

    flow: Flow
    to: str
    quiet: bool


def carry(request: web.Request, answer: web.StreamResponse, begun: Begun) -> None:
    """Give the browser what it has to bring back. Entra sends it back by a link, hence SameSite=Lax."""
    here = request.app[WEB]
    until = (here.clock() + LIVES).isoformat()
    told = json.dumps({"flow": begun.flow, "to": begun.to, "quiet": begun.quiet, "until": until})
    sealed = base64.urlsafe_b64encode(here.database.keys.seal(_PLACE, told, _STEP)).decode()
    answer.set_cookie(
        here.named(_NAME),
        sealed,
        httponly=True,
        secure=here.secure,
        samesite="Lax",
        path="/",
        max_age=int(LIVES.total_seconds()),
    )


def carried(request: web.Request) -> Begun | None:
    """What the browser has brought back; None when it is nothing of ours, or too old."""
    here = request.app[WEB]
    brought = request.cookies.get(here.named(_NAME), "")
    try:
        sealed = base64.b64decode(brought.encode("ascii"), altchars=b"-_", validate=True)
        told = json.loads(here.database.keys.open(_PLACE, sealed))
    except (Unreadable, ValueError):
        return None
    if here.clock() >= datetime.fromisoformat(told["until"]):
        return None
    return Begun(told["flow"], known_place(told["to"]), told["quiet"])


def drop(request: web.Request, answer: web.StreamResponse) -> None:
    """A sign-in is finished once, however it went."""
    here = request.app[WEB]
    answer.del_cookie(here.named(_NAME), path="/", secure=here.secure, httponly=True, samesite="Lax")
