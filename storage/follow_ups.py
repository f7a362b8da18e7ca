"""A leader's runs of private reminders: hers alone, and nothing about whom they are about."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from domain.calendar import local
from domain.follow_up import (
    DEFAULT,
    KEPT_AFTER,
    Counted,
    Model,
    Step,
    erase_on,
    is_open,
    next_morning,
    parse,
    reached,
    remind_at,
    steps,
    word_for,
)
from storage.database import Session
from storage.tables import FollowUp, FollowUpModel, Outgoing, Person


async def start(session: Session, leader: Person, words: Sequence[str], now: datetime) -> FollowUp:
    """A new run with today as its first day, called by the first of `words` that none of her runs has."""
    # Two presses at once: the second waits here, and finds the first one's word in use.
    row = select(Person.id).where(Person.tenant_id == leader.tenant_id, Person.id == leader.id)
    await session.exec(row.with_for_update(key_share=True))
    used = await session.exec(select(FollowUp.word).where(*_hers(leader)))
    plan = steps(await model(session, leader.tenant_id), local(now).date())
    run = FollowUp(
        tenant_id=leader.tenant_id,
        id=uuid.uuid4().hex,
        leader_id=leader.id,
        word=word_for(words, used.all()),
        started_on=local(now).date(),
        erase_on=erase_on(plan),
    )
    # A first step that is today's is shown at once: she need not be reminded of it as well.
    run.due_at = _next_reminder(plan, 0 if plan[0].on > run.started_on else 1)
    session.add(run)
    await session.flush()
    return run


async def get(session: Session, leader: Person, run_id: str) -> FollowUp | None:
    """The leader's own run, held to the end of the turn; anybody else's is as unknown as none."""
    run = await session.get(FollowUp, (leader.tenant_id, run_id), with_for_update=True)
    return run if run and run.leader_id == leader.id else None


async def running(session: Session, leader: Person, *, limit: int) -> Sequence[FollowUp]:
    """Her runs that are not over, those that will say something first."""
    rows = await session.exec(
        select(FollowUp)
        .where(*_hers(leader), col(FollowUp.ended_at).is_(None))
        .order_by(col(FollowUp.due_at).is_(None), col(FollowUp.due_at), FollowUp.id)
        .limit(limit)
    )
    return rows.all()


async def kept_of(session: Session, leader: Person) -> int:
    """How many of her runs are kept, those included that are over and wait to be erased."""
    return (await session.exec(select(func.count()).select_from(FollowUp).where(*_hers(leader)))).one()


async def due(session: Session, now: datetime, *, limit: int) -> Sequence[FollowUp]:
    """Runs whose reminder is due, of all tenants: what is due decides the cost, not what exists."""
    rows = await session.exec(
        select(FollowUp)
        .where(col(FollowUp.due_at) <= now, col(FollowUp.ended_at).is_(None))
        .order_by(col(FollowUp.due_at), FollowUp.tenant_id, FollowUp.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


def remind(run: FollowUp, plan: Sequence[Step], moment: datetime) -> bool:
    """Move on to the step that it is at `moment`, when she will be told; False when there is nothing to tell.

    Steps that nobody could tell of in time are behind her: one reminder is sent, not one for each.
    """
    run.step, run.erase_on = reached(plan, run.step, moment), erase_on(plan)
    run.due_at = _next_reminder(plan, run.step + 1)
    return run.step < len(plan)


def done(run: FollowUp, plan: Sequence[Step], now: datetime) -> None:
    """The step is behind her; after the last one the run is over."""
    run.step += 1
    run.due_at = _next_reminder(plan, run.step)
    if run.step >= len(plan):
        stop(run, now)


def snooze(run: FollowUp, now: datetime) -> None:
    """The same step again on the next working day, at 8."""
    run.due_at = next_morning(now)


def is_snoozed(run: FollowUp, plan: Sequence[Step]) -> bool:
    """Whether she is to be reminded at a time of her own choice, and not of the model's."""
    return run.due_at is not None and run.due_at not in map(remind_at, plan)


def stop(run: FollowUp, now: datetime) -> None:
    """Over: no more reminders. What ends early is erased early, and nothing is kept longer for it."""
    run.ended_at, run.due_at = now, None
    run.erase_on = min(run.erase_on, local(now).date() + KEPT_AFTER)


def move(run: FollowUp, plan: Sequence[Step], started_on: date, now: datetime) -> None:
    """Another first day, or another model, with the `plan` that follows from it."""
    run.started_on, run.erase_on = started_on, erase_on(plan)
    run.step = reached(plan, run.step, now)
    is_shown = run.step < len(plan) and is_open(plan[run.step], now)
    run.due_at = _next_reminder(plan, run.step + is_shown)


async def prune(session: Session, now: datetime) -> None:
    """30 days after its last step, or its end, nothing of a run is left, nor of when she was reminded."""
    over = col(FollowUp.erase_on) <= local(now).date()
    for tenant_id, run_id in await session.exec(select(FollowUp.tenant_id, FollowUp.id).where(over)):
        its = col(Outgoing.tenant_id) == tenant_id, col(Outgoing.object_id).startswith(f"{run_id}-")
        await session.exec(delete(Outgoing).where(*its, col(Outgoing.message) == "follow_up"))
    await session.exec(delete(FollowUp).where(over))


async def own_model(session: Session, tenant_id: str) -> FollowUpModel | None:
    """The municipality's own model and text, if it has given any."""
    return await session.get(FollowUpModel, tenant_id)


async def model(session: Session, tenant_id: str) -> Model:
    """The model that holds in a municipality: its own, else 1-3-10."""
    own = await own_model(session, tenant_id)
    return Model(parse(own.days), Counted(own.counted), own.talk) if own else DEFAULT


async def set_model(
    session: Session, tenant_id: str, chosen: Model, now: datetime, *, text: str, owner: str, checked_on: date
) -> None:
    """Keep the municipality's own model and text. Runs that are under way go on by it."""
    await _go_on_by(session, tenant_id, chosen, now)
    own = await own_model(session, tenant_id)
    if own is None:
        own = FollowUpModel(tenant_id=tenant_id, days="", counted="", checked_on=checked_on)
        session.add(own)
    own.days, own.counted, own.talk = str(chosen), chosen.counted, chosen.talk
    own.text, own.owner, own.checked_on = text, owner, checked_on
    await session.flush()


async def _go_on_by(session: Session, tenant_id: str, chosen: Model, now: datetime) -> None:
    before = await model(session, tenant_id)
    if before == chosen:
        return
    under_way = select(FollowUp).where(FollowUp.tenant_id == tenant_id, col(FollowUp.ended_at).is_(None))
    for run in await session.exec(under_way.order_by(FollowUp.id).with_for_update()):
        put_off = run.due_at if is_snoozed(run, steps(before, run.started_on)) else None
        move(run, steps(chosen, run.started_on), run.started_on, now)
        run.due_at = put_off or run.due_at


def _hers(leader: Person) -> tuple[bool, bool]:
    return FollowUp.tenant_id == leader.tenant_id, FollowUp.leader_id == leader.id


def _next_reminder(plan: Sequence[Step], number: int) -> datetime | None:
    return remind_at(plan[number]) if number < len(plan) else None
