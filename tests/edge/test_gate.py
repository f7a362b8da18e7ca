"""Who may speak to Medvind: every row of the token matrix over real HTTP, with real keys."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import jwt
import pytest

from bot.teams import hosts
from bot.teams.activities import Inbound, read
from bot.teams.gate import Caller, Gate, OpenGate, Refused, SignedGate
from bot.teams.keys import DAY, PAUSE, SigningKeys

from .door import Client, RecordingTurns, front_door
from .fake_connector import APP_ID, KEYS, TENANT, FakeTeams, deserted_url, eventually, fake_teams

Request = tuple[str | None, dict[str, Any]]
World = tuple[FakeTeams, aiohttp.ClientSession, RecordingTurns, "HeldClock"]


class HeldClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield teams, session, RecordingTurns(), HeldClock()


def signed_gate(teams: FakeTeams, keys: SigningKeys) -> SignedGate:
    return SignedGate(APP_ID, [TENANT], keys, time.time, host_allowed=hosts.is_loopback)


async def post(client: Client, authorization: str | None, activity: Any) -> int:
    headers = {"Authorization": authorization} if authorization is not None else {}
    async with client.post("/api/messages", json=activity, headers=headers) as response:
        if response.status >= 400:
            assert set(await response.json()) == {"error"}
        return response.status


def bearer(teams: FakeTeams, **overrides: Any) -> str:
    return f"Bearer {teams.token(**overrides)}"


def forged(teams: FakeTeams, algorithm: str) -> str:
    """A token that asks to be believed without a signature, or with the public key as a shared secret."""
    claims = jwt.decode(teams.token(), options={"verify_signature": False})
    header = {"alg": algorithm, "typ": "JWT", "kid": "first"}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    signature = b""
    if algorithm == "HS256":
        public = json.dumps(
            jwt.algorithms.RSAAlgorithm.to_jwk(KEYS["first"].public_key(), as_dict=True)
        ).encode()
        signature = hmac.new(public, b".".join(parts), hashlib.sha256).digest()
    return "Bearer " + b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def nested(teams: FakeTeams) -> str:
    header = base64.urlsafe_b64encode(b"[" * 3000).decode()
    return f"Bearer {header}.e30.AAAA"


now = int(time.time())
EVIL = "https://evil.example/"
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"

# name: (what the request looks like, the status it gets). 401: we do not believe it; 403: we do, and say no.
MATRIX: dict[str, tuple[Callable[[FakeTeams], Request], int]] = {
    "valid": (lambda t: (bearer(t), t.activity()), 200),
    "valid, just expired": (lambda t: (bearer(t, exp=int(time.time()) - 200), t.activity()), 200),
    "no header": (lambda t: (None, t.activity()), 401),
    "empty header": (lambda t: ("", t.activity()), 401),
    "basic": (lambda t: ("Basic dXNlcjpwYXNz", t.activity()), 401),
    "garbage": (lambda t: ("Bearer not.a.token", t.activity()), 401),
    "nested header": (lambda t: (nested(t), t.activity()), 401),
    "no exp": (lambda t: (bearer(t, exp=None), t.activity()), 401),
    "exp not a number": (lambda t: (bearer(t, exp="soon"), t.activity()), 401),
    "expired": (lambda t: (bearer(t, exp=int(time.time()) - 400), t.activity()), 401),
    "not yet valid": (lambda t: (bearer(t, nbf=int(time.time()) + 400), t.activity()), 401),
    "wrong audience": (lambda t: (bearer(t, aud="another-app"), t.activity()), 401),
    "list of audiences": (lambda t: (bearer(t, aud=[APP_ID, "another"]), t.activity()), 401),
    "no audience": (lambda t: (bearer(t, aud=None), t.activity()), 401),
    "wrong issuer": (lambda t: (bearer(t, iss="https://evil.example"), t.activity()), 401),
    "emulator issuer": (lambda t: (bearer(t, iss=EMULATOR, appid=APP_ID), t.activity()), 401),
    "no issuer": (lambda t: (bearer(t, iss=None), t.activity()), 401),
    "no serviceurl claim": (lambda t: (bearer(t, serviceurl=None), t.activity()), 401),
    "other serviceurl claim": (lambda t: (bearer(t, serviceurl=EVIL), t.activity()), 401),
    "bad signature": (lambda t: (bearer(t, signed_by="stranger"), t.activity()), 401),
    "alg none": (lambda t: (forged(t, "none"), t.activity()), 401),
    "alg HS256": (lambda t: (forged(t, "HS256"), t.activity()), 401),
    "no kid": (lambda t: (bearer(t, kid=None), t.activity()), 401),
    "unknown kid": (lambda t: (bearer(t, kid="unknown"), t.activity()), 401),
    "channel not endorsed": (lambda t: (bearer(t), t.activity(channelId="webchat")), 401),
    "other tenant": (
        lambda t: (bearer(t), t.activity(channelData={"tenant": {"id": "other"}}, conversation={"id": "a"})),
        403,
    ),
    "serviceUrl elsewhere": (lambda t: (bearer(t, serviceurl=EVIL), t.activity(serviceUrl=EVIL)), 403),
    "no serviceUrl": (lambda t: (bearer(t), t.activity(serviceUrl=None)), 400),
    "no channelId": (lambda t: (bearer(t), t.activity(channelId=None)), 400),
}


@pytest.mark.parametrize("row", MATRIX)
async def test_the_token_matrix(row: str, world: World) -> None:
    """Only what is Microsoft's, for us, of our tenant, reaches a conversation; the rest gets a 4xx."""
    teams, session, turns, clock = world
    make, expected = MATRIX[row]
    keys = SigningKeys(teams.metadata_url, session, clock)
    async with front_door(signed_gate(teams, keys), turns, teams, session) as client:
        assert await post(client, *make(teams)) == expected
    assert len(turns.taken) == (1 if expected == 200 else 0)
    assert teams.sent == []


