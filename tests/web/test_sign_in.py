"""Signing in through Entra: the whole way over real HTTP, and every answer that must let nobody in."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.teams.keys import SigningKeys
from bot.web.sign_in.tokens import SignInFailed, Tokens
from storage import people
from storage.crypto import Keyring
from tests.edge.fake_connector import APP_ID
from tests.town import ANNE, BENTE, KAREN, OTHER_TENANT, TENANT, Town
from tests.web.desk import PUBLIC, found_again
from tests.web.signing_in import HOST, Browser, Entrance, a_replica, an_entrance

# One database does: what is asked of it here is tested on both in test_doors and test_editor_page.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SESSION, SIGN_IN = "__Host-medvind", "__Host-medvind-sign-in"
MARK = re.compile(r'name="csrf" value="(\w+)"')
NEW = "00000000-0000-4000-8000-00000000beef"


@pytest.fixture
async def entrance(town: Town, tmp_path: Path) -> AsyncIterator[Entrance]:
    async with an_entrance(town, tmp_path) as entrance:
        yield entrance


def heading(text: str) -> str:
    return text.partition("<h1>")[2].partition("</h1>")[0]


async def test_from_the_button_to_the_desk(entrance: Entrance) -> None:
    browser, provider = entrance.browser(), entrance.provider
    stranger = await browser.get("/editor")
    assert (stranger.status, 'href="/editor/sign-in"' in stranger.text) == (401, True)
    arrived = await browser.signs_in()
    assert (arrived.status, arrived.headers["Location"]) == (303, "/editor")
    assert (await browser.get("/editor")).status == 200
    (asked,) = provider.asked
    assert asked["redirect_uri"] == f"{PUBLIC}/editor/signed-in"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert "offline_access" not in asked["scope"], "nothing that could be used without her"
    (exchanged,) = provider.exchanged
    assert len(exchanged["code_verifier"]) >= 43
    assert exchanged["code_verifier"] not in str(asked)


async def test_the_cookies_are_kept_from_scripts_other_sites_and_http(entrance: Entrance) -> None:
    browser = entrance.browser()
    begun = await browser.get("/editor/sign-in")
    assert set(browser.jar) == {SIGN_IN}
    await browser.get(await browser.at_the_provider(begun.headers["Location"]))
    assert set(browser.jar) == {SESSION}, "what was needed on the way is gone"
    for written in (*begun.cookies, str(browser.jar[SESSION])):
        flags = {part.strip().lower() for part in written.split(";")[1:]} | {"max-age=600"}
        assert flags == {"httponly", "secure", "samesite=lax", "path=/", "max-age=600"}


async def test_what_travels_with_the_browser_cannot_be_read(entrance: Entrance) -> None:
    browser = entrance.browser()
    begun = await browser.get("/editor/sign-in")
    await browser.get(await browser.at_the_provider(begun.headers["Location"]))
    (asked,), (exchanged,) = entrance.provider.asked, entrance.provider.exchanged
    for secret in (asked["nonce"], asked["state"], exchanged["code_verifier"]):
        assert secret not in begun.cookies[0]


@pytest.mark.parametrize(
    ("to", "way"),
    [("forums", "/forums"), ("my-data", "/my-data"), ("https://evil.example", "/editor"), ("//x", "/editor")],
)
async def test_a_sign_in_leads_to_places_of_ours_alone(entrance: Entrance, to: str, way: str) -> None:
    arrived = await entrance.browser().signs_in(f"/editor/sign-in?to={to}")
    assert arrived.headers["Location"] == way


# What Entra, or somebody who would like to be it, puts into the token: what she reads then.
FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "wrong nonce": ({"nonce": "another"}, "Du blev ikke logget ind"),
    "no nonce": ({"nonce": None}, "Du blev ikke logget ind"),
    "another audience": ({"aud": "somebody-else"}, "Du blev ikke logget ind"),
    "many audiences": ({"aud": [APP_ID]}, "Du blev ikke logget ind"),
    "another issuer": ({"iss": "https://evil.example/v2.0"}, "Du blev ikke logget ind"),
    "expired": ({"exp": 1_700_000_000}, "Du blev ikke logget ind"),
    "no end": ({"exp": None}, "Du blev ikke logget ind"),
    "not yet": ({"nbf": 4_000_000_000}, "Du blev ikke logget ind"),
    "an endless end": ({"exp": 10**400}, "Du blev ikke logget ind"),
    "nobody": ({"oid": None}, "Du blev ikke logget ind"),
    "somebody odd": ({"oid": "../../etc"}, "Du blev ikke logget ind"),
    "no tenant": ({"tid": None}, "Du blev ikke logget ind"),
    "guest": ({"acct": 1}, "Gæster kan ikke logge ind"),
}


@pytest.mark.parametrize("case", FORGED)
async def test_a_token_that_is_not_right_signs_nobody_in(entrance: Entrance, case: str) -> None:
    entrance.provider.changes, says = FORGED[case]
    browser = entrance.browser()
    answer = await browser.signs_in()
    assert (answer.status, heading(answer.text)) == (403, says)
    assert browser.jar == {}
    assert len(entrance.provider.exchanged) == 1, "it was the token that was refused"


async def test_another_municipality_is_told_so(entrance: Entrance) -> None:
    """Signed by Entra, and in order: only it is not one of those on the list."""
    issuer = f"{entrance.provider.address}/{OTHER_TENANT}/v2.0"
    entrance.provider.changes = {"tid": OTHER_TENANT, "iss": issuer}
    answer = await entrance.browser().signs_in()
    assert (answer.status, heading(answer.text)) == (403, "Din konto hører til en anden organisation")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_the_algorithm_is_ours_to_choose(entrance: Entrance, algorithm: str) -> None:
    entrance.provider.algorithm = algorithm
    answer = await entrance.browser().signs_in()
    assert (answer.status, heading(answer.text)) == (403, "Du blev ikke logget ind")


async def test_a_key_that_entra_does_not_publish(entrance: Entrance) -> None:
    entrance.provider.signed_by = "stranger"
    assert (await entrance.browser().signs_in()).status == 403


async def test_entra_changes_its_key(entrance: Entrance) -> None:
    assert (await entrance.browser().signs_in()).status == 303
    entrance.provider.published, entrance.provider.signed_by = ("second",), "second"
    entrance.pause.now += 31
    assert (await entrance.browser().signs_in()).status == 303
    assert entrance.provider.key_fetches == 2


async def test_a_code_is_good_once(entrance: Entrance) -> None:
    browser = entrance.browser()
    begun = await browser.get("/editor/sign-in")
    way_back = await browser.at_the_provider(begun.headers["Location"])
    kept = dict(browser.jar)
    assert (await browser.get(way_back)).status == 303
    # Even somebody who has kept the cookie and the address gets no further than the provider.
    again = Browser(entrance.desk, entrance.line, kept)
    answer = await again.get(way_back)
    assert (answer.status, heading(answer.text)) == (403, "Du blev ikke logget ind")
    assert SESSION not in again.jar


async def test_the_answer_belongs_to_who_asked(entrance: Entrance) -> None:
    """A link with somebody else's code in it signs nobody in: neither without a sign-in begun, nor with."""
    mallory, anne = entrance.browser(), entrance.browser()
    begun = await mallory.get("/editor/sign-in")
    planted = await mallory.at_the_provider(begun.headers["Location"])
    for _ in range(2):
        answer = await anne.get(planted)
        assert (answer.status, heading(answer.text)) == (400, "Login passer ikke til denne fane")
        assert SESSION not in anne.jar
        await anne.get("/editor/sign-in")
    assert entrance.provider.exchanged == []


