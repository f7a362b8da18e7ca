"""The token Medvind shows to Teams when it sends: fetched once, kept, renewed before it runs out.

The SDK asks Entra ID for a new one for every message, twice, on the event loop.
"""

import time
from collections.abc import Callable
from typing import Any, Protocol

import aiohttp
import structlog

from bot.teams.once import OneAtATime

log = structlog.get_logger()

LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
EARLY = 300.0
FETCH_TIMEOUT = 10.0
# While Entra ID is down and the old token still works, one attempt per this many seconds is enough. A token
# this young that Teams does not take is not at fault: another one would fare no better.
PAUSE = 15.0
# Without any token every message would ask Entra ID. Once a second is enough, and soon enough when it is up.
PAUSE_WITHOUT_TOKEN = 1.0
_NO_ANSWER = (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError, RecursionError)


class TokenUnavailable(Exception):
    """Entra ID gave no token: it is down, or does not know our password."""


class Token(Protocol):
    """What a sender needs to prove who it is."""

    async def bearer(self) -> str | None:
        """The token to send, or None when none is wanted; raises TokenUnavailable."""
        ...

    def forget(self) -> None:
        """Drops a token that was not accepted, so that the next one is new."""
        ...


class NoToken:
    """The demo's: Agents Playground and the terminal want no proof."""

    async def bearer(self) -> str | None:
        """Nothing to show."""
        return None

    def forget(self) -> None:
        """Nothing to forget."""


class BotToken:
    """An app-only token of the bot's registration, by client credentials."""

    def __init__(
        self,
        app_id: str,
        app_password: str,
        app_type: str,
        tenant: str,
        session: aiohttp.ClientSession,
        clock: Callable[[], float] = time.monotonic,
        login: str = LOGIN,
        timeout: float = FETCH_TIMEOUT,
    ) -> None:
        if app_type not in ("SingleTenant", "MultiTenant"):
            raise ValueError(f"app type {app_type!r} is not supported: use SingleTenant or MultiTenant")
        # A registration for many tenants belongs to none of them; its tokens come from Microsoft's own
        # tenant.
        home = tenant if app_type == "SingleTenant" else "botframework.com"
        if not (app_id and app_password and home):
            raise ValueError("BotToken needs an app id, a password and, for SingleTenant, the tenant")
        self._url = f"{login}/{home}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": app_id,
            "client_secret": app_password,
            "scope": SCOPE,
        }
        self._session = session
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._value: str | None = None
        self._expires_at = self._tried_at = self._failed_at = float("-inf")
        self._refresh = OneAtATime(self._fetch)

    async def bearer(self) -> str:
        """The token, from memory nearly always."""
        now = self._clock()
        if self._value is not None and now < self._expires_at:
            if now > self._expires_at - EARLY and now - self._tried_at > PAUSE:
                # Still good: whoever is sending now need not wait for the next one.
                self._refresh.in_background()
            return self._value
        if self._refresh.running or now - self._failed_at >= PAUSE_WITHOUT_TOKEN:
            await self._refresh()
        if self._value is None or self._clock() >= self._expires_at:
            raise TokenUnavailable
        return self._value

    def forget(self) -> None:
        """Drops the token: Teams did not take it, perhaps because the password was changed.

        A young one stays. Several messages may come back with the old one, the last when a new one is there.
        """
        if self._clock() - self._tried_at >= PAUSE:
            self._value = None

    async def close(self) -> None:
        """Stops a fetch that is under way."""
        await self._refresh.close()

    async def _fetch(self) -> None:
        self._tried_at = now = self._clock()
        status: int | None = None
        try:
            async with self._session.post(
                self._url, data=self._form, timeout=self._timeout, allow_redirects=False
            ) as response:
                status = response.status
                answer: Any = await response.json(content_type=None)
                value, lifetime = str(answer["access_token"]), float(answer["expires_in"])
        except _NO_ANSWER as error:
            # Not the answer's text: Entra ID repeats the app id and the tenant in it. 401 tells enough: our
            # password is not known there any more.
            log.warning("bot_token_unavailable", error=type(error).__name__, status=status)
            self._failed_at = self._clock()
            return
        self._value, self._expires_at = value, now + lifetime
