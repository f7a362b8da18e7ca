"""The standing agenda point: one row a meeting, one dialogue card at a time."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from domain.calendar import IsoWeek
from domain.deck import draw
from storage.database import Session
from storage.tables import AgendaPoint, CardDraw, Team


async def point_for(session: Session, team: Team, meets_at: datetime, now: datetime) -> AgendaPoint:
    """The point of the week's meeting; made, with a fresh card, the first time somebody asks.

    A meeting that is moved within its week keeps its point, and with it its card.
    """
    week = str(IsoWeek.of(meets_at))
    found = await session.exec(
        select(AgendaPoint).where(
            AgendaPoint.tenant_id == team.tenant_id,
            AgendaPoint.team_id == team.id,
            AgendaPoint.week == week,
        )
    )
    point = found.first()
    if point is not None:
        point.meets_at = meets_at
    else:
        point = AgendaPoint(
            tenant_id=team.tenant_id,
            id=uuid.uuid4().hex,
            team_id=team.id,
            week=week,
            meets_at=meets_at,
            card=await draw_card(session, team, now),
        )
        session.add(point)
        await session.flush()
    return point


async def get(session: Session, tenant_id: str, point_id: str) -> AgendaPoint | None:
    return await session.get(AgendaPoint, (tenant_id, point_id), with_for_update=True)


async def draw_card(session: Session, team: Team, now: datetime) -> str:
    """The next dialogue card: none comes back before the team has had the whole deck."""
    deck_round, used = await _round(session, team)
    card = draw(team.id, deck_round, used)
    if card is None:
        deck_round += 1
        card = draw(team.id, deck_round, ())
    assert card is not None, "a fresh deck has cards"
    session.add(
        CardDraw(tenant_id=team.tenant_id, team_id=team.id, deck_round=deck_round, card=card, drawn_at=now)
    )
    await session.flush()
    return card


async def _round(session: Session, team: Team) -> tuple[int, list[str]]:
    mine = (CardDraw.tenant_id == team.tenant_id, CardDraw.team_id == team.id)
    newest = (await session.exec(select(func.max(CardDraw.deck_round)).where(*mine))).one() or 1
    used = await session.exec(
        select(CardDraw.card).where(*mine, CardDraw.deck_round == newest).order_by(col(CardDraw.card))
    )
    return newest, list(used)


async def swap(session: Session, team: Team, point: AgendaPoint, now: datetime) -> bool:
    """Another question for this meeting, once (voice 3.3); False when it has been swapped already."""
    if point.swapped:
        return False
    point.card, point.swapped = await draw_card(session, team, now), True
    session.add(point)
    return True


def discussed(point: AgendaPoint, now: datetime) -> None:
    """Kept once: who pressed first does not matter, and who pressed at all is not kept."""
    point.discussed_at = point.discussed_at or now


def not_discussed(point: AgendaPoint) -> None:
    point.discussed_at = None
