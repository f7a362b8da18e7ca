"""A stub of Microsoft: signs what it sends to a bot, publishes the key, and takes what the bot answers.

It runs in the client's process, on the client's core: what it does is nobody's time but the client's.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
KID = "bench"
# Slack's client wants the first of these on every answer, and the others once, when it asks who it is.
_SLACK = {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0TEAM", "user": "bot", "team": "t"}


class Authority:
    """`replies` counts the messages that have arrived whole."""

    def __init__(self) -> None:
        self._key = generate_private_key(public_exponent=65537, key_size=2048)
        self.url = ""
        self.replies = 0
        self._arrived = asyncio.Event()

    @property
    def metadata_url(self) -> str:
        return f"{self.url}v1/.well-known/openidconfiguration"

    def token(self, audience: str, service_url: str, lifetime: float = 3600.0, **claims: Any) -> str:
        """As Teams sends it with each request; `lifetime` in seconds from now, `claims` beside the usual."""
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": audience, "serviceurl": service_url, "nbf": now - 10}
        return jwt.encode(
            {**usual, "exp": now + int(lifetime), **claims}, self._key, "RS256", headers={"kid": KID}
        )

    async def replied(self, count: int, patience: float = 20.0) -> None:
        """Until so many replies have come since the stub was started. Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while self.replies < count:
                self._arrived.clear()
                await self._arrived.wait()

    def application(self) -> web.Application:
        app = web.Application(client_max_size=512 * 1024)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/api/auth.test", self._who)
        app.router.add_route("*", "/{any:.*}", self._take)
        return app

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}v1/.well-known/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return web.json_response({"keys": [public | {"kid": KID, "endorsements": ["msteams"]}]})

    async def _who(self, _: web.Request) -> web.Response:
        return web.json_response(_SLACK)

    async def _take(self, request: web.Request) -> web.Response:
        await request.read()
        self.replies += 1
        self._arrived.set()
        return web.json_response({"ok": True, "id": f"1:{self.replies}"}, status=_taken(request))


def _taken(request: web.Request) -> int:
    """Teams says 201, Slack 200."""
    return 200 if request.path.startswith("/api/") else 201


@asynccontextmanager
async def open_authority() -> AsyncIterator[Authority]:
    authority = Authority()
    runner = web.AppRunner(authority.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    authority.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield authority
    await runner.cleanup()
