"""Fetching what somebody has attached: from where, with what, and never more than can be held (safety.md T4)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlmodel import select

from bot.photo import Darkroom
from bot.teams import hosts
from bot.teams.activities import Attached, read
from bot.teams.credentials import BotToken
from bot.teams.pictures import Pictures, Places
from bot.teams.resolver import PublicAddresses
from dialogs.photo_seen import is_welcome
from domain.photo_rules import MAX_BYTES, PictureProblem, Redrawn
from storage.tables import StoryPhoto
from tests.town import METTE

from .door import HeldClock, eventually
from .fake_connector import APP_ID, TENANT, FakeTeams, Fault
from .photo_flows import painted, received, shows, told
from .street import Street
from .test_ssrf import PRIVATE, Liar, World, misled, world
from .url_tricks import GROUPS

__all__ = ["world"]
HERE = Places(hosts.is_loopback, hosts.is_loopback_file)
MICROSOFT = Places(hosts.is_connector, hosts.is_file_store)
A_FILE = "https://contoso-my.sharepoint.com/personal/anne_contoso_dk/_layouts/15/download.aspx"
LOST = PictureProblem.NOT_FETCHED


def looking(world: World, places: Places = HERE, session: aiohttp.ClientSession | None = None) -> Pictures:
    return Pictures(session or world.session, world.token(), places, Darkroom(), timeout=4)


@pytest.fixture
async def plain() -> AsyncIterator[World]:
    """Without a liar: names lead where they lead."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        yield World(teams, session, None)  # type: ignore[arg-type]


def attached(entry: dict[str, Any]) -> Attached:
    (found,) = read(FakeTeams().activity(attachments=[entry], serviceUrl="https://x.example/")).attached
    return found


@pytest.mark.parametrize(
    "url",
    [
        A_FILE,
        f"{A_FILE}?UniqueId=1&Translate=false&tempauth=v1.eyJ-_~.abc%3D&ApiVersion=2.0",
        "https://eur-my.svc.ms/download/1?a=/b?c",
    ],
)
def test_addresses_of_the_file_store(url: str) -> None:
    assert hosts.is_file_store(url)
    assert not hosts.is_connector(url), "no token goes there"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://contoso.sharepoint.com/x",
        "https://sharepoint.com.evil.example/x",
        "https://evilsharepoint.com/x",
        "https://.sharepoint.com/x",
        "https://a..sharepoint.com/x",
        "https://contoso.sharepoint.com@evil.example/x",
        "https://evil.example/?contoso.sharepoint.com",
        "https://evil.example?.sharepoint.com",
        "https://evil.example#.sharepoint.com",
        "https://evil.example\\.sharepoint.com/x",
        "https://contoso.sharepoint.com:8443/x",
        "https://contoso.sharepoint.com/x#y",
        "https://contoso.sharepoint.com/x?a b",
        "https://contoso.sharepoint.com/x?a\r\nHost: evil",
        "https://contoso.sharepoint.com/x?æ",
        "https://contoso.sharepoint.com/../x?a",
        "https://cоntoso.sharepoint。com/x",
        "https://127.0.0.1/x?.sharepoint.com",
        "https://[::1]/x",
        "file:///etc/passwd?.sharepoint.com",
        "https://smba.trafficmanager.net/emea/",
    ],
)
def test_addresses_that_are_not_the_file_store(url: str) -> None:
    assert not hosts.is_file_store(url)


def test_what_is_attached_is_read_from_a_message_and_nowhere_else() -> None:
    teams = FakeTeams()
    image = {"contentType": "IMAGE/heic", "contentUrl": "https://a.example/1"}
    file = {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "content": {"downloadUrl": "https://b.example/2"},
    }
    others = [
        {"contentType": "text/html", "content": '<img src="https://c.example/">'},
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": {}},
        {"contentType": "image/png", "contentUrl": "x" * 9_000},
        {"contentType": ["image/png"], "contentUrl": {}},
        None, 7, "image/png", [],
    ]  # fmt: skip
    address = {"serviceUrl": "https://x.example/"}
    inbound = read(teams.activity(attachments=[*others, image, file], **address))
    assert inbound.attached == (
        Attached("https://a.example/1", is_file=False),
        Attached("https://b.example/2", is_file=True),
    )
    for odd in (None, {}, "image/png", 7, [[]]):
        assert read(teams.activity(attachments=odd, **address)).attached == ()
    pressed = teams.activity(type="invoke", name="adaptiveCard/action", attachments=[image], **address)
    assert read(pressed).attached == ()


async def test_a_picture_is_fetched_with_our_token_and_a_file_without(plain: World) -> None:
    picture, file = plain.teams.picture(painted()), plain.teams.file(painted(kind="PNG"), "x.exe")
    look = looking(plain).look
    for entry in (picture, file):
        seen = await look(attached(entry))
        assert isinstance(seen, Redrawn)
        assert (seen.width, seen.height) == (40, 30)
    with_token, without = plain.teams.sent
    assert with_token.headers["Authorization"] == "Bearer bot-token-1"
    assert "Authorization" not in without.headers
    assert without.query == {"UniqueId": "1", "tempauth": "v1.abc-_~"}


async def test_a_token_that_is_not_taken_is_renewed_once(plain: World) -> None:
    clock = HeldClock()
    token = BotToken(APP_ID, "pw", "SingleTenant", TENANT, plain.session, clock, login=plain.teams.login)
    look = Pictures(plain.session, token, HERE, Darkroom()).look
    picture = attached(plain.teams.picture(painted()))
    assert isinstance(await look(picture), Redrawn)
    clock.now += 60  # a young token is not at fault
    plain.teams.fail(Fault(401))
    assert isinstance(await look(picture), Redrawn)
    clock.now += 60
    plain.teams.fail(Fault(401), Fault(401))
    assert await look(picture) is LOST


