"""Microsoft's servers are slow, silent or gone: whoever needs nothing of them notices nothing (safety.md F17)."""

import asyncio
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web
from botframework.connector.auth.jwt_token_extractor import _OpenIdMetadata

from bot.post import Delivered, Retry
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.credentials import EARLY, BotToken
from bot.teams.keys import PAUSE, SigningKeys

from .door import HeldClock, RecordingTurns, bearer, eventually, front_door, post, signed_gate
from .fake_connector import APP_ID, TENANT, FakeTeams
from .loop_watch import STALL, Blocked, LoopWatch
from .sending import MESSAGE

GIVEN_UP = 30  # seconds: whoever waits for ever fails instead
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Troubled(FakeTeams):
    """Its key server and its Entra ID do what the test wants, until they are released."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble: Trouble = none
        self.asked = 0
        self.released = asyncio.Event()

    async def _metadata(self, request: web.Request) -> web.StreamResponse:  # type: ignore[override]
        return await self._through(request, super()._metadata)

    async def _login(self, request: web.Request) -> web.StreamResponse:  # type: ignore[override]
        return await self._through(request, super()._login)

    async def _through(self, request: web.Request, answer: Handler) -> web.StreamResponse:
        self.asked += 1
        return await self.trouble(self, request, answer)


Trouble = Callable[[Troubled, web.Request, Handler], Awaitable[web.StreamResponse]]


async def none(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    return await answer(request)


async def silent(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    await teams.released.wait()
    return await answer(request)


async def trickling(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    """A letter now and then: no two are far apart, and it never ends."""
    response = web.StreamResponse()
    await response.prepare(request)
    while not teams.released.is_set() and request.transport is not None:
        await response.write(b" ")
        await asyncio.sleep(0.002)
    return response


async def hanging_up(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def failing(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    return web.Response(status=503, text="<html>down</html>", content_type="text/html")


async def babbling(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    return web.Response(text="[" * 100_000, content_type="application/json")


async def generous(teams: Troubled, request: web.Request, answer: Handler) -> web.StreamResponse:
    """A hundred keys where Microsoft has a handful."""
    teams.published = ["first", "second"] * 50
    return await answer(request)


STUCK = (silent, trickling)
TROUBLES = (*STUCK, hanging_up, failing, babbling, generous)


@dataclass
class World:
    teams: Troubled
    session: aiohttp.ClientSession
    clock: HeldClock
    watch: LoopWatch

    async def asked(self) -> bool:
        return self.teams.asked > 0

    def token(self, timeout: float = 60) -> BotToken:
        return BotToken(
            APP_ID, "pw", "SingleTenant", TENANT, self.session, self.clock, self.teams.login, timeout
        )

    def sender(self, token: BotToken) -> Callable[[], Awaitable[object]]:
        connector = Connector(self.session, token, hosts.is_loopback)
        return lambda: connector.send(self.teams.url, "a:1", MESSAGE)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Under watch from beginning to end."""
    async with LoopWatch() as watch, Troubled() as teams, aiohttp.ClientSession() as session:
        yield World(teams, session, HeldClock(), watch)
        teams.released.set()


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_key_server_in_trouble_stalls_nobody(trouble: Trouble, world: World) -> None:
    """A stranger's key is being asked for. Those whose key is known come and go meanwhile.

    With the SDK the whole bot stood still for 5.01 s.
    """
    teams, turns = world.teams, RecordingTurns()
    keys = SigningKeys(teams.metadata_url, world.session, world.clock, timeout=60)
    async with front_door(signed_gate(teams, keys), turns, teams, world.session) as client:
        assert await post(client, bearer(teams), teams.activity()) == 200
        teams.trouble, teams.asked = trouble, 0
        world.clock.now += PAUSE
        world.watch.begin()
        strange = bearer(teams, kid="second", signed_by="stranger")
        stranger = asyncio.create_task(post(client, strange, teams.activity()))
        await eventually(world.asked)
        for _ in range(30):
            assert await post(client, bearer(teams), teams.activity()) == 200
        assert trouble not in STUCK or not stranger.done()
        teams.released.set()
        assert await stranger == 401
    world.watch.saw_no_stall()
    assert len(turns.taken) == 31
    assert teams.asked <= 2, "aiohttp asks again where a line that it kept was cut"


