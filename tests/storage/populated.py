"""Rows for every table there is, made from the schema: a new table or column is filled without being asked for.

For each tenant two rows a table: one in which everything is filled, one in which all that may be empty is.
Texts are canaries that name their column, so that whoever finds one knows where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, MetaData, Table
from sqlmodel import SQLModel

from domain.deck import DECK
from storage import tables
from storage.database import Session
from storage.sealing import seals_of

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
FULL, BARE = range(2)
# What the code reads as one of a few words. Everything else that is text gets a canary.
WORDS: Mapping[tuple[str, str], str] = {
    ("agenda_point", "week"): "2026-W48",
    ("agenda_question", "card"): DECK[0],
    ("agenda_question", "topic"): "attendance",
    ("audit", "act"): "registered",
    ("button", "act"): "story.continue",
    ("card_draw", "card"): DECK[0],
    ("card_draw", "topic"): "attendance",
    ("check_in_release", "body"): '{"question": "ci_help"}',
    ("check_in_release", "level"): "team",
    ("check_in_round", "question"): "ci_help",
    ("check_in_round", "state"): "open",
    ("check_in_talk", "outcome"): "happened",
    ("disturbance", "week"): "2026-W48",
    ("forum", "cadence"): "weekly",
    ("forum", "held_week"): "2026-W40",
    ("forum", "kind"): "team_meeting",
    ("forum", "meets_at"): "14:30",
    ("forum", "moved_week"): "2026-W48",
    ("forum", "next_week"): "2026-W48",
    ("forum", "sleeps"): "17:00",
    ("forum", "topics"): "attendance",
    ("forum", "wakes"): "08:00",
    ("follow_up_model", "counted"): "working",
    ("follow_up_model", "days"): "1-5-14",
    ("incident", "debriefing"): "yes",
    ("incident", "official_report_status"): "made",
    ("incident", "state"): "closed",
    ("incident_step", "step"): "assessment",
    ("newsletter_export", "format"): "json",
    ("newsletter_export", "week"): "2026-W46",
    ("newsletter_item", "reason"): "editor",
    ("newsletter_item", "week"): "2026-W46",
    ("outbox", "delivery_class"): "deadline",
    ("outbox", "message"): "agenda",
    ("outbox", "state"): "waiting",
    ("person", "language"): "da",
    ("role_grant", "role"): "leader",
    ("story", "kind"): "story",
    ("story", "name_shown"): "full",
    ("story", "state"): "ready",
    ("story", "theme"): "citizen_focus",
    ("story_consent", "answer"): "yes",
    ("story_consent", "reason"): "about_her",
    ("story_version", "answer"): "asked",
    ("web_key", "purpose"): "session",
}
# Of these each row has its own.
APART: Mapping[tuple[str, str], Sequence[str]] = {("newsletter", "week"): ("2026-W46", "2026-W47")}
# Bytes that are sealed with a round's own keys, which are not in the key ring: to it, noise.
RAW: Mapping[tuple[str, str], int] = {("check_in_round", "tally"): 52, ("check_in_round", "wrapped"): 60}
CLASSES: Mapping[str, type[SQLModel]] = {
    mapper.local_table.name: mapper.class_  # type: ignore[attr-defined]
    for mapper in SQLModel._sa_registry.mappers
}
SEALED: Sequence[type[SQLModel]] = [
    CLASSES[name] for name in SQLModel.metadata.tables if seals_of(CLASSES[name])
]
assert tables, "importing the tables fills the metadata"


def canary(tenant: str, table: str, column: str, number: int = FULL) -> str:
    """A text that stands nowhere else, nor begins another. Two words, as a name has; short enough for a key."""
    return f"Kanarie{number} {tenant}.{table}.{column}."


def rows(metadata: MetaData, tenant: str) -> Iterator[tuple[Table, dict[str, Any]]]:
    """The rows of every table, those that others point to first."""
    for table in metadata.sorted_tables:
        alone = len(table.primary_key) == 1  # one row a tenant is all there can be
        for number in (FULL,) if alone else (FULL, BARE):
            if table.name != "alembic_version":
                yield table, {c.name: value(c, tenant, number) for c in table.columns}


def value(column: Column[Any], tenant: str, number: int) -> Any:
    """What stands in a column of a tenant's row."""
    if column.name == "tenant_id":
        return tenant
    if number == BARE and column.nullable:
        return None
    for key in column.foreign_keys:  # each row points to its like, so that nothing unique is there twice
        return value(key.column, tenant, number)
    return _plain(column, tenant, number)


def _plain(column: Column[Any], tenant: str, number: int) -> Any:
    table = column.table.name
    if (table, column.name) in WORDS:
        return WORDS[table, column.name]
    if (table, column.name) in APART:
        return APART[table, column.name][number]
    if (table, column.name) in RAW:
        return Random(f"{tenant} {column.name} {number}").randbytes(RAW[table, column.name])
    match column.type:
        case DateTime():
            return MOMENT + timedelta(hours=number)
        case Date():
            return date(2026, 11, 26)
        case Boolean():
            return True
        case Integer():
            return number + 1
    if isinstance(getattr(column.type, "impl", None), DateTime):
        return MOMENT + timedelta(hours=number)
    text = canary(tenant, table, column.name, number)
    return text.replace(" ", "-") if column.primary_key else text  # keys travel in links


def objects(tenant: str) -> Iterator[SQLModel]:
    """The same rows as the code knows them, marks left to the sealing."""
    for table, values in rows(SQLModel.metadata, tenant):
        marks = {seal.type.mark for seal in seals_of(CLASSES[table.name])}
        yield CLASSES[table.name](**{name: v for name, v in values.items() if name not in marks})


async def fill(session: Session, tenant: str) -> None:
    """Every table, as the code writes it."""
    for row in objects(tenant):
        session.add(row)
        await session.flush()


def key_of(table: Table, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[column.name] for column in table.primary_key)
