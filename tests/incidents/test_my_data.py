"""`mine data`: everything about me, and nothing that was said to somebody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlmodel import SQLModel

from dialogs.screens import MyData
from storage import personal_data
from storage.tables import Person
from tests.incidents.shift import case, press, register, says, status
from tests.storage import an_issue
from tests.town import ANNE, BENTE, KAREN, METTE, OTHER_TENANT, SAMIRA, TENANT, Town
from tests.web.desk import open_desk

WORDS = "Slog ud efter mig ved morgenpleje."


async def told(town: Town) -> None:
    """Anne is hit and writes about it; her leader acts; the representative asks, and Anne answers."""
    await register(town)
    await press(town, ANNE, "incident.add", token=(await status(town)).add, what_happened=WORDS)
    await press(town, METTE, "case.first-aid", token=(await case(town)).first_aid)
    await press(town, SAMIRA, "case.ask", token=(await case(town, SAMIRA)).ask, question_1="Var du alene?")
    await press(town, ANNE, "incident.answer", token=(await status(town)).answer, answer_1="Ja, helt alene.")


async def found(town: Town, person: str, tenant: str = TENANT) -> dict[str, list[dict[str, Any]]]:
    async with town.database.read() as session:
        return await personal_data.about(session, await session.get_one(Person, (tenant, person)))


async def test_hers_are_the_words_the_clocks_the_questions_and_who_has_read_it(town: Town) -> None:
    await told(town)
    hers = await found(town, ANNE)
    (incident,) = hers["incident"]
    assert (incident["what_happened"], incident["kind"]) == (WORDS, "physical_violence")
    assert {row["step"] for row in hers["incident_step"]} >= {"assessment", "police", "report"}
    assert [row["answer"] for row in hers["incident_question"]] == ["Ja, helt alene."]
    assert [row["part"] for row in hers["incident_part"]] == ["hit"]
    assert {row["offer"] for row in hers["incident_offer"]} == {
        "peer_first_aid",
        "debriefing",
        "crisis_support",
    }
    assert "registered" in {row["act"] for row in hers["audit"]}
    assert hers["person"][0]["name"] == "Anne Holm"


@pytest.mark.parametrize("reader", [METTE, SAMIRA, BENTE])
async def test_nobody_else_gets_what_she_has_said(town: Town, reader: str) -> None:
    await told(town)
    theirs = json.dumps(await found(town, reader), ensure_ascii=False)
    assert WORDS not in theirs
    assert "alene" not in theirs
    assert "physical_violence" not in theirs


async def test_hers_is_what_became_of_her_stories(town: Town) -> None:
    """An editor's wordings of them, and where they were printed; the editor has what she did herself."""
    async with town.database.write() as session:
        await an_issue.comes_out(session, town.clock())
    hers, editors = await found(town, ANNE), await found(town, KAREN)
    assert {row["body"] for row in hers["story_version"]} == {
        "Vi sang i bilen, alle mand.",
        an_issue.LEFT,
    }
    assert "Vi sang i bilen, alle mand." in {row["body"] for row in hers["newsletter_item"]}
    assert len(editors["story_version"]) == 2
    assert [row["week"] for row in editors["newsletter"]] == ["2026-W47"]
    assert [row["format"] for row in editors["newsletter_export"]] == ["json"]
    assert "newsletter_item" not in editors


async def test_no_key_is_handed_out(town: Town) -> None:
    await told(town)
    names = {name for rows in (await found(town, ANNE)).values() for row in rows for name in row}
    assert not {name for name in names if name.endswith(("token", "hash", "mark", "seal"))}


def test_every_column_that_names_a_person_is_hers_or_left_out_with_a_reason() -> None:
    known = {
        f"{personal_data.name_of(table)}.{column.key}"  # type: ignore[attr-defined]
        for table in personal_data.kept_tables()
        for column in personal_data.columns_of_people(table)
    }
    for table in SQLModel.metadata.tables.values():
        people = {
            element.parent.name
            for element in (
                key for constraint in table.foreign_key_constraints for key in constraint.elements
            )
            if element.column.table.name == "person" and element.parent.name != "tenant_id"
        } | {column.name for column in table.columns if column.name == "person_id"}
        for name in people:
            left_out = {table.name, f"{table.name}.{name}"} & set(personal_data.LEFT_OUT)
            assert left_out or f"{table.name}.{name}" in known, f"{table.name}.{name}"
    assert all(personal_data.LEFT_OUT.values())


async def test_the_card_leads_to_a_file_of_her_own(town: Town) -> None:
    await told(town)
    card = await says(town, ANNE, "mine data")
    assert isinstance(card, MyData)
    assert card.incidents == 1
    assert "/editor/login?key=" in card.link
    assert card.link.endswith("&to=my-data")


async def test_the_file_is_whoever_asks_for_its_own(town: Town) -> None:
    await told(town)
    async with open_desk(town) as desk:
        assert (await desk.get("/my-data")).status == 401
        answer = await desk.get("/my-data", **await desk.cookie(ANNE))
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.text)["incident"][0]["what_happened"] == WORDS


async def test_another_tenants_person_of_the_same_id_has_nothing_here(town: Town) -> None:
    await told(town)
    async with town.database.write() as session:
        session.add(Person(tenant_id=OTHER_TENANT, id=ANNE, name="En anden", title=""))
    assert set(await found(town, ANNE, OTHER_TENANT)) == {"person"}
