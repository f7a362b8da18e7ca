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
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st
from jwt.algorithms import RSAAlgorithm

from bot.teams.activities import Inbound
from bot.teams.gate import Caller, Gate, Refused, SignedGate
from bot.teams.keys import PAUSE, SigningKeys

from .door import HeldClock, RecordingTurns, bearer, front_door, post, signed_gate
from .fake_connector import APP_ID, KEYS, TENANT, FakeTeams, fake_teams

Request = tuple[str | None, dict[str, Any]]
World = tuple[FakeTeams, aiohttp.ClientSession, RecordingTurns, HeldClock]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield teams, session, RecordingTurns(), HeldClock()


PUBLIC = KEYS["first"].public_key()
PEM = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
JWK = json.dumps(RSAAlgorithm.to_jwk(PUBLIC, as_dict=True)).encode()


def forged(teams: FakeTeams, algorithm: str, secret: bytes = b"", **header: Any) -> str:
    """A token that asks to be believed without a signature, or with the public key as a shared secret."""
    claims = jwt.decode(teams.token(), options={"verify_signature": False})
    header = {"alg": algorithm, "typ": "JWT", "kid": "first"} | header
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    signature = hmac.new(secret, b".".join(parts), hashlib.sha256).digest() if secret else b""
    return "Bearer " + b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def signed(payload: bytes = b"[]", algorithm: str = "RS256", by: str = "first", **header: Any) -> str:
    """Anything at all with a signature that fits."""
    return f"Bearer {jwt.PyJWS().encode(payload, KEYS[by], algorithm, {'kid': 'first'} | header)}"


def claims(teams: FakeTeams) -> bytes:
    return json.dumps(jwt.decode(teams.token(), options={"verify_signature": False})).encode()


def nested(teams: FakeTeams) -> str:
    header = base64.urlsafe_b64encode(b"[" * 3000).decode()
    return f"Bearer {header}.e30.AAAA"


def rolled_over(teams: FakeTeams) -> Request:
    """Microsoft signs with a key that was not there when we asked last."""
    teams.published = ["second"]
    return bearer(teams, kid="second", signed_by="second"), teams.activity()


def tenants(teams: FakeTeams, told: str | None, again: str | None) -> Request:
    """An activity that names its tenant in the two places Teams names it."""
    place = {"id": "a:mette", "conversationType": "personal", "tenantId": again}
    return bearer(teams), teams.activity(channelData={"tenant": {"id": told}}, conversation=place)


EVIL = "https://evil.example/"
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
STRANGE = RSAAlgorithm.to_jwk(KEYS["stranger"].public_key(), as_dict=True)
EMULATOR_2 = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"

