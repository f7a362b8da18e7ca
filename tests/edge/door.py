"""A front door over real HTTP, with a small fake of the conversations behind it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.teams import hosts
from bot.teams.activities import Inbound
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken
from bot.teams.gate import Gate
from bot.teams.seam import Answer, FrontDoor

from .fake_connector import APP_ID, TENANT, FakeTeams

Client = TestClient[web.Request, web.Application]


class RecordingTurns:
    """Conversations that remember what they were asked and answer what the test wants."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.answer: Callable[[Inbound], Answer] = lambda inbound: Answer()
        self.apology = Answer()

    async def take(self, inbound: Inbound) -> Answer:
        self.taken.append(inbound)
        return self.answer(inbound)

    def sorry(self, inbound: Inbound) -> Answer:
        return self.apology


def card(text: str, **more: Any) -> dict[str, Any]:
    """The smallest card that says something."""
    return {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text}], **more}


@asynccontextmanager
async def front_door(
    gate: Gate, turns: RecordingTurns, teams: FakeTeams, session: aiohttp.ClientSession, patience: float = 8.0
) -> AsyncIterator[Client]:
    """A client of /api/messages, with everything behind it real but Microsoft and the conversations."""
    token = BotToken(APP_ID, "secret", "SingleTenant", TENANT, session, login=teams.login)
    adapter = MedvindAdapter(Connector(session, token, hosts.is_loopback), APP_ID)
    app = web.Application()
    app.router.add_route("*", "/api/messages", FrontDoor(gate, adapter, turns, patience).messages)
    async with TestClient(TestServer(app)) as client:
        yield client
