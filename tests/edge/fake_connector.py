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
    query: dict[str, str] = field(default_factory=dict)


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


# What Microsoft's page says of a page: smaller ones are treated as the least, larger ones are cut.
LEAST_OF_A_PAGE, MOST_OF_A_PAGE = 50, 500


class FakeTeams:
    """The server, its memory, and the pen that signs what it sends to a bot."""

    def __init__(self) -> None:
        self.rosters: dict[str, list[Any]] = {}  # by the conversation's id
        self.continuations: dict[str, tuple[str, int]] = {}
        self.pictures: dict[str, bytes] = {}  # by the path that they are fetched at
        self.sent: list[Sent] = []
        self.faults: deque[Fault | None] = deque()
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

    def picture(self, data: bytes) -> dict[str, Any]:
        """Somebody has pasted a picture into her message: as it is attached to it, by an address here."""
        path = f"/v3/attachments/{len(self.pictures)}/views/original"
        self.pictures[path] = data
        return {"contentType": "image/*", "contentUrl": f"{self.url.rstrip('/')}{path}"}

    def file(self, data: bytes, name: str = "IMG_0001.jpg") -> dict[str, Any]:
        """Somebody has sent a file: it lies where no token goes."""
        path = f"/files/{len(self.pictures)}/download.aspx"
        self.pictures[path] = data
        url = f"{self.url.rstrip('/')}{path}?UniqueId=1&tempauth=v1.abc-_~"
        return {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "name": name,
            "content": {"downloadUrl": url, "uniqueId": "1", "fileType": "jpg"},
        }

    def fail(self, *faults: Fault | None) -> None:
        """The next requests to the connector go wrong in these ways, one each; None is one that goes well."""
        self.faults.extend(faults)

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/.well-known/keys", self._jwks)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_get("/v3/conversations/{conversation}/pagedmembers", self._roster)
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
        if (fault := await self._noted(request)) is not None:
            return await _misbehave(request, fault)
        if request.method == "GET" and request.path in self.pictures:
            return web.Response(body=self.pictures[request.path])
        return web.json_response({"id": f"activity-{len(self.sent)}"}, status=201)

    async def _noted(self, request: web.Request) -> Fault | None:
        """Remembers what was asked; the fault that is due for it, if there is one."""
        body = await request.json() if request.can_read_body else None
        url = request.rel_url
        self.sent.append(
            Sent(request.method, url.raw_path, dict(request.headers), body, dict(url.query.items()))
        )
        return self.faults.popleft() if self.faults else self.always

    async def _roster(self, request: web.Request) -> web.StreamResponse:
        """A page of a conversation's members. A token is good for the conversation it was made for."""
        if (fault := await self._noted(request)) is not None:
            return await _misbehave(request, fault)
        conversation, token = request.match_info["conversation"], request.query.get("continuationToken")
        if conversation not in self.rosters:
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)
        place = (conversation, 0) if token is None else self.continuations.get(token)
        if place is None or place[0] != conversation:
            return web.json_response({"error": {"code": "BadArgument"}}, status=400)
        size = min(max(int(request.query["pageSize"]), LEAST_OF_A_PAGE), MOST_OF_A_PAGE)
        return web.json_response(self._page(*place, size))

    def _page(self, conversation: str, first: int, size: int) -> dict[str, Any]:
        members = self.rosters[conversation]
        page: dict[str, Any] = {"members": members[first : first + size]}
        if first + size < len(members):
            token = f"after={first + size}&of/{len(self.continuations)} +%æ"
            self.continuations[token] = (conversation, first + size)
            page["continuationToken"] = token
        return page


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
