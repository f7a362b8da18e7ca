"""Doors: closed where nothing is said, asked at every request, and no form without its session's mark."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlmodel import select

from bot.web import links
from bot.web.doors import FIELD, HEADER, Door, guarded, needs_of, open_to, posted, visitor_of
from bot.web.requests import WEB, Web, discreet
from bot.web.sign_in import way
from domain.roles import Permission
from storage import access, people
from storage.access import Purpose
from storage.tables import WebKey
from tests.town import ANNE, KAREN, TENANT, Town
from tests.web.desk import PUBLIC, Answer, Desk, found_again
from tests.web.test_routes import example

ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SESSION = "__Host-medvind"
OLD_FORM = "Det blev ikke gemt"


@open_to(Door.SIGNED_IN)
async def mark(request: web.Request) -> web.Response:
    """What a page of ours puts into its forms."""
    visitor = visitor_of(request)
    return web.json_response({"csrf": visitor.csrf, "name": visitor.name})


@open_to(Permission.EDIT_NEWSLETTER)
async def edit(request: web.Request) -> web.Response:
    form = await posted(request) if request.method == "POST" else {}
    return web.json_response(dict(form))


@open_to(Door.ITS_OWN)
async def with_a_key(request: web.Request) -> web.Response:
    return web.json_response(dict(await posted(request)))


async def forgotten(request: web.Request) -> web.Response:
    raise AssertionError("nobody has said who may come in here")


class Forgotten(web.View):
    async def get(self) -> web.Response:
        raise AssertionError("nor here")


@asynccontextmanager
async def a_house(town: Town) -> AsyncIterator[Desk]:
    """A few doors of each kind, and the real way in and out."""
    app = web.Application(client_max_size=2048, middlewares=[discreet, guarded])
    app[WEB] = Web(town.database, town.clock, "da", PUBLIC)
    app.router.add_post("/editor/login", links.log_in)
    app.router.add_post("/editor/sign-out", way.sign_out)
    app.router.add_get("/mark", mark)
    app.router.add_get("/edit", edit)
    app.router.add_post("/edit", edit)
    app.router.add_post("/with-a-key", with_a_key)
    app.router.add_get("/forgotten", forgotten)
    app.router.add_view("/forgotten-view", Forgotten)
    async with TestClient(TestServer(app)) as client:
        client.session.cookie_jar.clear()
        yield Desk(town, client)


@pytest.fixture
async def house(town: Town) -> AsyncIterator[Desk]:
    async with a_house(town) as house:
        yield house


async def marked(house: Desk, cookie: dict[str, str]) -> str:
    return str(json.loads((await house.get("/mark", **cookie)).body)["csrf"])


async def edits(house: Desk, cookie: dict[str, str], **form: str) -> Answer:
    return await house.ask("POST", "/edit", data=form, headers=cookie)


@ONE_DATABASE
@pytest.mark.parametrize("path", ["/forgotten", "/forgotten-view"])
async def test_a_handler_that_nobody_has_thought_about_answers_nobody(house: Desk, path: str) -> None:
    for cookie in ({}, await house.cookie(KAREN)):
        answer = await house.get(path, **cookie)
        assert (answer.status, "Siden er lukket" in answer.text) == (403, True)
    assert (await house.get("/nowhere")).status == 404
    assert (await house.ask("DELETE", "/mark")).status == 405


@ONE_DATABASE
async def test_a_permission_s_door(house: Desk) -> None:
    assert (await house.get("/edit")).status == 401
    assert (await house.get("/edit", **await house.cookie(KAREN))).status == 200
    refused = await house.get("/edit", **await house.cookie(ANNE))
    assert (refused.status, "Du har ikke adgang til siden" in refused.text) == (403, True)


@ONE_DATABASE
async def test_a_role_taken_away_is_gone_with_the_next_click(house: Desk) -> None:
    cookie = await house.cookie(KAREN)
    csrf = await marked(house, cookie)
    assert (await edits(house, cookie, csrf=csrf)).status == 200
    await found_again(house.town, without=KAREN)
    assert (await edits(house, cookie, csrf=csrf)).status == 403
    assert (await house.get("/edit", **cookie)).status == 403


@ONE_DATABASE
async def test_who_has_left_is_nobody_here(house: Desk) -> None:
    cookie = await house.cookie(KAREN)
    async with house.town.database.write() as session:
        karen = await people.find(session, TENANT, KAREN)
        assert karen is not None
        karen.left_at = house.town.clock()
    assert (await house.get("/mark", **cookie)).status == 401


@ONE_DATABASE
async def test_a_form_carries_its_session_s_mark(house: Desk) -> None:
    cookie = await house.cookie(KAREN)
    csrf = await marked(house, cookie)
    answer = await edits(house, cookie, csrf=csrf, title="Kaffe på gangen")
    assert json.loads(answer.body) == {"csrf": csrf, "title": "Kaffe på gangen"}
    by_script = await house.ask("POST", "/edit", data={"title": "x"}, headers={**cookie, HEADER: csrf})
    assert by_script.status == 200
    assert csrf not in cookie["Cookie"], "the mark gives nobody the session"


@ONE_DATABASE
async def test_no_other_site_s_form_even_with_the_mark(house: Desk) -> None:
    cookie = await house.cookie(KAREN)
    csrf = await marked(house, cookie)
    for told in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await house.ask("POST", "/edit", data={"csrf": csrf}, headers={**cookie, **told})
        assert (answer.status, OLD_FORM in answer.text) == (403, True)


@ONE_DATABASE
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded; charset=klingon", b"csrf=x", 415),
        ("application/x-www-form-urlencoded", b"csrf=\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"csrf=" + b"x" * 4096, 413),
        ("application/x-www-form-urlencoded", b"csrf=%ED%A0%80", 403),
        ("application/json", b'{"csrf": "x"}', 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"csrf=x", 415),
    ],
)
async def test_what_is_no_form_is_refused_with_a_page(
    house: Desk, kind: str, body: bytes, status: int
) -> None:
    headers = {**await house.cookie(KAREN), "Content-Type": kind}
    answer = await house.ask("POST", "/edit", data=body, headers=headers)
    assert (answer.status, "<h1>" in answer.text) == (status, True)
    assert answer.headers["Cache-Control"] == "no-store"


@ONE_DATABASE
async def test_a_form_behind_a_key_needs_no_session_and_no_other_site(house: Desk) -> None:
    answer = await house.ask("POST", "/with-a-key", data={"key": "x"})
    assert json.loads(answer.body) == {"key": "x"}
    from_afar = {"Sec-Fetch-Site": "cross-site"}
    assert (await house.ask("POST", "/with-a-key", data={"key": "x"}, headers=from_afar)).status == 403


def posts_with_a_session(desk: Desk) -> list[str]:
    """Every address that changes something for whoever is signed in: asked of the router, not of a list."""
    return [
        example(route.resource.canonical)
        for route in desk.client.app.router.routes()
        if route.resource and route.method not in ("GET", "HEAD", "OPTIONS")
        if isinstance(needs_of(route.handler), Permission) or needs_of(route.handler) is Door.SIGNED_IN
    ]


@ONE_DATABASE
async def test_no_post_of_ours_without_the_mark_of_its_own_session(desk: Desk) -> None:
    karens, annes = await desk.cookie(KAREN), await desk.cookie(ANNE)
    async with a_house(desk.town) as house:
        other = await marked(house, annes)
    paths = posts_with_a_session(desk)
    assert "/editor/sign-out" in paths
    for path in paths:
        for form in ({}, {FIELD: ""}, {FIELD: "wrong"}, {FIELD: other}):
            answer = await desk.ask("POST", path, data=form, headers=karens)
            assert (answer.status, OLD_FORM in answer.text) == (403, True), (path, form)
        answer = await desk.ask("POST", path, data={}, headers={**karens, HEADER: other})
        assert (answer.status, OLD_FORM in answer.text) == (403, True), path
    assert (await desk.get("/editor", **karens)).status == 200, "and she is not signed out"


@ONE_DATABASE
async def test_signed_out_on_the_server_too(house: Desk) -> None:
    cookie = await house.cookie(KAREN)
    other = await house.cookie(KAREN)
    form = {FIELD: await marked(house, cookie)}
    answer = await house.ask("POST", "/editor/sign-out", data=form, headers=cookie)
    assert (answer.status, "Du er logget ud" in answer.text) == (200, True)
    assert re.match(rf'{SESSION}="";.*Max-Age=0', answer.cookies[0])
    assert (await house.get("/mark", **cookie)).status == 401
    assert (await house.get("/mark", **other)).status == 200, "on another machine she goes on"


async def test_a_session_ends_after_half_an_hour_of_quiet_and_after_twelve_hours_of_work(house: Desk) -> None:
    clock, cookie = house.town.clock, await house.cookie(KAREN)
    for _ in range(24 * 60 // 29 // 2):
        clock.now += timedelta(minutes=29)
        assert (await house.get("/mark", **cookie)).status == 200
    clock.now += timedelta(minutes=23, seconds=59)
    assert (await house.get("/mark", **cookie)).status == 200, "11:59:59"
    clock.now += timedelta(seconds=1)
    assert (await house.get("/mark", **cookie)).status == 401
    cookie = await house.cookie(KAREN)
    clock.now += timedelta(minutes=30)
    assert (await house.get("/mark", **cookie)).status == 401


async def test_a_link_that_two_press_at_once_lets_one_in(house: Desk) -> None:
    for _ in range(5):
        key = await house.link(KAREN)
        answers = await asyncio.gather(*(house.post_key(key) for _ in range(4)))
        assert sorted(answer.status for answer in answers) == [303, 403, 403, 403]


@ONE_DATABASE
async def test_a_link_is_its_owner_s_whoever_s_browser_it_is(house: Desk) -> None:
    karens = await house.cookie(KAREN)
    answer = await house.post_key(await house.link(ANNE), **karens)
    annes = {"Cookie": answer.cookies[0].partition(";")[0]}
    assert json.loads((await house.get("/mark", **annes)).body)["name"] == "Anne Holm"
    assert (await house.get("/mark", **karens)).status == 401, "who was signed in here is so no longer"


@ONE_DATABASE
async def test_a_lent_role_ends_by_itself(house: Desk) -> None:
    """Without Entra there is nobody to ask again: she is then whoever the organisation says."""
    town, cookie = house.town, await house.cookie(ANNE)
    csrf, secret = await marked(house, cookie), cookie["Cookie"].partition("=")[2]
    assert (await edits(house, cookie, csrf=csrf)).status == 403
    async with town.database.write() as session:
        until = town.clock() + timedelta(minutes=5)
        await access.lend_app_role(session, secret, until, town.clock())
    assert (await edits(house, cookie, csrf=csrf)).status == 200
    town.clock.now += timedelta(minutes=5)
    assert (await edits(house, cookie, csrf=csrf)).status == 403


async def test_what_is_kept_of_keys_cannot_be_used(house: Desk) -> None:
    """The table's own values are hashes, and a session of before this release has no beginning: both shut."""
    town = house.town
    async with town.database.write() as session:
        karen = await people.find(session, TENANT, KAREN)
        assert karen is not None
        secret = await access.open_key(session, karen, Purpose.SESSION, town.clock())
        await session.flush()
        (key,) = (await session.exec(select(WebKey))).all()
        kept, key.used_at = key.key_hash, None
    for value in (kept, secret):
        assert (await house.get("/mark", Cookie=f"{SESSION}={value}")).status == 401
    async with town.database.read() as session:
        assert await access.visit_of(session, kept, town.clock()) is None