class Permissive:
    """What a bot without a gate does: the negative control of the matrix."""

    async def check(self, authorization: str | None) -> Caller:
        return Caller(None)

    def admit(self, caller: Caller, inbound: Inbound) -> None:
        return None


async def test_without_the_gate_the_matrix_fails(world: World) -> None:
    """The matrix can fail: with the control taken out most of its rows do."""
    teams, session, turns, _ = world
    gate: Gate = Permissive()
    async with front_door(gate, turns, teams, session) as client:
        wrong = [row for row, (make, status) in MATRIX.items() if await post(client, *make(teams)) != status]
    assert len(wrong) >= 5
    assert len(turns.taken) > len(wrong)


async def test_a_stranger_is_refused_before_the_body_is_read(world: World) -> None:
    teams, session, turns, clock = world
    gate = signed_gate(teams, SigningKeys(teams.metadata_url, session, clock))
    async with front_door(gate, turns, teams, session) as client:
        headers = {"Content-Type": "application/json"}
        async with client.post("/api/messages", data=b"{not json", headers=headers) as response:
            assert response.status == 401


async def test_a_key_without_endorsements_speaks_for_every_channel(world: World) -> None:
    teams, session, turns, clock = world
    teams.endorsements = None
    gate = signed_gate(teams, SigningKeys(teams.metadata_url, session, clock))
    async with front_door(gate, turns, teams, session) as client:
        assert await post(client, bearer(teams), teams.activity(channelId="webchat")) == 200


@pytest.mark.parametrize(
    ("app_id", "tenants"), [("", [TENANT]), (APP_ID, []), (APP_ID, [""]), (APP_ID, TENANT)]
)
async def test_without_an_app_id_or_tenants_there_is_no_gate(world: World, app_id: str, tenants: Any) -> None:
    """An empty setting means "no bot", never "no authentication" as in the SDK."""
    teams, session, _, _ = world
    with pytest.raises(ValueError, match="app id"):
        SignedGate(app_id, tenants, SigningKeys(teams.metadata_url, session), time.time)


