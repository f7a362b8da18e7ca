"""A fake Teams in a process of its own: nobody kills it, so what it has counted has arrived.

A message counts the moment it is there whole, before the answer: that is what makes a repeat visible. Each
chat is one person's, and belongs to one row of the outbox. `n-00042` gets a nudge, `d-00042` a deadline,
and to `n-00042-403` Teams always answers 403.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from aiohttp import web

ROOT = Path(__file__).parents[2]
REFUSALS = ("-403", "-404", "-413")


class Fate(StrEnum):
    """What Teams does with a message. What it has not taken and says so is clear; the last four are not."""

    TAKEN = "taken"
    TOO_MANY = "too many"  # 429
    REFUSED = "refused"
    FAILED = "failed"  # 500, and nothing was delivered: who is told cannot know
    MISREPORTED = "misreported"  # delivered, and a gateway's page with 502 says that it was not
    CUT_OFF = "cut off"  # delivered, and the connection is reset
    SILENT = "silent"  # delivered, and never a word about it


AMBIGUOUS = {Fate.FAILED, Fate.MISREPORTED, Fate.CUT_OFF, Fate.SILENT}
DELIVERED = {Fate.TAKEN, Fate.MISREPORTED, Fate.CUT_OFF, Fate.SILENT}


@dataclass(frozen=True)
class Weather:
    """How often Teams misbehaves: shares of the requests. The same seed gives a message the same fates."""

    seed: int
    too_many: float = 0.0
    failed: float = 0.0
    misreported: float = 0.0
    cut_off: float = 0.0
    silent: float = 0.0

    def fate(self, chat: str, attempt: int) -> tuple[Fate, float]:
        """What becomes of one attempt, and after how many seconds Teams says so."""
        dice = Random(f"{self.seed} {chat} {attempt}")
        patience, roll = dice.uniform(0.005, 0.040), dice.random()
        if chat.endswith(REFUSALS):
            return Fate.REFUSED, patience
        for fate, share in (
            (Fate.TOO_MANY, self.too_many),
            (Fate.FAILED, self.failed),
            (Fate.MISREPORTED, self.misreported),
            (Fate.CUT_OFF, self.cut_off),
            (Fate.SILENT, self.silent),
        ):
            if (roll := roll - share) < 0:
                return fate, patience
        return Fate.TAKEN, patience


@dataclass
class Memory:
    """What has happened at Teams: copies by chat, unclear answers by the first letter of the chat."""

    arrived: Counter[str] = field(default_factory=Counter)
    ambiguous: Counter[str] = field(default_factory=Counter)
    too_many: int = 0
    strayed: list[str] = field(default_factory=list)  # chats that got somebody else's message


class Server:
    def __init__(self, weather: Weather) -> None:
        self._weather = weather
        self._attempts: Counter[str] = Counter()
        self._memory = Memory()
        self._news = asyncio.Condition()

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/v3/conversations", self._open)
        app.router.add_post("/v3/conversations/{chat}/activities", self._receive)
        app.router.add_get("/memory", self._remember)
        app.router.add_get("/reach/{more}", self._reach)
        return app

    async def _open(self, request: web.Request) -> web.Response:
        """A person's chat has the person's id, so asking twice gives the same chat."""
        return web.json_response({"id": (await request.json())["members"][0]["id"]}, status=201)

    async def _receive(self, request: web.Request) -> web.Response:
        chat, body = request.match_info["chat"], await request.text()
        self._attempts[chat] += 1
        fate, patience = self._weather.fate(chat, self._attempts[chat])
        if fate in DELIVERED:
            await self._arrive(chat, body)
        await asyncio.sleep(patience)
        self._memory.ambiguous[chat[0]] += fate in AMBIGUOUS
        self._memory.too_many += fate is Fate.TOO_MANY
        if fate is Fate.CUT_OFF and request.transport:
            request.transport.abort()
        if fate is Fate.SILENT:
            await asyncio.Event().wait()  # until the one who asked has given up
        return _answer(fate, chat)

    async def _arrive(self, chat: str, body: str) -> None:
        self._memory.arrived[chat] += 1
        if chat not in body:
            self._memory.strayed.append(chat)
        async with self._news:
            self._news.notify_all()

    async def _remember(self, request: web.Request) -> web.Response:
        return web.json_response(vars(self._memory))

    async def _reach(self, request: web.Request) -> web.Response:
        """Answers when so many more have arrived than there were when this was asked."""
        goal = self._memory.arrived.total() + int(request.match_info["more"])
        async with self._news:
            await self._news.wait_for(lambda: self._memory.arrived.total() >= goal)
        return web.Response()


def _answer(fate: Fate, chat: str) -> web.Response:
    match fate:
        case Fate.TOO_MANY:
            return web.Response(status=429, headers={"Retry-After": "1"})
        case Fate.REFUSED:
            return web.json_response({"error": {"code": "Refused"}}, status=int(chat[-3:]))
        case Fate.FAILED:
            return web.json_response({"error": {"code": "ServiceError"}}, status=500)
        case Fate.MISREPORTED:
            return web.Response(status=502, text="<html>Bad gateway</html>", content_type="text/html")
    return web.json_response({"id": f"activity of {chat}"}, status=201)


@dataclass(frozen=True)
class Teams:
    """The other end of the process, for whoever controls the trial."""

    url: str
    _session: aiohttp.ClientSession

    async def memory(self) -> Memory:
        async with self._session.get(f"{self.url}/memory") as response:
            told: dict[str, Any] = await response.json()
        return Memory(Counter(told["arrived"]), Counter(told["ambiguous"]), told["too_many"], told["strayed"])

    async def reach(self, more: int, *, within: float) -> bool:
        """Waits until `more` messages have arrived, for `within` seconds at most; False when they did not."""
        try:
            async with asyncio.timeout(within), self._session.get(f"{self.url}/reach/{more}"):
                return True
        except TimeoutError:
            return False


@asynccontextmanager
async def teams_process(weather: Weather) -> AsyncIterator[Teams]:
    """Starts Teams; it ends when its input does, however this process comes to its own end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, json.dumps(asdict(weather))),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    port = int(await process.stdout.readline())
    async with aiohttp.ClientSession() as session:
        yield Teams(f"http://127.0.0.1:{port}", session)
    process.stdin.close()
    await process.wait()


async def _main(weather: Weather) -> None:
    # A question that is given up is not waited for any longer.
    runner = web.AppRunner(Server(weather).application(), access_log=None, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)  # noqa: T201 - this is how the port is told
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(_main(Weather(**json.loads(sys.argv[1]))))
