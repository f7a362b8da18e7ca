"""A municipality in which everybody is due a nudge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel, select

from bot.clock import Clock
from domain.check_in import current_round
from storage import check_ins, outbox
from storage.crypto import Keyring
from storage.database import Database, Session
from storage.month_keys import MonthKeys
from storage.outbox import DeliveryClass, Note, State
from storage.sealing import sealed_values
from storage.tables import Area, Outgoing, Person, Team, Unit
from tests.databases import KEYS

TENANT, PEOPLE, OF_A_TEAM, AT_A_TIME = "bench", 10_000, 40, 1_000
# A Wednesday at nine in Copenhagen: the service's clock stands there while it sends.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HELD = current_round(NOW, 2)

Members = dict[str, list[Person]]  # by team
Fill = Callable[[Session, Members, Unit], Awaitable[None]]


def opened(file: Path) -> Database:
    """The database in `file`, with the months' keys beside it."""
    return Database(*address(file))


def address(file: Path, clock: Clock | None = None) -> tuple[str, Keyring, Clock | None, MonthKeys]:
    """What a database is opened with."""
    return f"sqlite:///{file}", KEYS, clock, MonthKeys(file.parent / "keys")


async def found(file: Path, service_url: str, people: int, fill: Fill) -> None:
    """Everybody has a chat and a team, and `fill` has put a nudge for each into the outbox."""
    database = opened(file)
    await database.upgrade()
    async with database.write() as session:
        session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
        await session.flush()
        session.add(unit := Unit(tenant_id=TENANT, id="unit", area_id="so", name="Hjemmeplejen"))
        await session.flush()
        await fill(session, await _settle(session, service_url, people), unit)
    await database.close()


async def questions(session: Session, members: Members, unit: Unit) -> None:
    """The check-in's: what the largest fan-out says, and dear to compose: eight questions to the database."""
    rounds = await check_ins.open_together(session, members, unit, HELD)
    for round_id, (team,) in rounds.items():
        for person in members[team]:
            note = Note(
                key=f"check_in|{round_id}|{person.id}", message="check_in", object_id=round_id,
                person_id=person.id, delivery_class=DeliveryClass.NUDGE, not_before=NOW,
                not_after=HELD.closes_at,
            )  # fmt: skip
            await outbox.add(session, TENANT, note, NOW)


async def words(session: Session, members: Members, unit: Unit) -> None:
    """The same few words to all, that somebody could not be reached: cheap to compose."""
    everybody = [person.id for found in members.values() for person in found]
    lost = Note("lost", "check_in", "x", DeliveryClass.NUDGE, NOW, person_id=everybody[0])
    await outbox.add(session, TENANT, lost, NOW)
    (row,) = (await session.exec(select(Outgoing))).all()
    row.state = State.REFUSED
    await session.flush()
    for person in everybody:
        note = Note(f"all|{person}", "undelivered", row.id, DeliveryClass.NUDGE, NOW, person_id=person)
        await outbox.add(session, TENANT, note, NOW)


async def _settle(session: Session, service_url: str, people: int) -> Members:
    """The people of each team."""
    members: Members = {}
    for number in range(people):
        team = f"team-{number // OF_A_TEAM:03}"
        members.setdefault(team, []).append(_person(number, team, service_url))
    teams = [Team(tenant_id=TENANT, id=name, unit_id="unit", name=f"Team {name[-3:]}") for name in members]
    everybody = [person for found in members.values() for person in found]
    for rows in _batches(teams), _batches(everybody):
        for kind, values in rows:
            await session.exec(insert(kind), params=values)
    return members


def _person(number: int, team: str, service_url: str) -> Person:
    return Person(
        tenant_id=TENANT, id=f"00000000-0000-4000-8000-{number:012}", name=f"Person {number}", title="",
        unit_id="unit", team_id=team, service_url=service_url, conversation_id=f"a:{number:060}",
    )  # fmt: skip


def _batches(rows: list[Any]) -> Iterator[tuple[type[SQLModel], list[dict[str, Any]]]]:
    for first in range(0, len(rows), AT_A_TIME):
        yield type(rows[0]), [_values(row) for row in rows[first : first + AT_A_TIME]]


def _values(row: SQLModel) -> dict[str, Any]:
    """Ready for an INSERT of many at once."""
    columns = row.__table__.columns  # type: ignore[attr-defined]
    return sealed_values(type(row), {column.name: getattr(row, column.name) for column in columns}, KEYS)
