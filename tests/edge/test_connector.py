"""Each way in which Teams can fail has one honest outcome, and the bot's token goes nowhere else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientTimeout

from bot.post import Delivered, Outcome, Refused, Retry, Uncertain
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.credentials import NoToken

from .fake_connector import BOT, TENANT, Fault, deserted_url, fake_teams
from .sending import MESSAGE, World

EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp()
WEEK = 7 * 24 * 3600.0


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """It is eight o'clock in Greenwich."""
    async with fake_teams() as (teams, session):
        world = World(teams, session)
        world.connector = Connector(session, world.token, hosts.is_loopback, timeout=2, clock=lambda: EIGHT)
        yield world


async def test_a_message_is_posted_once_with_the_token(world: World) -> None:
    assert await world.send() == Delivered("activity-1")
    [sent] = world.teams.sent
    assert (sent.method, sent.json) == ("POST", MESSAGE)
    assert sent.path == "/v3/conversations/19%3Abirk%40thread.tacv2%3Bmessageid%3D1/activities"
    assert sent.headers["Authorization"] == "Bearer bot-token-1"


async def test_a_message_has_ten_seconds_in_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked of the session that the service would use: nobody has set the time."""
    given = []
    through = world.session.request

    def timed(*asked: Any, timeout: ClientTimeout, **more: Any) -> Any:
        given.append(timeout)
        return through(*asked, timeout=timeout, **more)

    monkeypatch.setattr(world.session, "request", timed)
    world.connector = Connector(world.session, world.token, hosts.is_loopback)
    assert await world.send() == Delivered("activity-1")
    assert [(timeout.total, timeout.connect) for timeout in given] == [(10.0, 5.0)]


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


def throttled(retry_after: str) -> Fault:
    return Fault(429, headers={"Retry-After": retry_after})


# safety.md F4: each way in which the far side fails, and the one honest word for what became of the message.
FAULTS: dict[str, tuple[Fault, Outcome]] = {
    "throttled": (throttled("7"), Retry(7.0, throttled=True)),
    "throttled, no hint": (Fault(429), Retry(None, throttled=True)),
    "throttled, in text": (Fault(429, body="Too many requests"), Retry(None, throttled=True)),
    "throttled, until a moment": (throttled("Mon, 23 Nov 2026 08:00:07 GMT"), Retry(7.0, throttled=True)),
    "throttled, a moment as in RFC 850": (
        throttled("Monday, 23-Nov-26 08:00:07 GMT"),
        Retry(7.0, throttled=True),
    ),
    "throttled, a moment as in C": (throttled("Mon Nov 23 08:00:07 2026"), Retry(7.0, throttled=True)),
    "throttled, until a moment that is gone": (
        throttled("Mon, 23 Nov 2026 07:59:00 GMT"),
        Retry(None, throttled=True),
    ),
    "throttled, until the next decade": (
        throttled("Sun, 23 Nov 2036 08:00:00 GMT"),
        Retry(WEEK, throttled=True),
    ),
    "throttled, for a year": (throttled("31536000"), Retry(WEEK, throttled=True)),
    "throttled, for no time": (throttled("0"), Retry(None, throttled=True)),
    "throttled, below nothing": (throttled("-1e9"), Retry(None, throttled=True)),
    "throttled, nonsense": (throttled("soon"), Retry(None, throttled=True)),
    "throttled, no such day": (throttled("Mon, 99 Nov 2026 08:00:00 GMT"), Retry(None, throttled=True)),
    "throttled, a year too far": (
        throttled("Mon, 23 Nov 99999999999 08:00:00 GMT"),
        Retry(None, throttled=True),
    ),
    "throttled, more digits than a number": (throttled("9" * 5000), Retry(None, throttled=True)),
    "request not received in time": (Fault(408), Retry(None)),
    "precondition": (Fault(412), Retry(None)),
    "unavailable": (Fault(503, headers={"Retry-After": "1.5"}), Retry(1.5)),
    "unavailable, in HTML": (Fault(503, body="<html>Service unavailable</html>"), Retry(None)),
    "server error": (Fault(500), Uncertain("http_500")),
    "bad gateway in HTML": (Fault(502, body="<html>Bad gateway</html>"), Uncertain("http_502")),
    "gateway timeout": (Fault(504), Uncertain("http_504")),
    "gone, in HTML": (Fault(404, body="<h1>404</h1>"), Refused("http_404")),
    "a sentence for a code": (Fault(400, json={"error": {"code": "Mette said so"}}), Refused("http_400")),
    "odd JSON": (Fault(403, json=["error"]), Refused("http_403")),
    "refused, half a JSON": (Fault(403, body='{"error": {"code": "Bot'), Refused("http_403")),
    "too large, in HTML": (Fault(413, body="<h1>413</h1>"), Refused("too_large")),
    "too large": (Fault(413, json={"error": {"code": "MessageSizeTooBig"}}), Refused("too_large")),
    "token not taken": (Fault(401), Retry(None)),
    "redirect": (Fault(307, headers={"Location": "/elsewhere"}), Refused("redirect")),
    "slow": (Fault(201, delay=5), Uncertain("timeout")),
    "reset": (Fault(reset=True), Uncertain("ServerDisconnectedError")),
    "taken, then silent": (Fault(201, slow_body=5), Delivered(None)),
    "taken, nothing said": (Fault(201, body=""), Delivered(None)),
    "taken, half a JSON": (Fault(201, body='{"id": "activ'), Delivered(None)),
    "taken, JSON without end": (Fault(201, body="[" * 100_000), Delivered(None)),
    "taken, a novel": (Fault(201, body="a" * 1_000_000), Delivered(None)),
    "taken, HTML": (Fault(200, body="<html>ok</html>"), Delivered(None)),
    "taken, id not a text": (Fault(200, json={"id": 7}), Delivered(None)),
}


# Microsoft's page on a bot's messages. The second word: does any other message get through there?
FINAL = {
    "BadArgument": (400, False),
    "BotDisabledByAdmin": (403, True),
    "BotNotInConversationRoster": (403, True),
    "ConversationBlockedByUser": (403, True),
    "ForbiddenOperationException": (403, True),
    "MessageWritesBlocked": (403, True),
    "InvalidBotApiHost": (403, False),
    "NotEnoughPermissions": (403, False),
    "ConversationNotFound": (404, True),
    "ActivityNotFoundInConversation": (404, False),
}
FAULTS |= {
    code: (Fault(status, json={"error": {"code": code, "message": "Mette"}}), Refused(code, unreachable))
    for code, (status, unreachable) in FINAL.items()
}
FAULTS["a code for another status"] = (
    Fault(400, json={"error": {"code": "ConversationNotFound"}}),
    Refused("ConversationNotFound"),
)


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
        (throttled("3"), Retry(3.0, throttled=True)),
        (
            Fault(403, json={"error": {"code": "BotNotInConversationRoster"}}),
            Refused("BotNotInConversationRoster", unreachable=True),
        ),
    ],
)
async def test_opening_a_chat_is_never_uncertain(fault: Fault, expected: Outcome, world: World) -> None:
    """Asking twice opens the same chat, and nobody has seen anything."""
    world.teams.fail(fault)
    assert await world.connector.open_personal(world.teams.url, TENANT, BOT, "29:mette") == expected
