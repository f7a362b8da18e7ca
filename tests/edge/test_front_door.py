"""The front door over real HTTP: what Teams sends gets its answer, and never a 500."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.teams.activities import Inbound, Kind
from bot.teams.answers import dialog, dialog_says, replace_card, say
from bot.teams.gate import OpenGate
from bot.teams.seam import MAX_BODY, Answer

from .door import Client, RecordingTurns, card, front_door
from .fake_connector import BOT, FakeTeams, Fault, deserted_url, fake_teams

CARD = "application/vnd.microsoft.card.adaptive"
SECRET = "Fru Olsen på stue 4"


@dataclass
class World:
    """A bot behind its front door, and the fake Teams around it."""

    teams: FakeTeams
    turns: RecordingTurns
    client: Client

    async def post(self, body: Any) -> tuple[int, Any]:
        async with self.client.post("/api/messages", json=body) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None

    async def send(self, data: bytes, **headers: str) -> int:
        headers = {"Content-Type": "application/json"} | headers
        async with self.client.post("/api/messages", data=data, headers=headers) as response:
            return response.status

    def invoke(self, name: str, **value: Any) -> dict[str, Any]:
        return self.teams.activity(type="invoke", name=name, text=None, value=value)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        turns = RecordingTurns()
        async with front_door(OpenGate(), turns, teams, session, patience=0.5) as client:
            yield World(teams, turns, client)


INVOKES: dict[str, tuple[Kind, dict[str, Any]]] = {
    "adaptiveCard/action": (Kind.BUTTON, replace_card(card("Tak for historien"))),
    "composeExtension/fetchTask": (Kind.CAPTURE, dialog(card("Gem historien"), "God historie")),
    "composeExtension/submitAction": (Kind.CAPTURE_SUBMIT, dialog_says("Gemt. Tak!")),
    "task/fetch": (Kind.DIALOG_OPEN, dialog(card("Noget er sket"), "Hændelse")),
    "task/submit": (Kind.DIALOG_SUBMIT, dialog_says("Tak")),
}


@pytest.mark.parametrize("name", INVOKES)
async def test_each_invoke_gets_its_body(name: str, world: World) -> None:
    """The SDK's own adapter answers every one of these with 500."""
    kind, body = INVOKES[name]
    world.turns.answer = lambda inbound: Answer(invoke=body)
    assert await world.post(world.invoke(name, action={"data": {"do": "x"}}, data={"do": "x"})) == (200, body)
    [inbound] = world.turns.taken
    assert (inbound.kind, inbound.value) == (kind, {"do": "x"})
    assert world.teams.sent == []


async def test_a_button_may_also_say_something_for_a_moment(world: World) -> None:
    world.turns.answer = lambda inbound: Answer(invoke=say("Den er sendt"))
    status, body = await world.post(world.invoke("adaptiveCard/action"))
    assert (status, body["type"], body["value"]) == (
        200,
        "application/vnd.microsoft.activity.message",
        "Den er sendt",
    )


async def test_an_invoke_nobody_knows_is_not_implemented(world: World) -> None:
    assert await world.post(world.invoke("composeExtension/query")) == (501, None)


async def test_a_dialog_may_close_without_a_word(world: World) -> None:
    assert await world.post(world.invoke("task/submit")) == (200, None)


async def test_a_message_gets_its_cards_one_by_one_with_the_token(world: World) -> None:
    first, second = (
        card("Godmorgen", fallbackText="Godmorgen"),
        card("Tjek ind?", msteams={"width": "Full"}, speak=None),
    )
    world.turns.answer = lambda inbound: Answer(cards=(first, second))
    assert await world.post(world.teams.activity()) == (200, None)
    assert [sent.path for sent in world.teams.sent] == [
        "/v3/conversations/a%3Amette/activities/1485983408511"
    ] * 2
    assert {sent.headers["Authorization"] for sent in world.teams.sent} == {"Bearer bot-token-1"}
    assert len(world.teams.token_requests) == 1
    sent = world.teams.sent[0].json
    assert sent["attachments"] == [{"contentType": CARD, "content": first}]
    assert (sent["type"], sent["summary"], sent["replyToId"]) == ("message", "Godmorgen", "1485983408511")
    assert (sent["from"]["id"], sent["recipient"]["id"]) == (BOT, "29:mette")
    assert "summary" not in world.teams.sent[1].json


async def test_an_invoke_may_both_answer_and_post(world: World) -> None:
    world.turns.answer = lambda inbound: Answer(cards=(card("ny"),), invoke=replace_card(card("gammel")))
    status, body = await world.post(world.invoke("adaptiveCard/action"))
    assert (status, body["value"]) == (200, card("gammel"))
    assert len(world.teams.sent) == 1


async def test_a_failed_turn_says_sorry_and_logs_where_but_not_what(world: World) -> None:
    def fall(inbound: Inbound) -> Answer:
        raise LookupError(f"row with {SECRET} and {inbound.text}")

    world.turns.answer = fall
    world.turns.apology = Answer(cards=(card("Det gik galt. Prøv igen."),), invoke=say("Det gik galt."))
    with capture_logs() as logs:
        assert await world.post(world.teams.activity(text=SECRET)) == (200, None)
        assert (await world.post(world.invoke("adaptiveCard/action")))[0] == 200
    assert len(world.teams.sent) == 2
    failed = [line for line in logs if line["event"] == "turn_failed"]
    assert [line["error"] for line in failed] == ["LookupError", "LookupError"]
    assert "in fall" in str(failed[0]) or " fall" in str(failed[0]["trail"])
    for trace in (SECRET, "Mette", "mette", "bot-token"):
        assert trace not in str(logs)


