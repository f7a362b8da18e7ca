"""A browser that follows redirects by hand, between the desk and an OIDC provider, with cookies of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any

import aiohttp

from bot.web.sign_in.entra import Entra
from tests.edge.door import HeldClock
from tests.edge.fake_connector import APP_ID
from tests.town import TENANT, Town
from tests.web.an_oidc_provider import PASSWORD, Provider
from tests.web.desk import PUBLIC, Answer, Desk, open_desk

HOST = PUBLIC.partition("://")[2]


@dataclass
class Browser:
    """Somebody's browser. `jar` holds what it was given, as it was given."""

    desk: Desk
    line: aiohttp.ClientSession
    jar: dict[str, Morsel[str]] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._ask("GET", path, headers)

    async def post(self, path: str, headers: dict[str, str] | None = None, **form: str) -> Answer:
        return await self._ask("POST", path, headers or {}, data=form)

    async def send(self, path: str, body: Any, **headers: str) -> Answer:
        return await self._ask("POST", path, headers, json=body)

    async def at_the_provider(self, address: str) -> str:
        """What the provider's page does by itself: it sends the browser back, with an answer to us."""
        async with self.line.get(address, allow_redirects=False) as response:
            assert response.status == 302
            return response.headers["Location"].removeprefix(PUBLIC)

    async def signs_in(self, at: str = "/editor/sign-in") -> Answer:
        """From the button through the provider and back: what the last step answers."""
        begun = await self.get(at)
        assert begun.status == 303, begun.text
        return await self.get(await self.at_the_provider(begun.headers["Location"]))

    async def _ask(self, method: str, path: str, headers: dict[str, str], **body: Any) -> Answer:
        if self.jar:
            known = "; ".join(f"{name}={morsel.value}" for name, morsel in self.jar.items())
            headers = {"Cookie": known} | headers
        answer = await self.desk.ask(method, path, headers=headers, **body)
        for written in answer.cookies:
            for name, morsel in SimpleCookie(written.replace("; Partitioned", "")).items():
                if morsel["max-age"] == "0":
                    self.jar.pop(name, None)
                else:
                    self.jar[name] = morsel
        return answer


@dataclass
class Entrance:
    """The service, the provider that it trusts, and what a test needs to stand between them."""

    desk: Desk
    provider: Provider
    line: aiohttp.ClientSession
    pause: HeldClock

    def browser(self) -> Browser:
        return Browser(self.desk, self.line)


@asynccontextmanager
async def an_entrance(town: Town, folder: Path, patience: float = 8.0) -> AsyncIterator[Entrance]:
    provider = Provider(town.clock, folder / "provider")
    await provider.start()
    connector = aiohttp.TCPConnector(ssl=provider.trusting())
    async with aiohttp.ClientSession(connector=connector) as line:
        pause = HeldClock()
        entra = trusting(provider, line, pause, patience)
        async with open_desk(town, entra=entra) as desk:
            yield Entrance(desk, provider, line, pause)
        await entra.close()
    await provider.stop()


@asynccontextmanager
async def a_replica(entrance: Entrance) -> AsyncIterator[Desk]:
    """The same service once more, with the same database and key, and nothing else in common."""
    entra = trusting(entrance.provider, entrance.line, HeldClock(), 8.0)
    async with open_desk(entrance.desk.town, entra=entra) as desk:
        yield desk
    await entra.close()


def trusting(provider: Provider, line: aiohttp.ClientSession, pause: HeldClock, patience: float) -> Entra:
    """The way in by which `medvind run` trusts Entra, and a test its provider."""
    return Entra(
        APP_ID,
        PASSWORD,
        "SingleTenant",
        (TENANT,),
        line,
        host=HOST,
        login=provider.address,
        clock=lambda: provider.clock().timestamp(),
        pause_clock=pause,
        patience=patience,
        certificates=str(provider.certificate),
    )
