"""The bot's token: fetched once, renewed early, never missed because Entra ID is slow."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.post import Delivered, Retry
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.credentials import EARLY, PAUSE, PAUSE_WITHOUT_TOKEN, BotToken, NoToken, TokenUnavailable

from .door import eventually
from .fake_connector import APP_ID, TENANT, FakeTeams, Fault, Sent, fake_teams
from .sending import MESSAGE, World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """With a connector as patient as the real one: here it is the token that is slow."""
    async with fake_teams() as (teams, session):
        world = World(teams, session)
        world.connector = Connector(session, world.token, hosts.is_loopback)
        yield world


async def test_one_token_serves_many_sends(world: World) -> None:
    world.teams.token_delay = 0.05
    outcomes = await asyncio.gather(*(world.send() for _ in range(30)))
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    [request] = world.teams.token_requests
    assert request == {
        "grant_type": "client_credentials",
        "client_id": APP_ID,
        "client_secret": "pw",
        "scope": "https://api.botframework.com/.default",
        "path": f"/{TENANT}/oauth2/v2.0/token",
    }


async def test_the_token_is_renewed_before_it_ends_without_making_anybody_wait(world: World) -> None:
    assert await world.token.bearer() == "bot-token-1"
    world.clock.now += 3600 - EARLY + 1
    assert await world.token.bearer() == "bot-token-1"

    async def renewed() -> bool:
        return await world.token.bearer() == "bot-token-2"

    await eventually(renewed)
    assert len(world.teams.token_requests) == 2


async def test_an_old_token_serves_while_entra_is_down_and_an_ended_one_does_not(world: World) -> None:
    await world.token.bearer()
    world.teams.token_down = True
    world.clock.now += 3600 - 1
    assert await world.token.bearer() == "bot-token-1"
    world.clock.now += 2
    with pytest.raises(TokenUnavailable):
        await world.token.bearer()
    assert await world.send() == Retry(None)
    assert world.teams.sent == []
    await world.token.close()


async def test_while_entra_is_down_a_hundred_sends_ask_it_once_a_second(world: World) -> None:
    world.teams.token_down = True
    for second in range(1, 4):
        outcomes = [await world.send() for _ in range(100)]
        assert set(outcomes) == {Retry(None)}
        assert len(world.teams.token_requests) == second
        world.clock.now += PAUSE_WITHOUT_TOKEN
    world.teams.token_down = False
    assert await world.send() == Delivered("activity-1")


async def test_a_token_that_teams_does_not_take_is_replaced_and_the_message_arrives(world: World) -> None:
    """401 says that nothing was done: the one answer after which the same message goes out again at once."""
    await world.token.bearer()
    world.clock.now += PAUSE
    world.teams.fail(Fault(401))
    assert await world.send() == Delivered("activity-2")
    assert [sent.headers["Authorization"] for sent in world.teams.sent] == [
        "Bearer bot-token-1",
        "Bearer bot-token-2",
    ]


async def test_a_bot_whom_teams_does_not_know_asks_for_no_token_per_message(world: World) -> None:
    """A new token that is not taken either is not at fault, and neither Microsoft server is to be hammered."""
    world.teams.always = Fault(401)
    for _ in range(60):
        assert await world.send() == Retry(None)
        world.clock.now += 1
    assert len(world.teams.token_requests) == 60 / PAUSE
    assert len(world.teams.sent) < 60 + 60 / PAUSE


async def test_a_registration_for_many_tenants_asks_microsofts_own(world: World) -> None:
    token = BotToken(APP_ID, "pw", "MultiTenant", "", world.session, world.clock, world.teams.login)
    await token.bearer()
    assert world.teams.token_requests[0]["path"] == "/botframework.com/oauth2/v2.0/token"


@pytest.mark.parametrize(
    "wrong",
    [("", "pw", "SingleTenant", "t"), ("a", "", "SingleTenant", "t"), ("a", "pw", "SingleTenant", "")],
)
async def test_half_a_credential_is_none(wrong: tuple[str, str, str, str], world: World) -> None:
    with pytest.raises(ValueError, match="needs"):
        BotToken(*wrong, world.session)
    with pytest.raises(ValueError, match="UserAssignedMSI"):
        BotToken("a", "pw", "UserAssignedMSI", "t", world.session)


async def test_the_demo_sends_without_a_token(world: World) -> None:
    connector = Connector(world.session, NoToken(), hosts.is_loopback)
    assert await connector.send(world.teams.url, "a:1", MESSAGE) == Delivered("activity-1")
    sent: Sent = world.teams.sent[0]
    headers: dict[str, Any] = sent.headers
    assert "Authorization" not in headers


class Registration(FakeTeams):
    """The bot in Entra ID, with its passwords. A token dies with the password that it was given for.

    The real ones live out their hour; here the change is as hard as it can be.
    """

    def __init__(self) -> None:
        super().__init__()
        self.passwords = {"old"}
        self.given_for: dict[str, str] = {}

    async def _login(self, request: web.Request) -> web.Response:
        password = str((await request.post())["client_secret"])
        if password not in self.passwords:
            self.token_requests.append({"client_secret": password})
            return web.json_response({"error": "invalid_client"}, status=401)
        answer = await super()._login(request)
        self.given_for[f"Bearer bot-token-{len(self.token_requests)}"] = password
        return answer

    async def _connector(self, request: web.Request) -> web.StreamResponse:
        if self.given_for.get(request.headers["Authorization"]) not in self.passwords:
            return web.Response(status=401, text="<html>401</html>")
        return await super()._connector(request)


class Service(World):
    """Medvind as it was started with a password."""

    teams: Registration

    def __init__(self, teams: Registration, session: aiohttp.ClientSession, password: str) -> None:
        super().__init__(teams, session)
        self.token = BotToken(
            APP_ID, password, "SingleTenant", TENANT, session, self.clock, login=teams.login
        )
        self.connector = Connector(session, self.token, hosts.is_loopback)

    async def sends(self, number: int) -> set[str]:
        """The kinds of outcome of so many messages, four at a time as the outbox has it."""
        kinds = set()
        for _ in range(number // 4):
            self.clock.now += PAUSE
            kinds |= {
                type(outcome).__name__ for outcome in await asyncio.gather(*(self.send() for _ in range(4)))
            }
        return kinds


@pytest.fixture
async def registration() -> AsyncIterator[tuple[Registration, Service, Service]]:
    """The service as it runs, and as it is started anew with the new password."""
    async with Registration() as teams, aiohttp.ClientSession() as session:
        yield teams, Service(teams, session, "old"), Service(teams, session, "new")


async def test_the_password_is_changed_without_a_failed_message(
    registration: tuple[Registration, Service, Service],
) -> None:
    """safety.md T3, as the operator is to do it: add the new one, restart, remove the old one."""
    teams, before, after = registration
    assert await before.sends(300) == {"Delivered"}
    teams.passwords = {"old", "new"}
    for _ in range(10):  # two replicas, of which one has been restarted
        assert await before.sends(20) == {"Delivered"}
        assert await after.sends(20) == {"Delivered"}
    teams.passwords = {"new"}
    assert await after.sends(300) == {"Delivered"}
    assert len(teams.sent) == 1000
    assert {request["client_secret"] for request in teams.token_requests} == {"old", "new"}


async def test_a_password_removed_too_early_loses_nothing_and_repeats_nothing(
    registration: tuple[Registration, Service, Service],
) -> None:
    """Every message waits: none is refused, none uncertain, and Entra ID is not asked for each of them."""
    teams, before, after = registration
    assert await before.sends(20) == {"Delivered"}
    teams.passwords = {"new"}
    with capture_logs() as logs:
        assert await before.sends(100) == {"Retry"}
    assert len(teams.sent) == 20
    assert len(teams.token_requests) <= 1 + 100 / 4
    assert {line["status"] for line in logs if line["event"] == "bot_token_unavailable"} == {401}
    assert "old" not in str(logs)
    assert await after.sends(100) == {"Delivered"}
    assert len(teams.sent) == 120


async def test_a_token_that_dies_under_four_messages_is_fetched_anew_once(
    registration: tuple[Registration, Service, Service],
) -> None:
    """The last of them comes back with the old token when there is a new one: that one stays."""
    teams, before, _ = registration
    await before.sends(4)
    teams.given_for.clear()
    assert await before.sends(4) == {"Delivered"}
    assert len(teams.token_requests) == 2
    assert len(teams.sent) == 8
