"""The form of a request: what is no JSON of a fair size is turned away, and nothing breaks."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest

from bot.teams.gate import OpenGate
from bot.teams.keys import SigningKeys
from bot.teams.seam import MAX_BODY

from .door import Doorstep, HeldClock, RecordingTurns, bearer, front_door, signed_gate
from .fake_connector import fake_teams

GIVEN_UP = 30  # seconds: whoever waits for ever fails instead


@pytest.fixture
async def world() -> AsyncIterator[Doorstep]:
    async with fake_teams() as (teams, session):
        turns = RecordingTurns()
        async with front_door(OpenGate(), turns, teams, session, patience=0.5) as client:
            yield Doorstep(teams, turns, client)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_only_post_is_answered(method: str, world: Doorstep) -> None:
    async with world.client.request(method, "/api/messages") as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")


async def test_only_plain_json_is_read(world: Doorstep) -> None:
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
async def test_a_malformed_body_is_a_bad_request(body: bytes, world: Doorstep) -> None:
    assert await world.send(body) == 400
    assert world.turns.taken == []


@pytest.fixture
async def guarded() -> AsyncIterator[Doorstep]:
    """Behind the gate of `medvind run`."""
    async with fake_teams() as (teams, session):
        turns = RecordingTurns()
        gate = signed_gate(teams, SigningKeys(teams.metadata_url, session, HeldClock()))
        async with front_door(gate, turns, teams, session) as client:
            yield Doorstep(teams, turns, client)


MALFORMED: dict[str, tuple[bytes, dict[str, str]]] = {
    "nothing": (b"", {}),
    "half an object": (b'{"type":', {}),
    "a list": (b"[]", {}),
    "null": (b"null", {}),
    "a number": (b"1e999", {}),
    "no JSON": (b"type=message", {}),
    "no UTF-8": (b'{"text": "\xff\xfe\xfa"}', {}),
    "UTF-16": ('{"type": "message"}'.encode("utf-16"), {}),
    "another text coding": (b'{"type": "m\xe6"}', {"Content-Type": "application/json; charset=latin-1"}),
    "a coding nobody knows": (b"{}", {"Content-Type": "application/json; charset=klingon"}),
    "a hundred thousand levels": (b'{"a":' * 100_000, {}),
    "a very long number": (b'{"id": ' + b"9" * 10_000 + b"}", {}),
    "a time that is none": (b'{"type": "message", "timestamp": "yesterday"}', {}),
    "a form": (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}),
    "parts": (b"--x--", {"Content-Type": "multipart/form-data; boundary=x"}),
    "a content type that is none": (b"{}", {"Content-Type": ";;;"}),
    "not what it is packed as": (b"{}", {"Content-Encoding": "gzip"}),
    "a packing nobody knows": (b"{}", {"Content-Encoding": "zip, bomb"}),
    "too much of it": (b" " * (MAX_BODY + 1), {}),
}


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("case", MALFORMED)
async def test_what_is_malformed_is_never_a_500(case: str, known: bool, guarded: Doorstep) -> None:
    """The SDK reads the body before it looks at the token, and answers eleven of sixteen such with 500."""
    body, headers = MALFORMED[case]
    token = {"Authorization": bearer(guarded.teams)} if known else {}
    assert await guarded.send(body, **headers, **token) in ({400, 413, 415} if known else {401, 413, 415})
    assert guarded.turns.taken == []


RAW = {
    "an authorization that is no text": "Authorization: Bearer \xff\xfe\r\nContent-Length: 2\r\n\r\n{}",
    "two authorizations": "Authorization: Bearer a\r\nAuthorization: Bearer b\r\nContent-Length: 2\r\n\r\n{}",
    "a header without end": "Authorization: Bearer " + "a" * 20_000 + "\r\n\r\n",
    "a length that is no number": "Content-Length: many\r\n\r\n{}",
    "a length below nothing": "Content-Length: -1\r\n\r\n{}",
    "two lengths": "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a length and chunks": "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a header with nothing before the colon": ": Bearer x\r\n\r\n",
    "a NUL in a header": "Authorization: Bearer \x00\r\n\r\n",
}


@pytest.mark.parametrize("case", RAW)
async def test_a_request_that_breaks_the_rules_of_http_is_never_a_500(case: str, guarded: Doorstep) -> None:
    server = guarded.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}{RAW[case]}".encode("latin-1"))
    async with asyncio.timeout(GIVEN_UP):
        status = int((await reader.readline()).split()[1])
    assert status in (400, 401)
    writer.close()
    await writer.wait_closed()
    assert guarded.turns.taken == []


async def announced(world: Doorstep, length: int) -> int:
    """The status for a body that is announced but never sent: only the announcement can be judged."""
    reader, writer = await asyncio.open_connection(world.client.server.host, world.client.server.port)
    head = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {length}\r\n\r\n".encode())
    async with asyncio.timeout(GIVEN_UP):
        status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(world: Doorstep) -> None:
    fits = json.dumps(world.teams.activity(text="a" * (MAX_BODY - 2000))).encode()
    assert await world.send(fits) == 200
    assert await announced(world, MAX_BODY + 1) == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"a" * (MAX_BODY // 4)

    headers = {"Content-Type": "application/json"}
    async with world.client.post("/api/messages", data=chunks(), headers=headers) as response:
        assert response.status == 413


async def test_a_body_that_breaks_off_harms_nobody(world: Doorstep) -> None:
    server = world.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n".encode())
    status = await reader.readline()
    assert b" 400 " in status
    writer.close()
    await writer.wait_closed()
    assert (await world.post(world.teams.activity()))[0] == 200
