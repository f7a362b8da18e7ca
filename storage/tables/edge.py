"""What the edge remembers: what came in, what may be pressed, what goes out, and who has a key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within

_ANSWERED = text("answer IS NOT NULL")  # few rows of many: answers are kept for an hour only


@keeps_sealed
class Heard(SQLModel, table=True):
    """What has been answered, and how: Teams sends a thing again when it thinks that we were slow."""

    __table_args__ = (
        Index("ix_heard_answered", "heard_at", postgresql_where=_ANSWERED, sqlite_where=_ANSWERED),
    )

    tenant_id: str = tenant()
    mark: str = key()  # of the conversation and the activity's id
    answer: str | None = sealed(step=1024, nullable=True)
    heard_at: datetime = moment(nullable=False, index=True)
    replied_at: datetime | None = moment()


@keeps_sealed
class Button(SQLModel, table=True):
    """What a button on a card may do, for whom and until when. The card itself carries only the token."""

    tenant_id: str = tenant()
    token: str = key()
    act: str
    object_id: str = sealed()
    person_id: str | None = None
    conversation_id: str | None = sealed(nullable=True)
    expires_at: datetime = moment(nullable=False, index=True)
    used_at: datetime | None = moment()


@keeps_sealed
class Outgoing(SQLModel, table=True):
    """What Medvind says first: one row an occurrence, written in the transaction that caused it."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key", name="uq_outbox_key"),
        Index("ix_outbox_due", "state", "not_before"),
    )

    tenant_id: str = tenant()
    id: str = key()
    key: str = Field(max_length=200)
    delivery_class: str
    message: str  # which message: a name in the registry of nudges, composed when it is sent
    object_id: str
    person_id: str | None = None
    team_id: str | None = None
    # Set when a card that is already posted is to be replaced: where it stands, and which it is.
    conversation_id: str | None = sealed(nullable=True)
    replaces: str | None = sealed(nullable=True)
    replaces_mark: str | None = None  # both of them, to be compared
    not_before: datetime = moment(nullable=False)
    not_after: datetime | None = moment()
    state: str = "waiting"
    attempts: int = 0
    lease_until: datetime | None = moment()
    owner: str | None = None
    reason: str = ""
    activity_id: str | None = sealed(nullable=True)
    created_at: datetime = moment(nullable=False)
    finished_at: datetime | None = moment()


class Delivery(SQLModel, table=True):
    """How a tenant's mail may flow. The tenant "" is the whole service."""

    tenant_id: str = tenant()
    held_since: datetime | None = moment()  # by a restore, until `medvind outbox release`
    paused_until: datetime | None = moment()  # Teams has said that we are too fast
    free_at: datetime | None = moment()  # when the next message may leave, by the pace that Teams allows
    checked_at: datetime | None = moment()  # when the service last proved that it can write


@keeps_sealed
class ApiToken(SQLModel, table=True):
    """A bearer token for pulling the digest: only its hash is kept."""

    __tablename__ = "api_token"

    tenant_id: str = tenant()
    token_hash: str = key()
    label: str = sealed()
    created_at: datetime = moment(nullable=False)
    expires_at: datetime = moment(nullable=False)


class WebKey(SQLModel, table=True):
    """A one-time link to the web side, or a session there: hashes only."""

    __tablename__ = "web_key"
    __table_args__ = (within("person_id", table="person", ondelete="CASCADE"),)

    tenant_id: str = tenant()
    key_hash: str = key()
    person_id: str
    purpose: str
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()  # a link: when it was used up; a session: when it began
    # A right to edit that Entra told of, and not the organisation, is asked for again soon.
    app_role_until: datetime | None = moment()


class Disturbance(SQLModel, table=True):
    """A week in which somebody has had an unprompted message. The key says it: one a week, and no more."""

    __table_args__ = (within("person_id", table="person", ondelete="CASCADE"),)

    tenant_id: str = tenant()
    person_id: str = key()
    week: str = Field(primary_key=True)
    message: str