async def test_an_answer_that_is_not_json_says_sorry_too(world: World) -> None:
    world.turns.answer = lambda inbound: Answer(cards=({"when": object()},))
    world.turns.apology = Answer(invoke=say("Det gik galt."))
    assert (await world.post(world.invoke("adaptiveCard/action"))) == (200, say("Det gik galt."))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(429),
        Fault(403),
        Fault(502, body="<html>"),
        Fault(reset=True),
        Fault(307, headers={"Location": "/"}),
        Fault(delay=3),
    ],
)
async def test_a_reply_that_teams_does_not_take_is_logged_and_the_turn_stands(
    fault: Fault, world: World
) -> None:
    world.teams.always = fault
    world.turns.answer = lambda inbound: Answer(cards=(card("et"), card("to")), invoke=say("Gemt"))
    with capture_logs() as logs:
        assert await world.post(world.invoke("adaptiveCard/action")) == (200, say("Gemt"))
        assert await world.post(world.teams.activity()) == (200, None)
    assert [line["event"] for line in logs].count("reply_lost") == 2
    assert len(world.teams.sent) == 2


async def test_with_the_connector_down_the_turn_stands(world: World) -> None:
    world.turns.answer = lambda inbound: Answer(cards=(card("et"),))
    assert await world.post(world.teams.activity(serviceUrl=deserted_url())) == (200, None)
    assert len(world.turns.taken) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_only_post_is_answered(method: str, world: World) -> None:
    async with world.client.request(method, "/api/messages") as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")


async def test_only_plain_json_is_read(world: World) -> None:
    body = json.dumps(world.teams.activity()).encode()
    assert await world.send(body) == 200
    assert await world.send(body, **{"Content-Type": "text/plain"}) == 415
    assert await world.send(gzip.compress(body), **{"Content-Encoding": "gzip"}) == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"hej"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"type": 1e999}',
        b"1" * 5000,
        b'{"type": "message", "id": "1", "conversation": {"id": 7}}',
    ],
)
async def test_a_malformed_body_is_a_bad_request(body: bytes, world: World) -> None:
    assert await world.send(body) == 400
    assert world.turns.taken == []


async def announced(world: World, length: int) -> int:
    """The status for a body that is announced but never sent: only the announcement can be judged."""
    reader, writer = await asyncio.open_connection(world.client.server.host, world.client.server.port)
    head = f"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}"
    writer.write(f"{head}\r\n\r\n".encode())
    async with asyncio.timeout(2):
        status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(world: World) -> None:
    fits = json.dumps(world.teams.activity(text="a" * (MAX_BODY - 2000))).encode()
    assert await world.send(fits) == 200
    assert await announced(world, MAX_BODY + 1) == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"a" * (MAX_BODY // 4)

    headers = {"Content-Type": "application/json"}
    async with world.client.post("/api/messages", data=chunks(), headers=headers) as response:
        assert response.status == 413


async def test_a_body_that_breaks_off_harms_nobody(world: World) -> None:
    server = world.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n".encode())
    status = await reader.readline()
    assert b" 400 " in status
    writer.close()
    await writer.wait_closed()
    assert (await world.post(world.teams.activity()))[0] == 200


async def test_the_sdks_own_way_in_is_closed(world: World) -> None:
    from bot.teams.adapter import SeamAuthentication

    with pytest.raises(PermissionError):
        await SeamAuthentication(None).authenticate_request(None, "")  # type: ignore[arg-type]


oddities: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1.5, "", "x", [], {}, [{}], {"id": {}}, "\ud800", "a" * 2000, 10**30]
)
paths = st.lists(st.integers(0, 30), min_size=1, max_size=4)


def mutated(activity: dict[str, Any], path: list[int], oddity: Any, drop: bool) -> dict[str, Any]:
    """The activity with one field, somewhere, dropped or made odd."""
    changed: dict[str, Any] = json.loads(json.dumps(activity))
    place: Any = changed
    for step in path[:-1]:
        inner = [key for key in sorted(place) if isinstance(place[key], dict) and place[key]]
        if not inner:
            break
        place = place[inner[step % len(inner)]]
    key = sorted(place)[path[-1] % len(place)]
    if drop:
        del place[key]
    else:
        place[key] = oddity
    return changed


@seed(20261123)
@settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([*INVOKES, "message", "installationUpdate"]),
    st.lists(paths, min_size=1, max_size=3),
    st.data(),
)
async def test_no_mutated_activity_makes_a_500(
    world: World, name: str, places: list[list[int]], data: st.DataObject
) -> None:
    """A third of such activities made the SDK answer 500."""
    world.turns.answer = lambda inbound: Answer(
        cards=(card(inbound.text),), invoke=replace_card(inbound.value)
    )
    payload = {"body": {"contentType": "html", "content": "<p>x</p>"}, "from": {"user": {"id": "u"}}}
    value = {"data": {"do": "x"}, "action": {"data": {"do": "x"}}, "messagePayload": payload}
    kind = "invoke" if name in INVOKES else name
    body = world.teams.activity(type=kind, name=name, action="add", value=value)
    for path in places:
        body = mutated(body, path, data.draw(oddities), data.draw(st.booleans()))
    raw = json.dumps(body).encode()
    assert await world.send(raw) in (200, 400, 403, 501)