@pytest.mark.parametrize("kind", ["picture", "file"])
@pytest.mark.parametrize("group", GROUPS)
async def test_no_address_that_somebody_makes_up_is_fetched_from(group: str, kind: str, world: World) -> None:
    """As in production, with the worst name server there is: nothing arrives, and no token is asked for."""
    look = looking(world, MICROSOFT).look
    for trick in world.tricks(group):
        assert await look(Attached(trick, is_file=kind == "file")) is LOST, trick
    assert (world.canary.visits, world.teams.token_requests) == (0, [])


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_file_store_that_leads_inside_leads_nowhere(address: str, world: World) -> None:
    async with misled(PublicAddresses(Liar(world.canary.port, address))) as session:
        look = looking(world, MICROSOFT, session).look
        assert await look(Attached(A_FILE, is_file=True)) is LOST
    assert world.canary.visits == 0


@pytest.mark.parametrize("lock", ["the resolver", "the list of hosts"])
async def test_without_its_lock_the_canary_dies(lock: str, world: World) -> None:
    places = MICROSOFT if lock == "the resolver" else Places(lambda url: True, lambda url: True)
    url = A_FILE if lock == "the resolver" else world.canary.url
    assert await looking(world, places).look(Attached(url, is_file=True)) is LOST

    async def dead() -> bool:
        return world.canary.visits > 0

    await eventually(dead)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("is_file", [True, False])
async def test_a_redirect_is_not_followed(status: int, is_file: bool, world: World) -> None:
    async with aiohttp.ClientSession() as session:
        world.teams.always = Fault(status, headers={"Location": world.canary.url})
        entry = world.teams.file(painted()) if is_file else world.teams.picture(painted())
        assert await looking(world, HERE, session).look(attached(entry)) is LOST
    assert (world.canary.visits, len(world.teams.sent)) == (0, 1)


@pytest.mark.parametrize(
    "fault", [Fault(404), Fault(500), Fault(reset=True), Fault(204)], ids=["404", "500", "reset", "204"]
)
async def test_what_cannot_be_fetched_is_said_so(fault: Fault, plain: World) -> None:
    plain.teams.always = fault
    assert await looking(plain).look(attached(plain.teams.picture(painted()))) is LOST


async def test_a_server_that_does_not_answer_is_not_waited_for(plain: World) -> None:
    plain.teams.fail(Fault(slow_body=30))
    look = Pictures(plain.session, plain.token(), HERE, Darkroom(), timeout=0.3).look
    assert await look(attached(plain.teams.file(painted()))) is LOST


@pytest.mark.parametrize("told_in_advance", [True, False])
async def test_more_than_5_mb_is_not_read(told_in_advance: bool, plain: World) -> None:
    """Neither when the server says so, nor when it goes on for ever."""
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse()
        if told_in_advance:
            answer.content_length = MAX_BYTES + 1
        await answer.prepare(request)
        while not told_in_advance:
            await answer.write(bytes(1 << 16))
            sent += 1 << 16
        return answer

    app = web.Application()
    app.router.add_get("/", endless)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        assert await looking(plain).look(Attached(url, is_file=True)) is PictureProblem.TOO_HEAVY
    assert sent < 4 * MAX_BYTES


@pytest.mark.parametrize(
    ("text", "welcome"),
    [
        ("", True),
        ("se her", True),
        ("I dag slog en borger ud efter mig", False),
        ("jeg kan ikke mere", False),
        ("Kaffe med 010190-1234", False),
    ],
)
async def test_with_something_hard_a_picture_is_not_even_fetched(
    text: str, welcome: bool, here: Street
) -> None:
    assert is_welcome(text) is welcome
    await told(here)
    await here.deliver(shows(here, text or None))
    fetched = [sent for sent in here.teams.sent if "/attachments/" in sent.path]
    assert len(fetched) == welcome
    assert len((await here.opened(()))["story_photo"]) == welcome


@pytest.mark.parametrize("place", ["channel", "group chat"])
async def test_where_others_read_along_no_picture_is_fetched(place: str, here: Street) -> None:
    await here.deliver(here.in_channel(here.installs(METTE)))
    await told(here)
    sent = here.in_channel(shows(here, "se her"))
    if place == "group chat":
        sent["conversation"] |= {"id": "19:chat@thread.v2", "conversationType": "groupChat"}
        sent["channelData"] = {"tenant": {"id": here.tenant}}
    answer = await here.deliver(sent)
    assert "privat chat" in str(answer)
    assert not any("/attachments/" in one.path for one in here.teams.sent)
    assert (await here.opened(()))["story_photo"] == []


async def test_a_picture_with_a_story_goes_with_its_draft(here: Street) -> None:
    await told(here)
    here.town.clock.now += timedelta(minutes=1)
    text = "I dag sang vi sammen i fællesrummet, og alle kom frem fra deres stuer."
    offer, form = (await here.deliver(shows(here, text))).cards
    assert "Skal det blive en god historie?" in str(offer)
    (field,) = [one for one in form["body"] if one.get("id") == "story"]
    (chosen,) = [one["title"] for one in field["choices"] if one["value"] == field["value"]]
    assert text.startswith(chosen.removesuffix(" …"))


async def test_nothing_about_a_picture_is_in_its_card(here: Street) -> None:
    form = await received(here)
    async with here.town.database.read() as session:
        rows = await session.exec(select(StoryPhoto).where(StoryPhoto.tenant_id == here.tenant))
        (photo,) = rows.all()
    assert photo.image[:40] not in str(form)
    assert photo.confirmed_at is None
    assert "Image" not in {one["type"] for one in form["body"]}
