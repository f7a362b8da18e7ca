"""The form of a request: what is no JSON of a fair size is turned away, and nothing breaks."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest

from bot.teams.gate import OpenGate
from bot.teams.seam import MAX_BODY

from .door import Doorstep, RecordingTurns, front_door
from .fake_connector import fake_teams


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


async def announced(world: Doorstep, length: int) -> int:
    """The status for a body that is announced but never sent: only the announcement can be judged."""
    reader, writer = await asyncio.open_connection(world.client.server.host, world.client.server.port)
    head = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {length}\r\n\r\n".encode())
    async with asyncio.timeout(2):
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
