"""The clocks of an incident as rows: when each is due, when somebody is reminded next, and who did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from domain.incident import OpenState
from domain.incident_clocks import Clock, Reminder, Step, due_at, next_reminder, reminders
from storage.database import Session
from storage.incident_rules import rules_of
from storage.tables import Incident, IncidentStep

LOOKED_AT = timedelta(hours=1)  # that somebody still has it: people leave without a word


async def begin(session: Session, incident: Incident, steps: Sequence[Step]) -> None:
    """Start clocks; one that goes already is left alone."""
    rules = await rules_of(session, incident.tenant_id)
    known = {row.step for row in await of(session, incident)}
    for step in steps:
        if step in known:
            continue
        due = due_at(rules, step, incident.occurred_at, incident.registered_at)
        row = IncidentStep(tenant_id=incident.tenant_id, incident_id=incident.id, step=step, due_at=due)
        row.next_at = _next(incident, row, incident.registered_at)
        session.add(row)
    await session.flush()


async def of(session: Session, incident: Incident) -> Sequence[IncidentStep]:
    """Its clocks, in the order in which they are due."""
    rows = await session.exec(
        select(IncidentStep)
        .where(IncidentStep.tenant_id == incident.tenant_id, IncidentStep.incident_id == incident.id)
        .order_by(col(IncidentStep.due_at), IncidentStep.step)
    )
    return rows.all()


async def get(session: Session, incident: Incident, step: Step) -> IncidentStep | None:
    return await session.get(IncidentStep, (incident.tenant_id, incident.id, step))


async def done(session: Session, incident: Incident, step: Step, by: str, now: datetime) -> bool:
    """Somebody has acted: nobody is reminded of it again. False when it was done, or is not a step of it."""
    row = await get(session, incident, step)
    if row is None or row.done_at is not None:
        return False
    row.done_at, row.done_by, row.next_at = now, by, None
    return True


def told(incident: Incident, row: IncidentStep, now: datetime) -> Reminder | None:
    """The reminder of a step that is due at `now`, if one is, and on to the next.

    Those that a long stop has let pass are behind it: one is sent, and it goes as far up as the last of them.
    """
    if row.done_at is not None or row.next_at is None or row.next_at > now:
        return None
    due = None
    for one in reminders(_clock(row), incident.registered_at):
        if one.at > now:
            break
        if one.at >= row.next_at:
            due = Reminder(one.at, one.to if due is None else tuple(dict.fromkeys((*due.to, *one.to))))
    row.told += 1
    row.next_at = _next(incident, row, now)
    return due


def look_again(incident: Incident, rows: Sequence[IncidentStep], now: datetime) -> None:
    """When it is to be looked at next; never again once it is closed."""
    moments = [row.next_at for row in rows if row.next_at is not None and row.done_at is None]
    is_open = incident.state == OpenState.OPEN
    incident.due_at = min([now + LOOKED_AT, *moments]) if is_open else None


def _clock(row: IncidentStep) -> Clock:
    return Clock(Step(row.step), row.due_at)


def _next(incident: Incident, row: IncidentStep, after: datetime) -> datetime | None:
    found = next_reminder(_clock(row), incident.registered_at, after)
    return found.at if found else None