async def test_a_new_key_is_accepted_at_once(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    gate = signed_gate(teams, keys)
    await gate.check(bearer(teams))
    teams.published = ["first", "second"]
    clock.now += PAUSE + 1
    await gate.check(bearer(teams, kid="second", signed_by="second"))


async def test_invented_key_ids_cost_microsoft_one_request_in_thirty_seconds(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    for attempt in range(20):
        assert await keys.get(f"invented-{attempt}") is None
        clock.now += 1
    assert teams.key_fetches == 1


async def test_many_at_once_share_one_fetch(world: World) -> None:
    teams, session, _, clock = world
    teams.keys_delay = 0.05
    keys = SigningKeys(teams.metadata_url, session, clock)
    found = await asyncio.gather(*(keys.get("first") for _ in range(20)))
    assert all(found)
    assert teams.key_fetches == 1


async def test_with_the_key_server_down_known_keys_still_open_the_gate(world: World) -> None:
    teams, session, turns, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    async with front_door(signed_gate(teams, keys), turns, teams, session) as client:
        assert await post(client, bearer(teams), teams.activity()) == 200
        teams.keys_down = True
        clock.now += 10 * DAY
        assert await post(client, bearer(teams), teams.activity()) == 200
        assert await post(client, bearer(teams, kid="second", signed_by="second"), teams.activity()) == 401
    assert teams.key_fetches >= 2
    await keys.close()


async def test_an_empty_key_document_locks_nobody_out(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.published = []
    clock.now += PAUSE + 1
    assert await keys.get("second") is None
    assert await keys.get("first") is not None


async def test_a_withdrawn_key_is_forgotten_within_a_day(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.published = ["second"]
    clock.now += DAY + 1
    await keys.get("first")  # answered from memory; the new set is fetched behind its back

    async def forgotten() -> bool:
        return await keys.get("first") is None

    await eventually(forgotten)


async def test_a_slow_key_server_does_not_hold_up_the_others(world: World) -> None:
    """With the SDK a slow key server stopped the whole bot for five seconds."""
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.keys_delay = 30
    clock.now += PAUSE + 1
    waiting = asyncio.create_task(keys.get("unknown"))
    await asyncio.sleep(0.05)
    started = time.perf_counter()
    assert await keys.get("first") is not None
    assert time.perf_counter() - started < 0.05
    waiting.cancel()
    await keys.close()


async def test_with_no_keys_at_all_everybody_is_refused_and_nothing_breaks(world: World) -> None:
    _, session, _, clock = world
    keys = SigningKeys(f"{deserted_url()}metadata", session, clock)
    assert await keys.get("first") is None


@pytest.mark.parametrize(
    ("service_url", "allowed"),
    [
        ("http://127.0.0.1:56150/_connector", True),
        ("http://localhost:56150/", True),
        ("http://[::1]:56150", True),
        ("https://127.8.9.1/", True),
        ("http://192.168.1.5/", False),
        ("http://127.0.0.1@evil.example/", False),
        ("http://localhost.evil.example/", False),
        ("http://[::ffff:10.0.0.1]/", False),
        ("ftp://127.0.0.1/", False),
        ("http://127.0.0.1:99999/", False),
        ("https://smba.trafficmanager.net/emea/", False),
    ],
)
async def test_the_open_gate_answers_this_machine_only(service_url: str, allowed: bool) -> None:
    gate = OpenGate()
    caller = await gate.check(None)
    inbound = read(FakeTeams().activity(serviceUrl=service_url))
    if allowed:
        gate.admit(caller, inbound)
        return
    with pytest.raises(Refused) as refusal:
        gate.admit(caller, inbound)
    assert refusal.value.status == 403


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net/teams/v3/conversations/a%3A1/activities",
        "https://SMBA.trafficmanager.net:443/",
        "https://europe.api.botframework.com/",
    ],
)
def test_addresses_of_the_connector(url: str) -> None:
    assert hosts.is_connector(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "http://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net:pw@evil.example/",
        "https://smba.trafficmanager.net\\@evil.example/",
        "https://smba.trafficmanager.net#@evil.example/",
        "https://smba.trafficmanager.net?@evil.example/",
        "https://smba.trafficmanager.net/?x=1",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:99999/",
        "https://smba.trafficmanager.net./",
        "https://other.trafficmanager.net/",
        "https://evilbotframework.com/",
        "https://botframework.com.evil.example/",
        "https://smba.trafficmanager.net /",
        "https://smba.trafficmanager.net\n/",
        "https://ѕmba.trafficmanager.net/",
        "https://smba。trafficmanager.net/",
        "https://127.0.0.1/",
        "https://169.254.169.254/",
        "https://[::ffff:169.254.169.254]/",
        "https://2130706433/",
        "file:///etc/passwd",
        "//smba.trafficmanager.net/",
    ],
)
def test_addresses_that_are_not_the_connector(url: str) -> None:
    assert not hosts.is_connector(url)