async def test_a_sign_in_must_be_finished_within_ten_minutes(entrance: Entrance) -> None:
    for minutes, status in ((9, 303), (10, 400)):
        browser = entrance.browser()
        begun = await browser.get("/editor/sign-in")
        way_back = await browser.at_the_provider(begun.headers["Location"])
        entrance.desk.town.clock.now += timedelta(minutes=minutes)
        assert (await browser.get(way_back)).status == status, minutes


@pytest.mark.parametrize("brought", ["", "x", "AAAA", "æ", "A" * 5000])
async def test_an_invented_cookie_breaks_nothing(entrance: Entrance, brought: str) -> None:
    answer = await entrance.desk.get("/editor/signed-in?code=x&state=y", Cookie=f"{SIGN_IN}={brought}")
    assert answer.status == 400


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        ("access_denied", 403, "Du blev ikke logget ind"),
        ("temporarily_unavailable", 503, "Login svarer ikke lige nu"),
        ("<script>alert(1)</script>", 403, "Du blev ikke logget ind"),
    ],
)
async def test_entra_says_no(entrance: Entrance, error: str, status: int, says: str) -> None:
    entrance.provider.error = error
    answer = await entrance.browser().signs_in()
    assert (answer.status, heading(answer.text)) == (status, says)
    assert "Karen" not in answer.text
    assert "<script" not in answer.text
    assert 'href="/editor/sign-in"' in answer.text


