"""What the database has of an organisation, read in one go: an import of thousands asks no more often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import SQLModel, select

from domain.check_in import EVERY
from storage import follow_ups, incident_rules
from storage.database import Session
from storage.tables import (
    Area,
    Contact,
    FollowUpModel,
    Forum,
    IncidentRules,
    Person,
    RoleGrant,
    Team,
    Unit,
)

Row = TypeVar("Row", bound=SQLModel)
Key = tuple[str, str, str]  # person, role, unit; an empty unit is the whole area


@dataclass(frozen=True)
class Rows:
    """Everything by its id, also what is no part of the organisation any more."""

    areas: Sequence[Area]
    units: dict[str, Unit]
    teams: dict[str, Team]
    forums: dict[str, Forum]
    people: dict[str, Person]
    grants: dict[Key, RoleGrant]
    contacts: Sequence[Contact]
    follow_up: FollowUpModel | None
    incidents: IncidentRules | None

    @property
    def check_in_weeks(self) -> int:
        """From one round to the next, also before there is an area: there is one a tenant."""
        return self.areas[0].check_in_weeks if self.areas else EVERY[0]


async def load(session: Session, tenant_id: str) -> Rows:
    """The rows of a tenant, in the session."""
    grants = await _all(session, RoleGrant, tenant_id)
    contacts = await _all(session, Contact, tenant_id)
    return Rows(
        areas=await _all(session, Area, tenant_id),
        units={row.id: row for row in await _all(session, Unit, tenant_id)},
        teams={row.id: row for row in await _all(session, Team, tenant_id)},
        forums={row.id: row for row in await _all(session, Forum, tenant_id)},
        people={row.id: row for row in await _all(session, Person, tenant_id)},
        grants={(row.person_id, row.role, row.unit_id): row for row in grants},
        contacts=sorted(contacts, key=lambda row: row.position),
        follow_up=await follow_ups.own_model(session, tenant_id),
        incidents=await incident_rules.own_rules(session, tenant_id),
    )


async def _all(session: Session, table: type[Row], tenant_id: str) -> Sequence[Row]:
    made = table.__table__  # type: ignore[attr-defined]
    rows = await session.exec(select(table).where(made.c.tenant_id == tenant_id).order_by(*made.primary_key))
    return rows.all()
