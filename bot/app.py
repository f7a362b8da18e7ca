"""The composition root: everything meets here, nothing decides here."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
from aiohttp import web

from bot.clock import Clock, wall_clock
from bot.edge import Edge
from bot.heartbeat import Heartbeat
from bot.photo import Darkroom
from bot.roster import Rosters
from bot.scheduler import Metronome
from bot.sender import Sender
from bot.settings import Settings
from bot.talk import Talk
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.pictures import Pictures
from bot.teams.post import TeamsPost
from bot.teams.roster import TeamsRoster
from bot.teams.seam import FrontDoor
from bot.teams.turns import TeamsTurns
from bot.web import check_ins, digest, forums, health, incidents, links, my_data, photo, plain
from bot.web.desk import routes as desk
from bot.web.doors import Door, guarded, open_to
from bot.web.requests import WEB, Web, discreet
from bot.web.sign_in import way
from storage.database import Database

DRAIN = 20.0  # seconds for what is being sent when the service is told to stop


class Medvind:
    """The running service. Who may speak to it, and to whom it speaks, is its edge's to say."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        session: aiohttp.ClientSession,
        edge: Edge,
        *,
        clock: Clock = wall_clock,
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.edge = edge
        self.connector = Connector(session, edge.token, edge.hosts)
        post = TeamsPost(self.connector, edge.bot_id)
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
        pictures = Pictures(session, edge.token, edge.places, self.darkroom)
        self.door = FrontDoor(edge.gate, adapter, TeamsTurns(self.talk, settings.language, pictures.look))

    def application(self) -> web.Application:
        """The aiohttp application; the outbox and the metronome live as long as it does."""
        app = web.Application(client_max_size=512 * 1024, middlewares=[discreet, guarded])
        app[WEB] = Web(
            self.database,
            self.clock,
            self.settings.language,
            self.settings.public_url,
            self.edge.entra,
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
        heart = asyncio.create_task(Heartbeat().run())
        yield
        heart.cancel()
        self.sender.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(self.metronome.stop(), mail), DRAIN)
        for close in self.edge.close:
            await close()
