"""Good stories and the consents they need."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within

_AWAITING = text("state = 'awaiting_consent'")


@keeps_sealed
class Story(SQLModel, table=True):
    """A good story, from draft to newsletter. `revision` counts edits: a yes is a yes to one wording."""

    __table_args__ = (
        within("author_id", table="person"),
        within("unit_id", table="unit"),
        Index("ix_story_ready", "tenant_id", "ready_at"),
        Index("ix_story_author", "tenant_id", "author_id"),
        # Those few that wait, among all that was ever told.
        Index(
            "ix_story_awaiting", "tenant_id", "changed_at", sqlite_where=_AWAITING, postgresql_where=_AWAITING
        ),
    )

    tenant_id: str = tenant()
    id: str = key()
    author_id: str
    unit_id: str | None = None
    kind: str = "story"
    happens_on: date | None = None  # what is in the calendar
    title: str = sealed()
    body: str = sealed(step=256)
    theme: str | None = None
    name_shown: str | None = None
    no_citizen_confirmed: bool = False
    state: str = "draft"
    revision: int = 1
    created_at: datetime = moment(nullable=False)
    changed_at: datetime = moment(nullable=False)
    ready_at: datetime | None = moment()
    withdrawn_at: datetime | None = moment()


class StoryConsent(SQLModel, table=True):
    """Somebody else's yes or no to a story: to her words, or to being named in it."""

    __tablename__ = "story_consent"
    __table_args__ = (
        within("story_id", table="story", ondelete="CASCADE"),
        within("person_id", table="person"),
        UniqueConstraint("tenant_id", "story_id", "person_id", name="uq_story_consent_person"),
    )

    tenant_id: str = tenant()
    id: str = key()
    story_id: str
    person_id: str
    reason: str
    answer: str = "asked"
    revision: int = 1
    asked_at: datetime = moment(nullable=False)
    answered_at: datetime | None = moment()