# name: (what the request looks like, the status it gets). 401: we do not believe it; 403: we do, and say no.
MATRIX: dict[str, tuple[Callable[[FakeTeams], Request], int]] = {
    # safety.md 2.1, row by row: what the SDK alone lets in, or answers with 500.
    "valid": (lambda t: (bearer(t), t.activity()), 200),
    "no exp": (lambda t: (bearer(t, exp=None), t.activity()), 401),
    "no serviceUrl": (lambda t: (bearer(t), t.activity(serviceUrl=None)), 401),
    "empty serviceUrl": (lambda t: (bearer(t), t.activity(serviceUrl="")), 401),
    "other tenant": (lambda t: tenants(t, "other", "other"), 403),
    "other tenant, told once": (lambda t: tenants(t, "other", None), 403),
    "two tenants that differ": (lambda t: tenants(t, TENANT, "other"), 400),
    "no tenant": (lambda t: tenants(t, None, None), 400),
    "emulator issuer, to be answered elsewhere": (
        lambda t: (bearer(t, iss=EMULATOR, appid=APP_ID, serviceurl=EVIL), t.activity(serviceUrl=EVIL)),
        401,
    ),
    "emulator issuer": (lambda t: (bearer(t, iss=EMULATOR, appid=APP_ID), t.activity()), 401),
    "new key after roll-over": (rolled_over, 200),
    "expired": (lambda t: (bearer(t, exp=int(time.time()) - 400), t.activity()), 401),
    "bad signature": (lambda t: (bearer(t, signed_by="stranger"), t.activity()), 401),
    "alg none": (lambda t: (forged(t, "none"), t.activity()), 401),
    "alg HS256, public key as secret": (lambda t: (forged(t, "HS256", JWK), t.activity()), 401),
    "alg HS256, public key in PEM as secret": (lambda t: (forged(t, "HS256", PEM), t.activity()), 401),
    "garbage": (lambda t: ("Bearer not.a.token", t.activity()), 401),
    # What else a stranger may try.
    "scheme in small letters": (lambda t: (bearer(t).replace("Bearer", "bearer"), t.activity()), 200),
    "valid, just expired": (lambda t: (bearer(t, exp=int(time.time()) - 200), t.activity()), 200),
    "no header": (lambda t: (None, t.activity()), 401),
    "empty header": (lambda t: ("", t.activity()), 401),
    "basic": (lambda t: ("Basic dXNlcjpwYXNz", t.activity()), 401),
    "token twice": (lambda t: (f"{bearer(t)} {t.token()}", t.activity()), 401),
    "no signature": (lambda t: (bearer(t).rpartition(".")[0] + ".", t.activity()), 401),
    "nested header": (lambda t: (nested(t), t.activity()), 401),
    "exp beyond counting": (lambda t: (bearer(t, exp=10**400), t.activity()), 401),
    "exp without end": (lambda t: (bearer(t, exp=float("inf")), t.activity()), 401),
    "exp not a number": (lambda t: (bearer(t, exp="soon"), t.activity()), 401),
    "not yet valid": (lambda t: (bearer(t, nbf=int(time.time()) + 400), t.activity()), 401),
    "wrong audience": (lambda t: (bearer(t, aud="another-app"), t.activity()), 401),
    "list of audiences": (lambda t: (bearer(t, aud=[APP_ID, "another"]), t.activity()), 401),
    "no audience": (lambda t: (bearer(t, aud=None), t.activity()), 401),
    "wrong issuer": (lambda t: (bearer(t, iss="https://evil.example"), t.activity()), 401),
    "emulator's second issuer": (lambda t: (bearer(t, iss=EMULATOR_2, appid=APP_ID), t.activity()), 401),
    "government's issuer": (lambda t: (bearer(t, iss="https://api.botframework.us"), t.activity()), 401),
    "no issuer": (lambda t: (bearer(t, iss=None), t.activity()), 401),
    "no serviceurl claim": (lambda t: (bearer(t, serviceurl=None), t.activity()), 401),
    "other serviceurl claim": (lambda t: (bearer(t, serviceurl=EVIL), t.activity()), 401),
    "a service nowhere": (lambda t: (bearer(t, serviceurl=""), t.activity(serviceUrl="")), 401),
    "a claim without its end": (lambda t: (bearer(t, serviceurl=t.url[:-1]), t.activity()), 401),
    "alg RS512": (lambda t: (signed(claims(t), "RS512"), t.activity()), 401),
    "alg PS256": (lambda t: (signed(claims(t), "PS256"), t.activity()), 401),
    "a list of claims": (lambda t: (signed(), t.activity()), 401),
    "claims that are no text": (lambda t: (signed(b"\xff\xfe"), t.activity()), 401),
    "a key brought along": (lambda t: (signed(claims(t), by="stranger", jwk=STRANGE), t.activity()), 401),
    "a key to be fetched": (lambda t: (signed(claims(t), by="stranger", jku=t.url), t.activity()), 401),
    "kid no text": (lambda t: (forged(t, "RS256", kid=["first"]), t.activity()), 401),
    "no kid": (lambda t: (bearer(t, kid=None), t.activity()), 401),
    "unknown kid": (lambda t: (bearer(t, kid="unknown"), t.activity()), 401),
    "channel not endorsed": (lambda t: (bearer(t), t.activity(channelId="webchat")), 401),
    "serviceUrl elsewhere": (lambda t: (bearer(t, serviceurl=EVIL), t.activity(serviceUrl=EVIL)), 403),
    "no channelId": (lambda t: (bearer(t), t.activity(channelId=None)), 400),
}


@pytest.mark.parametrize("row", MATRIX)
async def test_the_token_matrix(row: str, world: World) -> None:
    """Only what is Microsoft's, for us, of our tenant, reaches a conversation; the rest gets a 4xx."""
    teams, session, turns, clock = world
    make, expected = MATRIX[row]
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    clock.now += PAUSE
    async with front_door(signed_gate(teams, keys), turns, teams, session) as client:
        assert await post(client, *make(teams)) == expected
    assert len(turns.taken) == (1 if expected == 200 else 0)
    assert teams.sent == []


flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.characters()), min_size=1, max_size=3)


@seed(20261123)
@settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(flips)
async def test_no_mutated_token_opens_the_gate(world: World, changes: list[tuple[float, str]]) -> None:
    """Letters of a good token are changed, here and there. The gate says no, and never stumbles."""
    teams, session, _, clock = world
    good = bearer(teams)
    # Its last letter holds four bits that mean nothing, so that one may change.
    letters = list(good[:-1])
    for place, letter in changes:
        letters[int(place * len(letters))] = letter
    bad = "".join(letters) + good[-1]
    assume(bad.lower() != good.lower())
    with pytest.raises(Refused) as refusal:
        await signed_gate(teams, SigningKeys(teams.metadata_url, session, clock)).check(bad)
    assert refusal.value.status == 401


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
    assert len(wrong) >= 30
    assert set(wrong) >= {"no exp", "no serviceUrl", "other tenant", "bad signature", "alg none", "no header"}
    assert "emulator issuer, to be answered elsewhere" in wrong
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
