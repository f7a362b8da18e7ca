"""Nothing lists who is in which union: a list of union representatives would tell it (facts 2.9; GDPR art. 9)."""

from __future__ import annotations

import re

import pytest
from sqlmodel import SQLModel

from domain import import_table
from domain.kinds import Role
from storage import tables
from tests.house.words import messages

assert tables, "importing the tables fills the metadata"
# TR and FTR, their words in both languages, and the trio that a TR is part of.
UNION = re.compile(
    r"(^|[^a-z])(f?tr|trio|union|fagforening|tillidsrep)([^a-z]|$)|union|fagforen|tillids|steward"
)


@pytest.mark.parametrize("name", ["tr", "union_rep", "person.union", "role-tr", "role-tillidsrepraesentant"])
def test_the_search_finds_what_it_is_for(name: str) -> None:
    assert UNION.search(name)


def test_no_role_says_it() -> None:
    assert [role for role in Role if UNION.search(role)] == []


def test_no_column_keeps_it() -> None:
    columns = [f"{table.name}.{c.name}" for table in SQLModel.metadata.sorted_tables for c in table.columns]
    assert [name for name in columns if UNION.search(name.lower())] == []


def test_no_text_is_about_it() -> None:
    assert [text_id for text_id in messages("da") if UNION.search(text_id)] == []


def test_the_organisation_file_does_not_ask_for_it() -> None:
    asked = " ".join(import_table._KEYS.values()).split()
    assert [key for key in asked if UNION.search(key)] == []
