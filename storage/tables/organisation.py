"""The organisation: area, units, teams and their members, people, roles, and whom to call."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.story_rules import first_name
from storage.crypto import Keyring
from storage.sealing import by_fingerprint, keeps_sealed, sealed
from storage.tables.fields import key, moment, tenant, within


def by_first_name(keys: Keyring, tenant_id: str, text: str) -> str | None:
    """The mark of a person: by the first name, which a colleague who writes about her will use."""
    first = first_name(text)
    return keys.mark(tenant_id, first) if first else None


class Area(SQLModel, table=True):
    """Sundhed og Omsorg."""

    tenant_id: str = tenant()
    id: str = key()
    name: str
    check_in_weeks: int = 2  # from one round of check-ins to the next


class Unit(SQLModel, table=True):
    __table_args__ = (within("area_id", table="area"),)

    tenant_id: str = tenant()
    id: str = key()
    area_id: str
    name: str
    in_organisation: bool = True


@keeps_sealed
class Team(SQLModel, table=True):
    """A team, and the channel where Medvind may speak to it."""

    __table_args__ = (
        within("unit_id", table="unit"),
        UniqueConstraint("tenant_id", "channel_mark", name="uq_team_channel"),
        Index("ix_team_roster_due", "roster_due_at"),
        Index("ix_team_check_in_due", "check_in_due_at"),
    )

    tenant_id: str = tenant()
    id: str = key()
    unit_id: str
    name: str
    teams_group_id: str | None = None
    in_organisation: bool = True
    # Where the channel is: learned when Medvind is added to the team, never guessed.
    service_url: str | None = None
    conversation_id: str | None = sealed(nullable=True, mark="channel_mark", made_by=by_fingerprint)
    channel_mark: str | None = None
    roster_due_at: datetime | None = moment()  # when its members are to be read from Teams again
    check_in_day: int | None = None  # the weekday on which it is asked, Monday is 0; None: not asked
    check_in_due_at: datetime | None = moment()  # when its next round opens


class Member(SQLModel, table=True):
    """Somebody who is in a team in Teams: a person, no guest and no bot."""

    __table_args__ = (
        within("team_id", table="team", ondelete="CASCADE"),
        within("person_id", table="person", ondelete="CASCADE"),
    )

    tenant_id: str = tenant()
    team_id: str = key()
    person_id: str = key()
    owns: bool = False  # in Teams, the team is hers to run


@keeps_sealed
class Person(SQLModel, table=True):
    """Somebody of the tenant, known by the Entra object id."""

    __table_args__ = (
        within("unit_id", table="unit"),
        within("team_id", table="team"),
        Index("ix_person_chat", "tenant_id", "chat_mark"),
        Index("ix_person_name", "tenant_id", "name_mark"),
    )

    tenant_id: str = tenant()
    id: str = key()
    name: str = sealed(mark="name_mark", made_by=by_first_name)
    name_mark: str | None = None
    title: str = sealed()
    unit_id: str | None = None
    team_id: str | None = None
    in_organisation: bool = False
    language: str | None = None
    welcomed_at: datetime | None = moment()
    # The personal chat, where one exists.
    service_url: str | None = None
    conversation_id: str | None = sealed(nullable=True, mark="chat_mark", made_by=by_fingerprint)
    chat_mark: str | None = None
    # Teams has said that nothing gets through to her: until she is heard from again.
    unreachable_since: datetime | None = moment()
    # She is in none of her teams any more: nothing is sent to her.
    left_at: datetime | None = moment()
    invited: bool = True  # to check-ins, by a message; also without one she may answer


class RoleGrant(SQLModel, table=True):
    """A role in a unit; an empty unit means the whole area.

    Roles come from the import file, or from an administrator's card: those the file does not take back.
    """

    __tablename__ = "role_grant"
    __table_args__ = (within("person_id", table="person", ondelete="CASCADE"),)

    tenant_id: str = tenant()
    person_id: str = key()
    role: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, default="")
    by_card: bool = False
    handed_over_until: datetime | None = moment()  # a leader's deputy has the watch


@keeps_sealed
class Contact(SQLModel, table=True):
    """A number to call, with its owner and when somebody last checked it."""

    tenant_id: str = tenant()
    id: str = key()
    position: int = 0
    kind: str = ""  # what it is for, where that is known
    name: str = sealed()
    number: str = sealed()
    note: str = sealed()
    owner: str = sealed()
    checked_on: date
