"""Incidents: what was registered, who is what to it, and what has been done. What people say is sealed.

Nothing about a citizen, nothing about absence, and nothing that a colleague or a leader has done.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within

_ITS: Any = {"table": "incident", "ondelete": "CASCADE"}


@keeps_sealed
class Incident(SQLModel, table=True):
    """A registration, and how it stands with what follows. `due_at`: when it is to be looked at again."""

    __table_args__ = (
        within("unit_id", table="unit"),
        within("reporter_id", table="person"),
        within("hit_id", table="person"),
        UniqueConstraint("tenant_id", "number", name="uq_incident_number"),
        Index("ix_incident_due", "due_at"),
        Index("ix_incident_unit", "tenant_id", "unit_id", "occurred_at"),
    )

    tenant_id: str = tenant()
    id: str = key()
    number: int
    unit_id: str
    reporter_id: str
    hit_id: str | None = None  # None: somebody whom Medvind does not know
    kind: str = sealed(step=32)
    who_did_it: str = sealed(step=32)
    place: str = sealed(step=32)
    small: str = sealed(step=64)  # the shift's tally
    what_happened: str = sealed(step=256)
    what_before: str = sealed(step=256)
    what_was_done: str = sealed(step=256)
    occurred_at: datetime = moment(nullable=False)
    outside_working_hours: bool = False
    registered_at: datetime = moment(nullable=False)
    audience: str = sealed(step=32)  # one leader alone, until she shares it herself: that would tell the kind
    state: str = "open"
    talk_at: datetime | None = moment()
    debriefing: str = ""
    police: str = sealed(step=32)
    police_note: str = sealed(step=256)  # the employer's reasons, as a leader has kept them
    official_report_status: str = "pending"
    official_report_settled_at: datetime | None = moment()
    asked_at: datetime | None = moment()  # the one it hit has been asked whether she got the help she wanted
    got_help: str = sealed(step=32)
    closed_at: datetime | None = moment()
    due_at: datetime | None = moment()


class IncidentPart(SQLModel, table=True):
    """What somebody is to an incident, from when and until when; and when she first read it."""

    __tablename__ = "incident_part"
    __table_args__ = (
        within("incident_id", **_ITS),
        within("person_id", table="person", ondelete="CASCADE"),
        Index("ix_incident_part_person", "tenant_id", "person_id"),
    )

    tenant_id: str = tenant()
    incident_id: str = key()
    person_id: str = key()
    part: str = key()
    since: datetime = moment(nullable=False)
    until: datetime | None = moment()
    seen_at: datetime | None = moment()


class IncidentStep(SQLModel, table=True):
    """A clock of an incident. `next_at`: when somebody is reminded next; `told` counts the reminders."""

    __tablename__ = "incident_step"
    __table_args__ = (within("incident_id", **_ITS),)

    tenant_id: str = tenant()
    incident_id: str = key()
    step: str = key()
    due_at: datetime = moment(nullable=False)
    next_at: datetime | None = moment()
    told: int = 0
    done_at: datetime | None = moment()
    done_by: str | None = None


@keeps_sealed
class IncidentOffer(SQLModel, table=True):
    """One of the three offers to the one it hit, or to a witness, and her own answer."""

    __tablename__ = "incident_offer"
    __table_args__ = (
        within("incident_id", **_ITS),
        within("person_id", table="person", ondelete="CASCADE"),
    )

    tenant_id: str = tenant()
    incident_id: str = key()
    person_id: str = key()
    offer: str = key()
    answer: str = sealed(step=16)
    answered_at: datetime | None = moment()


@keeps_sealed
class IncidentQuestion(SQLModel, table=True):
    """What the work environment group asks, and what she answers, when she wants to. Two at the most."""

    __tablename__ = "incident_question"
    __table_args__ = (within("incident_id", **_ITS), within("asked_by", table="person"))

    tenant_id: str = tenant()
    incident_id: str = key()
    position: str = key()  # 1 or 2
    asked_by: str
    asked_at: datetime = moment(nullable=False)
    question: str = sealed(step=256)
    answer: str | None = sealed(step=256, nullable=True)
    answered_at: datetime | None = moment()


@keeps_sealed
class IncidentDraft(SQLModel, table=True):
    """What somebody has tapped so far. One a person, for a day."""

    __tablename__ = "incident_draft"
    __table_args__ = (
        within("person_id", table="person", ondelete="CASCADE"),
        Index("ix_incident_draft_changed", "changed_at"),
    )

    tenant_id: str = tenant()
    person_id: str = key()
    taps: str = sealed(step=512)
    changed_at: datetime = moment(nullable=False)


@keeps_sealed
class IncidentRules(SQLModel, table=True):
    """The municipality's own hours and days, from the import file, with where they come from."""

    __tablename__ = "incident_rules"

    tenant_id: str = tenant()
    first_aid_hours: int
    assessment_hours: int
    calls_hours: int
    police_hours: int
    report_days: int
    ask_first_days: int
    ask_last_days: int
    origin: str = sealed(step=64)
    owner: str = sealed()
    checked_on: date
