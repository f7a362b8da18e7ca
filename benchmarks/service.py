"""A demo service in a process of its own, a stub of Teams, and the activities to send to it."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from benchmarks.cores import pinned
from bot.settings import DEMO_TENANT

ANNE = "00000000-0000-4000-8000-000000000001"
PATIENCE = 60.0  # seconds
_ids = itertools.count()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Service:
    """The running demo as a client sees it."""

    session: aiohttp.ClientSession
    address: str
    teams: str
    ready_after: float
    pid: int
    posted: list[Any] = field(default_factory=list)

    async def turn(self, **activity: Any) -> Any:
        """One activity in, its answer out; raises when it is not taken."""
        body = {
            "type": "message",
            "id": f"bench-{next(_ids)}",
            "channelId": "msteams",
            "serviceUrl": self.teams,
            "from": {"id": "29:anne", "name": "Anne Holm", "aadObjectId": ANNE},
            "recipient": {"id": "28:bot"},
            "conversation": {"id": "a:anne", "conversationType": "personal"},
            "channelData": {"tenant": {"id": DEMO_TENANT}},
            **activity,
        }
        async with self.session.post(f"{self.address}/api/messages", json=body) as answer:
            answer.raise_for_status()
            text = await answer.text()
            return await answer.json() if text else None

    async def press(self, value: dict[str, Any], **activity: Any) -> Any:
        action = {"type": "Action.Execute", "verb": value["do"], "data": value}
        invoke = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}
        return await self.turn(**invoke, **activity)


@asynccontextmanager
async def running() -> AsyncIterator[Service]:
    """Start the demo and the stub of Teams; both end with the block."""
    posted: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        posted.append(await request.json())
        return web.json_response({"id": str(len(posted))})

    stub = web.Application()
    stub.router.add_route("*", "/{any:.*}", take)
    runner = web.AppRunner(stub)
    await runner.setup()
    teams_port, port = free_port(), free_port()
    await web.TCPSite(runner, "127.0.0.1", teams_port).start()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *pinned(1, sys.executable, "-m", "bot", "demo", "--port", str(port), "--database"),
            f"sqlite:///{folder}/medvind.db",
            cwd=folder, stdout=asyncio.subprocess.DEVNULL, env=os.environ,
        )  # fmt: skip
        try:
            async with aiohttp.ClientSession() as session:
                address = f"http://127.0.0.1:{port}"
                await _answers(session, address)
                ready = time.perf_counter() - started
                yield Service(session, address, f"http://127.0.0.1:{teams_port}/", ready, process.pid, posted)
        finally:
            process.terminate()
            await process.wait()
            await runner.cleanup()


async def _answers(session: aiohttp.ClientSession, address: str) -> None:
    """Until it is ready. What it has said once it says for five seconds."""
    given_up = time.perf_counter() + PATIENCE
    while time.perf_counter() < given_up:
        with suppress(aiohttp.ClientConnectionError):
            async with session.get(f"{address}/readyz") as answer:
                if answer.status == 200:
                    return
        await asyncio.sleep(0.005)
    raise TimeoutError(address)


def opened(answer: Any) -> str:
    """The token of the story form that was asked for."""
    token: str = answer["value"]["actions"][0]["data"]["token"]
    return token


def filled(token: str, body: str) -> dict[str, str]:
    """The story form, sent in."""
    return {
        "do": "story.send", "token": token, "title": "", "body": body, "theme": "citizen_focus",
        "name_shown": "none", "colleague": "nobody", "no_citizen": "true",
    }  # fmt: skip
