"""Who is in which team, as Teams says; and what follows for somebody who is in none any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select

from storage import people
from storage.database import Session, insert_once
from storage.tables import Member, Person, Team

_AT_A_TIME = 500  # ids in one statement


@dataclass(frozen=True)
class Listed:
    """Somebody whom a roster names: by the Entra object id, and as Teams calls her.

    `owns` is whether the team is hers to run in Teams.
    """

    person_id: str
    name: str
    owns: bool = False


@dataclass(frozen=True)
class Claim:
    """A team whose roster somebody has gone to read, and until when nobody else does (aware UTC)."""

    tenant_id: str
    team_id: str
    service_url: str
    conversation_id: str
    until: datetime


@dataclass(frozen=True)
class Change:
    """What a roster has brought, in numbers of people."""

    members: int
    joined: int
    left: int


async def claim(session: Session, now: datetime, until: datetime) -> Claim | None:
    """The team that has waited longest, of all tenants; its next turn is `until`, whatever comes of this."""
    rows = await session.exec(
        select(Team)
        .where(
            col(Team.roster_due_at) <= now,
            Team.in_organisation,
            col(Team.conversation_id).is_not(None),
            col(Team.service_url).is_not(None),
        )
        .order_by(col(Team.roster_due_at), Team.tenant_id, Team.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    team = rows.first()
    if team is None:
        return None
    team.roster_due_at = until
    return Claim(team.tenant_id, team.id, team.service_url or "", team.conversation_id or "", until)


async def put_off(session: Session, tenant_id: str, team_id: str, claimed: datetime, until: datetime) -> bool:
    """The next turn of a team that was claimed until `claimed`.

    False when it is not ours any more: it has got another channel, has lost it, or our time was over.
    """
    changed = await session.exec(
        update(Team)
        .where(col(Team.tenant_id) == tenant_id, col(Team.id) == team_id, col(Team.roster_due_at) == claimed)
        .values(roster_due_at=until)
        .returning(col(Team.id))
    )
    return changed.first() is not None


async def begin(session: Session, team: Team, now: datetime) -> None:
    """Medvind is in the team's channel from now on: its roster is due, and an earlier one is forgotten."""
    await forget(session, team)
    team.roster_due_at = now


async def forget(session: Session, team: Team) -> None:
    """Medvind is in the team no more, and knows nothing of who is: nobody leaves by that."""
    team.roster_due_at = None
    await session.exec(
        delete(Member).where(col(Member.tenant_id) == team.tenant_id, col(Member.team_id) == team.id)
    )


async def store(
    session: Session, tenant_id: str, team_id: str, members: Sequence[Listed], now: datetime
) -> Change | None:
    """Make this the team's roster. Who was in it and is in no team's now has left; who is in it has not.

    It gives nobody a role, and changes nothing that the organisation file says. None: there is no such team.
    """
    await people.one_at_a_time(session, tenant_id)
    team = await session.get(Team, (tenant_id, team_id))
    if team is None:
        return None
    names = {member.person_id: member.name for member in members}
    owners = {member.person_id for member in members if member.owns}
    before = await _in_team(session, team)
    await _know(session, team, names)
    for person_id in sorted(names):
        row = before.get(person_id) or Member(tenant_id=tenant_id, team_id=team_id, person_id=person_id)
        row.owns = person_id in owners
        session.add(row)
    await session.flush()
    left = await _part(session, team, before.keys() - names.keys(), now)
    await _welcome(session, team, names)
    return Change(len(names), len(names.keys() - before.keys()), left)


async def _in_team(session: Session, team: Team) -> dict[str, Member]:
    rows = await session.exec(
        select(Member).where(Member.tenant_id == team.tenant_id, Member.team_id == team.id)
    )
    return {row.person_id: row for row in rows}


async def _know(session: Session, team: Team, names: dict[str, str]) -> None:
    """A row for everybody who has none yet. A turn of hers may be making it at this moment."""
    known: set[str] = set()
    for ids in _handfuls(names):
        known |= set(
            await session.exec(
                select(Person.id).where(Person.tenant_id == team.tenant_id, col(Person.id).in_(ids))
            )
        )
    for person_id in sorted(names.keys() - known):
        new = {"tenant_id": team.tenant_id, "id": person_id, "name": names[person_id], "title": ""}
        await insert_once(session, Person, new | {"in_organisation": False})


async def _part(session: Session, team: Team, gone: Collection[str], now: datetime) -> int:
    """They are out of this team; how many of them are in none."""
    left = 0
    elsewhere = select(Member.person_id).where(
        Member.tenant_id == Person.tenant_id, Member.person_id == Person.id
    )
    for ids in _handfuls(gone):
        mine = (col(Member.tenant_id) == team.tenant_id, col(Member.team_id) == team.id)
        await session.exec(delete(Member).where(*mine, col(Member.person_id).in_(ids)))
        found = await session.exec(
            update(Person)
            .where(
                col(Person.tenant_id) == team.tenant_id,
                col(Person.id).in_(ids),
                ~elsewhere.exists(),
            )
            .values(left_at=now)
            .returning(col(Person.id))
        )
        left += len(found.all())
    return left


async def _welcome(session: Session, team: Team, names: dict[str, str]) -> None:
    """They are here: they have not left, and belong to this team if to no other."""
    for ids in _handfuls(names):
        here = (Member.tenant_id == team.tenant_id, col(Member.person_id).in_(ids))
        places = set((await session.exec(select(Member.person_id, Member.team_id).where(*here))).all())
        found = await session.exec(
            select(Person).where(Person.tenant_id == team.tenant_id, col(Person.id).in_(ids))
        )
        for person in found:
            person.left_at = None
            if not person.in_organisation:
                person.name = names[person.id] or person.name
            # Whoever is in two teams stays with the one she was found in first.
            settled = person.in_organisation and person.unit_id is not None
            if not settled and (person.id, person.team_id) not in places:
                person.team_id = team.id
            if not settled and person.team_id == team.id:
                person.unit_id = team.unit_id
    await session.flush()


def _handfuls(ids: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + _AT_A_TIME] for start in range(0, len(ordered), _AT_A_TIME))
