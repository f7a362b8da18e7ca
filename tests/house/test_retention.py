"""Every column has a class, a purpose and a limit, and the limits are those that the erasing goes by."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, update
from sqlmodel.sql.sqltypes import AutoString

from domain import audit as trail
from domain.follow_up import KEPT_AFTER
from domain.retention import PURPOSES, RULES, Class, columns, document
from nudges.plan import prune
from storage import (
    agenda,
    check_in_closing,
    disturbances,
    exports,
    heard,
    incident_drafts,
    incidents,
    outbox,
    photos,
    stories,
    tables,
)
from storage.database import Database
from storage.sealing import Sealed
from storage.tables import Incident, Outgoing, Story
from tests.house.words import ROOT
from tests.storage.populated import CLASSES, MOMENT, fill
from tests.storage.test_pragmas import rows_in
from tests.town import TENANT

KEYS = {column for column, kind in columns()}
LIMITS = {
    "agenda_point": agenda.KEPT,
    "agenda_question": agenda.KEPT,
    "audit": trail.KEPT,
    "check_in_release": check_in_closing.KEPT,
    "check_in_round": check_in_closing.KEPT,
    "check_in_talk": check_in_closing.KEPT,
    "check_in_team": check_in_closing.KEPT,
    "disturbance": disturbances.KEPT,
    "follow_up": KEPT_AFTER,
    "heard": heard.KEPT,
    "incident": incidents.KEPT_AFTER,
    "incident_draft": incident_drafts.KEPT,
    "incident_offer": incidents.KEPT_AFTER,
    "incident_part": incidents.KEPT_AFTER,
    "incident_question": incidents.KEPT_AFTER,
    "incident_step": incidents.KEPT_AFTER,
    "newsletter_export": exports.KEPT,
    "newsletter_item": stories.DRAFT_KEPT,
    "outbox": outbox.KEPT,
    "story": stories.DRAFT_KEPT,
    "story_consent": stories.DRAFT_KEPT,
    "story_photo": photos.UNCONFIRMED_KEPT,
    "story_version": stories.DRAFT_KEPT,
    "button": timedelta(days=30),
    "api_token": timedelta(0),  # these have their end in the row
    "web_key": timedelta(0),
}
assert tables, "importing the tables fills the metadata"


def in_the_schema() -> set[str]:
    return {f"{table.name}.{c.name}" for table in SQLModel.metadata.tables.values() for c in table.columns}


def test_every_column_is_classed_once_and_nothing_else_is() -> None:
    counted = Counter(name for name, _ in columns())
    assert in_the_schema() - counted.keys() == set(), "has no class: add it to domain/retention.py"
    assert counted.keys() - in_the_schema() == set(), "is no column any more"
    assert [name for name, count in counted.items() if count > 1] == []


def test_a_new_column_would_be_missed() -> None:
    """What the test above is for: it looks at the tables as they are, and not at a list of them."""
    assert "incident.what_happened" in in_the_schema()
    assert in_the_schema() - (KEYS - {"incident.what_happened"}) == {"incident.what_happened"}


def test_every_class_and_every_table_has_a_purpose_and_an_end() -> None:
    assert set(PURPOSES) == set(Class) == {kind for _, kind in columns()}
    assert all(len(purpose) > 40 for purpose in PURPOSES.values())
    assert set(RULES) == set(SQLModel.metadata.tables)
    assert all(len(rule.purpose) > 15 and rule.kept for rule in RULES.values())


def test_what_is_sealed_and_what_is_classed_as_to_be_sealed_agree() -> None:
    """A text, a way to somebody, or a word about what she was exposed to lies sealed in its row."""
    kinds = dict(columns())
    sealed = {name for name in kinds if isinstance(_type(name), Sealed)}
    assert {kinds[name] for name in sealed} <= {Class.TEXT, Class.CONTACT, Class.SPECIAL, Class.PERSONAL} | {
        kinds["audit_head.secret"]
    }
    in_the_open = {"person.service_url", "team.service_url"}  # Teams' servers of a region
    reached = {n for n, kind in kinds.items() if kind in (Class.TEXT, Class.CONTACT)} - in_the_open
    assert reached - sealed == set()
    by_word = {
        n for n, kind in kinds.items() if kind is Class.SPECIAL and isinstance(_type(n), AutoString)
    } - sealed
    assert by_word == {"incident.debriefing", "incident.official_report_status", "incident_offer.offer"}


def _type(name: str) -> object:
    table, column = name.split(".")
    return SQLModel.metadata.tables[table].c[column].type


def test_the_limits_are_those_that_the_erasing_goes_by() -> None:
    assert {table: rule.limit for table, rule in RULES.items() if rule.limit is not None} == LIMITS


def test_the_words_for_a_limit_say_the_same() -> None:
    for table, said in {
        "outbox": f"{outbox.KEPT.days} days",
        "story": f"{stories.DRAFT_KEPT.days} days",
        "disturbance": f"{disturbances.KEPT.days} days",
        "heard": f"{heard.KEPT.days} days",
        "button": "30 days",
        "follow_up": f"{KEPT_AFTER.days} days",
        "incident_draft": "24 hours",
        "newsletter_export": f"{exports.KEPT.days} days",
        "story_photo": "24 hours",
        "incident": "12 months",
        "audit": "Five years",
        "check_in_release": "24 months",
    }.items():
        assert said in RULES[table].kept


async def old_rows(database: Database) -> None:
    async with database.write() as session:
        await fill(session, TENANT)
        await session.exec(update(Story).values(state="draft"))
        await session.exec(update(Outgoing).values(finished_at=MOMENT))
        await session.exec(update(Incident).values(closed_at=MOMENT))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_has_no_limit_is_left_by_the_clearing_up(database: Database) -> None:
    """After ten years, what is gone is what the table says has a limit: nothing else is erased by a clock."""
    await old_rows(database)
    async with database.write() as session:
        before = await rows_in(session)
        await prune(session, MOMENT + timedelta(days=3653))
        after = await rows_in(session)
    fewer = {name for name in CLASSES if after[name] < before[name]}
    assert fewer <= LIMITS.keys()


def test_the_document_is_what_the_table_says() -> None:
    """Written by scripts/retention.py: run it when this fails."""
    assert (ROOT / "docs" / "retention.md").read_text(encoding="utf8") == document()
