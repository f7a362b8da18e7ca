"""All tables on one page. Every key begins with the tenant; every time is aware UTC.

There is no column for absence, for an answer by a person, or for anything about a citizen.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import UtcDateTime


def _tenant() -> Any:
    return Field(primary_key=True, max_length=64)


def _id() -> Any:
    return Field(primary_key=True, max_length=64)


def _moment(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


def _text(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else "", sa_column=Column(Text(), nullable=nullable))


def _within(*columns: str, table: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A reference that cannot cross a tenant: the tenant is part of it."""
    return ForeignKeyConstraint(
        ["tenant_id", *columns], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )


class Area(SQLModel, table=True):
    """Sundhed og Omsorg."""

    tenant_id: str = _tenant()
    id: str = _id()
    name: str


class Unit(SQLModel, table=True):
    __table_args__ = (_within("area_id", table="area"),)

    tenant_id: str = _tenant()
    id: str = _id()
    area_id: str
    name: str
    in_organisation: bool = True


class Team(SQLModel, table=True):
    """A team, the channel where Medvind may speak to it, and when it meets."""

    __table_args__ = (
        _within("unit_id", table="unit"),
        UniqueConstraint("tenant_id", "conversation_id", name="uq_team_channel"),
        Index("ix_team_nudge_due", "nudge_due_at"),
    )

    tenant_id: str = _tenant()
    id: str = _id()
    unit_id: str
    name: str
    teams_group_id: str | None = None
    in_organisation: bool = True
    # Where the channel is: learned when Medvind is added to the team, never guessed.
    service_url: str | None = None
    conversation_id: str | None = None
    # The rhythm: Monday is 0, the time is a wall clock in Copenhagen.
    weekday: int | None = None
    meets_at: str | None = None
    cadence: str | None = None
    anchor: date | None = None
    next_meeting_at: datetime | None = _moment()
    nudge_due_at: datetime | None = _moment()


class Person(SQLModel, table=True):
    """Somebody of the tenant, known by the Entra object id."""

    __table_args__ = (_within("unit_id", table="unit"), _within("team_id", table="team"))

    tenant_id: str = _tenant()
    id: str = _id()
    name: str = ""
    title: str = ""
    unit_id: str | None = None
    team_id: str | None = None
    in_organisation: bool = False
    language: str | None = None
    welcomed_at: datetime | None = _moment()
    # The personal chat, where one exists.
    service_url: str | None = None
    conversation_id: str | None = None


class RoleGrant(SQLModel, table=True):
    """A role in a unit; an empty unit means the whole area. Roles come from the organisation only."""

    __tablename__ = "role_grant"
    __table_args__ = (_within("person_id", table="person", ondelete="CASCADE"),)

    tenant_id: str = _tenant()
    person_id: str = _id()
    role: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, default="")


class Contact(SQLModel, table=True):
    """A number to call, with its owner and when somebody last checked it."""

    tenant_id: str = _tenant()
    id: str = _id()
    position: int = 0
    name: str
    number: str
    note: str = ""
    owner: str = ""
    checked_on: date


class Story(SQLModel, table=True):
    """A good story, from draft to newsletter. `revision` counts edits: a yes is a yes to one wording."""

    __table_args__ = (
        _within("author_id", table="person"),
        _within("unit_id", table="unit"),
        Index("ix_story_ready", "tenant_id", "ready_at"),
        Index("ix_story_author", "tenant_id", "author_id"),
    )

    tenant_id: str = _tenant()
    id: str = _id()
    author_id: str
    unit_id: str | None = None
    title: str = ""
    body: str = _text()
    theme: str | None = None
    name_shown: str | None = None
    no_citizen_confirmed: bool = False
    state: str = "draft"
    revision: int = 1
    created_at: datetime = _moment(nullable=False)
    changed_at: datetime = _moment(nullable=False)
    ready_at: datetime | None = _moment()
    withdrawn_at: datetime | None = _moment()


