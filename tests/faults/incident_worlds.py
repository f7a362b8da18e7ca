"""Random lives of incidents: people leave, roles change hands, leaders are off, Medvind stops, somebody acts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.post import Address
from dialogs.screens import Screen
from domain.incident import IncidentKind, WhoDidIt
from domain.incident_clocks import Step
from domain.kinds import Role
from domain.organisation import AreaSpec, Organisation, PersonSpec, RoleSpec, UnitSpec
from nudges.plan import plan
from storage import incident_mail, incident_parts, incident_steps, incidents, organisation
from storage.incidents import Registration
from storage.tables import Incident, Person, RoleGrant
from tests.faults.incident_rules import HOUR, KINDS, Staff, due_times
from tests.town import Town

UNITS = ("enhed-nord", "enhed-syd")
PEOPLE = tuple(f"00000000-0000-4000-8000-0000000080{number:02}" for number in range(9))
ADMIN = PEOPLE[-1]
IN_A_UNIT = (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP)
GAPS = (61, 61, 70, 240, 600, 1440, 1440, 4000)  # minutes; the last of them is a stop over a weekend


class Killed(Exception):
    """The process, between its work and its commit."""


@dataclass
class Kept:
    """An incident as the test remembers it."""

    id: str
    unit: str
    hit: str | None
    due: dict[str, datetime]
    registered: datetime
    done: dict[str, datetime] = field(default_factory=dict)
    closed: bool = False
    told: dict[str, list[datetime]] = field(default_factory=dict)  # when somebody was reminded, by step
    reached: dict[str, set[str]] = field(default_factory=dict)  # and who has been


@dataclass
class Life:
    """One tenant and what happens in it; `staff` and `kept` are what the second working-out knows."""

    town: Town
    tenant: str
    dice: Random
    staff: Staff = field(default_factory=Staff)
    kept: list[Kept] = field(default_factory=list)

    async def begin(self) -> None:
        roles = [(ADMIN, Role.ADMINISTRATOR, "")]
        for unit in UNITS:
            roles += [(self.dice.choice(PEOPLE[:7]), role, unit) for role in IN_A_UNIT]
        roles += [(PEOPLE[7], Role.AREA_HEAD, "")] * self.dice.randint(0, 1)
        self.staff.grants = {(person, str(role), unit) for person, role, unit in roles}
        wanted = Organisation(
            AreaSpec("so", "Sundhed og Omsorg"),
            tuple(UnitSpec(unit, unit) for unit in UNITS),
            (),
            (),
            tuple(PersonSpec(p, f"Navn {p[-2:]}", "medarbejder", UNITS[0], None) for p in PEOPLE),
            tuple(RoleSpec(p, Role(r), u or None) for p, r, u in sorted(self.staff.grants)),
            (),
        )
        async with self.town.database.write() as session:
            await organisation.apply(session, self.tenant, wanted, self.town.clock())
            for person in PEOPLE:
                row = await session.get_one(Person, (self.tenant, person))
                row.service_url, row.conversation_id = "https://smba.example/", f"a:{person}"

    async def registers(self) -> None:
        now, kind = self.town.clock(), self.dice.choice(KINDS)
        late = timedelta(minutes=self.dice.choice([0, 0, 90, 3000, 30_000]))
        reporter, hit = self.dice.choice(PEOPLE[:8]), self.dice.choice([*PEOPLE[:8], None])
        unit = self.dice.choice(UNITS)
        told = Registration(unit, hit, IncidentKind(kind), WhoDidIt.CITIZEN_OR_RELATIVE, "", now - late)
        async with self.town.database.write() as session:
            person = await session.get_one(Person, (self.tenant, reporter))
            incident = await incidents.register(session, person, told, now)
            await incident_parts.settle(session, incident, now)
            for one in {reporter, hit or reporter}:
                await incident_mail.show_status(session, incident, one, now)
        self.kept.append(Kept(incident.id, unit, hit, due_times(kind, now - late, now), now))

    async def somebody_acts(self) -> None:
        one = self.dice.choice(self.kept)
        step, now = self.dice.choice(sorted(one.due)), self.town.clock()
        async with self.town.database.write() as session:
            incident = await session.get_one(Incident, (self.tenant, one.id))
            if self.dice.random() < 0.1:
                incident.state, incident.due_at, one.closed = "closed", None, True
            elif await incident_steps.done(session, incident, Step(step), PEOPLE[0], now):
                one.done[step] = now

    async def staff_changes(self) -> None:
        chance, person = self.dice.random(), self.dice.choice(PEOPLE[:8])
        unit, role, now = self.dice.choice(UNITS), self.dice.choice(IN_A_UNIT), self.town.clock()
        async with self.town.database.write() as session:
            row = await session.get_one(Person, (self.tenant, person))
            grant = await session.get(RoleGrant, (self.tenant, person, role, unit))
            if chance < 0.25:
                row.left_at = now
                self.staff.left.add(person)
            elif chance < 0.45:
                row.left_at = None
                self.staff.left.discard(person)
            elif role is Role.LEADER and grant is not None:
                grant.handed_over_until = now + timedelta(days=self.dice.randint(0, 9))
                self.staff.away[person, unit] = grant.handed_over_until
            elif grant is not None:
                await session.delete(grant)
                self.staff.grants.discard((person, str(role), unit))
            elif chance < 0.75:
                session.add(RoleGrant(tenant_id=self.tenant, person_id=person, role=role, unit_id=unit))
                self.staff.grants.add((person, str(role), unit))

    async def leader_loses_her_role(self) -> None:
        held = sorted(grant for grant in self.staff.grants if grant[1] in IN_A_UNIT)
        if held:
            person, role, unit = self.dice.choice(held)
            async with self.town.database.write() as session:
                await session.delete(await session.get_one(RoleGrant, (self.tenant, person, role, unit)))
            self.staff.grants.discard((person, role, unit))
            self.staff.away.pop((person, unit), None)

    def next_look(self) -> datetime:
        """A while later; often at the very moment at which something is due."""
        now = self.town.clock()
        moments = sorted(due for one in self.kept for due in one.due.values() if due >= now + HOUR)
        if moments and self.dice.random() < 0.4:
            return moments[0]
        return now + timedelta(minutes=self.dice.choice(GAPS))

    async def looks(self) -> Sequence[tuple[Address, Screen]]:
        """As every minute of a service that has perhaps just been killed, or started anew."""
        if self.dice.random() < 0.1:
            with suppress(Killed):
                async with self.town.database.write() as session:
                    await plan(session, self.town.clock())
                    raise Killed
        if self.dice.random() < 0.1:
            await self.town.database.close()
        return await self.town.tick()
