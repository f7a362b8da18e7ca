"""Forums, when they meet, and the standing points on their agendas."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within


class Forum(SQLModel, table=True):
    """Where something stands on the agenda: a team's meeting, or a committee's (facts 2.9).

    Its card goes to the channel of `team_id`, or else to whoever convenes it, in private.
    """

    __table_args__ = (
        within("unit_id", table="unit"),
        within("team_id", table="team"),
        within("convenor_id", table="person"),
        Index("ix_forum_nudge_due", "nudge_due_at"),
        Index("ix_forum_team", "tenant_id", "team_id", "id"),
    )

    tenant_id: str = tenant()
    id: str = key()
    kind: str
    name: str
    unit_id: str | None = None  # None is the whole area's
    team_id: str | None = None
    convenor_id: str | None = None
    in_organisation: bool = True
    topics: str = "attendance"  # one or more, with a space between
    # The rhythm: Monday is 0, the times are wall clocks in Copenhagen.
    weekday: int | None = None
    meets_at: str | None = None
    cadence: str | None = None
    anchor: date | None = None
    # When it may be reminded: so many working days before, between two times of day.
    lead_days: int = 1
    wakes: str = "08:00"
    sleeps: str = "17:00"
    rests_from: int | None = None  # ISO weeks of the summer in which it does not meet
    rests_to: int | None = None
    paused_until: date | None = None
    moved_week: str | None = None  # this week's meeting is held at another time, once
    moved_to: datetime | None = moment()
    held_week: str | None = None  # an earlier one that was moved ahead, and is over
    next_week: str | None = None  # which meeting is next: the week that the rhythm gave it
    next_meeting_at: datetime | None = moment()
    nudge_due_at: datetime | None = moment()


@keeps_sealed
class AgendaPoint(SQLModel, table=True):
    """What stands on the agenda of one meeting of one forum, and what came of it."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        within("forum_id", table="forum"),
        UniqueConstraint("tenant_id", "forum_id", "week", name="uq_agenda_point_week"),
        Index("ix_agenda_point_told", "tenant_id", "told_at"),
    )

    tenant_id: str = tenant()
    id: str = key()
    forum_id: str
    week: str  # ISO, as 2026-W48: no rhythm meets twice in one
    meets_at: datetime = moment(nullable=False)
    swapped: bool = False
    discussed_at: datetime | None = moment()
    postponed_at: datetime | None = moment()
    # What they agreed on, and since when the newsletter may tell it ("I sagde - vi gjorde").
    agreement: str | None = sealed(step=256, nullable=True)
    agreed_at: datetime | None = moment()
    told_at: datetime | None = moment()


class AgendaQuestion(SQLModel, table=True):
    """A topic of a meeting with its dialogue card. Where two forums meet as one, each has its own."""

    __tablename__ = "agenda_question"
    __table_args__ = (
        within("point_id", table="agenda_point", ondelete="CASCADE"),
        within("forum_id", table="forum"),
        Index("ix_agenda_question_forum", "tenant_id", "forum_id"),
    )

    tenant_id: str = tenant()
    point_id: str = key()
    forum_id: str = key()
    topic: str = Field(primary_key=True)
    card: str


class CardDraw(SQLModel, table=True):
    """A dialogue card that a forum has had. The key says it: no card twice before the deck is used."""

    __tablename__ = "card_draw"
    __table_args__ = (within("forum_id", table="forum"),)

    tenant_id: str = tenant()
    forum_id: str = key()
    deck_round: int = Field(primary_key=True)
    card: str = Field(primary_key=True)
    topic: str = "attendance"
    drawn_at: datetime = moment(nullable=False)
