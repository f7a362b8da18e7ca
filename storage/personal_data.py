"""Everything that is kept about one person, for her to read (GDPR article 15): found by the tables.

A new column that holds a person's id is in here by itself. What is left out stands below, with why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, and_, col, or_, select

from domain.incident import Part
from storage import tables
from storage.database import Session
from storage.tables import (
    Incident,
    IncidentPart,
    IncidentQuestion,
    IncidentStep,
    NewsletterItem,
    Person,
    Story,
    StoryPhoto,
    StoryVersion,
)

Row = dict[str, Any]

# Columns that hold a person's id, by how their names end.
_ENDINGS = (
    "person_id",
    "author_id",
    "leader_id",
    "convenor_id",
    "reporter_id",
    "hit_id",
    "done_by",
    "asked_by",
    "published_by",
)
# What would open a door, or only looks something up.
_SECRETS = ("token", "key_hash", "token_hash", "mark", "_mark", "seal")
LEFT_OUT = {
    "web_key": "keys to the web pages: hashes of secrets, gone within half an hour",
    "button": "keys on cards: what they are for stands in the tables that they are about",
    "audit.position": "two of them would tell how much was done between to others' incidents",
    "incident_question.asked_by": "her question stands in an incident, with the answer of whom it hit",
}
# Of these the rows are also hers that hang on her own incidents.
_OF_INCIDENT: tuple[type[SQLModel], ...] = (IncidentStep, IncidentQuestion)
# And of these that hang on her own stories: the photos, an editor's wordings, what was printed and when.
_OF_STORY: tuple[type[SQLModel], ...] = (NewsletterItem, StoryPhoto, StoryVersion)


async def about(session: Session, person: Person) -> dict[str, list[Row]]:
    """Her rows by table, opened; and nothing that somebody else has said in confidence."""
    found: dict[str, list[Row]] = {}
    for table in kept_tables():
        name = name_of(table)
        conditions = [column == person.id for column in columns_of_people(table)]
        rows = await _rows(session, person, table, or_(*conditions))
        if rows:
            found[name] = rows
    found["person"] = [_plain(person)]
    for table in _OF_INCIDENT:
        own = await _rows(session, person, table, col(table.incident_id).in_(await _own(session, person)))  # type: ignore[attr-defined]
        if own:
            found[name_of(table)] = own
    mine = await _written_by(session, person)
    for table in _OF_STORY:
        beside = await _rows(session, person, table, col(table.story_id).in_(mine))  # type: ignore[attr-defined]
        if beside:
            found[name_of(table)] = _together(found.get(name_of(table), []), beside)
    return found


def kept_tables() -> Iterator[type[SQLModel]]:
    """Every table in which a person's id can stand."""
    for name in sorted(tables.__all__):
        table: type[SQLModel] = getattr(tables, name)
        if name_of(table) not in LEFT_OUT and columns_of_people(table):
            yield table


def columns_of_people(table: type[SQLModel]) -> Sequence[Any]:
    names = [column.name for column in _made(table).columns if column.name.endswith(_ENDINGS)]
    return [col(getattr(table, name)) for name in names if f"{name_of(table)}.{name}" not in LEFT_OUT]


def name_of(table: type[SQLModel]) -> str:
    return str(_made(table).name)


async def _own(session: Session, person: Person) -> Sequence[str]:
    """Incidents that hit her, or that she has registered."""
    rows = await session.exec(
        select(Incident.id)
        .join(
            IncidentPart,
            and_(
                col(IncidentPart.tenant_id) == Incident.tenant_id,
                col(IncidentPart.incident_id) == Incident.id,
            ),
        )
        .where(
            Incident.tenant_id == person.tenant_id,
            IncidentPart.person_id == person.id,
            col(IncidentPart.part).in_([Part.HIT, Part.REPORTER]),
        )
    )
    return sorted(set(rows))


async def _written_by(session: Session, person: Person) -> Sequence[str]:
    """Her stories."""
    rows = await session.exec(
        select(Story.id).where(Story.tenant_id == person.tenant_id, Story.author_id == person.id)
    )
    return rows.all()


def _together(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Both, each row once: an editor may tidy a story of her own."""
    return sorted([*rows, *(row for row in others if row not in rows)], key=repr)


async def _rows(
    session: Session, person: Person, table: type[SQLModel], where: ColumnElement[bool]
) -> list[Row]:
    rows = await session.exec(select(table).where(table.tenant_id == person.tenant_id, where))  # type: ignore[attr-defined]
    return sorted((_plain(row) for row in rows), key=repr)


def _plain(row: SQLModel) -> Row:
    """A row as JSON can hold it."""
    table = type(row)
    names = [c.name for c in _made(table).columns if not c.name.endswith(_SECRETS)]
    told = [name for name in names if f"{name_of(table)}.{name}" not in LEFT_OUT]
    return {name: _written(getattr(row, name)) for name in told}


def _written(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def _made(table: type[SQLModel]) -> Any:
    made: Mapping[str, Any] = vars(table)
    return made["__table__"]
