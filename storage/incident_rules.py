"""The municipality's own hours and days after an incident, if it has given any, and where they come from."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import delete
from sqlmodel import col

from domain.incident_clocks import DEFAULT, Rules
from storage.database import Session
from storage.tables import IncidentRules

_NUMBERS = tuple(field.name for field in fields(Rules))


async def own_rules(session: Session, tenant_id: str) -> IncidentRules | None:
    return await session.get(IncidentRules, tenant_id)


async def rules_of(session: Session, tenant_id: str) -> Rules:
    """The hours and days that hold in a municipality: its own, else the usual ones."""
    own = await own_rules(session, tenant_id)
    return as_rules(own) if own else DEFAULT


async def origin_of(session: Session, tenant_id: str) -> str:
    """Where its own hours come from, to be shown beside them; empty when it has none of its own."""
    own = await own_rules(session, tenant_id)
    return own.origin if own else ""


def as_rules(own: IncidentRules) -> Rules:
    return Rules(**{name: getattr(own, name) for name in _NUMBERS})


async def set_rules(
    session: Session, tenant_id: str, rules: Rules, *, origin: str, owner: str, checked_on: date
) -> None:
    """Keep the municipality's own. Clocks that run already are not moved by it."""
    told = {"origin": origin, "owner": owner, "checked_on": checked_on}
    own = await own_rules(session, tenant_id)
    if own is None:
        own = IncidentRules(tenant_id=tenant_id, **asdict(rules), **told)  # type: ignore[arg-type]
        session.add(own)
    for name, value in {**asdict(rules), **told}.items():
        setattr(own, name, value)
    await session.flush()


async def forget_rules(session: Session, tenant_id: str) -> None:
    """The usual hours and days hold again."""
    await session.exec(delete(IncidentRules).where(col(IncidentRules.tenant_id) == tenant_id))