@pytest.mark.parametrize("trouble", STUCK)
async def test_a_key_server_that_never_answers_is_given_up(trouble: Trouble, world: World) -> None:
    """Everybody who waits for it is told no; nobody waits for ever."""
    world.teams.trouble = trouble
    keys = SigningKeys(world.teams.metadata_url, world.session, world.clock, timeout=1)
    async with asyncio.timeout(GIVEN_UP):
        assert await asyncio.gather(*(keys.get("first") for _ in range(20))) == [None] * 20
    assert world.teams.asked == 1


@pytest.mark.parametrize("trouble", TROUBLES[:-1])
async def test_entra_in_trouble_stalls_nobody_who_has_a_token(trouble: Trouble, world: World) -> None:
    """The token is renewed early, by one request, and the old one serves until the new one is there."""
    teams, token = world.teams, world.token()
    send = world.sender(token)
    assert await send() == Delivered("activity-1")
    teams.trouble, teams.asked = trouble, 0
    world.clock.now += 3600 - EARLY + 1
    world.watch.begin()
    assert all([isinstance(await send(), Delivered) for _ in range(30)])
    await eventually(world.asked)
    assert all([isinstance(await send(), Delivered) for _ in range(30)])
    world.watch.saw_no_stall()
    assert {sent.headers["Authorization"] for sent in teams.sent} == {"Bearer bot-token-1"}
    assert teams.asked == 1
    await token.close()


async def test_the_new_token_serves_as_soon_as_it_is_there(world: World) -> None:
    teams, token = world.teams, world.token()
    await token.bearer()
    teams.trouble = silent
    world.clock.now += 3600 - EARLY + 1
    assert await token.bearer() == "bot-token-1"
    teams.released.set()

    async def renewed() -> bool:
        return await token.bearer() == "bot-token-2"

    await eventually(renewed)
    assert teams.asked == 2


@pytest.mark.parametrize("trouble", STUCK)
async def test_without_a_token_all_wait_for_one_request_and_the_loop_for_none(
    trouble: Trouble, world: World
) -> None:
    teams = world.teams
    teams.trouble = trouble
    send = world.sender(world.token(timeout=1))
    world.watch.begin()
    async with asyncio.timeout(GIVEN_UP):
        outcomes = await asyncio.gather(*(send() for _ in range(30)))
    world.watch.saw_no_stall()
    assert outcomes == [Retry(None)] * 30
    assert (teams.asked, teams.sent) == (1, [])


async def test_the_watch_sees_a_call_that_blocks(world: World) -> None:
    """The SDK's own way to the keys, the plain way to fetch anything, and a nap."""
    with pytest.raises(Blocked):
        await _OpenIdMetadata(world.teams.metadata_url)._refresh()
    with pytest.raises(Blocked):
        urllib.request.urlopen(world.teams.metadata_url)  # noqa: ASYNC210
    with pytest.raises(Blocked):
        time.sleep(0)  # noqa: ASYNC251
    # In a thread of their own they are nobody's trouble.
    await asyncio.to_thread(time.sleep, 0)
    await asyncio.to_thread(urllib.request.urlopen, world.teams.metadata_url)


async def test_the_watch_sees_a_long_computation(world: World) -> None:
    await asyncio.sleep(0.01)
    until = time.thread_time() + 2 * STALL
    while time.thread_time() < until:
        pass
    await asyncio.sleep(0.01)
    with pytest.raises(AssertionError):
        world.watch.saw_no_stall()
