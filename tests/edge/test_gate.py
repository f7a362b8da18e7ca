"""Who may speak to Medvind: every row of the token matrix over real HTTP, with real keys."""

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

from bot.teams.activities import Inbound
from bot.teams.gate import Caller, Gate, SignedGate
from bot.teams.keys import SigningKeys

from .door import HeldClock, RecordingTurns, bearer, front_door, post, signed_gate
from .fake_connector import APP_ID, KEYS, TENANT, FakeTeams, fake_teams

Request = tuple[str | None, dict[str, Any]]
World = tuple[FakeTeams, aiohttp.ClientSession, RecordingTurns, HeldClock]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield teams, session, RecordingTurns(), HeldClock()


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


async def test_only_teams_vouches_for_who_somebody_is(world: World) -> None:
    """Web chat and Direct Line let a client choose its own `from`: no key makes that true."""
    teams, session, turns, clock = world
    teams.endorsements = None
    gate = signed_gate(teams, SigningKeys(teams.metadata_url, session, clock))
    async with front_door(gate, turns, teams, session) as client:
        assert await post(client, bearer(teams), teams.activity(channelId="webchat")) == 403
        assert await post(client, bearer(teams), teams.activity()) == 200


@pytest.mark.parametrize(
    ("app_id", "tenants"), [("", [TENANT]), (APP_ID, []), (APP_ID, [""]), (APP_ID, TENANT)]
)
async def test_without_an_app_id_or_tenants_there_is_no_gate(world: World, app_id: str, tenants: Any) -> None:
    """An empty setting means "no bot", never "no authentication" as in the SDK."""
    teams, session, _, _ = world
    with pytest.raises(ValueError, match="app id"):
        SignedGate(app_id, tenants, SigningKeys(teams.metadata_url, session), time.time)
