"""Medvind's sender in a process of its own: empties the outbox of one database, and says what that took.

Run as a script with the file of the database: prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from sqlmodel import func, select

from benchmarks.fan_out_town import NOW, opened
from bot.logs import quiet_logs
from bot.pace import Pace
from bot.post import Address, Outcome
from bot.sender import Sender
from bot.teams.connector import Connector
from bot.teams.hosts import is_loopback
from bot.teams.post import TeamsPost
from dialogs.screens import Screen
from storage.database import Database
from storage.outbox import State
from storage.tables import Outgoing
from texts.catalogue import texts

TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + 900 * "x" + "." + 342 * "y"
# No windows for a conversation, and for a tenant more in a second than anybody can send.
NO_LIMITS = Pace(windows=(), per_second=1_000_000)


class GivenToken:
    """What Entra ID would have given, for nothing: so it is for the SDK."""

    async def bearer(self) -> str | None:
        return TOKEN

    def forget(self) -> None:
        """It is never refused."""


@dataclass
class Counted:
    """The real way into Teams; ends the sender when the last message has been answered."""

    post: TeamsPost
    left: int
    all_sent: asyncio.Event = field(default_factory=asyncio.Event)

    async def open_chat(self, address: Address) -> Address | Outcome:
        return await self.post.open_chat(address)

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        outcome = await self.post.send(address, screen, language)
        self.left -= 1
        if not self.left:
            self.all_sent.set()
        return outcome


async def empty(file: Path) -> dict[str, float]:
    """How many were delivered, in how many seconds of wall clock and of CPU."""
    database = opened(file)
    due = await _count(database, State.WAITING)
    async with aiohttp.ClientSession() as session:
        post = Counted(TeamsPost(Connector(session, GivenToken(), is_loopback), "28:bot"), due)
        sender = Sender(
            database, post, lambda: NOW, "da", "https://medvind.example", "bench", _pace=NO_LIMITS
        )
        started, used = time.perf_counter(), time.process_time()
        running = asyncio.create_task(sender.run())
        await post.all_sent.wait()
        sender.stop()
        await running
        spent = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used}
    delivered = await _count(database, State.DELIVERED)
    await database.close()
    return {"messages": delivered, **spent}


async def _count(database: Database, state: State) -> int:
    async with database.read() as session:
        return (await session.exec(select(func.count()).where(Outgoing.state == state))).one()


if __name__ == "__main__":
    quiet_logs()
    texts("da")
    print(json.dumps(asyncio.run(empty(Path(sys.argv[1])))))
