"""Check-ins: nothing here is an answer by a person, nor tells when one was given (safety.md 5.2).

No column for a person, a moment, a conversation, an activity or an order: a test counts them.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within

_BY_KEY = {"sqlite_with_rowid": False}  # a row's number would tell in which order they came


class CheckInRound(SQLModel, table=True):
    """A round of one team, or of several that are counted as one."""

    __tablename__ = "check_in_round"
    __table_args__ = (
        within("unit_id", table="unit"),
        Index("ix_check_in_round_state", "state", "closes_on"),
    )

    tenant_id: str = tenant()
    id: str = key()
    unit_id: str
    question: str
    closes_on: date
    wrapped: bytes  # the round's secret, which takes the month's key to open
    tally: bytes  # how often each answer was given, sealed with the secret: always as long
    state: str


class CheckInTeam(SQLModel, table=True):
    """A team that is counted in a round. The key says it: one round a team and time."""

    __tablename__ = "check_in_team"
    __table_args__ = (
        within("round_id", table="check_in_round", ondelete="CASCADE"),
        within("team_id", table="team"),
        UniqueConstraint("tenant_id", "team_id", "closes_on", name="uq_check_in_team"),
    )

    tenant_id: str = tenant()
    round_id: str = key()
    team_id: str = key()
    closes_on: date


class CheckInEligible(SQLModel, table=True):
    """Somebody who may answer, as it stood at the opening: a mark that only the round's secret explains."""

    __tablename__ = "check_in_eligible"
    __table_args__ = (within("round_id", table="check_in_round", ondelete="CASCADE"), _BY_KEY)

    tenant_id: str = tenant()
    round_id: str = key()
    mark: str = key()


class CheckInTaken(SQLModel, table=True):
    """Somebody has answered in a round: a one-way token, which only the round's secret can make."""

    __tablename__ = "check_in_taken"
    __table_args__ = (within("round_id", table="check_in_round", ondelete="CASCADE"), _BY_KEY)

    tenant_id: str = tenant()
    round_id: str = key()
    token: str = key()


class CheckInRelease(SQLModel, table=True):
    """What was told of a round at its close, once. `node_id` is a round, a unit or an area, by `level`."""

    __tablename__ = "check_in_release"

    tenant_id: str = tenant()
    level: str = key()
    node_id: str = key()
    closes_on: date = Field(primary_key=True)
    body: str


@keeps_sealed
class CheckInTalk(SQLModel, table=True):
    """What a team made of a result: that they talked about it, and the small thing that they try."""

    __tablename__ = "check_in_talk"
    __table_args__ = (
        within("round_id", table="check_in_round", ondelete="CASCADE"),
        within("team_id", table="team"),
        Index("ix_check_in_talk_team", "tenant_id", "team_id"),
    )

    tenant_id: str = tenant()
    round_id: str = key()
    team_id: str = key()
    talked_at: datetime | None = moment()
    trial: str | None = sealed(step=256, nullable=True)
    try_until: date | None = None
    outcome: str = ""
