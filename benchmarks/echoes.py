"""The contenders' side of `benchmarks.turns`: one message to each, and its echo out to the stub."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from benchmarks import contenders
from benchmarks.authority import Authority
from benchmarks.load import Run, Server, request, run, started
from benchmarks.service import free_port

APP_ID = "11111111-2222-4333-8444-555555555555"
TENANT = "aaaaaaaa-0000-4000-8000-00000000be4c"
SLACK_SECRET = b"bench-signing-secret"
TEXT = "I går satte vi en kande kaffe ud på gangen klokken ti."
# What it is, and how many turns of it take a second or so.
WHAT = {
    contenders.STOCK: ("stock botbuilder", 100),
    contenders.TEAMS: ("Teams SDK", 300),
    contenders.AGENTS: ("Microsoft 365 Agents SDK", 500),
    contenders.SLACK: ("Slack Bolt, async", 1_200),
    contenders.BARE: ("bare aiohttp, nothing checked", 3_000),
}


@dataclass(frozen=True)
class Echo:
    """A contender that runs, and how to write a request to it."""

    name: str
    server: Server
    authority: Authority
    write: Callable[[int], bytes]

    async def measure(self, turns: int) -> Run:
        """So many messages; the time ends when the last echo has arrived at the stub."""
        wanted = self.authority.replies + turns
        sent = [self.write(number) for number in range(turns)]
        found = await run([self.server], sent, partial(self.authority.replied, wanted))
        refused = next((answer for answer in found.answers if answer.status >= 300), None)
        if refused:
            raise ValueError(f"{self.name} answers {refused.status}")
        return found


@asynccontextmanager
async def echo(name: str, authority: Authority, core: int) -> AsyncIterator[Echo]:
    """The contender in its own environment, on one core, warmed up; it has refused who has no token."""
    python, port = await contenders.environment(name), free_port()
    command = (str(python), "-W", "ignore", str(contenders.script(name)), str(port), authority.url)
    async with started(core, port, *command) as server:
        found = Echo(name, server, authority, _writer(name, authority))
        if name != contenders.BARE:
            await _refuses(found)
        await found.measure(32)
        yield found


async def _refuses(found: Echo) -> None:
    """Or else the contender would not have been told to check anything."""
    unsigned = found.write(0).replace(b"Authorization:", b"X-No:").replace(b"X-Slack-Signature:", b"X-No:")
    before = found.authority.replies
    (answer,) = (await run([found.server], [unsigned])).answers
    if answer.status < 400 or found.authority.replies > before:
        raise ValueError(f"{found.name} lets in who has no token")


def _writer(name: str, authority: Authority) -> Callable[[int], bytes]:
    if name == contenders.SLACK:
        return _event
    return partial(_message, authority, authority.token(APP_ID, authority.url))


def _message(authority: Authority, bearer: str, number: int) -> bytes:
    """As Teams sends it."""
    said = {
        "type": "message",
        "id": f"1485983{number:06}",
        "timestamp": "2026-11-23T07:30:00.000Z",
        "channelId": "msteams",
        "serviceUrl": authority.url,
        "from": {"id": f"29:{number}", "name": f"Anne Holm {number}", "aadObjectId": f"p-{number}"},
        "recipient": {"id": f"28:{APP_ID}", "name": "Echo"},
        "conversation": {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "entities": [{"type": "clientInfo", "locale": "da-DK", "country": "DK"}],
        "locale": "da-DK",
        "text": TEXT,
    }
    return request("/api/messages", json.dumps(said).encode(), {"Authorization": f"Bearer {bearer}"})


def _event(number: int) -> bytes:
    """As Slack sends it, signed with the secret that it shares with the bot."""
    event = {
        "type": "message", "user": "U1", "channel": f"D{number}", "channel_type": "im",
        "ts": f"1700000000.{number:06}", "text": TEXT,
    }  # fmt: skip
    said = {"type": "event_callback", "team_id": "T0TEAM", "api_app_id": "A1", "event_id": f"E{number}"}
    body, now = json.dumps({**said, "event": event, "event_time": 1_700_000_000}).encode(), int(time.time())
    signed = hmac.new(SLACK_SECRET, f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": str(now), "X-Slack-Signature": f"v0={signed}"}
    return request("/slack/events", body, headers)
