"""The composition root: everything meets here, nothing decides here."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import aiohttp
from aiohttp import web

from bot.clock import Clock, wall_clock
from bot.roster import Rosters
from bot.scheduler import Metronome
from bot.sender import Sender
from bot.settings import Settings
from bot.talk import Talk
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken, NoToken, Token
from bot.teams.gate import METADATA_URL, Gate, OpenGate, SignedGate
from bot.teams.hosts import is_connector, is_loopback
from bot.teams.keys import SigningKeys
from bot.teams.post import TeamsPost
from bot.teams.roster import TeamsRoster
from bot.teams.seam import FrontDoor
from bot.teams.turns import TeamsTurns
from bot.web import check_ins, digest, editor, forums, health, incidents, my_data
from bot.web.requests import WEB, Web, discreet
from storage.database import Database

DRAIN = 20.0  # seconds for what is being sent when the service is told to stop


class Medvind:
    """The running service. `demo` opens the door to loopback without tokens, and to nobody else."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        session: aiohttp.ClientSession,
        *,
        demo: bool = False,
        clock: Clock = wall_clock,
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        token, gate, self._close = _open() if demo else _locked(settings, session)
        self.connector = Connector(session, token, is_loopback if demo else is_connector)
        post = TeamsPost(self.connector, settings.app_id if demo else f"28:{settings.app_id}")
        self.sender = Sender(
            database, post, clock, settings.language, settings.public_url, owner=uuid.uuid4().hex
        )
        self.metronome = Metronome(
            database, self.sender, clock, Rosters(database, TeamsRoster(self.connector))
        )
        self.talk = Talk(
            database,
            clock,
            language=settings.language,
            public_url=settings.public_url,
            wake=self.sender.wake,
        )
        adapter = MedvindAdapter(self.connector, settings.app_id)
        self.door = FrontDoor(gate, adapter, TeamsTurns(self.talk, settings.language))

    def application(self) -> web.Application:
        """The aiohttp application; the outbox and the metronome live as long as it does."""
        app = web.Application(client_max_size=512 * 1024, middlewares=[discreet])
        app[WEB] = Web(self.database, self.clock, self.settings.language, self.settings.public_url)
        app.router.add_route("*", "/api/messages", self.door.messages)
        app.router.add_get("/api/digest/{iso_week}", digest.get_digest)
        app.router.add_get("/editor", editor.show)
        app.router.add_get("/editor/login", editor.ask_to_open)
        app.router.add_post("/editor/login", editor.log_in)
        app.router.add_get("/forums", forums.show)
        app.router.add_get("/incidents", incidents.show)
        app.router.add_get("/my-data", my_data.download)
        app.router.add_get("/check-ins", check_ins.show)
        app.router.add_get("/check-ins/about", check_ins.about)
        app.router.add_get("/static/editor.css", editor.style)
        app.router.add_get("/healthz", health.alive)
        app.router.add_get("/readyz", health.ready)
        app.router.add_get("/metrics", health.metrics)
        app.router.add_get("/", editor.plain_page)
        app.router.add_get("/{name:privacy|terms}", editor.plain_page)
        app.cleanup_ctx.append(self._in_the_background)
        return app

    async def _in_the_background(self, app: web.Application) -> AsyncIterator[None]:
        mail = asyncio.create_task(self.sender.run())
        self.sender.wake()
        self.metronome.start()
        yield
        self.sender.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(self.metronome.stop(), mail), DRAIN)
        for close in self._close:
            await close()


# What proves who we are, who may speak to us, and what must be closed afterwards.
_Edge = tuple[Token, Gate, tuple[Callable[[], Awaitable[None]], ...]]


def _open() -> _Edge:
    return NoToken(), OpenGate(), ()


def _locked(settings: Settings, session: aiohttp.ClientSession) -> _Edge:
    token = BotToken(
        settings.app_id,
        settings.app_password.get_secret_value(),
        settings.app_type,
        settings.tenants[0],
        session,
    )
    keys = SigningKeys(METADATA_URL, session)
    gate = SignedGate(settings.app_id, settings.tenants, keys, time.time)
    return token, gate, (token.close, keys.close)
