"""Who may answer in a team's round: its people, without those who lead it (safety.md 5.2).

Each is counted in one team only. Guests and bots are in no roster that we keep.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, or_, select

from domain.kinds import Role
from storage.database import Session
from storage.tables import Member, Person, RoleGrant, Team

LEADING = (Role.LEADER, Role.DEPUTY)


async def of_team(session: Session, team: Team) -> Sequence[Person]:
    """By the roster in Teams where it is known, else by the organisation file."""
    listed, owners = await _roster(session, team)
    leading = await _leaders(session, team)
    rows = await session.exec(
        select(Person)
        .where(
            Person.tenant_id == team.tenant_id,
            col(Person.left_at).is_(None),
            or_(Person.team_id == team.id, col(Person.id).in_(listed)),
        )
        .order_by(Person.id)
    )
    here = [person for person in rows if await home_of(session, person) == team.id]
    known = [person for person in here if (person.id in listed if listed else person.in_organisation)]
    return [person for person in known if person.id not in leading | owners]


async def home_of(session: Session, person: Person) -> str | None:
    """The one team that somebody is counted in: the organisation's, else the first that Teams has her in.

    Only the organisation and Teams say where she is. What she has chosen by herself opens nothing.
    """
    if person.team_id and person.in_organisation:
        return person.team_id
    rows = await session.exec(
        select(Member.team_id)
        .where(Member.tenant_id == person.tenant_id, Member.person_id == person.id)
        .order_by(Member.team_id)
    )
    listed = rows.all()
    if person.team_id in listed:
        return person.team_id
    return listed[0] if listed else None


async def unit_of(session: Session, person: Person) -> str | None:
    """The unit that somebody works in, by the organisation, or by her team in Teams."""
    if person.in_organisation:
        return person.unit_id
    home = await home_of(session, person)
    team = await session.get(Team, (person.tenant_id, home)) if home else None
    return team.unit_id if team else None


async def leads(session: Session, person: Person, team: Team) -> bool:
    """Whoever leads a team does not answer in it: she sees what the team sees."""
    return person.id in await _leaders(session, team)


async def owns(session: Session, person: Person, team: Team) -> bool:
    """Nor does whoever owns it in Teams."""
    _, owners = await _roster(session, team)
    return person.id in owners


async def _roster(session: Session, team: Team) -> tuple[set[str], set[str]]:
    """Everybody in the team in Teams, and those who own it there."""
    rows = (
        await session.exec(
            select(Member.person_id, Member.owns).where(
                Member.tenant_id == team.tenant_id, Member.team_id == team.id
            )
        )
    ).all()
    return {person for person, _ in rows}, {person for person, owns in rows if owns}


async def _leaders(session: Session, team: Team) -> set[str]:
    rows = await session.exec(
        select(RoleGrant.person_id).where(
            RoleGrant.tenant_id == team.tenant_id,
            col(RoleGrant.role).in_(LEADING),
            col(RoleGrant.unit_id).in_([team.unit_id, ""]),
        )
    )
    return set(rows)
