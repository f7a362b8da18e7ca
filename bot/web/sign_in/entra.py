"""Signing in through Entra ID: the OIDC code flow with PKCE, by msal, with the bot's own app registration.

msal waits for the network where it stands, so it is asked in a thread. Nothing is remembered between the two
halves of a sign-in: what the second needs travels, sealed, with the browser (see `bot.web.sign_in.way`).
"""

from __future__ import annotations

import asyncio
import json
import time
import warnings
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import aiohttp
import msal
import structlog
import urllib3

from bot.teams.keys import SigningKeys
from bot.teams.once import OneAtATime
from bot.web.sign_in.line import Line
from bot.web.sign_in.tokens import Identity, SignInFailed, Tokens, Why

log = structlog.get_logger()

LOGIN = "https://login.microsoftonline.com"
OLD_ISSUER = "https://sts.windows.net"  # of tokens of the first version, which a registration may ask for
PATIENCE = 8.0  # seconds for Entra to answer
# What Entra says when it was told not to ask her anything, and would have had to.
_WOULD_ASK = {"login_required", "interaction_required", "consent_required", "account_selection_required"}
# A TimeoutError is an OSError; what msal raises itself is an answer of 5xx.
_NO_ANSWER = (OSError, urllib3.exceptions.HTTPError, msal.exceptions.MsalError)
_BUSY = {"server_error", "temporarily_unavailable"}
# What a sign-in needs on its second half; the address that was made of it is of no use then.
_CARRIED = ("state", "code_verifier", "nonce", "redirect_uri", "scope")

Flow = dict[str, Any]
T = TypeVar("T")


class _KeepsNothing(msal.TokenCache):  # type: ignore[misc]
    """Who has signed in is all that we ask for: nobody's tokens stay here."""

    def add(self, event: object, **_more: object) -> None:
        """Nothing to add to."""


class Entra:
    """`login` is where Entra lives, `host` where we do; `patience` is in seconds, the clocks' as well.

    `app_type`: as the bot is registered; for one tenant only that tenant's people are let in by Entra itself.
    """

    def __init__(
        self,
        app_id: str,
        app_password: str,
        app_type: str,
        tenants: Collection[str],
        session: aiohttp.ClientSession,
        *,
        host: str = "",
        login: str = LOGIN,
        clock: Callable[[], float] = time.time,
        pause_clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
        certificates: str | None = None,
    ) -> None:
        home = next(iter(tenants)) if app_type == "SingleTenant" else "organizations"
        self._authority = f"{login}/{home}"
        self._app_id, self._app_password = app_id, app_password
        self._login, self._patience = login, patience
        self._line = Line(patience, certificates)
        # A token of the first version names the application by its address.
        self._audiences = {app_id, f"api://{host}/{app_id}"} if host else {app_id}
        metadata = f"{self._authority}/v2.0/.well-known/openid-configuration"
        self._keys = SigningKeys(metadata, session, pause_clock, patience)
        self._tokens = Tokens(self._keys, tenants, self._issuers, clock)
        self._app: msal.ConfidentialClientApplication | None = None
        self._connect = OneAtATime(self._make)

    async def begin(self, back: str, *, quiet: bool) -> tuple[str, Flow]:
        """Where to send the browser, and what the second half needs. `quiet`: Entra is to ask her nothing.

        Raises SignInFailed when Entra is down.
        """
        app = await self._msal()
        with warnings.catch_warnings():
            # It would rather have the answer as a form, which comes without our cookies. In the address it is
            # gone with the next redirect, and the code in it is of no use without the verifier.
            warnings.simplefilter("ignore", UserWarning)
            prompt = "none" if quiet else None
            flow: Flow = app.initiate_auth_code_flow([], redirect_uri=back, prompt=prompt)  # asks nobody
        address = str(flow["auth_uri"])
        carried = {name: flow[name] for name in _CARRIED}
        # msal keeps the nonce and sends a hash of it. What was sent is what has to come back.
        return address, carried | {"sent": parse_qs(urlsplit(address).query)["nonce"][0]}

    async def finish(self, flow: Flow, answer: Mapping[str, str]) -> Identity:
        """Exchange the code in Entra's `answer` for who it is about. Raises SignInFailed."""
        app = await self._msal()
        try:
            told: Mapping[str, Any] = await self._within(
                lambda: app.acquire_token_by_auth_code_flow(dict(flow), dict(answer))
            )
        except json.JSONDecodeError:
            raise SignInFailed(Why.DOWN) from None
        except ValueError:  # a state that is not ours, or neither a code nor an error
            raise SignInFailed(Why.OLD) from None
        except (RuntimeError, KeyError, TypeError):
            raise SignInFailed(Why.REFUSED) from None
        if "error" in told:
            raise SignInFailed(_why(str(told["error"]), at_entra="code" not in answer))
        return await self._tokens.of_the_code(str(told.get("id_token", "")), self._app_id, flow["sent"])

    async def in_the_tab(self, token: str) -> Identity:
        """Who has opened the tab in Teams. Raises SignInFailed."""
        return await self._tokens.of_the_tab(token, self._audiences)

    async def close(self) -> None:
        """Hangs up."""
        await self._keys.close()
        await self._connect.close()
        self._line.close()

    def _issuers(self, tenant: str) -> Collection[str]:
        return f"{self._login}/{tenant}/v2.0", f"{OLD_ISSUER}/{tenant}/"

    async def _msal(self) -> msal.ConfidentialClientApplication:
        """msal's client, made when first wanted: it asks Entra for its addresses at once."""
        if self._app is None:
            await self._connect()
        return self._app

    async def _make(self) -> None:
        try:
            self._app = await self._within(self._client)
        except (
            ValueError,
            KeyError,
        ) as error:  # no answer, or no such tenant
            log.warning("entra_unavailable", error=type(error).__name__)
            raise SignInFailed(Why.DOWN) from None

    def _client(self) -> msal.ConfidentialClientApplication:
        return msal.ConfidentialClientApplication(
            self._app_id,
            client_credential=self._app_password,
            authority=self._authority,
            token_cache=_KeepsNothing(),
            http_client=self._line,
            exclude_scopes=["offline_access"],  # we come back by ourselves, with her
            instance_discovery=False,  # the authority is the one above, whoever asks
        )

    async def _within(self, work: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.to_thread(work)
        except _NO_ANSWER as error:
            log.warning("entra_unavailable", error=type(error).__name__)
            raise SignInFailed(Why.DOWN) from None


def _why(error: str, *, at_entra: bool) -> Why:
    """What an error of the protocol means; its description is Entra's, and is shown to nobody."""
    if error in _BUSY:
        return Why.DOWN
    if not at_entra:
        return Why.REFUSED
    return Why.SILENT if error in _WOULD_ASK else Why.DENIED
