"""People, their units and their roles. Who somebody is comes from the verified activity alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, literal
from sqlalchemy import select as select_columns
from sqlmodel import col, or_, select

from domain.kinds import Role
from domain.roles import Grant
from domain.story_rules import named_in, words_of
from storage import rosters
from storage.crypto import Keyring, fingerprint
from storage.database import Session, insert_once
from storage.rows import run
from storage.sealing import KEYS
from storage.tables import Area, Contact, Person, RoleGrant, Team, Unit

_KNOWN = select(Person).where(Person.tenant_id == bindparam("tenant_id"), Person.id == bindparam("person_id"))
_LANGUAGE = select_columns(col(Person.language)).where(
    col(Person.tenant_id) == bindparam("tenant_id"), col(Person.id) == bindparam("person_id")
)
_MARKED = select_columns(col(Person.id)).where(
    col(Person.tenant_id) == bindparam("tenant_id"),
    col(Person.name_mark).in_(bindparam("marks", expanding=True)),
    col(Person.in_organisation),
    col(Person.id) != bindparam("person_id"),
)
_WORKPLACE = select_columns(col(Unit.id)).where(
    col(Unit.tenant_id) == bindparam("tenant_id"),
    col(Unit.id) == bindparam("unit_id"),
    col(Unit.in_organisation),
)


async def find(session: Session, tenant_id: str, person_id: str) -> Person | None:
    return await session.get(Person, (tenant_id, person_id))


async def language_of(session: Session, tenant_id: str, person_id: str) -> str | None:
    """The language she has chosen, and nothing else of her."""
    rows = await run(session, _LANGUAGE, {"tenant_id": tenant_id, "person_id": person_id})
    return rows.scalar()


async def meet(session: Session, tenant_id: str, person_id: str, name: str) -> Person:
    """Somebody who has just spoken to Medvind: she can be reached, and has not left."""
    person = await introduce(session, tenant_id, person_id, name)
    if person.unreachable_since or person.left_at:
        person.unreachable_since = person.left_at = None
    return person


async def introduce(session: Session, tenant_id: str, person_id: str, name: str) -> Person:
    """The row of somebody whom others name; whom nobody knows gets one without unit or role."""
    of = {"tenant_id": tenant_id, "person_id": person_id}
    person = (await session.exec(_KNOWN, params=of)).first()
    if person is None:
        known = {"tenant_id": tenant_id, "id": person_id, "name": name, "title": "", "in_organisation": False}
        await insert_once(session, Person, known)
        person = await session.get_one(Person, (tenant_id, person_id))
    elif name and not person.in_organisation and person.name != name:
        person.name = name
    return person


async def lose(session: Session, tenant_id: str, person_id: str, now: datetime) -> None:
    """Teams says that nothing gets through to her: nothing is sent until she is heard from again."""
    person = await find(session, tenant_id, person_id)
    if person is not None:
        person.conversation_id, person.unreachable_since = None, now


async def forget_chat(session: Session, tenant_id: str, conversation_id: str) -> None:
    """Medvind was removed: nothing is sent to this conversation any more."""
    people = await session.exec(
        select(Person).where(
            Person.tenant_id == tenant_id, Person.chat_mark == fingerprint(tenant_id, conversation_id)
        )
    )
    for person in people:
        person.conversation_id = person.service_url = None
    teams = await session.exec(
        select(Team).where(
            Team.tenant_id == tenant_id, Team.channel_mark == fingerprint(tenant_id, conversation_id)
        )
    )
    for team in teams:
        team.conversation_id = team.service_url = None
        await rosters.forget(session, team)


async def grants(session: Session, person: Person) -> list[Grant]:
    """What the person may do: nothing, once she has left, until she turns up again."""
    if person.left_at is not None:
        return []
    rows = await session.exec(
        select(RoleGrant).where(RoleGrant.tenant_id == person.tenant_id, RoleGrant.person_id == person.id)
    )
    return [Grant(Role(row.role), row.unit_id or None) for row in rows]


async def with_role(session: Session, tenant_id: str, role: Role, unit_id: str | None) -> Sequence[Person]:
    """Who holds `role` in the unit, or in the whole area when the unit has nobody of its own."""
    rows = await session.exec(
        select(Person, RoleGrant.unit_id)
        .join(
            RoleGrant,
            (col(RoleGrant.tenant_id) == Person.tenant_id) & (col(RoleGrant.person_id) == Person.id),
        )
        .where(
            Person.tenant_id == tenant_id,
            col(Person.left_at).is_(None),
            RoleGrant.role == role,
            or_(RoleGrant.unit_id == (unit_id or ""), RoleGrant.unit_id == ""),
        )
    )
    found = sorted(rows, key=lambda row: row[0].name)
    own = [person for person, unit in found if unit]
    return own or [person for person, _ in found]


async def units(session: Session, tenant_id: str) -> Sequence[Unit]:
    """The units one can work in today."""
    rows = await session.exec(
        select(Unit).where(Unit.tenant_id == tenant_id, Unit.in_organisation).order_by(Unit.name)
    )
    return rows.all()


async def is_workplace(session: Session, tenant_id: str, unit_id: str) -> bool:
    """Whether one can work in this unit today."""
    rows = await run(session, _WORKPLACE, {"tenant_id": tenant_id, "unit_id": unit_id})
    return rows.first() is not None


async def unit_names(session: Session, tenant_id: str) -> dict[str, str]:
    """Every unit that a story may have been told in, those of yesterday included."""
    rows = await session.exec(select(Unit.id, Unit.name).where(Unit.tenant_id == tenant_id))
    return dict(list(rows))


async def unit(session: Session, tenant_id: str, unit_id: str) -> Unit | None:
    return await session.get(Unit, (tenant_id, unit_id))


async def place_name(session: Session, tenant_id: str, unit_id: str) -> str:
    """What a unit is called, or with an empty id the whole area."""
    place = await unit(session, tenant_id, unit_id) if unit_id else await area(session, tenant_id)
    return place.name if place else ""


async def one_at_a_time(session: Session, tenant_id: str) -> None:
    """Changes of who is where, and may do what, wait for each other: the second sees what the first has made.

    Rosters, imports and roles given by card begin with it, and so never wait for each other in a circle.
    """
    await session.exec(select(Area.id).where(Area.tenant_id == tenant_id).with_for_update())


async def area(session: Session, tenant_id: str) -> Area | None:
    return (await session.exec(select(Area).where(Area.tenant_id == tenant_id))).first()


async def colleagues(
    session: Session, person: Person, *, limit: int, first: Collection[str] = ()
) -> Sequence[Person]:
    """Whom a story may be about, by choice from a list: `first`, then one's own unit, then the others."""
    place = case((col(Person.id).in_(first), 0), (col(Person.unit_id) == person.unit_id, 1), else_=2)
    rows = await session.exec(
        select(Person, place).where(_beside(person)).order_by(place, Person.id).limit(limit)
    )
    return [found for found, _ in sorted(rows, key=lambda row: (row[1], row[0].name))]


