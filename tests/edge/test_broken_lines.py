"""Lines that break, hang and trickle: what is known of a message then, and what is not."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.post import Delivered, Retry, Uncertain
from bot.teams import hosts
from bot.teams.connector import Connector

from .door import eventually
from .fake_connector import Fault, fake_teams
from .sending import MESSAGE, World

PATIENCE = 2.0


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Patient enough for a busy machine, and not for those who never answer."""
    async with fake_teams() as (teams, session):
        world = World(teams, session)
        world.connector = Connector(session, world.token, hosts.is_loopback, timeout=PATIENCE)
        yield world


Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 12\r\nConnection: close\r\n\r\n"


@asynccontextmanager
async def listening(serve: Server) -> AsyncIterator[str]:
    """The serviceUrl of a server that need not keep to the rules of HTTP."""

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(served, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def read_all(reader: asyncio.StreamReader) -> None:
    """Up to the end of our message."""
    await reader.readuntil(b"Birk")


async def resets_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def resets_when_it_has_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)
    at_once = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    writer.transport.abort()


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)


async def speaks_no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n")


async def breaks_off_in_the_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)
    writer.write(b"HTTP/1.1 201 Created\r\nContent-")


async def breaks_off_in_the_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)
    writer.write(TAKEN + b'{"id":')


async def trickles_its_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await trickle(writer, b"HTTP/1.1 201 Created\r\nX: ")


async def trickles_its_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_all(reader)
    await trickle(writer, b"HTTP/1.1 201 Created\r\nContent-Length: 60000\r\n\r\n")


async def trickle(writer: asyncio.StreamWriter, start: bytes) -> None:
    """A letter now and then, so that no pause between two is ever long."""
    writer.write(start)
    while not writer.transport.is_closing():
        writer.write(b" ")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("serve", "kind"),
    [
        (resets_at_once, Uncertain),
        (resets_when_it_has_read, Uncertain),
        (hangs_up, Uncertain),
        (speaks_no_http, Uncertain),
        (breaks_off_in_the_head, Uncertain),
        (trickles_its_head, Uncertain),
        (trickles_its_body, Delivered),
        (breaks_off_in_the_body, Delivered),
    ],
)
async def test_each_way_of_breaking_off_has_its_outcome(serve: Server, kind: type, world: World) -> None:
    """Once our bytes are out nobody knows whether they were read; once the status is in, everybody does."""
    visits = count()

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        next(visits)
        await serve(reader, writer)

    async with listening(counted) as url:
        assert type(await world.connector.send(url, "a:1", MESSAGE)) is kind
        assert next(visits) == 1


async def test_where_https_is_not_spoken_nothing_was_sent(world: World) -> None:
    seen = []

    async def overhears(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.read(4096))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with listening(overhears) as url:
        outcome = await world.connector.send(url.replace("http:", "https:"), "a:1", MESSAGE)
        assert outcome == Retry(None)
    assert b"bot-token" not in b"".join(seen)


class Names(AbstractResolver):
    """A name server that does not know the name, or never says."""

    def __init__(self, answer: Callable[[], Awaitable[None]]) -> None:
        self._answer = answer

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        await self._answer()
        raise OSError("no such name")

    async def close(self) -> None:
        """Nothing is open."""


async def no_answer() -> None:
    await asyncio.Event().wait()


async def at_once() -> None:
    return None


@pytest.mark.parametrize("answer", [at_once, no_answer])
async def test_without_the_address_of_a_name_nothing_was_sent(
    answer: Callable[[], Awaitable[None]], world: World
) -> None:
    """A name server that keeps silent takes the whole patience, and still not a byte has left."""
    tcp = aiohttp.TCPConnector(resolver=Names(answer))
    async with aiohttp.ClientSession(connector=tcp) as session:
        connector = Connector(session, world.token, hosts.is_connector, timeout=PATIENCE)
        outcome = await connector.send("https://smba.trafficmanager.net/emea/", "a:1", MESSAGE)
    assert outcome == Retry(None)


async def test_a_message_that_waited_for_a_free_line_was_not_sent(world: World) -> None:
    """Every connection hangs, so the next one is never made: that is no uncertainty."""
    world.teams.always = Fault(delay=5)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        connector = Connector(session, world.token, hosts.is_loopback, timeout=PATIENCE)
        outcomes = await asyncio.gather(*(connector.send(world.teams.url, "a:1", MESSAGE) for _ in range(2)))
    assert outcomes == [Uncertain("timeout"), Retry(None)]
    assert len(world.teams.sent) == 1


async def test_hanging_sends_do_not_hold_up_a_healthy_one(world: World) -> None:
    """safety.md F4: twenty lines are dead, and whoever comes next is served before any of them."""
    arrived: list[asyncio.StreamWriter] = []
    let_go = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.append(writer)
        if len(arrived) <= 20:
            await let_go.wait()
        writer.write(TAKEN + b'{"id": "17"}')

    async def all_hang() -> bool:
        return len(arrived) == 20

    async with listening(serve) as url:
        connector = Connector(world.session, world.token, hosts.is_loopback, timeout=60)
        hanging = [asyncio.create_task(connector.send(url, f"a:{number}", MESSAGE)) for number in range(20)]
        await eventually(all_hang)
        healthy = [await connector.send(url, "a:healthy", MESSAGE) for _ in range(20)]
        assert healthy == [Delivered("17")] * 20
        assert not any(task.done() for task in hanging)
        let_go.set()
        assert await asyncio.gather(*hanging) == [Delivered("17")] * 20
