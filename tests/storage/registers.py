"""A tenant with two teams, and a channel that knows who is in them: for the tests of rosters."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import select

from bot.post import Address, Refused, Retry
from storage import rosters
from storage.database import Database, Session
from storage.rosters import Change, Listed
from storage.tables import Area, Member, Person, Team, Unit
from tests.town import Clock

TENANT = "tenant-of-rosters"
NORD, SYD, VEST = "nord", "syd", "vest"
ANNE, METTE, JONAS = "anne-id", "mette-id", "jonas-id"
HERE = "https://smba.trafficmanager.net/emea/"
Answer = Sequence[Listed] | Retry | Refused


def listed(*ids: str) -> tuple[Listed, ...]:
    return tuple(Listed(person_id, person_id.partition("-")[0].title()) for person_id in ids)


async def found(session: Session, tenant: str, due: datetime | None, *teams: str) -> None:
    """A tenant in which every team has a unit of its own, and a channel."""
    session.add(Area(tenant_id=tenant, id="so", name="Sundhed og Omsorg"))
    await session.flush()
    for team in teams:
        session.add(Unit(tenant_id=tenant, id=f"unit-{team}", area_id="so", name=team))
        await session.flush()
        row = Team(tenant_id=tenant, id=team, unit_id=f"unit-{team}", name=team, roster_due_at=due)
        row.service_url, row.conversation_id = HERE, f"19:{team}@thread.tacv2"
        session.add(row)
    await session.flush()


@dataclass
class Known:
    """What is in the tables."""

    database: Database
    clock: Clock

    async def reads(self, team: str, *ids: str) -> Change | None:
        async with self.database.write() as session:
            return await rosters.store(session, TENANT, team, listed(*ids), self.clock())

    async def person(self, person_id: str) -> Person:
        async with self.database.read() as session:
            return await session.get_one(Person, (TENANT, person_id))

    async def left(self) -> set[str]:
        async with self.database.read() as session:
            every = await session.exec(select(Person))
            return {person.id for person in every if person.left_at is not None}

    async def members(self) -> set[tuple[str, str]]:
        async with self.database.read() as session:
            return {(row.team_id, row.person_id) for row in await session.exec(select(Member))}

    async def due(self, team: str = NORD) -> datetime | None:
        async with self.database.read() as session:
            return (await session.get_one(Team, (TENANT, team))).roster_due_at

    async def team(self, team_id: str, **changed: object) -> None:
        async with self.database.write() as session:
            row = await session.get_one(Team, (TENANT, team_id))
            for name, value in changed.items():
                setattr(row, name, value)


async def open_register(database: Database, clock: Clock) -> Known:
    """Two teams, each in a unit of its own, whose rosters are due."""
    async with database.write() as session:
        await found(session, TENANT, clock(), NORD, SYD)
    return Known(database, clock)


@dataclass
class Register:
    """A channel with a memory: who is in which team, and how often it was asked."""

    teams: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    waits: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def members(self, where: Address) -> Answer:
        team = where.conversation_id.removeprefix("19:").removesuffix("@thread.tacv2")
        self.asked.append(team)
        self.begun.set()
        if self.waits is not None:
            await self.waits.wait()
        return self.teams.get(team, Refused("http_404"))


class Broken(Register):
    async def members(self, where: Address) -> Answer:
        await super().members(where)
        raise RuntimeError("a bug")
