"""A fake of everything Microsoft runs around a bot: the Bot Connector, its signing keys, and Entra ID.

One aiohttp server on this machine, with a memory: what was asked of it, and with which headers. It can be
told to fail in the ways the real ones fail.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
PERSON = "bbbbbbbb-0000-0000-0000-000000000002"
BOT = f"28:{APP_ID}"
ISSUER = "https://api.botframework.com"


@dataclass(frozen=True)
class Sent:
    """One request that arrived at the fake."""

    method: str
    path: str
    headers: dict[str, str]
    json: Any


@dataclass(frozen=True)
class Fault:
    """How the next answer goes wrong."""

    status: int = 200
    json: Any = None
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    slow_body: float = 0.0
    reset: bool = False


def new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


# Making a key takes a tenth of a second; the tests need three that differ, not three each.
KEYS = {kid: new_key() for kid in ("first", "second", "stranger")}


class FakeTeams:
    """The server, its memory, and the pen that signs what it sends to a bot."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.faults: deque[Fault] = deque()
        self.always: Fault | None = None
        self.published = ["first"]
        self.endorsements: list[str] | None = ["msteams"]
        self.key_fetches = 0
        self.keys_delay = 0.0
        self.keys_down = False
        self.token_requests: list[dict[str, str]] = []
        self.token_lifetime = 3600
        self.token_delay = 0.0
        self.token_down = False
        self.server = TestServer(self._app())

    async def __aenter__(self) -> Self:
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.close()

    @property
    def url(self) -> str:
        """Where the fake listens, as a serviceUrl."""
        return f"http://127.0.0.1:{self.server.port}/"

    @property
    def metadata_url(self) -> str:
        return f"{self.url}.well-known/openidconfiguration"

    @property
    def login(self) -> str:
        return self.url.rstrip("/")

    def token(self, *, kid: str | None = "first", signed_by: str = "first", **overrides: Any) -> str:
        """A signed token as Teams sends it; an override of None leaves the claim out."""
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": self.url,
            "nbf": int(time.time()) - 10,
            "exp": int(time.time()) + 3600,
        } | overrides
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, KEYS[signed_by], algorithm="RS256", headers={"kid": kid} if kid else None)

    def activity(self, **overrides: Any) -> dict[str, Any]:
        """A personal message, as Teams sends it; an override of None leaves the field out."""
        activity: dict[str, Any] = {
            "type": "message",
            "id": "1485983408511",
            "timestamp": "2026-11-23T07:30:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.url,
            "from": {"id": "29:mette", "name": "Mette Holm", "aadObjectId": PERSON},
            "recipient": {"id": BOT, "name": "Medvind"},
            "conversation": {"id": "a:mette", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "locale": "da-DK", "country": "DK"}],
            "text": "hej",
        } | overrides
        return {name: value for name, value in activity.items() if value is not None}

    def fail(self, *faults: Fault) -> None:
        """The next requests to the connector go wrong in these ways, one each."""
        self.faults.extend(faults)

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/.well-known/keys", self._jwks)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_route("*", "/{anything:.*}", self._connector)
        return app

    async def _metadata(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        await asyncio.sleep(self.keys_delay)
        if self.keys_down:
            return web.Response(status=503, text="<html>down</html>", content_type="text/html")
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}.well-known/keys"})

    async def _jwks(self, request: web.Request) -> web.Response:
        keys = []
        for kid in self.published:
            key = RSAAlgorithm.to_jwk(KEYS[kid].public_key(), as_dict=True) | {"kid": kid}
            keys.append(key if self.endorsements is None else key | {"endorsements": self.endorsements})
        return web.json_response({"keys": keys})

    async def _login(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.token_requests.append(
            {name: str(value) for name, value in form.items()} | {"path": request.path}
        )
        await asyncio.sleep(self.token_delay)
        if self.token_down:
            return web.json_response({"error": "temporarily_unavailable"}, status=503)
        value = f"bot-token-{len(self.token_requests)}"
        return web.json_response({"access_token": value, "expires_in": self.token_lifetime})

    async def _connector(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else None
        self.sent.append(Sent(request.method, request.rel_url.raw_path, dict(request.headers), body))
        fault = self.faults.popleft() if self.faults else self.always
        if fault is None:
            return web.json_response({"id": f"activity-{len(self.sent)}"}, status=201)
        return await _misbehave(request, fault)


async def _misbehave(request: web.Request, fault: Fault) -> web.StreamResponse:
    await asyncio.sleep(fault.delay)
    if fault.reset:
        assert request.transport is not None
        request.transport.abort()
    if fault.slow_body:
        response = web.StreamResponse(status=fault.status, headers={"Content-Length": "20"})
        await response.prepare(request)
        await asyncio.sleep(fault.slow_body)
        return response
    if fault.body is not None:
        return web.Response(
            status=fault.status, text=fault.body, content_type="text/html", headers=fault.headers
        )
    return web.json_response(fault.json, status=fault.status, headers=fault.headers)


@asynccontextmanager
async def fake_teams() -> AsyncIterator[tuple[FakeTeams, aiohttp.ClientSession]]:
    """The fake and a client session, closed in the right order."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        yield teams, session


def deserted_url() -> str:
    """A serviceUrl on this machine where nobody listens."""
    return f"http://127.0.0.1:{unused_port()}/"
