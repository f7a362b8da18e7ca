"""The newsletter's weeks: what the editor has chosen, written and published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within


@keeps_sealed
class Newsletter(SQLModel, table=True):
    """One week's section from the editor's first touch on: until then a rule chooses, and there is no row."""

    __table_args__ = (Index("ix_newsletter_published", "tenant_id", "published_at"),)

    tenant_id: str = tenant()
    week: str = Field(primary_key=True)
    title: str = sealed()  # its own name, or ""
    area: str | None = sealed(nullable=True)  # as it was called when this was published
    link: str = ""  # where the whole newsletter can be read
    without: str = ""  # the agreements that the editor leaves out, by id
    agreements: str | None = sealed(step=256, nullable=True)  # as they were published
    touched_at: datetime = moment(nullable=False)
    published_at: datetime | None = moment()
    published_by: str | None = None


@keeps_sealed
class NewsletterItem(SQLModel, table=True):
    """A story's place in a week. What was printed is kept beside it, and goes when the story goes."""

    __tablename__ = "newsletter_item"
    __table_args__ = (
        within("story_id", table="story", ondelete="CASCADE"),
        Index("ix_newsletter_item_story", "tenant_id", "story_id"),
    )

    tenant_id: str = tenant()
    week: str = Field(primary_key=True)
    story_id: str = key()
    place: int
    picked: bool = True
    reason: str
    # As it was published; empty before.
    revision: int | None = None
    title: str | None = sealed(nullable=True)
    body: str | None = sealed(step=256, nullable=True)
    byline: str | None = sealed(nullable=True)
    unit_name: str | None = sealed(nullable=True)
    alt_text: str | None = sealed(nullable=True)
    photo_id: str | None = None


@keeps_sealed
class StoryVersion(SQLModel, table=True):
    """The editor's wording of a story. The author's own stays in `story`, whatever is written here."""

    __tablename__ = "story_version"
    __table_args__ = (
        within("story_id", table="story", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "story_id", "number", name="uq_story_version_number"),
    )

    tenant_id: str = tenant()
    id: str = key()
    story_id: str
    number: int
    revision: int  # of the author's wording that it was made from
    title: str = sealed()
    body: str = sealed(step=256)
    person_id: str
    written_at: datetime = moment(nullable=False)
    answer: str = ""
    answered_at: datetime | None = moment()


@keeps_sealed
class StoryPhoto(SQLModel, table=True):
    """A story's photo, drawn again without what the camera wrote into it. The newest one counts."""

    __tablename__ = "story_photo"
    __table_args__ = (
        within("story_id", table="story", ondelete="CASCADE"),
        Index("ix_story_photo_story", "tenant_id", "story_id"),
    )

    tenant_id: str = tenant()
    id: str = key()
    story_id: str
    image: str = sealed(step=1024)  # JPEG, base64
    width: int
    height: int
    alt_text: str = sealed()
    # No citizen can be seen, and whoever can be has said yes; until then it is nowhere to be seen.
    confirmed_at: datetime | None = moment()
    created_at: datetime = moment(nullable=False)


@keeps_sealed
class NewsletterExport(SQLModel, table=True):
    """Who has taken a week's section home, in which format, and which stories were in it."""

    __tablename__ = "newsletter_export"
    __table_args__ = (Index("ix_newsletter_export_week", "tenant_id", "week"),)

    tenant_id: str = tenant()
    id: str = key()
    week: str
    format: str
    person_id: str | None = None  # None: a machine, by its token
    label: str = sealed()  # the token's
    at: datetime = moment(nullable=False, index=True)
    stories: str = sealed()  # their ids
