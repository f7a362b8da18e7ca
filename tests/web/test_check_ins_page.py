"""Check-ins on the web: the rounds of her own groups for whoever has a link, and what is kept for everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from bot.web.document import as_html
from dialogs.screens import CheckInTrends
from domain.anonymity import Band, Finding, Level
from domain.check_in import CheckInQuestion
from storage import organisation
from storage.ballot import WIPED_SECRET, WIPED_TALLY
from storage.check_ins import State
from storage.database import Session
from storage.releases import Group, body_of
from storage.tables import CheckInRelease, CheckInRound, CheckInTeam, Person, Team
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    KAREN,
    METTE,
    NORD,
    OTHER_TENANT,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)
from tests.web.desk import Desk, found_again
from texts.catalogue import LANGUAGES
from texts.documents import document

RESULTS = "Skriv »resultater« til Medvind i Teams"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
EDITORS = ("/editor", "/editor?week=2026-W48", "/forums", "/forums?format=docx", "/forums?format=md")
# Who is no editor finds her own stories where the editors' desk is.
STATUS = {"/editor": 200, "/forums": 403, "/api/digest/2026-W48": 401}
NEWEST = date(2026, 11, 16)
DIVIDED = Finding(Band.SEVERAL, Level.MIDDLE, 3, divided=True)
FEW = Finding(Band.FEW, Level.HIGH)


async def held(
    town: Town, *findings: Finding | None, tenant: str = TENANT, level: Group = Group.TEAM
) -> None:
    """Rounds of Team Nord or its unit that are over, every second week and the newest last; Anne is in it."""
    async with town.database.write() as session:
        (await session.get_one(Person, (tenant, ANNE))).team_id = NORD
        for back, told in enumerate(reversed(findings)):
            await _close(session, tenant, level, NEWEST - timedelta(weeks=2 * back), told)


async def _close(session: Session, tenant: str, level: Group, closes_on: date, told: Finding | None) -> None:
    of_round = {"tenant_id": tenant, "closes_on": closes_on}
    node, question = GRENAA, CheckInQuestion.HELP
    if level is Group.TEAM:
        node = f"round-{closes_on}"
        wiped = {"wrapped": WIPED_SECRET, "tally": WIPED_TALLY, "state": State.CLEARED}
        session.add(CheckInRound(id=node, unit_id=GRENAA, question=question, **of_round, **wiped))
        await session.flush()
        session.add(CheckInTeam(round_id=node, team_id=NORD, **of_round))
    session.add(CheckInRelease(level=level, node_id=node, body=body_of(question, told), **of_round))


async def page_of(desk: Desk, person: str, tenant: str = TENANT) -> str:
    page = await desk.get("/check-ins", **await desk.cookie(person, tenant))
    assert page.status == 200
    return unescape(page.text)


@pytest.mark.parametrize("headers", [{}, {"Cookie": "__Host-medvind=invented"}])
async def test_without_a_login_there_is_the_sign_in_page(desk: Desk, headers: dict[str, str]) -> None:
    await held(desk.town, FEW)
    for sent in (headers, {"Authorization": f"Bearer {await desk.token()}"}):
        answer = await desk.get("/check-ins", **sent)
        assert (answer.status, RESULTS in answer.text, "Team Nord" in answer.text) == (401, True, False)


@pytest.mark.parametrize("person", [ANNE, METTE, SAMIRA, KAREN])
async def test_whoever_has_a_link_gets_to_her_check_ins(desk: Desk, person: str) -> None:
    key = await desk.link(person)
    asked = await desk.get(f"/editor/login?key={key}&to=check-ins")
    assert asked.text.count("Se resultater af tjek-ind") == 2, "above, and on the button"
    assert 'name="to" value="check-ins"' in asked.text
    answer = await desk.ask("POST", "/editor/login", data={"key": key, "to": "check-ins"})
    assert (answer.status, answer.headers["Location"]) == (303, "/check-ins")
    again = await desk.ask("POST", "/editor/login", data={"key": key, "to": "check-ins"})
    assert (again.status, RESULTS in again.text) == (403, True)


async def test_from_the_chat_to_the_page(desk: Desk) -> None:
    await held(desk.town, FEW)
    (shown,) = await desk.town.chat(ANNE).says("resultater")
    assert isinstance(shown, CheckInTrends)
    path, _, query = shown.link.removeprefix("https://medvind.example").partition("?")
    given = dict(part.split("=") for part in query.split("&"))
    answer = await desk.ask("POST", path, data=given)
    assert (answer.status, answer.headers["Location"]) == (303, "/check-ins")
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    assert "Team Nord" in (await desk.get("/check-ins", Cookie=cookie)).text


@pytest.mark.parametrize("to", ["check-ins/about", "CHECK-INS", "check_ins", "/check-ins", HOSTILE])
async def test_nothing_that_looks_like_the_place_is_the_place(desk: Desk, to: str) -> None:
    answer = await desk.ask("POST", "/editor/login", data={"key": await desk.link(ANNE), "to": to})
    assert (answer.status, answer.headers["Location"]) == (303, "/editor")
    shown = await desk.ask("GET", "/editor/login", params={"key": "x", "to": to})
    assert (shown.status, 'name="to" value=""' in shown.text) == (200, True)


async def test_a_care_workers_session_opens_nothing_of_the_editors(desk: Desk) -> None:
    await held(desk.town, FEW)
    cookie = await desk.cookie(ANNE)
    assert (await desk.get("/check-ins", **cookie)).status == 200
    for path in (*EDITORS, "/api/digest/2026-W48", "/api/digest/2026-W48?format=json"):
        answer = await desk.get(path, **cookie)
        assert answer.status == STATUS[path.split("?")[0]], path
        assert ("Her står dine egne historier" in answer.text) is path.startswith("/editor"), path
        assert b"Team Nord" not in answer.body, path


async def test_her_team_and_its_leader_see_the_same(desk: Desk) -> None:
    await held(desk.town, DIVIDED, FEW)
    anne, mette = await page_of(desk, ANNE), await page_of(desk, METTE)
    assert anne == mette
    assert "Team Nord" in anne


async def test_the_table_tells_what_the_picture_shows(desk: Desk) -> None:
    await held(desk.town, DIVIDED, None, FEW)
    page = await page_of(desk, ANNE)
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    assert [" ".join(row) for row in rows[1:]] == [
        "16.11.2026 Hjælp Hælder mod ja Mellem 5 og 9 har svaret.",
        "2.11.2026 Hjælp For få svar",
        "19.10.2026 Hjælp Mellem sjældent og for det meste. Svarene er delte Mellem 10 og 19 har svaret.",
    ]
    marks = {name: page.count(f'class="{name}') for name in ("trend-point", "trend-band", "trend-gap")}
    assert marks == {"trend-point": 1, "trend-band": 1, "trend-gap": 1}
    for said in ("Ring: mindst 10", "Bredt felt", "Stiplet", "Der er ingen streg", "Fik du hjælp, sidst du"):
        assert said in page, said
    assert "Prik:" not in page, "what is not drawn is not explained"


async def test_nobody_sees_into_a_group_that_she_is_not_of(desk: Desk) -> None:
    await held(desk.town, FEW)
    await held(desk.town, FEW, level=Group.UNIT)
    page = await page_of(desk, BENTE)
    assert ("Team Nord" in page, "Hjemmeplejen Grenaa" in page, "<svg" in page) == (False, False, False)
    assert "Hele Hjemmeplejen Grenaa" in await page_of(desk, ANNE)


async def test_before_the_first_round_the_page_is_kind(desk: Desk) -> None:
    page = await page_of(desk, ANNE)
    assert "Her er ikke noget at vise endnu" in page
    assert "Det er helt i orden." in page
    assert "<table" not in page


async def test_whoever_has_left_sees_nothing_more(desk: Desk) -> None:
    await held(desk.town, FEW)
    cookie = await desk.cookie(ANNE)
    async with desk.town.database.write() as session:
        (await session.get_one(Person, (TENANT, ANNE))).left_at = desk.town.clock()
    assert "Team Nord" not in (await desk.get("/check-ins", **cookie)).text


async def test_another_tenant_sees_its_own(desk: Desk) -> None:
    await found_again(desk.town, OTHER_TENANT)
    await held(desk.town, FEW, tenant=OTHER_TENANT)
    assert "<svg" not in await page_of(desk, ANNE)
    assert "<svg" in await page_of(desk, ANNE, OTHER_TENANT)


async def test_a_hostile_name_is_text(desk: Desk) -> None:
    await held(desk.town, FEW)
    async with desk.town.database.write() as session:
        (await session.get_one(Team, (TENANT, NORD))).name = HOSTILE
    page = (await desk.get("/check-ins", **await desk.cookie(ANNE))).text
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3, "heading, picture, table"


async def test_both_pages_say_how_they_may_be_used(desk: Desk) -> None:
    await held(desk.town, DIVIDED, None, FEW)
    cookie = await desk.cookie(ANNE)
    for path in ("/check-ins", "/check-ins/about"):
        for headers in ({}, cookie):
            answer = await desk.get(path, **headers)
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert " style=" not in answer.text


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "da"),
        ("?language=da", "da"),
        ("?language=en", "en"),
        ("?language=xx", "da"),
        ("?language=", "da"),
    ],
)
async def test_everybody_can_read_what_is_kept(desk: Desk, query: str, language: str) -> None:
    answer = await desk.get(f"/check-ins/about{query}")
    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.text
    assert as_html(document("check-ins", language)) in answer.text
    (other,) = set(LANGUAGES) - {language}
    assert f'href="/check-ins/about?language={other}"' in answer.text


async def test_the_page_leads_to_what_is_kept(desk: Desk) -> None:
    assert 'href="/check-ins/about"' in await page_of(desk, ANNE)


async def test_a_role_opens_her_units_and_ends_with_it(desk: Desk) -> None:
    """Asked at every request: a leader of yesterday is somebody else today."""
    await held(desk.town, FEW)
    cookie = await desk.cookie(METTE)
    assert "Team Nord" in (await desk.get("/check-ins", **cookie)).text
    wanted = organisation_of_the_town()
    roles = tuple(role for role in wanted.roles if role.person_id != METTE)
    async with desk.town.database.write() as session:
        await organisation.apply(session, TENANT, replace(wanted, roles=roles), desk.town.clock())
    assert "Team Nord" not in (await desk.get("/check-ins", **cookie)).text
