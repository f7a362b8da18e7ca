"""Teams: where their channel is, when they meet, and when the next nudge is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from sqlmodel import col, or_, select

from domain.kinds import Cadence
from domain.rhythm import Rhythm, next_meeting, nudge_at
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


def rhythm_of(team: Team) -> Rhythm | None:
    if team.weekday is None or team.meets_at is None or team.cadence is None or team.anchor is None:
        return None
    return Rhythm(team.weekday, time.fromisoformat(team.meets_at), Cadence(team.cadence), team.anchor)


def set_rhythm(team: Team, rhythm: Rhythm | None, now: datetime) -> None:
    """Keep when the team meets, and with it when the next nudge is due; None stops the nudges."""
    if rhythm is None:
        team.weekday = team.meets_at = team.cadence = team.anchor = None
        team.next_meeting_at = team.nudge_due_at = None
        return
    team.weekday, team.meets_at = rhythm.weekday, rhythm.at.isoformat("minutes")
    team.cadence, team.anchor = rhythm.cadence, rhythm.anchor
    look_ahead(team, now)


def look_ahead(team: Team, after: datetime) -> None:
    """Point the due columns at the first meeting after a moment."""
    rhythm = rhythm_of(team)
    if rhythm is not None:
        team.next_meeting_at = next_meeting(rhythm, after)
        team.nudge_due_at = nudge_at(team.next_meeting_at)


def is_due(team: Team, now: datetime) -> bool:
    """A team without a channel cannot be reached: it is due once its meeting has passed, to move on."""
    due_at = team.nudge_due_at if team.conversation_id else team.next_meeting_at
    return due_at is not None and due_at <= now


async def nudge_due(session: Session, now: datetime, *, limit: int) -> Sequence[Team]:
    """Teams whose nudge is due, of all tenants: what is due decides the cost, not what exists.

    A team without a channel cannot be reached; it turns up here once its meeting has passed, so that
    the columns move on.
    """
    rows = await session.exec(
        select(Team)
        .where(
            col(Team.nudge_due_at) <= now,
            or_(col(Team.conversation_id).is_not(None), col(Team.next_meeting_at) <= now),
        )
        .order_by(col(Team.nudge_due_at), Team.tenant_id, Team.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return rows.all()
