"""A leader's private reminders to keep in touch, by the municipality's model (document 002: 1-3-10).

There is no colleague in these tables, no reason, and nothing that was said.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within


class FollowUp(SQLModel, table=True):
    """One run of reminders, known to its leader by a neutral word."""

    __tablename__ = "follow_up"
    __table_args__ = (
        within("leader_id", table="person", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "leader_id", "word", name="uq_follow_up_word"),
        Index("ix_follow_up_due", "due_at"),
    )

    tenant_id: str = tenant()
    id: str = key()
    leader_id: str
    word: str
    started_on: date
    # Where it is: how many steps are behind her, and when the next reminder is due.
    step: int = 0
    due_at: datetime | None = moment()
    ended_at: datetime | None = moment()
    erase_on: date


@keeps_sealed
class FollowUpModel(SQLModel, table=True):
    """The municipality's own model and text, from the import file, with who keeps them right."""

    __tablename__ = "follow_up_model"

    tenant_id: str = tenant()
    days: str  # as 1-3-10
    counted: str  # calendar | working
    talk: bool = True  # the talk within four weeks (sygedagpengeloven § 7 a)
    text: str = sealed(step=256)
    owner: str = sealed()
    checked_on: date
