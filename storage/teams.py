"""Teams: which there are, and where their channel is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from storage import rosters
from storage.crypto import fingerprint
from storage.database import Session
from storage.tables import Team


async def get(session: Session, tenant_id: str, team_id: str) -> Team | None:
    return await session.get(Team, (tenant_id, team_id))


async def all_of(session: Session, tenant_id: str) -> Sequence[Team]:
    rows = await session.exec(
        select(Team).where(Team.tenant_id == tenant_id, Team.in_organisation).order_by(Team.name)
    )
    return rows.all()


async def by_channel(session: Session, tenant_id: str, conversation_id: str) -> Team | None:
    rows = await session.exec(
        select(Team).where(
            Team.tenant_id == tenant_id, Team.channel_mark == fingerprint(tenant_id, conversation_id)
        )
    )
    return rows.first()


async def unbound_match(
    session: Session, tenant_id: str, group_id: str | None, name: str
) -> tuple[Team, bool] | None:
    """The one team without a channel that this Teams team may be, and whether that is certain.

    Certain is the group id of the import file. A name is a guess: anybody can make a Teams team with it.
    """
    rows = await session.exec(
        select(Team).where(
            Team.tenant_id == tenant_id, Team.in_organisation, col(Team.conversation_id).is_(None)
        )
    )
    free = rows.all()
    by_id = [team for team in free if group_id and team.teams_group_id == group_id]
    by_name = [team for team in free if team.teams_group_id is None and team.name == name]
    if len(by_id) == 1:
        return by_id[0], True
    return (by_name[0], False) if len(by_name) == 1 else None


def bind(team: Team, *, service_url: str, conversation_id: str) -> None:
    """From now on Medvind may speak to the team here."""
    team.service_url, team.conversation_id = service_url, conversation_id


async def lose_channel(session: Session, tenant_id: str, team_id: str) -> None:
    """Teams says that the channel is not there for us any more: it is learned again when we are added."""
    team = await get(session, tenant_id, team_id)
    if team is not None:
        team.service_url = team.conversation_id = None
        await rosters.forget(session, team)