async def colleague(session: Session, person: Person, person_id: str) -> Person | None:
    """One whom `colleagues` would offer."""
    rows = await session.exec(select(Person).where(Person.id == person_id, _beside(person)))
    return rows.first()


def _beside(person: Person) -> ColumnElement[bool]:
    """Those who can be asked about a story: the organisation knows them, and they have not left."""
    return and_(
        col(Person.tenant_id) == person.tenant_id,
        col(Person.in_organisation),
        col(Person.left_at).is_(None),
        col(Person.id) != person.id,
    )


async def named(session: Session, person: Person, text: str, but: Collection[str] = ()) -> str | None:
    """The id of a colleague, of any unit, whose full name stands in a text; nobody of `but`.

    Also of one who has left: that she cannot be asked is no reason to print her name.
    """
    keys: Keyring = session.info[KEYS]
    marks = [mark for word in words_of(text) for mark in keys.marks(person.tenant_id, word)]
    if not marks:
        return None  # an empty form is opened far more often than a full one is sent
    of = {"tenant_id": person.tenant_id, "person_id": person.id, "marks": marks}
    marked = [found for found in (await run(session, _MARKED, of)).scalars() if found not in but]
    if not marked:
        return None
    rows = await session.exec(
        select(Person).where(Person.tenant_id == person.tenant_id, col(Person.id).in_(marked))
    )
    near = {found.name: found.id for found in rows}
    found = named_in(text, near)
    return near[found] if found else None


async def first_names(
    session: Session, tenant_id: str, unit_id: str | None, words: Collection[str]
) -> list[str]:
    """Which of `words` are first names of people in a unit, or with None of anybody."""
    keys: Keyring = session.info[KEYS]
    marks = {mark: word for word in words for mark in keys.marks(tenant_id, word)}
    rows = await session.exec(
        select(Person.name_mark).where(
            Person.tenant_id == tenant_id,
            col(Person.name_mark).in_(marks),
            or_(literal(unit_id is None), Person.unit_id == unit_id),
        )
    )
    return sorted({marks[mark] for mark in rows if mark})


async def contacts(session: Session, tenant_id: str) -> Sequence[Contact]:
    rows = await session.exec(
        select(Contact).where(Contact.tenant_id == tenant_id).order_by(col(Contact.position))
    )
    return rows.all()


async def known_service_url(session: Session, tenant_id: str) -> str | None:
    """Where Teams was last met in this tenant: the way to somebody who has never written to Medvind."""
    for table in (Person, Team):
        rows = await session.exec(
            select(table.service_url)
            .where(table.tenant_id == tenant_id, col(table.service_url).is_not(None))
            .limit(1)
        )
        if found := rows.first():
            return found
    return None


async def any_one(session: Session) -> Person | None:
    """Some person of some tenant: raises `Unreadable` when the key is not the one names were sealed with."""
    return (await session.exec(select(Person).limit(1))).first()


async def called(session: Session, tenant_id: str, name: str) -> Sequence[Person]:
    """People whose name begins so, capitals or not. The database cannot tell: to it, names are sealed."""
    rows = await session.exec(select(Person).where(Person.tenant_id == tenant_id))
    found = [person for person in rows if person.name.casefold().startswith(name.casefold())]
    return sorted(found, key=lambda person: person.name)
