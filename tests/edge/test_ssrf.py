"""Whoever can choose where Medvind sends can have its token: he cannot (safety.md T4).

A canary sits on this machine. Nothing may ever arrive there, and the name server that is asked on the way is
the worst there is: it says that everything is at the canary's.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.commands.data import outbound
from bot.post import Delivered, Refused, Retry
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken, TokenUnavailable
from bot.teams.gate import SignedGate
from bot.teams.keys import SigningKeys
from bot.teams.resolver import PublicAddresses, is_public
from tests.town import ANNE, Town
from tests.web.teams_client import in_teams

from .door import HeldClock, RecordingTurns, bearer, eventually, front_door
from .fake_connector import APP_ID, BOT, TENANT, FakeTeams, Fault
from .sending import MESSAGE
from .url_tricks import GROUPS

MICROSOFT = "https://smba.trafficmanager.net/emea/"
REFUSED = Refused("host_not_allowed")


@dataclass
class Canary:
    """A server where nothing may ever arrive."""

    port: int = 0
    visits: int = 0
    heard: bytearray = field(default_factory=bytearray)

    async def visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        self.heard += await reader.read(4096)
        writer.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


class Liar(AbstractResolver):
    """Has one address for every name, and remembers who asked."""

    def __init__(self, port: int, *addresses: str) -> None:
        self.port, self.addresses = port, addresses or ("127.0.0.1",)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=address, port=self.port, family=socket.AF_INET, proto=0, flags=0
            )
            for address in self.addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class World:
    teams: FakeTeams
    session: aiohttp.ClientSession
    canary: Canary

    def token(self) -> BotToken:
        return BotToken(
            APP_ID, "pw", "SingleTenant", TENANT, self.session, HeldClock(), login=self.teams.login
        )

    def tricks(self, group: str) -> list[str]:
        return [trick.replace("{port}", str(self.canary.port)) for trick in GROUPS[group]]


@asynccontextmanager
async def misled(resolver: AbstractResolver) -> AsyncIterator[aiohttp.ClientSession]:
    """A session that asks this resolver."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=resolver)) as session:
        yield session


@pytest.fixture
async def world() -> AsyncIterator[World]:
    canary = Canary()
    async with FakeTeams() as teams, await asyncio.start_server(canary.visited, "127.0.0.1", 0) as server:
        canary.port = server.sockets[0].getsockname()[1]
        async with misled(Liar(canary.port)) as session:
            yield World(teams, session, canary)


def test_there_are_two_hundred_tricks() -> None:
    assert len({trick for group in GROUPS.values() for trick in group}) >= 400


def verdict(trick: str) -> int:
    """It is the host that is refused, except where it does not come to that."""
    if trick == "" or "\x00" in trick:
        return 401  # the claim is not what the body says
    return 400 if len(trick) > 1024 else 403


@pytest.mark.parametrize("group", GROUPS)
async def test_no_activity_can_have_its_answer_sent_elsewhere(group: str, world: World) -> None:
    """With a good token whose claim says the same, as somebody has who knows our password."""
    turns = RecordingTurns()
    keys = SigningKeys(world.teams.metadata_url, world.session)
    gate = SignedGate(APP_ID, [TENANT], keys, lambda: 0.0)
    async with front_door(gate, turns, world.teams, world.session) as client:
        for trick in world.tricks(group):
            token = bearer(world.teams, serviceurl=trick, nbf=None)
            activity = world.teams.activity(serviceUrl=trick)
            async with client.post(
                "/api/messages", json=activity, headers={"Authorization": token}
            ) as response:
                assert response.status == verdict(trick), trick
        assert world.teams.key_fetches == 1, "the tokens were looked at"
    assert turns.taken == []
    assert (world.canary.visits, world.teams.sent, world.teams.token_requests) == (0, [], [])


@pytest.mark.parametrize("group", GROUPS)
async def test_nothing_is_sent_to_an_address_that_got_into_the_database(group: str, world: World) -> None:
    connector = Connector(world.session, world.token(), hosts.is_connector)
    for trick in world.tricks(group):
        assert await connector.send(trick, "a:1", MESSAGE) == REFUSED, trick
        assert await connector.update(trick, "a:1", "1", MESSAGE) == REFUSED, trick
        assert await connector.open_personal(trick, TENANT, BOT, "29:x") == REFUSED, trick
    assert (world.canary.visits, world.teams.token_requests) == (0, [])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("group", "at_least"),
    [("this machine", 20), ("look-alike", 20), ("foreign letters", 10), ("odd", 10)],
)
async def test_without_the_list_of_hosts_the_canary_dies(group: str, at_least: int, world: World) -> None:
    """The tricks are tricks: with the control taken out they lead to the canary, and the token with them."""
    connector = Connector(world.session, world.token(), lambda url: True, timeout=4)
    sends = (connector.send(trick, "a:1", MESSAGE) for trick in world.tricks(group))
    # The client itself falls over some of them, and leaves a socket open.
    await asyncio.gather(*sends, return_exceptions=True)
    # The others speak TLS, which a canary does not.
    spoken = b"Bearer bot-token-1" if group in ("this machine", "odd") else b""

    async def dead() -> bool:
        return world.canary.visits >= at_least and spoken in world.canary.heard

    await eventually(dead)


