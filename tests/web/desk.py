"""The running service as a browser and a machine see it: real HTTP, a real database, a clock that is held."""

from __future__ import annotations

import email.policy
import io
import re
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Medvind
from bot.edge import open_edge
from bot.settings import DEMO_APP, Settings
from bot.web.sign_in.entra import Entra
from storage import access, organisation, people
from storage.access import Purpose
from tests.stories import filled
from tests.town import TENANT, Town, organisation_of_the_town

PUBLIC = "https://medvind.example"
FORMATS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "json": "application/json",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Answer:
    """A response, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()  # every one that is set, as it is written

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Desk:
    town: Town
    client: TestClient[web.Request, web.Application]

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        async with self.client.request(method, path, allow_redirects=False, **more) as response:
            set_now = tuple(response.headers.getall("Set-Cookie", ()))
            return Answer(response.status, dict(response.headers), await response.read(), set_now)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, headers=headers)

    async def token(self, tenant: str = TENANT) -> str:
        async with self.town.database.write() as session:
            return await access.create_token(session, tenant, "test", self.town.clock())

    async def pull(self, week: str, token: str, fmt: str | None = None) -> Answer:
        query = f"?format={fmt}" if fmt else ""
        return await self.get(f"/api/digest/{week}{query}", Authorization=f"Bearer {token}")

    async def everything(self, week: str, token: str) -> bytes:
        """All that every format of a week says, unpacked and decoded, in one heap to search."""
        heap = b""
        for fmt in FORMATS:
            answer = await self.pull(week, token, fmt)
            assert answer.status == 200
            heap += answer.body + unpacked(fmt, answer.body)
        return heap

    async def link(self, person: str, tenant: str = TENANT) -> str:
        """The key of a one-time link for somebody, editor or not."""
        async with self.town.database.write() as session:
            found = await people.find(session, tenant, person)
            assert found is not None
            return await access.open_key(session, found, Purpose.LINK, self.town.clock())

    async def post_key(self, key: str, **headers: str) -> Answer:
        return await self.ask("POST", "/editor/login", data={"key": key}, headers=headers)

    async def cookie(self, person: str, tenant: str = TENANT) -> dict[str, str]:
        """Signed in: what the browser sends from then on."""
        answer = await self.post_key(await self.link(person, tenant))
        assert answer.status == 303
        return {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}


@asynccontextmanager
async def open_desk(town: Town, public_url: str = PUBLIC, entra: Entra | None = None) -> AsyncIterator[Desk]:
    settings = Settings(app_id=DEMO_APP, public_url=public_url)
    async with aiohttp.ClientSession() as session:
        edge = replace(open_edge(), entra=entra)
        medvind = Medvind(settings, town.database, session, edge, clock=town.clock)
        application = medvind.application()
        # The town's clock stands still, and so does what Medvind does by itself: else a busy machine, on
        # which a test takes longer than a minute, would see another beat than an idle one.
        application.cleanup_ctx.clear()
        async with TestClient(TestServer(application)) as client:
            client.session.cookie_jar.clear()
            yield Desk(town, client)


async def tells(town: Town, person: str, tenant: str = TENANT, **form: str) -> None:
    """Somebody tells a story in her own chat with Medvind."""
    chat = town.chat(person, tenant)
    await chat.says("del en god historie")
    await chat.taps("Send historien", **filled(**form))
    assert "Tak for historien" in str(chat.cards)


async def found_again(town: Town, tenant: str = TENANT, *, without: str = "") -> None:
    """The organisation is imported anew, into any tenant; somebody may have lost her roles."""
    wanted = organisation_of_the_town()
    roles = tuple(role for role in wanted.roles if role.person_id != without)
    async with town.database.write() as session:
        await organisation.apply(session, tenant, replace(wanted, roles=roles), town.clock())


def unpacked(fmt: str, body: bytes) -> bytes:
    """What is inside: a Word file is a zip too, and a mail's parts are encoded."""
    if fmt in ("docx", "zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = [package.read(name) for name in package.namelist()]
        return b"".join(parts) + re.sub(rb"<[^>]+>", b"", b"".join(parts))
    if fmt == "eml":
        mail = message_from_bytes(body, policy=email.policy.default)
        contents = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        return b"".join(one if isinstance(one, bytes) else one.encode() for one in contents)
    return b""