class StoryConsent(SQLModel, table=True):
    """Somebody else's yes or no to a story: to her words, or to being named in it."""

    __tablename__ = "story_consent"
    __table_args__ = (
        _within("story_id", table="story", ondelete="CASCADE"),
        _within("person_id", table="person"),
        UniqueConstraint("tenant_id", "story_id", "person_id", name="uq_story_consent_person"),
    )

    tenant_id: str = _tenant()
    id: str = _id()
    story_id: str
    person_id: str
    reason: str
    answer: str = "asked"
    revision: int = 1
    asked_at: datetime = _moment(nullable=False)
    answered_at: datetime | None = _moment()


class AgendaPoint(SQLModel, table=True):
    """The standing point of one meeting of one team, with the dialogue card it got."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        _within("team_id", table="team"),
        UniqueConstraint("tenant_id", "team_id", "week", name="uq_agenda_point_week"),
    )

    tenant_id: str = _tenant()
    id: str = _id()
    team_id: str
    week: str  # ISO, as 2026-W48: no rhythm meets twice in one
    meets_at: datetime = _moment(nullable=False)
    card: str
    swapped: bool = False
    discussed_at: datetime | None = _moment()


class CardDraw(SQLModel, table=True):
    """A dialogue card that a team has had. The key says it: no card twice before the deck is used."""

    __tablename__ = "card_draw"
    __table_args__ = (_within("team_id", table="team"),)

    tenant_id: str = _tenant()
    team_id: str = _id()
    deck_round: int = Field(primary_key=True)
    card: str = Field(primary_key=True)
    drawn_at: datetime = _moment(nullable=False)


class Heard(SQLModel, table=True):
    """A message that has been answered: Teams sends one again when it thinks that we were slow."""

    tenant_id: str = _tenant()
    conversation_id: str = Field(primary_key=True)
    activity_id: str = Field(primary_key=True)
    heard_at: datetime = _moment(nullable=False, index=True)


class Button(SQLModel, table=True):
    """What a button on a card may do, for whom and until when. The card itself carries only the token."""

    tenant_id: str = _tenant()
    token: str = _id()
    act: str
    object_id: str = ""
    person_id: str | None = None
    conversation_id: str | None = None
    expires_at: datetime = _moment(nullable=False, index=True)
    used_at: datetime | None = _moment()


class Outgoing(SQLModel, table=True):
    """What Medvind says first: one row an occurrence, written in the transaction that caused it."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key", name="uq_outbox_key"),
        Index("ix_outbox_due", "state", "not_before"),
    )

    tenant_id: str = _tenant()
    id: str = _id()
    key: str = Field(max_length=200)
    delivery_class: str
    message: str  # which message: a name in the registry of nudges, composed when it is sent
    object_id: str
    person_id: str | None = None
    team_id: str | None = None
    # Set when a card that is already posted is to be replaced: where it stands, and which it is.
    conversation_id: str | None = None
    replaces: str | None = None
    not_before: datetime = _moment(nullable=False)
    not_after: datetime | None = _moment()
    state: str = "waiting"
    attempts: int = 0
    lease_until: datetime | None = _moment()
    owner: str | None = None
    reason: str = ""
    activity_id: str | None = None
    created_at: datetime = _moment(nullable=False)
    finished_at: datetime | None = _moment()


class ApiToken(SQLModel, table=True):
    """A bearer token for pulling the digest: only its hash is kept."""

    __tablename__ = "api_token"

    tenant_id: str = _tenant()
    token_hash: str = _id()
    label: str
    created_at: datetime = _moment(nullable=False)
    expires_at: datetime = _moment(nullable=False)


class WebKey(SQLModel, table=True):
    """A one-time link to the editor's page, or the session it was exchanged for: hashes only."""

    __tablename__ = "web_key"
    __table_args__ = (_within("person_id", table="person", ondelete="CASCADE"),)

    tenant_id: str = _tenant()
    key_hash: str = _id()
    person_id: str
    purpose: str
    expires_at: datetime = _moment(nullable=False)
    used_at: datetime | None = _moment()
