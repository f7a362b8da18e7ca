"""A front door over real HTTP, with a small fake of the conversations behind it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.teams import hosts
from bot.teams.activities import Inbound
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken
from bot.teams.gate import Gate, SignedGate
from bot.teams.keys import SigningKeys
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


class HeldClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def signed_gate(teams: FakeTeams, keys: SigningKeys) -> SignedGate:
    return SignedGate(APP_ID, [TENANT], keys, time.time, host_allowed=hosts.is_loopback)


async def post(client: Client, authorization: str | None, activity: Any) -> int:
    headers = {"Authorization": authorization} if authorization is not None else {}
    async with client.post("/api/messages", json=activity, headers=headers) as response:
        if response.status >= 400:
            assert set(await response.json()) == {"error"}
        assert (response.headers.get("WWW-Authenticate") == "Bearer") is (response.status == 401)
        return response.status


def bearer(teams: FakeTeams, **overrides: Any) -> str:
    return f"Bearer {teams.token(**overrides)}"


@dataclass
class Doorstep:
    """A bot behind its front door, and the fake Teams around it."""

    teams: FakeTeams
    turns: RecordingTurns
    client: Client

    async def post(self, body: Any) -> tuple[int, Any]:
        async with self.client.post("/api/messages", json=body) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None

    async def send(self, data: bytes, **headers: str) -> int:
        headers = {"Content-Type": "application/json"} | headers
        async with self.client.post("/api/messages", data=data, headers=headers) as response:
            return response.status

    def invoke(self, name: str, **value: Any) -> dict[str, Any]:
        return self.teams.activity(type="invoke", name=name, text=None, value=value)


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    """Waits for what happens behind a test's back, on a busy machine too; fails after half a minute."""
    for _ in range(3000):
        if await condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")