async def test_entra_is_down_at_first_and_then_is_not(entrance: Entrance) -> None:
    entrance.provider.down = True
    answer = await entrance.browser().get("/editor/sign-in")
    assert (answer.status, heading(answer.text)) == (503, "Login svarer ikke lige nu")
    entrance.provider.down = False
    assert (await entrance.browser().signs_in()).status == 303


async def test_entra_goes_down_on_the_way(entrance: Entrance) -> None:
    browser = entrance.browser()
    begun = await browser.get("/editor/sign-in")
    way_back = await browser.at_the_provider(begun.headers["Location"])
    entrance.provider.down = True
    answer = await browser.get(way_back)
    assert (answer.status, heading(answer.text)) == (503, "Login svarer ikke lige nu")


async def test_entra_is_slow_and_nobody_else_waits_for_it(town: Town, tmp_path: Path) -> None:
    async with an_entrance(town, tmp_path, patience=0.5) as entrance:
        entrance.provider.silent = asyncio.Event()
        signing_in = asyncio.create_task(entrance.browser().signs_in())
        assert (await entrance.desk.get("/healthz")).status == 200
        answer = await signing_in
        assert (answer.status, heading(answer.text)) == (503, "Login svarer ikke lige nu")
        entrance.provider.silent.set()


async def test_who_has_left_is_told_so(entrance: Entrance) -> None:
    town = entrance.desk.town
    async with town.database.write() as session:
        gone = await people.find(session, TENANT, BENTE)
        assert gone is not None
        gone.left_at = town.clock()
    entrance.provider.changes = {"oid": BENTE}
    answer = await entrance.browser().signs_in()
    assert (answer.status, heading(answer.text)) == (403, "Du står ikke længere i organisationen")


async def test_somebody_new_is_met(entrance: Entrance) -> None:
    """She has never written to Medvind: she is somebody all the same, and may see what is hers."""
    entrance.provider.changes = {"oid": NEW.upper(), "name": "Ny Kollega"}
    browser = entrance.browser()
    assert (await browser.signs_in()).headers["Location"] == "/editor"
    mine = await browser.get("/my-data")
    assert (mine.status, "Ny Kollega" in mine.text) == (200, True)
    async with entrance.desk.town.database.read() as session:
        person = await people.find(session, TENANT, NEW)
        assert person is not None
        assert (person.name, person.in_organisation) == ("Ny Kollega", False)
        assert await people.grants(session, person) == []


async def test_every_sign_in_is_a_new_session_and_ends_the_old_one(entrance: Entrance) -> None:
    browser = entrance.browser()
    await browser.signs_in()
    before = browser.jar[SESSION].value
    await browser.signs_in()
    assert browser.jar[SESSION].value != before
    assert (await entrance.desk.get("/editor", Cookie=f"{SESSION}={before}")).status == 401


async def test_a_role_of_the_organisation_is_gone_with_the_next_click(entrance: Entrance) -> None:
    browser = entrance.browser()
    await browser.signs_in()
    assert (await browser.get("/editor")).status == 200
    await found_again(entrance.desk.town, without=KAREN)
    assert (await browser.get("/api/digest/2026-W48")).status == 401
    assert len(entrance.provider.asked) == 1, "the organisation's word is enough"


async def test_an_app_role_is_asked_about_again_after_five_minutes(entrance: Entrance) -> None:
    town, provider = entrance.desk.town, entrance.provider
    provider.changes = {"oid": ANNE, "roles": ["reader", "editor"]}
    browser = entrance.browser()
    await browser.signs_in()
    session = browser.jar[SESSION].value
    town.clock.now += timedelta(minutes=4, seconds=59)
    assert (await browser.get("/editor")).status == 200
    town.clock.now += timedelta(seconds=1)
    asked_again = await browser.get("/editor")
    assert asked_again.status == 303
    assert asked_again.headers["Location"] == "/editor/sign-in?to=&quiet=1"
    assert (await browser.signs_in(asked_again.headers["Location"])).headers["Location"] == "/editor"
    assert provider.asked[-1]["prompt"] == "none"
    assert (await browser.get("/editor")).status == 200
    assert browser.jar[SESSION].value == session, "what she has open in another tab stays good"


async def test_an_app_role_that_is_taken_away(entrance: Entrance) -> None:
    town, provider = entrance.desk.town, entrance.provider
    provider.changes = {"oid": ANNE, "roles": ["editor"]}
    browser = entrance.browser()
    await browser.signs_in()
    assert (await browser.get("/api/digest/2026-W48")).status == 200
    provider.changes = {"oid": ANNE, "roles": []}
    town.clock.now += timedelta(minutes=5)
    assert (await browser.get("/api/digest/2026-W48")).status == 401, "it has no page to ask again on"
    await browser.signs_in((await browser.get("/editor")).headers["Location"])
    assert (await browser.get("/api/digest/2026-W48")).status == 401
    assert (await browser.get("/my-data")).status == 200, "she is signed in, and no editor"


