"""Who a token of Entra's is about: signed by Entra, for us, now, and of a municipality on the list.

msal does not verify an id token's signature and, from 1.38 on, none of its claims: it leaves that to whoever
uses it. OpenID Connect Core 3.1.3.7 lets a client that was given the token over TLS by the token endpoint do
without the signature; here it is asked for all the same, and the tab's token would need it in any case.
"""

from __future__ import annotations

import hmac
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jwt
from jwt.types import Options

from bot.teams.keys import SigningKeys

LEEWAY = 300.0  # seconds that two clocks may differ, as at the bot's own door
EDITOR = "editor"  # the app role's value in the registration
TAB_SCOPE = "access_as_user"  # what Teams asks for on behalf of whoever has opened the tab
_NAME_MAX = 200
_OBJECT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_ONLY_SIGNATURE: Options = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
}


class Why(StrEnum):
    """Why a sign-in came to nothing. Each has a page that says so."""

    DENIED = "denied"  # by whoever was asked at Entra, or by Entra itself
    OLD = "old"  # begun in another tab, or too long ago
    FOREIGN = "foreign"  # of a tenant that is not on the list
    GUEST = "guest"
    LEFT = "left"  # the organisation says that she has
    DOWN = "down"  # Entra does not answer
    REFUSED = "refused"  # the token is not what it should be
    SILENT = "silent"  # Entra would have to ask her something, and was told not to


class SignInFailed(Exception):
    """Nobody was signed in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Identity:
    """Who Entra says it is; `edits` when the app role says that she may edit."""

    tenant_id: str
    person_id: str
    name: str
    edits: bool


class Tokens:
    """Reads tokens. `clock` is seconds since 1970; `issuers` makes a tenant's issuers of its id."""

    def __init__(
        self,
        keys: SigningKeys,
        tenants: Collection[str],
        issuers: Callable[[str], Collection[str]],
        clock: Callable[[], float],
    ) -> None:
        if not any(tenants) or isinstance(tenants, str):
            raise ValueError("Tokens needs the list of tenants that may sign in")
        self._keys = keys
        self._tenants = frozenset(tenant.lower() for tenant in tenants if tenant)
        self._issuers = issuers
        self._clock = clock

    async def of_the_code(self, token: str, app_id: str, nonce: str) -> Identity:
        """The id token of a sign-in that we began with `nonce`. Raises SignInFailed."""
        claims = await self._verified(token, {app_id})
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise SignInFailed(Why.REFUSED)
        return self._identity(claims)

    async def of_the_tab(self, token: str, app_ids: Collection[str]) -> Identity:
        """The token that Teams has for its tab. Raises SignInFailed."""
        claims = await self._verified(token, app_ids)
        # An id token, or one of a program that speaks for nobody, is for us as well, and is no sign-in.
        if TAB_SCOPE not in str(claims.get("scp", "")).split():
            raise SignInFailed(Why.REFUSED)
        return self._identity(claims)

    async def _verified(self, token: str, audiences: Collection[str]) -> dict[str, Any]:
        claims = await self._signed(token)
        tenant = str(claims.get("tid", "")).lower()
        # Compared by hand: PyJWT would take a list as audience, and times from a clock that no test can hold.
        if claims.get("aud") not in tuple(audiences) or claims.get("iss") not in self._issuers(tenant):
            raise SignInFailed(Why.REFUSED)
        now = self._clock()
        if not now <= _moment(claims, "exp") + LEEWAY:
            raise SignInFailed(Why.REFUSED)
        if "nbf" in claims and not now >= _moment(claims, "nbf") - LEEWAY:
            raise SignInFailed(Why.REFUSED)
        return claims

    async def _signed(self, token: str) -> dict[str, Any]:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = await self._keys.get(kid) if isinstance(kid, str) else None
            if key is None:
                raise SignInFailed(Why.REFUSED)
            # The algorithm is ours to choose: one that asks for none, or for a shared secret, is a forgery.
            return jwt.decode(token, key.public, algorithms=["RS256"], options=_ONLY_SIGNATURE)
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise SignInFailed(Why.REFUSED) from None

    def _identity(self, claims: dict[str, Any]) -> Identity:
        tenant, person = str(claims.get("tid", "")).lower(), str(claims.get("oid", "")).lower()
        if tenant not in self._tenants:
            raise SignInFailed(Why.FOREIGN)
        if claims.get("acct") in (1, "1"):  # an optional claim: the registration must ask for it
            raise SignInFailed(Why.GUEST)
        if not _OBJECT_ID.fullmatch(person):
            raise SignInFailed(Why.REFUSED)
        roles, name = claims.get("roles"), claims.get("name")
        named = name.strip()[:_NAME_MAX] if isinstance(name, str) else ""
        return Identity(tenant, person, named, isinstance(roles, list) and EDITOR in roles)


def _moment(claims: dict[str, Any], claim: str) -> float:
    moment = claims.get(claim)
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        raise SignInFailed(Why.REFUSED)
    try:
        seconds = float(moment)
    except OverflowError:  # JSON's whole numbers have no end
        seconds = math.inf
    if not math.isfinite(seconds):
        raise SignInFailed(Why.REFUSED)
    return seconds
