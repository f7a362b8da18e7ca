"""The keys Microsoft signs its requests to Medvind with, fetched without holding anybody up.

The SDK fetches them with a blocking call without a timeout, and after a key change refuses every request
for up to a day. Here a known key is answered from memory, an unknown one is asked for at once, and a key
server that is down changes nothing for those who talk to Medvind.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from bot.teams.once import OneAtATime

log = structlog.get_logger()

FETCH_TIMEOUT = 5.0
DAY = 24 * 3600.0
# Anybody can send a token with an invented key id; this is how often such a stranger can make us ask
# Microsoft, and so the longest that a new key of Microsoft's is a stranger's to us.
PAUSE = 30.0
PAUSE_WITHOUT_KEYS = 5.0
# Whatever goes wrong on the way to the keys costs only the new ones.
_NO_ANSWER = (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError, RecursionError)


@dataclass(frozen=True)
class SigningKey:
    """A public key and the channels it may speak for; None when the key names no channels."""

    public: RSAPublicKey
    endorsements: frozenset[str] | None


class SigningKeys:
    """Signing keys by key id."""

    def __init__(
        self,
        metadata_url: str,
        session: aiohttp.ClientSession,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = FETCH_TIMEOUT,
    ) -> None:
        self._metadata_url = metadata_url
        self._session = session
        self._clock = clock
        self._timeout = timeout
        self._keys: Mapping[str, SigningKey] = {}
        self._tried_at = self._fetched_at = float("-inf")
        self._refresh = OneAtATime(self._fetch)

    async def get(self, kid: str) -> SigningKey | None:
        """The key with this id, or None when Microsoft does not know it either."""
        now = self._clock()
        rested = now - self._tried_at >= (PAUSE if self._keys else PAUSE_WITHOUT_KEYS)
        if kid in self._keys:
            # An old key is still good enough for this request; the new set serves the next one.
            if now - self._fetched_at > DAY and rested:
                self._refresh.in_background()
            return self._keys[kid]
        if self._refresh.running or rested:
            await self._refresh()
        return self._keys.get(kid)

    async def close(self) -> None:
        """Stops a fetch that is under way."""
        await self._refresh.close()

    async def _fetch(self) -> None:
        self._tried_at = now = self._clock()
        try:
            async with asyncio.timeout(self._timeout):
                metadata = await self._json(self._metadata_url)
                keys = _parsed(await self._json(str(metadata["jwks_uri"])))
        except _NO_ANSWER as error:
            log.warning("signing_keys_unavailable", error=type(error).__name__, known=len(self._keys))
            return
        # An empty set is a fault of the server, never a reason to lock everybody out.
        if keys:
            self._keys, self._fetched_at = keys, now

    async def _json(self, url: str) -> Any:
        async with self._session.get(url, allow_redirects=False) as response:
            response.raise_for_status()
            return await response.json(content_type=None)


def _parsed(document: Any) -> dict[str, SigningKey]:
    """The RSA keys of a key document; one that cannot be read costs only itself."""
    keys = {}
    for entry in document["keys"]:
        try:
            public = RSAAlgorithm.from_jwk(entry)
            endorsed = entry.get("endorsements")
            if isinstance(public, RSAPublicKey):
                keys[str(entry["kid"])] = SigningKey(public, frozenset(endorsed) if endorsed else None)
        except (jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("signing_key_unreadable", error=type(error).__name__)
    return keys