@pytest.mark.parametrize("status", range(300, 309))
async def test_a_redirect_carries_neither_message_nor_token(status: int, world: World) -> None:
    """The SDK follows a 307 with the POST to wherever it points."""
    world.teams.always = Fault(status, headers={"Location": world.canary.url})
    connector = Connector(world.session, world.token(), hosts.is_loopback)
    assert await connector.send(world.teams.url, "a:1", MESSAGE) == Refused("redirect")
    assert await connector.update(world.teams.url, "a:1", "1", MESSAGE) == Refused("redirect")
    assert await connector.open_personal(world.teams.url, TENANT, BOT, "29:x") == Refused("redirect")
    assert (world.canary.visits, len(world.teams.sent)) == (0, 3)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_does_not_carry_the_password_either(status: int, world: World) -> None:
    away = web.Response(status=status, headers={"Location": world.canary.url})

    async def elsewhere(request: web.Request) -> web.Response:
        return away

    app = web.Application()
    app.router.add_post("/{tenant}/oauth2/v2.0/token", elsewhere)
    async with TestServer(app) as entra:
        login = str(entra.make_url(""))
        token = BotToken(APP_ID, "pw", "SingleTenant", TENANT, world.session, HeldClock(), login=login)
        with capture_logs() as logs, pytest.raises(TokenUnavailable):
            await token.bearer()
    assert [line["status"] for line in logs] == [status]
    assert world.canary.visits == 0


PRIVATE = (
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",
    "168.63.129.16", "192.0.0.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::",
    "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::169.254.169.254",
    "64:ff9b:1::1", "", "localhost", "smba.trafficmanager.net", "1.2.3",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
async def test_an_allowed_name_that_leads_inside_leads_nowhere(address: str, world: World) -> None:
    """Rebinding: the name is Microsoft's, and what it resolves to is ours."""
    assert not is_public(address)
    async with misled(PublicAddresses(Liar(world.canary.port, address))) as session:
        connector = Connector(session, world.token(), hosts.is_connector)
        assert await connector.send(MICROSOFT, "a:1", MESSAGE) == Retry(None)
    assert world.canary.visits == 0


async def test_without_the_resolver_the_canary_dies(world: World) -> None:
    connector = Connector(world.session, world.token(), hosts.is_connector)
    assert await connector.send(MICROSOFT, "a:1", MESSAGE) == Retry(None)

    async def dead() -> bool:
        return world.canary.visits > 0

    await eventually(dead)


@pytest.mark.parametrize(
    "address", ["52.113.194.132", "2603:1061::1", "::ffff:52.113.194.132", "64:ff9b::3471:c284"]
)
async def test_public_addresses_are_kept_and_private_ones_among_them_dropped(address: str) -> None:
    """64:ff9b:: is how an IPv6-only network reaches Microsoft's IPv4."""
    assert is_public(address)
    found = await PublicAddresses(Liar(443, "10.0.0.1", address, "::1")).resolve("smba.trafficmanager.net")
    assert [result["host"] for result in found] == [address]


async def test_the_services_session_is_guarded_and_the_demos_reaches_this_machine(world: World) -> None:
    url = f"http://localhost:{world.teams.server.port}/"
    async with outbound(demo=False) as guarded, outbound(demo=True) as plain:
        token = world.token()
        assert await Connector(guarded, token, hosts.is_loopback).send(url, "a:1", MESSAGE) == Retry(None)
        assert world.teams.sent == []
        assert await Connector(plain, token, hosts.is_loopback).send(url, "a:1", MESSAGE) == Delivered(
            "activity-1"
        )


async def test_what_is_attached_to_a_message_is_fetched_from_no_other_place(world: World, town: Town) -> None:
    """Pictures and files come as addresses, and so might anything. The demo's own place is this machine."""
    url = world.canary.url.replace("127.0.0.1", "teams.example")
    files = [
        {"contentType": "image/png", "contentUrl": url, "thumbnailUrl": url},
        {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "content": {"downloadUrl": url},
        },
        {"contentType": "text/html", "content": f'<img src="{url}"><a href="{url}">x</a>'},
    ]
    async with in_teams(town) as teams:
        heard = await teams.sends(teams.activity(ANNE, text=f"hej {url}", attachments=files))
        caught = await teams.catches(ANNE, f'<img src="{url}">{url}', ANNE)
    assert (heard.status, caught.status) == (200, 200)
    assert world.canary.visits == 0
