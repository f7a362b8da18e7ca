"""Who may speak to Medvind: Microsoft's Bot Connector, on behalf of the municipalities on the list.

The SDK would also accept tokens without an end, of other tenants, and from the emulator, and answers most
bad ones with HTTP 500. Here a request is asked twice: before its body is read (is this token Microsoft's,
for us?) and after (does the token fit the body, and is the body's tenant ours?).
"""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
from jwt.types import Options

from bot.teams import hosts
from bot.teams.activities import Inbound
from bot.teams.keys import SigningKey
from bot.teams.keys import SigningKeys as SigningKeys

ISSUER = "https://api.botframework.com"
METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LEEWAY = 300.0

_ONLY_SIGNATURE: Options = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
}


class Refused(Exception):
    """The request is turned away: 401 when we do not believe who it is, 403 when we do and still say no."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Caller:
    """Who holds the token: the address it was issued for, and the channels its key may speak for."""

    service_url: str | None
    endorsements: frozenset[str] | None = None


class Gate(Protocol):
    """The two questions every request is asked."""

    async def check(self, authorization: str | None) -> Caller:
        """Before the body is read: who is this? Raises Refused."""
        ...

    def admit(self, caller: Caller, inbound: Inbound) -> None:
        """After the body is read: does it belong to this caller, and to us? Raises Refused."""
        ...


class SignedGate:
    """The gate of `medvind run`: a token of the Bot Framework, for this app, from a tenant on the list."""

    def __init__(
        self,
        app_id: str,
        tenants: Collection[str],
        keys: SigningKeys,
        clock: Callable[[], float],
        host_allowed: Callable[[str], bool] = hosts.is_connector,
    ) -> None:
        # In the SDK an empty app id silently means "no authentication". Here it means "no bot".
        if not app_id or not any(tenants) or isinstance(tenants, str):
            raise ValueError("SignedGate needs an app id and the list of tenants that may use it")
        self._app_id = app_id
        self._tenants = frozenset(tenant.lower() for tenant in tenants if tenant)
        self._keys = keys
        self._clock = clock
        self._host_allowed = host_allowed

    async def check(self, authorization: str | None) -> Caller:
        """Verifies the token: signature, issuer, audience and times."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(401, "no token")
        key = await self._key(token)
        claims = _verified(token, key)
        self._check_claims(claims)
        self._check_times(claims)
        return Caller(claims["serviceurl"], key.endorsements)

    def admit(self, caller: Caller, inbound: Inbound) -> None:
        """Holds the body against the token and the lists."""
        if caller.service_url != inbound.service_url:
            raise Refused(401, "token is for another service")
        if not self._host_allowed(inbound.service_url):
            raise Refused(403, "service is not allowed")
        if caller.endorsements and inbound.channel_id not in caller.endorsements:
            raise Refused(401, "key does not speak for this channel")
        # Other channels let a client say who it is; only Teams vouches for the Entra id.
        if inbound.channel_id != "msteams":
            raise Refused(403, "channel is not allowed")
        if inbound.tenant_id not in self._tenants:
            raise Refused(403, "tenant is not allowed")

    async def _key(self, token: str) -> SigningKey:
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Refused(401, "not a token") from None
        kid = header.get("kid")
        if not isinstance(kid, str):
            raise Refused(401, "no key named")
        if (key := await self._keys.get(kid)) is None:
            raise Refused(401, "unknown key")
        return key

    def _check_claims(self, claims: dict[str, Any]) -> None:
        if claims.get("iss") != ISSUER:
            raise Refused(401, "wrong issuer")
        if claims.get("aud") != self._app_id:
            raise Refused(401, "for another app")
        if not isinstance(claims.get("serviceurl"), str) or not claims["serviceurl"]:
            raise Refused(401, "no service named")

    def _check_times(self, claims: dict[str, Any]) -> None:
        now = self._clock()
        if not now <= _moment(claims, "exp") + LEEWAY:
            raise Refused(401, "expired")
        if "nbf" in claims and not now >= _moment(claims, "nbf") - LEEWAY:
            raise Refused(401, "not valid yet")


class OpenGate:
    """The gate of `medvind demo`: no token, but only this machine can be answered, so nothing can leak."""

    async def check(self, authorization: str | None) -> Caller:
        """Lets everybody in; whoever reaches the demo's port is on this machine already."""
        return Caller(None)

    def admit(self, caller: Caller, inbound: Inbound) -> None:
        """Refuses an activity that wants its answer sent elsewhere."""
        if not hosts.is_loopback(inbound.service_url):
            raise Refused(403, "the demo answers this machine only")


def _verified(token: str, key: SigningKey) -> dict[str, Any]:
    # The algorithm is ours to choose: a token that asks for none, or for a shared secret, is a forgery.
    # PyJWT checks the signature only. The claims are compared by hand: it would take a list as audience,
    # and its times from a clock that tests cannot hold.
    try:
        return jwt.decode(token, key.public, algorithms=["RS256"], options=_ONLY_SIGNATURE)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Refused(401, "bad signature") from None


def _moment(claims: dict[str, Any], claim: str) -> float:
    moment = claims.get(claim)
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        raise Refused(401, f"no {claim}")
    try:
        seconds = float(moment)
    except OverflowError:  # JSON's whole numbers have no end
        seconds = math.inf
    if not math.isfinite(seconds):
        raise Refused(401, f"no {claim}")
    return seconds
