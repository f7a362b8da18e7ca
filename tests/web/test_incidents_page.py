"""Patterns in incidents on the web and as files: who sees which, and that no incident is ever seen."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from docx import Document

from dialogs.screens import IncidentPatterns, Notice
from domain.calendar import at
from domain.incident import IncidentKind, PlaceCategory, WhoDidIt
from domain.incident_periods import Period
from domain.kinds import Role
from domain.organisation import PersonSpec, RoleSpec
from storage import incident_patterns, incidents, organisation, people
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    METTE,
    OTHER_TENANT,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)
from tests.web.desk import Desk, open_desk

CANARY = "Gulspurven slog ud efter mig"
STAFF = [f"00000000-0000-4000-9000-{number:012}" for number in range(14)]
ROLES = (
    RoleSpec(METTE, Role.LEADER, GRENAA),
    RoleSpec(JONAS, Role.WORK_ENVIRONMENT_REP, GRENAA),
    RoleSpec(BENTE, Role.MED_SECRETARY, None),
    RoleSpec(SAMIRA, Role.AREA_HEAD, None),
    RoleSpec(KAREN, Role.ADMINISTRATOR, None),
    RoleSpec(KAREN, Role.EDITOR, None),
)
NOW = Period.parse("2026-Q3")
SEEN = {"leader": METTE, "representative": JONAS, "secretary": BENTE, "area head": SAMIRA}
PATHS = tuple(
    f"/incidents?period=2026-Q3{more}" for more in ("", "&format=docx", "&format=md", "&format=json")
)


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    """Fourteen people of Grenaa have been hit in the evening and in a shared room, three of Lærken at night."""
    await found(town, TENANT)
    await happen(town, GRENAA, STAFF, 19)
    await happen(town, LAERKEN, STAFF[:3], 2)
    async with open_desk(town) as desk:
        yield desk


async def found(town: Town, tenant: str) -> None:
    usual = organisation_of_the_town()
    staff = tuple(PersonSpec(id, f"Person {id[-2:]}", "medarbejder", GRENAA, None) for id in STAFF)
    wanted = replace(usual, people=(*usual.people, *staff), roles=ROLES)
    async with town.database.write() as session:
        await organisation.apply(session, tenant, wanted, town.clock())


async def happen(town: Town, unit: str, those: list[str], hour: int, tenant: str = TENANT) -> None:
    async with town.database.write() as session:
        for number, person_id in enumerate(those):
            person = await people.find(session, tenant, person_id)
            assert person is not None
            registered = at(date(2026, 8, 3), time(hour)) + timedelta(days=number)
            told = incidents.Registration(
                unit_id=unit,
                hit_id=person_id,
                kind=IncidentKind.THREAT,
                who_did_it=WhoDidIt.CITIZEN_OR_RELATIVE,
                place=PlaceCategory.SHARED_ROOM,
                occurred_at=registered,
            )
            incident = await incidents.register(session, person, told, registered)
            incident.what_happened = CANARY


def everything(body: bytes, path: str) -> str:
    if "docx" not in path:
        return body.decode()
    word = Document(io.BytesIO(body))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", SEEN)
async def test_who_sees_which_units_and_no_incident(desk: Desk, who: str, path: str) -> None:
    answer = await desk.get(path, **await desk.cookie(SEEN[who]))
    assert answer.status == 200
    said = everything(answer.body, path)
    assert "Hjemmeplejen Grenaa" in said
    for_all = who in ("secretary", "area head")
    assert ("Plejecenter Lærken" in said) is for_all
    for hidden in (CANARY, "Gulspurven", "Person 0", STAFF[0], "0 hændelser"):
        assert hidden not in said


async def test_what_is_told_of_a_unit_does_not_depend_on_who_reads(desk: Desk) -> None:
    read = {}
    for who, person in SEEN.items():
        body = (await desk.get("/incidents?period=2026-Q3&format=json", **await desk.cookie(person))).body
        (read[who],) = [part for part in json.loads(body)["parts"] if part["unit"] == "Hjemmeplejen Grenaa"]
    assert len({json.dumps(one, sort_keys=True) for one in read.values()}) == 1


async def test_three_people_are_too_few_and_are_not_what_is_left_of_the_area(desk: Desk) -> None:
    """Seventeen in the area and fourteen in Grenaa would tell of three in Lærken."""
    body = (await desk.get("/incidents?period=2026-Q3&format=json", **await desk.cookie(BENTE))).body
    bands = {part["unit"]: part["band"] for part in json.loads(body)["parts"]}
    assert bands == {None: "10-19", "Hjemmeplejen Grenaa": None, "Plejecenter Lærken": None}
    page = (await desk.get("/incidents?period=2026-Q3", **await desk.cookie(BENTE))).text
    assert "Der er for få til at vise et mønster her." in page


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_else_sees_them(desk: Desk, path: str) -> None:
    for person in (ANNE, KAREN):
        answer = await desk.get(path, **await desk.cookie(person))
        assert (answer.status, b"Grenaa" in answer.body) == (403, False)
    stranger = await desk.get(path)
    assert (stranger.status, "Skriv »mønstre« til Medvind" in stranger.text) == (401, True)


async def test_what_cannot_be_asked_for(desk: Desk) -> None:
    cookie = await desk.cookie(METTE)
    for wrong in ("period=2026-Q5", "period=", "format=pdf"):
        assert (await desk.get(f"/incidents?{wrong}", **cookie)).status == 400, wrong
    for period in ("2026-Q4", "2026-H2", "2020-Q1", "2999-H2"):
        page = await desk.get(f"/incidents?period={period}", **cookie)
        assert (page.status, "Perioden kan ikke vises." in page.text) == (200, True)
        assert "Grenaa" not in page.text


async def test_the_page_is_printed_and_kept_nowhere(desk: Desk) -> None:
    for path in PATHS:
        answer = await desk.get(path, **await desk.cookie(METTE))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="medvind-patterns-2026-Q3.json"'


async def test_another_tenant_has_its_own(desk: Desk) -> None:
    await found(desk.town, OTHER_TENANT)
    async with desk.town.database.read() as session:
        told = await incident_patterns.of_tenant(session, OTHER_TENANT, NOW, desk.town.clock())
    assert {pattern.band for pattern in told.values()} == {None}


async def test_from_the_chat_to_the_page(desk: Desk) -> None:
    (screen,) = await desk.town.chat(METTE).says("mønstre")
    assert isinstance(screen, IncidentPatterns)
    assert [group.name for group in screen.groups] == ["Hjemmeplejen Grenaa"]
    key = screen.link.partition("key=")[2].partition("&")[0]
    answer = await desk.ask("POST", "/editor/login", data={"key": key, "to": "incidents"})
    assert (answer.status, answer.headers["Location"]) == (303, "/incidents")
    for person in (ANNE, KAREN):
        assert await desk.town.chat(person).says("patterns") == [Notice("pattern-not-yours")]
