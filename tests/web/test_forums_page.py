"""The committee's list on the web: a page and two files, for the MED secretary and the area's administrator."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from docx import Document

from dialogs.screens import Overview
from domain.calendar import IsoWeek, at
from domain.kinds import Role
from domain.organisation import RoleSpec
from domain.schedule import Occasion
from storage import agenda, forums, organisation
from storage.tables import Area, Forum, Unit
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    METTE,
    NADIA,
    NORD,
    OTHER_TENANT,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)
from tests.web.desk import Desk, open_desk

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
OVERVIEW = "Skriv »overblik« til Medvind i Teams"
OWN = "Her står dine egne historier"
REFUSED = "Listen til udvalget er for MED-sekretæren og administratoren"
PATHS = ("/forums", "/forums?format=docx", "/forums?format=md", "/forums?format=pdf")
ROLES = (
    RoleSpec(METTE, Role.LEADER, GRENAA),
    RoleSpec(JONAS, Role.DEPUTY, GRENAA),
    RoleSpec(SAMIRA, Role.MED_SECRETARY, None),
    RoleSpec(BENTE, Role.EDITOR, None),
    RoleSpec(ANNE, Role.MED_SECRETARY, GRENAA),
    RoleSpec(KAREN, Role.EDITOR, None),
    RoleSpec(KAREN, Role.ADMINISTRATOR, None),
)
# Who may read what: the newsletter's page, and the list.
MAY = {
    "leader": (METTE, 401, 403),
    "deputy": (JONAS, 401, 403),
    "editor": (BENTE, 200, 403),
    "secretary": (SAMIRA, 401, 200),
    "secretary of one unit": (ANNE, 401, 403),
    "administrator": (KAREN, 200, 200),
}


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    await found(town, *ROLES)
    async with open_desk(town) as desk:
        yield desk


async def found(town: Town, *roles: RoleSpec, tenant: str = TENANT) -> None:
    wanted = replace(organisation_of_the_town(), roles=roles)
    async with town.database.write() as session:
        await organisation.apply(session, tenant, wanted, town.clock())


async def meets(town: Town, agreement: str = "", told_at: datetime | None = None) -> None:
    """Last Thursday Team Nord discussed its point."""
    meets_at = at(date(2026, 11, 19), time(14, 30))
    async with town.database.write() as session:
        forum = await forums.get(session, TENANT, NORD)
        assert forum is not None
        occasion = Occasion(IsoWeek.of(meets_at), meets_at)
        point = await agenda.point_for(session, [(forum, occasion)], meets_at)
        agenda.discuss(point, meets_at)
        if agreement:
            agenda.agree(point, agreement, meets_at)
            agenda.tell(point, told_at)


@pytest.mark.parametrize("who", MAY)
async def test_who_may_read_which_page(desk: Desk, who: str) -> None:
    person, newsletter, committee = MAY[who]
    cookie = await desk.cookie(person)
    page = await desk.get("/editor", **cookie)
    assert page.status == 200, "whoever is no editor finds her own stories there"
    assert (OWN in page.text) is (newsletter == 401)
    assert (await desk.get("/api/digest/2026-W48", **cookie)).status == newsletter
    for path in PATHS:
        answer = await desk.get(path, **cookie)
        assert answer.status == (400 if path.endswith("pdf") and committee == 200 else committee), path
        assert REFUSED in answer.text if committee == 403 else True, path
        assert (b"Team Nord" in answer.body) is (
            committee == 200 and "docx" not in path and "pdf" not in path
        )


@pytest.mark.parametrize("path", PATHS)
async def test_without_a_login_there_is_the_sign_in_page(desk: Desk, path: str) -> None:
    for headers in (
        {},
        {"Cookie": "__Host-medvind=invented"},
        {"Authorization": f"Bearer {await desk.token()}"},
    ):
        answer = await desk.get(path, **headers)
        assert (answer.status, OVERVIEW in answer.text) == (401, True)
        assert "Team Nord" not in answer.text


async def test_from_the_chat_to_the_list(desk: Desk) -> None:
    (overview,) = await desk.town.chat(SAMIRA).says("overblik")
    assert isinstance(overview, Overview)
    path = overview.link.removeprefix("https://medvind.example")
    assert "Åbn listen til udvalget" in (await desk.get(path)).text
    key = path.partition("key=")[2].partition("&")[0]
    answer = await desk.ask("POST", "/editor/login", data={"key": key, "to": "forums"})
    assert (answer.status, answer.headers["Location"]) == (303, "/forums")
    again = await desk.ask("POST", "/editor/login", data={"key": key, "to": "forums"})
    assert (again.status, OVERVIEW in again.text) == (403, True)


@pytest.mark.parametrize(
    ("person", "to", "way_in"),
    [
        (SAMIRA, "", "/forums"),
        (SAMIRA, "forums", "/forums"),
        (KAREN, "", "/editor"),
        (KAREN, "forums", "/forums"),
        (BENTE, "", "/editor"),
        (BENTE, "forums", "/editor"),
        (METTE, "forums", "/editor"),
        (KAREN, "https://evil.example", "/editor"),
        (KAREN, "//evil.example", "/editor"),
        (KAREN, HOSTILE, "/editor"),
    ],
)
async def test_a_link_leads_to_what_she_may_read_and_nowhere_else(
    desk: Desk, person: str, to: str, way_in: str
) -> None:
    answer = await desk.ask("POST", "/editor/login", data={"key": await desk.link(person), "to": to})
    assert (answer.status, answer.headers["Location"]) == (303, way_in)
    shown = await desk.ask("GET", "/editor/login", params={"key": "x", "to": to})
    assert "evil.example" not in shown.text
    assert "<script" not in shown.text


async def test_each_page_leads_to_the_other_for_whoever_may_read_both(desk: Desk) -> None:
    karen, samira, bente = [await desk.cookie(person) for person in (KAREN, SAMIRA, BENTE)]
    assert 'href="/forums"' in (await desk.get("/editor", **karen)).text
    assert 'href="/forums"' not in (await desk.get("/editor", **bente)).text
    assert 'href="/editor"' in (await desk.get("/forums", **karen)).text
    assert 'href="/editor"' not in (await desk.get("/forums", **samira)).text


async def test_the_page_tells_what_the_files_tell(desk: Desk) -> None:
    await meets(desk.town, "Vi bytter de tunge morgener", desk.town.clock.now.replace(hour=0))
    cookie = await desk.cookie(SAMIRA)
    page = (await desk.get("/forums", **cookie)).text
    markdown = (await desk.get("/forums?format=md", **cookie)).text
    word = Document(io.BytesIO((await desk.get("/forums?format=docx", **cookie)).body))
    in_word = " ".join(paragraph.text for paragraph in word.paragraphs)
    in_word += " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for said in (
        "Status på fast punkt: sygefravær og fremmøde",
        "Hjemmeplejen Grenaa",
        "Team Nord",
        "Sygefravær og fremmøde: drøftet, sidste gang i uge 47",
        "26.11.2026",
        "I sagde – vi gjorde",
        "Team Nord: Vi bytter de tunge morgener",
    ):
        assert said in page, said
        assert said in markdown, said
        assert said in in_word, said


@pytest.mark.parametrize(
    ("fmt", "content_type"),
    [
        ("md", "text/markdown; charset=utf-8"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
async def test_a_file_is_a_download_and_is_kept_nowhere(desk: Desk, fmt: str, content_type: str) -> None:
    answer = await desk.get(f"/forums?format={fmt}", **await desk.cookie(SAMIRA))
    assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="medvind-status-2026-11-23.{fmt}"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("fmt", ["pdf", "json", "DOCX", "", "../../etc/passwd", HOSTILE])
async def test_an_unknown_format_is_refused_with_the_known_ones(desk: Desk, fmt: str) -> None:
    cookie = await desk.cookie(SAMIRA)
    answer = await desk.ask("GET", "/forums", params={"format": fmt}, headers=cookie)
    assert (answer.status, "Vælg et af disse: docx, md." in answer.text) == (400, True)


async def test_every_answer_says_how_it_may_be_used(desk: Desk) -> None:
    for headers in ({}, await desk.cookie(SAMIRA), await desk.cookie(METTE)):
        answer = await desk.get("/forums", **headers)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_a_role_taken_away_ends_the_visit_also_for_downloads(desk: Desk) -> None:
    cookie = await desk.cookie(SAMIRA)
    assert (await desk.get("/forums", **cookie)).status == 200
    await found(desk.town, *(role for role in ROLES if role.person_id != SAMIRA))
    for path in PATHS:
        assert (await desk.get(path, **cookie)).status == 403, path


async def test_the_secretary_of_another_tenant_sees_her_own(desk: Desk) -> None:
    """The same people and ids in two tenants: who signs in decides, and nothing else."""
    await found(desk.town, *ROLES, tenant=OTHER_TENANT)
    async with desk.town.database.write() as session:
        for table, key in ((Area, "so"), (Unit, GRENAA), (Forum, NORD)):
            (await session.get_one(table, (OTHER_TENANT, key))).name = "Gulspurven"
    ours, theirs = await desk.cookie(SAMIRA), await desk.cookie(SAMIRA, OTHER_TENANT)
    for path in ("/forums", "/forums?format=md"):
        assert "Gulspurven" not in (await desk.get(path, **ours)).text
        page = (await desk.get(path, **theirs)).text
        assert ("Gulspurven" in page, "Team Nord" in page) == (True, False)


async def test_what_people_write_is_text(desk: Desk) -> None:
    await meets(desk.town, HOSTILE, desk.town.clock.now.replace(hour=0))
    async with desk.town.database.write() as session:
        for table, key in ((Area, "so"), (Unit, GRENAA), (Forum, NORD)):
            (await session.get_one(table, (TENANT, key))).name = HOSTILE
    page = await desk.get("/forums", **await desk.cookie(SAMIRA))
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5


async def test_nobody_is_named_on_the_page(desk: Desk) -> None:
    await meets(desk.town)
    page = (await desk.get("/forums", **await desk.cookie(SAMIRA))).text
    for name in ("Samira", "Yildirim", "Mette", "Ravn", "Karen", METTE, SAMIRA, NADIA):
        assert name not in page, name
