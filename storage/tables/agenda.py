"""The standing agenda point of a team's meetings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.fields import key, moment, tenant, within


class AgendaPoint(SQLModel, table=True):
    """The standing point of one meeting of one team, with the dialogue card it got."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        within("team_id", table="team"),
        UniqueConstraint("tenant_id", "team_id", "week", name="uq_agenda_point_week"),
    )

    tenant_id: str = tenant()
    id: str = key()
    team_id: str
    week: str  # ISO, as 2026-W48: no rhythm meets twice in one
    meets_at: datetime = moment(nullable=False)
    card: str
    swapped: bool = False
    discussed_at: datetime | None = moment()


class CardDraw(SQLModel, table=True):
    """A dialogue card that a team has had. The key says it: no card twice before the deck is used."""

    __tablename__ = "card_draw"
    __table_args__ = (within("team_id", table="team"),)

    tenant_id: str = tenant()
    team_id: str = key()
    deck_round: int = Field(primary_key=True)
    card: str = Field(primary_key=True)
    drawn_at: datetime = moment(nullable=False)
