"""The bot's token: fetched once, renewed early, never missed because Entra ID is slow."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.teams import hosts
from bot.teams.connector import Connector, Delivered, Retry
from bot.teams.credentials import EARLY, BotToken, NoToken, TokenUnavailable

from .door import eventually
from .fake_connector import APP_ID, TENANT, Fault, Sent, fake_teams
from .sending import MESSAGE, World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield World(teams, session)


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


async def test_a_token_that_teams_does_not_take_is_replaced(world: World) -> None:
    world.teams.fail(Fault(401))
    assert await world.send() == Retry(None)
    assert await world.send() == Delivered("activity-2")
    assert [sent.headers["Authorization"] for sent in world.teams.sent] == [
        "Bearer bot-token-1",
        "Bearer bot-token-2",
    ]


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