@pytest.mark.parametrize("roles", [["Editor"], "editor", ["editors"], {"editor": 1}, None])
async def test_only_the_app_role_itself_is_one(entrance: Entrance, roles: object) -> None:
    entrance.provider.changes = {"oid": ANNE, "roles": roles}
    browser = entrance.browser()
    await browser.signs_in()
    assert (await browser.get("/api/digest/2026-W48")).status == 401


async def test_entra_would_have_to_ask_her_something(entrance: Entrance) -> None:
    entrance.provider.error = "login_required"
    answer = await entrance.browser().signs_in("/editor/sign-in?quiet=1")
    assert (answer.status, 'href="/editor/sign-in"' in answer.text) == (401, True)


async def test_somebody_else_answers_when_she_is_asked_again(entrance: Entrance) -> None:
    """Two who share a machine: the second gets a session of her own, and the first one's is over."""
    provider = entrance.provider
    provider.changes = {"oid": ANNE, "roles": ["editor"]}
    browser = entrance.browser()
    await browser.signs_in()
    annes = browser.jar[SESSION].value
    provider.changes = {"oid": BENTE, "name": "Bente Krogh"}
    await browser.signs_in("/editor/sign-in?quiet=1")
    assert "Bente Krogh" in (await browser.get("/my-data")).text
    assert (await entrance.desk.get("/my-data", Cookie=f"{SESSION}={annes}")).status == 401


async def test_the_tab_is_let_in_by_teams(entrance: Entrance) -> None:
    page = await entrance.desk.get("/editor/tab")
    policy = page.headers["Content-Security-Policy"]
    assert (page.status, 'src="/static/tab.js"' in page.text) == (200, True)
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'self' https://teams.microsoft.com" in policy
    browser = entrance.browser()
    answer = await browser.send("/editor/teams", {"token": entrance.provider.tab_token()})
    (written,) = answer.cookies
    flags = {part.strip().lower() for part in written.split(";")[1:]}
    assert (answer.status, flags) == (204, {"httponly", "secure", "samesite=none", "path=/", "partitioned"})
    assert (await browser.get("/editor")).status == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": f"api://{HOST}/{APP_ID}"},
        {"iss": f"https://sts.windows.net/{TENANT}/", "aud": f"api://{HOST}/{APP_ID}"},
    ],
)
async def test_the_tab_s_token_may_be_of_the_first_version(
    entrance: Entrance, claims: dict[str, Any]
) -> None:
    token = entrance.provider.tab_token(**claims)
    assert (await entrance.browser().send("/editor/teams", {"token": token})).status == 204


FORGED_IN_THE_TAB: dict[str, dict[str, Any]] = {
    "another audience": {"aud": f"api://evil.example/{APP_ID}"},
    "another issuer": {"iss": "https://evil.example/"},
    "another tenant": {"tid": OTHER_TENANT},
    "another tenant, as its issuer says": {
        "tid": OTHER_TENANT,
        "iss": f"https://sts.windows.net/{OTHER_TENANT}/",
    },
    "expired": {"exp": 1_700_000_000},
    "not yet": {"nbf": 4_000_000_000},
    "guest": {"acct": 1},
    "an id token": {"scp": None, "nonce": "x"},
    "a program's": {"scp": None, "idtyp": "app"},
    "for something else": {"scp": "User.Read"},
}


@pytest.mark.parametrize("case", FORGED_IN_THE_TAB)
async def test_a_tab_s_token_that_is_not_right(entrance: Entrance, case: str) -> None:
    browser = entrance.browser()
    token = entrance.provider.tab_token(**FORGED_IN_THE_TAB[case])
    answer = await browser.send("/editor/teams", {"token": token})
    assert (answer.status, browser.jar) == (403, {})


@pytest.mark.parametrize(
    "body", [{}, {"token": 1}, {"token": ""}, {"token": "x.y.z"}, [], "x", {"token": "a" * 40_000}]
)
async def test_what_is_no_token_breaks_nothing(entrance: Entrance, body: object) -> None:
    assert (await entrance.browser().send("/editor/teams", body)).status == 403


async def test_another_site_cannot_sign_a_tab_in(entrance: Entrance) -> None:
    token = {"token": entrance.provider.tab_token()}
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert (await entrance.browser().send("/editor/teams", token, **headers)).status == 403


