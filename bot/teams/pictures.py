"""Fetches what somebody has attached: from Teams with our token, from a file store with none.

The address comes in an activity, so it is one of those in `hosts` or it is not used at all; and a redirect
leads nowhere (safety.md T4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import structlog
from yarl import URL

from bot.photo import Darkroom
from bot.teams.activities import Attached
from bot.teams.credentials import Token, TokenUnavailable
from domain.photo_rules import MAX_BYTES, PictureProblem, Redrawn, Unusable

log = structlog.get_logger()

TIMEOUT = 8.0  # Teams sends the message again when it has waited some 15 s
_LOST = (aiohttp.ClientError, OSError, ValueError, TimeoutError)


@dataclass(frozen=True)
class Places:
    """Which whole addresses may be fetched from: pictures in messages, and files."""

    picture: Callable[[str], bool]
    file: Callable[[str], bool]


class Pictures:
    """Fetches and draws anew. `session` must lead to public addresses only, but in the demo."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: Token,
        places: Places,
        darkroom: Darkroom,
        timeout: float = TIMEOUT,
    ) -> None:
        self._session = session
        self._token = token
        self._places = places
        self._darkroom = darkroom
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def look(self, attached: Attached) -> Redrawn | PictureProblem:
        """The picture as we have drawn it, or why there is none."""
        try:
            return await self._darkroom.develop(await self._fetched(attached))
        except Unusable as no:
            return no.problem

    async def _fetched(self, attached: Attached) -> bytes:
        allowed = self._places.file if attached.is_file else self._places.picture
        if not allowed(attached.url):
            log.warning("picture_host_refused")
            raise Unusable(PictureProblem.NOT_FETCHED)
        try:
            if attached.is_file:
                return _good(*await self._get(attached.url, None))
            return _good(*await self._proving(attached.url))
        except (*_LOST, TokenUnavailable) as error:
            log.warning("picture_lost", error=type(error).__name__)
            raise Unusable(PictureProblem.NOT_FETCHED) from None

    async def _proving(self, url: str) -> tuple[int, bytes]:
        """With our token; a token that is not taken is renewed once, as the connector does."""
        bearer = await self._token.bearer()
        status, body = await self._get(url, bearer)
        if status == 401 and bearer is not None:
            self._token.forget()
            renewed = await self._token.bearer()
            if renewed != bearer:
                return await self._get(url, renewed)
        return status, body

    async def _get(self, url: str, bearer: str | None) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer is not None else {}
        async with self._session.get(
            URL(url, encoded=True), headers=headers, timeout=self._timeout, allow_redirects=False
        ) as response:
            if response.status != 200:
                return response.status, b""
            if (response.content_length or 0) > MAX_BYTES:
                raise Unusable(PictureProblem.TOO_HEAVY)
            return response.status, await _read(response)


async def _read(response: aiohttp.ClientResponse) -> bytes:
    received = bytearray()
    async for chunk in response.content.iter_any():
        received += chunk
        if len(received) > MAX_BYTES:
            raise Unusable(PictureProblem.TOO_HEAVY)
    return bytes(received)


def _good(status: int, body: bytes) -> bytes:
    if status != 200:
        log.warning("picture_lost", status=status)
        raise Unusable(PictureProblem.NOT_FETCHED)
    return body
