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
from bot.photo import Darkroom
from bot.roster import Rosters
from bot.scheduler import Metronome
from bot.sender import Sender
from bot.settings import Settings
from bot.talk import Talk
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken, NoToken, Token
from bot.teams.gate import METADATA_URL, Gate, OpenGate, SignedGate
from bot.teams.hosts import is_connector, is_file_store, is_loopback, is_loopback_file
from bot.teams.keys import SigningKeys
from bot.teams.pictures import Pictures, Places
from bot.teams.post import TeamsPost
from bot.teams.roster import TeamsRoster
from bot.teams.seam import FrontDoor
from bot.teams.turns import TeamsTurns
from bot.web import check_ins, digest, forums, health, incidents, links, my_data, photo, plain
from bot.web.desk import routes as desk
from bot.web.doors import Door, guarded, open_to
from bot.web.requests import WEB, Web, discreet
from bot.web.sign_in import way
from bot.web.sign_in.entra import Entra
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
        entra: Entra | None = None,
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        token, gate, own, self._close = _open() if demo else _locked(settings, session)
        self.entra = entra or own
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
        self.darkroom = Darkroom()
        places = Places(is_loopback, is_loopback_file) if demo else Places(is_connector, is_file_store)
        pictures = Pictures(session, token, places, self.darkroom)
        self.door = FrontDoor(gate, adapter, TeamsTurns(self.talk, settings.language, pictures.look))

    def application(self) -> web.Application:
        """The aiohttp application; the outbox and the metronome live as long as it does."""
        app = web.Application(client_max_size=512 * 1024, middlewares=[discreet, guarded])
        app[WEB] = Web(
            self.database,
            self.clock,
            self.settings.language,
            self.settings.public_url,
            self.entra,
            self.sender.wake,
        )
        app[photo.DARKROOM] = self.darkroom
        app.router.add_route("*", "/api/messages", open_to(Door.ITS_OWN)(self.door.messages))
        app.router.add_get("/api/digest/{iso_week}", digest.get_digest)
        desk.add_to(app.router)
        app.router.add_get("/editor/login", links.ask_to_open)
        app.router.add_post("/editor/login", links.log_in)
        app.router.add_get(way.SIGN_IN, way.begin)
        app.router.add_get(way.BACK, way.finish)
        app.router.add_get("/editor/tab", way.tab)
        app.router.add_post("/editor/teams", way.teams)
        app.router.add_post("/editor/sign-out", way.sign_out)
        app.router.add_get("/forums", forums.show)
        app.router.add_get("/incidents", incidents.show)
        app.router.add_get("/my-data", my_data.download)
        app.router.add_get("/photo", photo.show)
        app.router.add_post("/photo", photo.hand_in)
        app.router.add_get("/check-ins", check_ins.show)
        app.router.add_get("/check-ins/about", check_ins.about)
        app.router.add_get("/healthz", health.alive)
        app.router.add_get("/readyz", health.ready)
        app.router.add_get("/metrics", health.metrics)
        app.router.add_get("/", plain.show)
        app.router.add_get("/{name:privacy|terms}", plain.show)
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


# What proves who we are, who may speak to us, who signs people in, and what must be closed afterwards.
_Edge = tuple[Token, Gate, Entra | None, tuple[Callable[[], Awaitable[None]], ...]]


def _open() -> _Edge:
    return NoToken(), OpenGate(), None, ()


def _locked(settings: Settings, session: aiohttp.ClientSession) -> _Edge:
    password = settings.app_password.get_secret_value()
    token = BotToken(settings.app_id, password, settings.app_type, settings.tenants[0], session)
    keys = SigningKeys(METADATA_URL, session)
    gate = SignedGate(settings.app_id, settings.tenants, keys, time.time)
    host = settings.public_url.partition("://")[2]
    entra = Entra(settings.app_id, password, settings.app_type, settings.tenants, session, host=host)
    return token, gate, entra, (token.close, keys.close, entra.close)