async def test_an_app_role_in_the_tab_is_asked_about_by_the_tab(entrance: Entrance) -> None:
    """Entra does not answer in a frame; Teams does."""
    browser = entrance.browser()
    token = entrance.provider.tab_token(oid=ANNE, roles=["editor"])
    await browser.send("/editor/teams", {"token": token})
    entrance.desk.town.clock.now += timedelta(minutes=5)
    again = await browser.get("/editor", **{"Sec-Fetch-Dest": "iframe"})
    assert (again.status, again.headers["Location"]) == (303, "/editor/tab")


async def test_a_form_sent_when_the_app_role_is_too_old(entrance: Entrance) -> None:
    """She is told what to do, and nothing is done; a page that is opened meanwhile makes it good again."""
    town, path = entrance.desk.town, "/editor/week/2026-W48/publish"
    entrance.provider.changes = {"oid": ANNE, "roles": ["editor"]}
    browser = entrance.browser()
    await browser.signs_in()
    mark = MARK.search((await browser.get("/editor")).text)
    assert mark is not None
    town.clock.now += timedelta(minutes=5)
    refused = await browser.post(path, csrf=mark[1])
    assert (refused.status, heading(refused.text)) == (403, "Din adgang skal bekræftes igen")
    await browser.signs_in((await browser.get("/editor")).headers["Location"])
    again = await browser.post(path, csrf=mark[1])
    assert heading(again.text) != "Din adgang skal bekræftes igen"
    assert again.status != 403


async def test_a_script_is_sent_off_as_a_page(entrance: Entrance) -> None:
    """htmx cannot follow a redirect to another host."""
    entrance.provider.changes = {"oid": ANNE, "roles": ["editor"]}
    browser = entrance.browser()
    await browser.signs_in()
    entrance.desk.town.clock.now += timedelta(minutes=5)
    answer = await browser.get("/editor", **{"HX-Request": "true"})
    assert (answer.status, answer.headers["HX-Redirect"]) == (401, "/editor/sign-in?to=&quiet=1")


async def test_a_stranger_in_the_tab_is_shown_the_way_through_teams(entrance: Entrance) -> None:
    framed = await entrance.desk.get("/editor", **{"Sec-Fetch-Dest": "iframe"})
    assert (framed.status, 'href="/editor/tab"' in framed.text) == (401, True)
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    for path, headers in (("/editor", {}), ("/forums", {"Sec-Fetch-Dest": "iframe"})):
        answer = await entrance.desk.get(path, **headers)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path


async def test_another_replica_finishes_what_one_began(entrance: Entrance) -> None:
    browser = entrance.browser()
    begun = await browser.get("/editor/sign-in")
    way_back = await browser.at_the_provider(begun.headers["Location"])
    async with a_replica(entrance) as other:
        arrived = await Browser(other, entrance.line, browser.jar).get(way_back)
        assert (arrived.status, arrived.headers["Location"]) == (303, "/editor")
    assert (await browser.get("/editor")).status == 200


async def test_what_another_key_has_sealed_is_nothing(entrance: Entrance) -> None:
    """Somebody who knows how the cookie is made, and not the key, cannot choose the nonce that we expect."""
    flow = {
        "flow": {"state": "s", "sent": "n"},
        "to": "",
        "quiet": False,
        "until": "2999-01-01T00:00:00+00:00",
    }
    keys = Keyring({1: bytes(32)})
    sealed = urlsafe_b64encode(keys.seal(("", "sign-in", "cookie"), json.dumps(flow), 256)).decode()
    answer = await entrance.desk.get("/editor/signed-in?code=x&state=s", Cookie=f"{SIGN_IN}={sealed}")
    assert (answer.status, heading(answer.text)) == (400, "Login passer ikke til denne fane")


async def test_the_nonce_is_looked_at_here_too(entrance: Entrance) -> None:
    """msal looks as well, today; its own notes say that this is for whoever uses it."""
    provider = entrance.provider
    metadata = f"{provider.address}/{TENANT}/v2.0/.well-known/openid-configuration"
    keys = SigningKeys(metadata, entrance.line, entrance.pause)
    issuer, now = f"{provider.address}/{TENANT}/v2.0", provider.clock().timestamp()
    tokens = Tokens(keys, [TENANT], lambda _tenant: [issuer], lambda: now)
    token = provider.token(nonce="sent")
    assert (await tokens.of_the_code(token, APP_ID, "sent")).person_id == KAREN
    with pytest.raises(SignInFailed):
        await tokens.of_the_code(token, APP_ID, "another")
