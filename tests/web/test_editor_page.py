"""The editor's page: a one-time link from the chat, a session that ends, and a page that only shows."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import AsyncIterator
from datetime import timedelta
from http.cookies import SimpleCookie
from importlib import resources

import pytest

from bot.web import static_files
from dialogs.screens import NewsletterReady
from tests.town import ANNE, KAREN, OTHER_TENANT, Town
from tests.web.desk import Desk, found_again, open_desk, tells

WEEK = "2026-W48"
KIND = "Skriv »nyhedsbrev« til Medvind i Teams"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
async def plain_desk(town: Town) -> AsyncIterator[Desk]:
    """As in the demo: no https in front."""
    async with open_desk(town, "http://127.0.0.1:3978") as desk:
        yield desk


async def test_from_the_chat_to_the_page(desk: Desk) -> None:
    await tells(desk.town, ANNE, title="Kaffe på gangen")
    (ready,) = await desk.town.chat(KAREN).says("nyhedsbrev")
    assert isinstance(ready, NewsletterReady)
    path = ready.link.removeprefix("https://medvind.example")
    login = await desk.get(path)
    key = re.search(r'name="key" value="([^"]+)"', login.text)
    assert login.status == 200
    assert key is not None
    signed_in = await desk.post_key(key[1])
    assert (signed_in.status, signed_in.headers["Location"]) == (303, "/editor")
    cookie = signed_in.headers["Set-Cookie"].partition(";")[0]
    page = await desk.get("/editor", Cookie=cookie)
    assert page.status == 200
    assert "Kaffe på gangen" in page.text
    assert key[1] not in page.text


async def test_looking_at_the_link_does_not_use_it(desk: Desk) -> None:
    """Teams, mail scanners and previews open links."""
    key = await desk.link(KAREN)
    for _ in range(2):
        looked = await desk.get(f"/editor/login?key={key}")
        assert (looked.status, "Set-Cookie" in looked.headers) == (200, False)
    assert (await desk.ask("HEAD", f"/editor/login?key={key}")).status == 200
    assert (await desk.post_key(key)).status == 303


async def test_the_link_signs_in_once(desk: Desk) -> None:
    key = await desk.link(KAREN)
    assert (await desk.post_key(key)).status == 303
    again = await desk.post_key(key)
    assert (again.status, KIND in again.text) == (403, True)
    assert "Set-Cookie" not in again.headers


async def test_a_link_lives_for_ten_minutes(desk: Desk) -> None:
    for minutes, status in ((9, 303), (10, 403), (11, 403)):
        key = await desk.link(KAREN)
        desk.town.clock.now += timedelta(minutes=minutes)
        assert (await desk.post_key(key)).status == status, minutes


@pytest.mark.parametrize("key", ["", "x", "æøå", "a" * 5000, "\x00", "' OR 1=1 --", HOSTILE])
async def test_an_invented_key_opens_nothing_and_breaks_nothing(desk: Desk, key: str) -> None:
    refused = await desk.post_key(key)
    assert (refused.status, KIND in refused.text) == (403, True)
    shown = await desk.ask("GET", "/editor/login", params={"key": key})
    assert shown.status == 200
    assert "<script" not in shown.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"key=%FF%FE"),
        ("application/x-www-form-urlencoded", b"key=\xff\xfe"),
        ("application/x-www-form-urlencoded; charset=klingon", b"key=x"),
        ("multipart/form-data", b"key=x"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("application/json", b'{"key": "x"}'),
        ("", b"key=x"),
    ],
)
async def test_a_form_that_is_no_form_is_refused_kindly(desk: Desk, kind: str, body: bytes) -> None:
    answer = await desk.ask("POST", "/editor/login", data=body, headers={"Content-Type": kind})
    assert (answer.status, KIND in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "https://medvind.example"}, 303),
        ({}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://medvind.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://medvind.example.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
    ],
)
async def test_another_site_cannot_sign_a_browser_in(desk: Desk, said: dict[str, str], status: int) -> None:
    key = await desk.link(KAREN)
    assert (await desk.post_key(key, **said)).status == status
    if status == 403:
        assert (await desk.post_key(key)).status == 303, "and the key is still good"


async def test_the_form_tells_where_it_comes_from(desk: Desk) -> None:
    """Under no-referrer a browser sends `Origin: null`, so the login page alone has another policy."""
    assert (await desk.get("/editor/login")).headers["Referrer-Policy"] == "strict-origin"


async def test_a_session_ends_after_half_an_hour_of_quiet(desk: Desk) -> None:
    cookie = await desk.cookie(KAREN)
    for minutes, status in ((29, 200), (29, 200), (31, 401), (0, 401)):
        desk.town.clock.now += timedelta(minutes=minutes)
        assert (await desk.get("/editor", **cookie)).status == status


async def test_a_link_is_no_session_and_a_session_is_no_link(desk: Desk) -> None:
    key, cookie = await desk.link(KAREN), await desk.cookie(KAREN)
    name, _, secret = cookie["Cookie"].partition("=")
    assert (await desk.get("/editor", Cookie=f"{name}={key}")).status == 401
    assert (await desk.post_key(secret)).status == 403


async def test_every_sign_in_is_a_new_session(desk: Desk) -> None:
    """Nobody can plant a session: what the browser brought along is not taken over."""
    planted = {"Cookie": "__Host-medvind=planted"}
    answer = await desk.post_key(await desk.link(KAREN), **planted)
    assert "planted" not in answer.headers["Set-Cookie"]
    assert (await desk.get("/editor", **planted)).status == 401


async def test_a_role_taken_away_ends_the_visit(desk: Desk) -> None:
    cookie = await desk.cookie(KAREN)
    assert (await desk.get("/editor", **cookie)).status == 200
    await found_again(desk.town, without=KAREN)
    page = await desk.get("/editor", **cookie)
    assert (page.status, "Mine historier" in page.text, "Med i nyhedsbrevet" in page.text) == (
        200,
        True,
        False,
    )
    assert (await desk.get("/editor/archive", **cookie)).status == 403
    assert (await desk.get(f"/api/digest/{WEEK}", **cookie)).status == 401


async def test_somebody_who_is_no_editor_never_gets_in(desk: Desk) -> None:
    """Not by asking in the chat, and not with a session that should not exist."""
    assert "/editor/login" not in str(await desk.town.chat(ANNE).says("nyhedsbrev"))
    cookie = await desk.cookie(ANNE)
    page = await desk.get("/editor", **cookie)
    assert (page.status, "Mine historier" in page.text, "Med i nyhedsbrevet" in page.text) == (
        200,
        True,
        False,
    )
    assert (await desk.get(f"/api/digest/{WEEK}", **cookie)).status == 401


async def test_the_editor_of_another_tenant_sees_her_own(desk: Desk) -> None:
    await found_again(desk.town, OTHER_TENANT)
    await tells(desk.town, ANNE, title="Norddjurs egen")
    page = await desk.get("/editor", **await desk.cookie(KAREN, OTHER_TENANT))
    assert (page.status, "Norddjurs egen" in page.text) == (200, False)


async def test_the_cookie_is_kept_from_scripts_other_sites_and_http(desk: Desk) -> None:
    answer = await desk.post_key(await desk.link(KAREN))
    (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert cookie.key == "__Host-medvind"
    flags = {name: cookie[name] for name in ("httponly", "samesite", "secure", "path", "domain", "max-age")}
    wanted = {
        "httponly": True,
        "samesite": "Lax",
        "secure": True,
        "path": "/",
        "domain": "",
        "max-age": "",  # it ends with the browser; the server has its own limits
    }
    assert flags == wanted
    assert len(cookie.value) >= 40


async def test_in_the_demo_the_cookie_travels_without_https(plain_desk: Desk) -> None:
    answer = await plain_desk.post_key(await plain_desk.link(KAREN))
    (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert (cookie.key, cookie["secure"], cookie["httponly"]) == ("medvind", "", True)


@pytest.mark.parametrize("path", ["/", "/privacy", "/terms", "/forums", "/editor/login?key=x"])
async def test_every_page_says_how_it_may_be_used(desk: Desk, path: str) -> None:
    for headers in ({}, await desk.cookie(KAREN)):
        answer = await desk.get(path, **headers)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "strict-origin")
        assert "<script" not in answer.text


async def test_the_desk_loads_from_here_alone_and_stands_in_teams_alone(desk: Desk) -> None:
    for path in ("/editor", "/editor/archive", f"/editor/week/{WEEK}/publish"):
        answer = await desk.get(path, **await desk.cookie(KAREN))
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self';" in policy
        assert "script-src" not in policy
        assert "object-src 'none'" in policy
        assert "frame-ancestors 'self' https://teams.microsoft.com" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert set(re.findall(r"<script ([^>]*)>", answer.text)) == {
            f'src="{static_files.address_of(name)}" defer' for name in ("htmx.js", "sortable.js", "desk.js")
        }


async def test_what_others_have_written_is_as_it_was_recorded() -> None:
    folder = resources.files("bot.web") / "static"
    recorded = tomllib.loads((folder / "vendored.toml").read_text(encoding="utf8"))
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in recorded}
    assert found == {name: one["sha256"] for name, one in recorded.items()}


async def test_the_page_goes_from_week_to_week(desk: Desk) -> None:
    await tells(desk.town, ANNE, title="Ugens egen")
    cookie = await desk.cookie(KAREN)
    page = await desk.get("/editor", **cookie)
    assert "/editor?week=2026-W47" in page.text
    assert "/editor?week=2026-W49" in page.text
    assert "Ugens egen" not in (await desk.get("/editor?week=2026-W47", **cookie)).text
    over_new_year = (await desk.get("/editor?week=2026-W53", **cookie)).text
    assert "/editor?week=2027-W01" in over_new_year


@pytest.mark.parametrize(("week", "only"), [("1900-W01", "1900-W02"), ("2999-W52", "2999-W51")])
async def test_the_calendar_has_ends(desk: Desk, week: str, only: str) -> None:
    page = await desk.get(f"/editor?week={week}", **await desk.cookie(KAREN))
    assert page.status == 200
    assert re.findall(r"/editor\?week=([^\"]+)", page.text) == [only]


@pytest.mark.parametrize("week", ["2026-W54", "nonsense", HOSTILE, "9" * 2000])
async def test_an_unknown_week_is_refused(desk: Desk, week: str) -> None:
    answer = await desk.ask("GET", "/editor", params={"week": week}, headers=await desk.cookie(KAREN))
    assert (answer.status, "Den uge findes ikke" in answer.text) == (400, True)


async def test_what_people_write_is_text(desk: Desk) -> None:
    await tells(desk.town, ANNE, title=HOSTILE, body=f"Vi skrev {HOSTILE} på tavlen, og alle smilede.")
    page = await desk.get("/editor", **await desk.cookie(KAREN))
    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert (
        page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    )  # on its card, on its buttons, in print
    html = await desk.get(f"/api/digest/{WEEK}?format=html", **await desk.cookie(KAREN))
    assert "<script" not in html.text
