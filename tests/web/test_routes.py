"""Every address of the application has a declared policy, and keeps it; and the pages anybody may see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.web.doors import Door, needs_of
from domain.roles import Permission
from storage.database import Database
from tests.databases import KEYS
from tests.town import ANNE, Clock, Town
from tests.web.desk import Desk, open_desk, tells

# Who may come in, and what a stranger gets. A new route fails the first test until somebody has thought about
# it and put it here; until its handler is marked, it answers nobody (test_doors).
POLICY: dict[tuple[str, str], tuple[Door | Permission, int]] = {
    ("*", "/api/messages"): (Door.ITS_OWN, 415),  # the gate's own tests say the rest
    ("GET", "/api/digest/{iso_week}"): (Door.ITS_OWN, 401),
    ("GET", "/editor"): (Door.SIGNED_IN, 401),
    ("GET", "/editor/archive"): (Permission.READ_DIGEST, 401),
    ("GET", "/editor/photos/{photo_id}"): (Permission.READ_DIGEST, 401),
    ("GET", "/editor/stories/{story_id}"): (Permission.EDIT_NEWSLETTER, 401),
    ("POST", "/editor/stories/{story_id}"): (Permission.EDIT_NEWSLETTER, 401),
    ("GET", "/editor/week/{iso_week}/copy"): (Permission.READ_DIGEST, 401),
    ("GET", "/editor/week/{iso_week}/publish"): (Permission.EDIT_NEWSLETTER, 401),
    ("POST", "/editor/week/{iso_week}/publish"): (Permission.EDIT_NEWSLETTER, 401),
    ("POST", "/editor/week/{iso_week}/{act}"): (Permission.EDIT_NEWSLETTER, 401),
    ("GET", "/api/feed/{kind}"): (Door.ITS_OWN, 401),
    ("GET", "/photo"): (Door.ITS_OWN, 403),  # its key opens it, once
    ("POST", "/photo"): (Door.ITS_OWN, 415),
    ("GET", "/editor/login"): (Door.EVERYBODY, 200),  # shows a button; a good key is needed to press it
    ("POST", "/editor/login"): (Door.ITS_OWN, 403),
    ("GET", "/editor/sign-in"): (Door.EVERYBODY, 401),  # with Entra: off to it (test_sign_in)
    ("GET", "/editor/signed-in"): (Door.ITS_OWN, 401),
    ("GET", "/editor/tab"): (Door.EVERYBODY, 200),  # asks Teams who it is
    ("POST", "/editor/teams"): (Door.ITS_OWN, 403),
    ("POST", "/editor/sign-out"): (Door.SIGNED_IN, 401),
    ("GET", "/forums"): (Door.SIGNED_IN, 401),
    ("GET", "/incidents"): (Door.SIGNED_IN, 401),
    ("GET", "/my-data"): (Door.SIGNED_IN, 401),
    ("GET", "/check-ins"): (Door.SIGNED_IN, 401),
    ("GET", "/check-ins/about"): (Door.EVERYBODY, 200),  # what is kept: for everybody
    ("GET", "/static/{name}"): (Door.EVERYBODY, 200),
    ("GET", "/healthz"): (Door.EVERYBODY, 200),
    ("GET", "/readyz"): (Door.EVERYBODY, 200),
    ("GET", "/metrics"): (Door.EVERYBODY, 200),  # numbers only
    ("GET", "/"): (Door.EVERYBODY, 200),
    ("GET", "/{name}"): (Door.EVERYBODY, 200),  # privacy and terms
}
EXAMPLES = {
    "iso_week": "2026-W48",
    "kind": "json",
    "name": "pages.css",
    "story_id": "x",
    "photo_id": "x",
    "act": "order",
}


def example(path: str) -> str:
    """An address of a route's."""
    return "/privacy" if path == "/{name}" else path.format_map(EXAMPLES)


async def test_every_route_has_a_policy(desk: Desk) -> None:
    router = desk.client.app.router
    known = {
        (route.method, route.resource.canonical): needs_of(route.handler)
        for route in router.routes()
        if route.resource and route.method != "HEAD"
    }
    assert known == {key: needs for key, (needs, _) in POLICY.items()}


@pytest.mark.some_on_postgresql(4)
@pytest.mark.parametrize(("method", "path"), POLICY)
async def test_a_stranger_gets_what_the_policy_says(desk: Desk, method: str, path: str) -> None:
    await tells(desk.town, ANNE, title="Gulspurven")
    answer = await desk.ask("POST" if method == "*" else method, example(path))
    assert answer.status == POLICY[method, path][1]
    assert b"Gulspurven" not in answer.body


@pytest.mark.parametrize(
    ("path", "says"), [("/", "gode historier"), ("/privacy", "mine data"), ("/terms", "CPR-numre")]
)
async def test_the_pages_the_app_store_asks_for(desk: Desk, path: str, says: str) -> None:
    page = await desk.get(path)
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert says in page.text


async def test_alive_ready_and_counted(desk: Desk) -> None:
    assert (await desk.get("/healthz")).text == '{"status": "ok"}'
    assert (await desk.get("/readyz")).text == '{"status": "ok"}'
    metrics = await desk.get("/metrics")
    assert metrics.headers["Content-Type"].startswith("text/plain")
    assert "python_info" in metrics.text


WRONG = {"away": "database", "empty": "schema"}


@pytest.fixture(params=WRONG)
async def broken_desk(
    request: pytest.FixtureRequest, database_url: str, town: Town, clock: Clock, tmp_path: Path
) -> AsyncIterator[Desk]:
    """A service whose database cannot be reached, or has no tables yet."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        url = url.set(database=str(tmp_path if request.param == "away" else tmp_path / "empty.db"))
    else:
        url = url.set(database="nowhere" if request.param == "away" else "postgres")
    database = Database(url.render_as_string(hide_password=False), KEYS)
    async with open_desk(Town(database, clock, town.talk, town.pillar, town.sender)) as desk:
        yield desk
    await database.close()


async def test_not_ready_without_its_database(broken_desk: Desk, request: pytest.FixtureRequest) -> None:
    """Alive all the same: restarting would not bring a database back."""
    ready = await broken_desk.get("/readyz")
    word = WRONG[request.node.callspec.params["broken_desk"]]
    assert (ready.status, ready.text) == (503, f'{{"status": "{word}"}}')
    assert (await broken_desk.get("/healthz")).status == 200
