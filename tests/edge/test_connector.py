"""Each way in which Teams can fail has one honest outcome, and the bot's token goes nowhere else."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.teams import hosts
from bot.teams.connector import Connector, Delivered, Outcome, Refused, Retry, Uncertain
from bot.teams.credentials import NoToken

from .door import eventually
from .fake_connector import BOT, TENANT, Fault, deserted_url, fake_teams
from .sending import MESSAGE, World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield World(teams, session)


async def test_a_message_is_posted_once_with_the_token(world: World) -> None:
    assert await world.send() == Delivered("activity-1")
    [sent] = world.teams.sent
    assert (sent.method, sent.json) == ("POST", MESSAGE)
    assert sent.path == "/v3/conversations/19%3Abirk%40thread.tacv2%3Bmessageid%3D1/activities"
    assert sent.headers["Authorization"] == "Bearer bot-token-1"


async def test_an_id_cannot_lead_to_another_path(world: World) -> None:
    await world.connector.send(world.teams.url, "../../v3/conversations/b?x#y", MESSAGE)
    [sent] = world.teams.sent
    assert sent.path == "/v3/conversations/..%2F..%2Fv3%2Fconversations%2Fb%3Fx%23y/activities"


async def test_a_card_is_replaced_in_place(world: World) -> None:
    outcome = await world.connector.update(world.teams.url, "a:1", "1485:x", MESSAGE)
    assert outcome == Delivered("activity-1")
    [sent] = world.teams.sent
    assert (sent.method, sent.path) == ("PUT", "/v3/conversations/a%3A1/activities/1485%3Ax")
    assert sent.json == {**MESSAGE, "id": "1485:x"}


FAULTS: dict[str, tuple[Fault, Outcome]] = {
    "throttled": (Fault(429, headers={"Retry-After": "7"}), Retry(7.0)),
    "throttled, no hint": (Fault(429), Retry(None)),
    "throttled, with a date": (
        Fault(429, headers={"Retry-After": "Mon, 23 Nov 2026 08:00:00 GMT"}),
        Retry(None),
    ),
    "throttled, nonsense": (Fault(429, headers={"Retry-After": "-1e9"}), Retry(None)),
    "precondition": (Fault(412), Retry(None)),
    "unavailable": (Fault(503, headers={"Retry-After": "1.5"}), Retry(1.5)),
    "server error": (Fault(500), Uncertain("http_500")),
    "bad gateway in HTML": (Fault(502, body="<html>Bad gateway</html>"), Uncertain("http_502")),
    "gateway timeout": (Fault(504), Uncertain("http_504")),
    "bot blocked": (
        Fault(403, json={"error": {"code": "MessageWritesBlocked"}}),
        Refused("MessageWritesBlocked"),
    ),
    "gone": (Fault(404, json={"error": {"code": "ConversationNotFound"}}), Refused("ConversationNotFound")),
    "gone, in HTML": (Fault(404, body="<h1>404</h1>"), Refused("http_404")),
    "a sentence for a code": (Fault(400, json={"error": {"code": "Mette said so"}}), Refused("http_400")),
    "odd JSON": (Fault(403, json=["error"]), Refused("http_403")),
    "too large": (Fault(413, json={"error": {"code": "MessageSizeTooBig"}}), Refused("too_large")),
    "token not taken": (Fault(401), Retry(None)),
    "redirect": (Fault(307, headers={"Location": "/elsewhere"}), Refused("redirect")),
    "slow": (Fault(201, delay=5), Uncertain("timeout")),
    "reset": (Fault(reset=True), Uncertain("ServerDisconnectedError")),
    "taken, then silent": (Fault(201, slow_body=5), Delivered(None)),
    "taken, HTML": (Fault(200, body="<html>ok</html>"), Delivered(None)),
    "taken, id not a text": (Fault(200, json={"id": 7}), Delivered(None)),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_each_fault_has_its_outcome_and_the_post_is_made_once(fault: str, world: World) -> None:
    wrong, expected = FAULTS[fault]
    world.teams.always = wrong
    assert await world.send() == expected
    assert len(world.teams.sent) == 1


async def test_nobody_listening_means_nothing_was_sent(world: World) -> None:
    assert await world.connector.send(deserted_url(), "a:1", MESSAGE) == Retry(None)


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999/", "http://[::1/", "nonsense", "http://a..b:x/"])
async def test_an_address_that_is_none_is_refused(url: str, world: World) -> None:
    connector = Connector(world.session, NoToken(), lambda url: True)
    assert await connector.send(url, "a:1", MESSAGE) == Refused("bad_address")


class Canary:
    """A server where nothing may ever arrive."""

    def __init__(self) -> None:
        self.visits = 0

    async def visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        writer.close()


@pytest.fixture
async def canary() -> AsyncIterator[tuple[Canary, int]]:
    bird = Canary()
    server = await asyncio.start_server(bird.visited, "127.0.0.1", 0)
    async with server:
        yield bird, server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{canary}/",
        "http://smba.trafficmanager.net@127.0.0.1:{canary}/",
        "https://smba.trafficmanager.net\\@127.0.0.1:{canary}/",
        "http://localhost:{canary}/?https://smba.trafficmanager.net/",
        "http://2130706433:{canary}/",
        "http://[::ffff:127.0.0.1]:{canary}/",
        "",
    ],
)
async def test_a_host_not_on_the_list_gets_no_connection_and_no_token(
    url: str, world: World, canary: tuple[Canary, int]
) -> None:
    bird, port = canary
    connector = Connector(world.session, world.token, hosts.is_connector)
    address = url.format(canary=port)
    assert await connector.send(address, "a:1", MESSAGE) == Refused("host_not_allowed")
    assert await connector.open_personal(address, TENANT, BOT, "29:x") == Refused("host_not_allowed")
    assert bird.visits == 0
    assert world.teams.token_requests == []


async def test_a_redirect_carries_neither_message_nor_token(world: World, canary: tuple[Canary, int]) -> None:
    """The SDK follows a 307 with the POST to wherever it points."""
    bird, port = canary
    for status in (301, 302, 303, 307, 308):
        world.teams.fail(Fault(status, headers={"Location": f"http://127.0.0.1:{port}/"}))
        assert await world.send() == Refused("redirect")
    assert bird.visits == 0
    assert len(world.teams.sent) == 5


async def test_a_personal_chat_is_opened(world: World) -> None:
    opened = await world.connector.open_personal(world.teams.url, TENANT, BOT, "29:mette")
    assert opened == "activity-1"
    [sent] = world.teams.sent
    assert (sent.method, sent.path) == ("POST", "/v3/conversations")
    assert sent.json["members"] == [{"id": "29:mette"}]
    assert sent.json["channelData"] == {"tenant": {"id": TENANT}}
    assert sent.json["isGroup"] is False


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(502), Retry(None)),
        (Fault(201, delay=5), Retry(None)),
        (Fault(201, json={}), Retry(None)),
        (Fault(429, headers={"Retry-After": "3"}), Retry(3.0)),
        (
            Fault(403, json={"error": {"code": "BotNotInConversationRoster"}}),
            Refused("BotNotInConversationRoster"),
        ),
    ],
)
async def test_opening_a_chat_is_never_uncertain(fault: Fault, expected: Outcome, world: World) -> None:
    """Asking twice opens the same chat, and nobody has seen anything."""
    world.teams.fail(fault)
    assert await world.connector.open_personal(world.teams.url, TENANT, BOT, "29:mette") == expected


async def test_hanging_sends_do_not_hold_up_a_healthy_one(world: World) -> None:
    world.teams.fail(*[Fault(delay=5)] * 20)
    hanging = [asyncio.create_task(world.send()) for _ in range(20)]

    async def all_hang() -> bool:
        return len(world.teams.sent) == 20

    await eventually(all_hang)
    started = time.perf_counter()
    assert isinstance(await world.send(), Delivered)
    assert time.perf_counter() - started < 0.3
    assert set(await asyncio.gather(*hanging)) == {Uncertain("timeout")}
