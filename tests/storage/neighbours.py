"""A second tenant in the same database, as like the first as can be: the same ids, people, units and weeks.

Whatever forgets to ask for the tenant finds it. Its texts are canaries, and all its rows carry its name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import SQLModel, col, select

from domain.calendar import IsoWeek
from domain.deck import DECK
from domain.kinds import Role, Topic
from storage.database import Session
from storage.sealing import seals_of
from storage.tables import AgendaPoint, AgendaQuestion, CardDraw, Forum, Outgoing, Person, RoleGrant
from tests.storage.populated import CLASSES, MOMENT, canary, fill

TABLES = SQLModel.metadata.sorted_tables
# Sealed, but an id: the neighbour has the same, so that nothing but the tenant tells the rows apart.
SHARED = {"activity_id", "conversation_id", "object_id", "replaces"}
# These are looked up by a secret alone, which no two tenants can have in common.
SECRETS = {"key_hash", "token_hash"}


async def move_in(session: Session, tenant: str, neighbour: str) -> None:
    """The neighbour has rows of its own in every table, and then a likeness of every row of the tenant."""
    await fill(session, neighbour)
    for table in TABLES:
        kind = CLASSES[table.name]
        found: Any = await session.exec(select(kind).where(table.c.tenant_id == tenant))
        for number, row in enumerate(found.all(), start=2):
            values = {c.name: _likeness(row, c.name, neighbour, number) for c in table.columns}
            if await session.get(kind, tuple(values[c.name] for c in table.primary_key)) is None:
                session.add(kind(**values))
                await session.flush()
    await _raise_up(session, neighbour)
    await _run_ahead(session, neighbour)
    await session.flush()


def _likeness(row: SQLModel, column: str, neighbour: str, number: int) -> Any:
    table = row.__table__.name  # type: ignore[attr-defined]
    value = getattr(row, column)
    sealed = {seal.name for seal in seals_of(type(row))} - SHARED
    marks = {seal.type.mark for seal in seals_of(type(row))}
    if column == "tenant_id":
        return neighbour
    if value is None or column in marks:
        return None
    if column in SECRETS:
        return f"{number}-{value}"[:64]
    if column in sealed or column == "name":
        return canary(neighbour, table, column, number)
    return value


async def _raise_up(session: Session, neighbour: str) -> None:
    """Over there everybody may do everything."""
    people: Any = await session.exec(select(Person).where(Person.tenant_id == neighbour))
    for person in people.all():
        for role in Role:
            grant = RoleGrant(tenant_id=neighbour, person_id=person.id, role=role, unit_id="")
            await session.merge(grant)


async def _run_ahead(session: Session, neighbour: str) -> None:
    """They meet next week as well, have had every card of the deck, and wait for cards to be replaced."""
    replacing = update(Outgoing).where(
        col(Outgoing.tenant_id) == neighbour, col(Outgoing.replaces).is_not(None)
    )
    await session.exec(replacing.values(state="waiting"))
    found: Any = await session.exec(select(Forum).where(Forum.tenant_id == neighbour))
    for forum in found.all():
        at, week = MOMENT + timedelta(days=7), str(IsoWeek.of(MOMENT).next())
        own = {"tenant_id": neighbour, "forum_id": forum.id}
        point = AgendaPoint(id=f"next-{forum.id}", week=week, meets_at=at, **own)
        session.add(point)
        await session.flush()
        session.add(AgendaQuestion(point_id=point.id, topic=Topic.ATTENDANCE, card=DECK[0], **own))
        for card in DECK:
            await session.merge(CardDraw(deck_round=1, card=card, drawn_at=MOMENT, **own))
        await session.merge(CardDraw(deck_round=7, card=DECK[0], drawn_at=MOMENT, **own))


async def rows_of(session: Session, tenant: str) -> Mapping[str, Collection[tuple[Any, ...]]]:
    """Every row of a tenant as it stands in the database, by table."""
    connection = await session.connection()
    found = {}
    for table in TABLES:
        rows = await connection.execute(table.select().where(table.c.tenant_id == tenant))
        found[table.name] = {tuple(row) for row in rows}
    return found


def told(value: Any) -> str:
    """All that a value tells: rows with their columns, screens with their fields, whatever is in them."""
    if isinstance(value, SQLModel):
        columns = {name: one for name, one in value.__dict__.items() if not name.startswith("_")}
        return f"{type(value).__name__}({told(columns)})"
    if is_dataclass(value) and not isinstance(value, type):
        inside = {field.name: getattr(value, field.name) for field in fields(value)}
        return f"{type(value).__name__}({told(inside)})"
    if isinstance(value, Mapping):
        return ", ".join(f"{told(key)}: {told(one)}" for key, one in sorted(value.items(), key=str))
    if isinstance(value, list | tuple):
        return ", ".join(map(told, value))
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(told, value)))
    return value.decode("utf8", "replace") if isinstance(value, bytes) else str(value)
