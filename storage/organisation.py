"""Bring the organisation in the database to what the import file says. Roles come from here alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col

from domain import organisation as file
from domain.kinds import Role
from domain.rhythm import Rhythm
from storage import people, teams
from storage.database import Session
from storage.tables import Area, Contact, Person, RoleGrant, Team, Unit


async def apply(session: Session, tenant_id: str, wanted: file.Organisation, now: datetime) -> None:
    """Bring everything to what the file says; what is out of it is kept for old stories, and used no more."""
    await _apply_area(session, tenant_id, wanted)
    await _apply_teams(session, tenant_id, wanted, now)
    await _apply_people(session, tenant_id, wanted)
    await _apply_contacts(session, tenant_id, wanted)


async def _apply_area(session: Session, tenant_id: str, wanted: file.Organisation) -> None:
    """One area a tenant; units that left it keep their name for the stories told there."""
    await session.merge(Area(tenant_id=tenant_id, id=wanted.area.id, name=wanted.area.name))
    await session.flush()
    await session.exec(
        update(Unit)
        .where(col(Unit.tenant_id) == tenant_id)
        .values(area_id=wanted.area.id, in_organisation=False)
    )
    await session.exec(delete(Area).where(col(Area.tenant_id) == tenant_id, col(Area.id) != wanted.area.id))
    for unit in wanted.units:
        await session.merge(Unit(tenant_id=tenant_id, id=unit.id, area_id=wanted.area.id, name=unit.name))
    await session.flush()


async def _apply_teams(session: Session, tenant_id: str, wanted: file.Organisation, now: datetime) -> None:
    known = {team.id: team for team in wanted.teams}
    for team in await teams.all_of(session, tenant_id):
        if team.id not in known:
            team.in_organisation, team.conversation_id, team.service_url = False, None, None
            teams.set_rhythm(team, None, now)
    for spec in wanted.teams:
        await _apply_team(session, tenant_id, spec, now)
    await session.flush()


async def _apply_team(session: Session, tenant_id: str, wanted: file.TeamSpec, now: datetime) -> None:
    team = await session.get(Team, (tenant_id, wanted.id)) or Team(
        tenant_id=tenant_id, id=wanted.id, unit_id=wanted.unit_id, name=wanted.name
    )
    team.unit_id, team.name, team.teams_group_id = wanted.unit_id, wanted.name, wanted.teams_group_id
    team.in_organisation = True
    if wanted.weekday is not None and wanted.at and wanted.cadence:
        anchor = wanted.anchor or team.anchor or now.date()
        rhythm = Rhythm(wanted.weekday, wanted.at, wanted.cadence, anchor)
        # Importing the same file again must not bring a nudge back that has been planned.
        if teams.rhythm_of(team) != rhythm:
            teams.set_rhythm(team, rhythm, now)
    session.add(team)


async def _apply_people(session: Session, tenant_id: str, wanted: file.Organisation) -> None:
    await session.exec(delete(RoleGrant).where(col(RoleGrant.tenant_id) == tenant_id))
    await session.exec(
        update(Person)
        .where(col(Person.tenant_id) == tenant_id, col(Person.id).not_in([p.id for p in wanted.people]))
        .values(in_organisation=False)
    )
    for spec in wanted.people:
        person = await session.get(Person, (tenant_id, spec.id)) or Person(tenant_id=tenant_id, id=spec.id)
        person.name, person.title, person.in_organisation = spec.name, spec.title, True
        person.unit_id, person.team_id = spec.unit_id, spec.team_id
        session.add(person)
    await session.flush()
    for role in wanted.roles:
        session.add(
            RoleGrant(
                tenant_id=tenant_id, person_id=role.person_id, role=role.role, unit_id=role.unit_id or ""
            )
        )


async def appoint(session: Session, tenant_id: str, administrators: Iterable[str]) -> None:
    """The first administrators come from the settings: without them nobody could give anybody a role."""
    for person_id in administrators:
        await people.meet(session, tenant_id, person_id, "")
        await session.merge(
            RoleGrant(tenant_id=tenant_id, person_id=person_id, role=Role.ADMINISTRATOR, unit_id="")
        )


async def _apply_contacts(session: Session, tenant_id: str, wanted: file.Organisation) -> None:
    await session.exec(delete(Contact).where(col(Contact.tenant_id) == tenant_id))
    for position, contact in enumerate(wanted.contacts):
        session.add(
            Contact(
                tenant_id=tenant_id,
                id=f"{position:02}",
                position=position,
                name=contact.name,
                number=contact.number,
                note=contact.note,
                owner=contact.owner,
                checked_on=contact.checked,
            )
        )
