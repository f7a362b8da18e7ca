"""The outbox: whatever Medvind says first, once, or never silently lost.

Teams has no idempotency key, so there are two honest promises. `DEADLINE`: never lost, a repeat is
possible. `NUDGE`: never repeated, an uncertain send is left for a human to see.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from sqlalchemy import ColumnElement, Exists, and_, case, delete, func, literal, update
from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select

from storage import delivery
from storage.columns import UtcDateTime
from storage.crypto import fingerprint
from storage.database import Session, database_time, insert_once
from storage.sealing import KEYS, sealed_values
from storage.tables import Outgoing, StoryConsent

LEASE = timedelta(seconds=60)
KEPT = timedelta(days=90)
MAIL = "medvind-mail"  # in the session's notes
# The last pause goes on for as long as it takes: a deadline is never given up, nor does it become a drizzle.
_BACK_OFF = tuple(timedelta(minutes=m) for m in (0.25, 1, 5, 30, 120, 360, 1440))


class DeliveryClass(StrEnum):
    DEADLINE = "deadline"
    NUDGE = "nudge"


class State(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"
    DROPPED = "dropped"  # what it was about is gone or withdrawn


@dataclass(frozen=True)
class Note:
    """What is to be said, to whom, and how hard to try."""

    key: str
    message: str
    object_id: str
    delivery_class: DeliveryClass
    not_before: datetime
    person_id: str | None = None
    team_id: str | None = None
    conversation_id: str | None = None
    replaces: str | None = None
    not_after: datetime | None = None


def to_person(
    person_id: str,
    *,
    message: str,
    object_id: str,
    key: str,
    delivery_class: DeliveryClass,
    not_before: datetime,
) -> Note:
    return Note(key, message, object_id, delivery_class, not_before, person_id=person_id)


def consent_request(consent: StoryConsent, now: datetime) -> Note:
    """One question for each wording: never lost, and harmless if it comes twice."""
    return to_person(
        consent.person_id,
        message="consent_request",
        object_id=consent.id,
        key=f"consent|{consent.id}|{consent.revision}",
        delivery_class=DeliveryClass.DEADLINE,
        not_before=now,
    )


async def add_refresh(session: Session, tenant_id: str, note: Note, now: datetime) -> bool:
    """A card is replaced by how things stand when it is sent: one waiting refresh says it all."""
    waiting = await session.exec(
        select(Outgoing.id).where(
            Outgoing.tenant_id == tenant_id,
            Outgoing.replaces_mark == _card(tenant_id, note),
            Outgoing.state == State.WAITING,
        )
    )
    return False if waiting.first() else await add(session, tenant_id, note, now)


async def add(session: Session, tenant_id: str, note: Note, now: datetime) -> bool:
    """Put a note in the outbox; False when this very occurrence is there already."""
    values = {**vars(note), "tenant_id": tenant_id, "id": uuid.uuid4().hex, "created_at": now}
    values |= {"state": State.WAITING, "attempts": 0, "reason": "", "replaces_mark": _card(tenant_id, note)}
    new = await insert_once(session, Outgoing, values)
    session.info[MAIL] = session.info.get(MAIL, False) or new
    return new


def _card(tenant_id: str, note: Note) -> str | None:
    """Which posted card a note replaces."""
    return fingerprint(tenant_id, note.conversation_id or "", note.replaces) if note.replaces else None


async def get(session: Session, tenant_id: str, note_id: str) -> Outgoing | None:
    return await session.get(Outgoing, (tenant_id, note_id))


async def is_planned(session: Session, tenant_id: str, key: str) -> bool:
    """Is there a row for an occurrence, whatever became of it?"""
    rows = await session.exec(select(Outgoing.id).where(Outgoing.tenant_id == tenant_id, Outgoing.key == key))
    return rows.first() is not None


async def posted(session: Session, tenant_id: str, key: str) -> Outgoing | None:
    """What was delivered for an occurrence, if anything was."""
    rows = await session.exec(
        select(Outgoing).where(
            Outgoing.tenant_id == tenant_id, Outgoing.key == key, Outgoing.state == State.DELIVERED
        )
    )
    return rows.first()


def has_mail(session: Session) -> bool:
    """Did this transaction put something in the outbox? Then there is somebody to wake."""
    return bool(session.info.get(MAIL, False))


async def claim(session: Session, owner: str, due: datetime, *, limit: int) -> Sequence[Outgoing]:
    """Take what is due at `due`, deadlines first, and lease it to `owner`; two never take the same row.

    Leases go by the database's clock: replicas' own may differ by minutes.
    """
    now = await database_time(session)
    await settle_lost_leases(session, now)
    await _expire(session, due, now)
    rows = await session.exec(
        select(Outgoing)
        .where(
            Outgoing.state == State.WAITING,
            Outgoing.not_before <= due,
            or_(col(Outgoing.not_after).is_(None), col(Outgoing.not_after) > due),
            # Most rows replace nothing: only for the others does the database look at all that is on its way.
            or_(col(Outgoing.replaces_mark).is_(None), ~_being_replaced()),
            ~delivery.in_the_way(now),
        )
        .order_by(Outgoing.delivery_class, col(Outgoing.not_before), Outgoing.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = rows.all()
    for row in claimed:
        row.state, row.owner, row.lease_until = State.SENDING, owner, now + LEASE
        row.attempts += 1
    return claimed


async def _expire(session: Session, due: datetime, now: datetime) -> None:
    """What is stale goes by itself: a handful of nothing else would look like an empty outbox."""
    rows = await session.exec(
        select(Outgoing)
        .where(Outgoing.state == State.WAITING, col(Outgoing.not_after) <= due)
        .with_for_update(skip_locked=True)
    )
    for row in rows:
        row.state, row.finished_at = State.EXPIRED, now


async def next_due(session: Session) -> datetime | None:
    """When the next waiting row may leave, by what the rows say; None when nothing waits or all is held."""
    if await delivery.held_since(session):
        return None
    waiting = select(func.min(Outgoing.not_before)).where(Outgoing.state == State.WAITING)
    return (await session.exec(waiting)).one()


def _being_replaced() -> Exists:
    """Two replacements of one card in flight could arrive in the wrong order."""
    other = aliased(Outgoing)
    return (
        select(other.id)
        .where(
            other.tenant_id == Outgoing.tenant_id,
            other.replaces_mark == Outgoing.replaces_mark,
            other.state == State.SENDING,
        )
        .exists()
    )


async def settle_lost_leases(session: Session, now: datetime) -> None:
    """Rows of a process that died. A nudge may have been sent, so it is uncertain; a deadline goes again."""
    nudge = col(Outgoing.delivery_class) == DeliveryClass.NUDGE
    await session.exec(
        update(Outgoing)
        .where(col(Outgoing.state) == State.SENDING, col(Outgoing.lease_until) < now)
        .values(
            state=case((nudge, State.UNCERTAIN), else_=State.WAITING),
            finished_at=case((nudge, literal(now, UtcDateTime())), else_=None),
            reason="lease lost",
        )
    )


async def finish(
    session: Session, row: Outgoing, owner: str, state: State, now: datetime, *, reason: str = "",
    activity_id: str | None = None,
) -> None:  # fmt: skip
    """Close a claimed row; a row that somebody else has taken meanwhile is left alone.

    That it arrived is worth knowing even when the lease ran out while the database was away.
    """
    mine = _its(row, owner) if state is State.DELIVERED else _held(row, owner)
    sent: dict[str, object] = {"tenant_id": row.tenant_id, "id": row.id, "activity_id": activity_id}
    sent |= {"state": state, "reason": reason, "finished_at": now, "lease_until": None}
    await session.exec(
        update(Outgoing).where(mine).values(**sealed_values(Outgoing, sent, session.info[KEYS]))
    )


async def revive(session: Session, tenant_id: str, key: str, now: datetime) -> None:
    """What was dropped because its cause was withdrawn is to be said after all."""
    await session.exec(
        update(Outgoing)
        .where(
            col(Outgoing.tenant_id) == tenant_id,
            col(Outgoing.key) == key,
            col(Outgoing.state) == State.DROPPED,
        )
        .values(state=State.WAITING, not_before=now, finished_at=None)
    )
    session.info[MAIL] = True


async def put_back(session: Session, row: Outgoing, owner: str, now: datetime, after: float | None) -> None:
    """Try again later: after the pause that Teams asked for, or our own growing one."""
    pause = timedelta(seconds=after) if after is not None else _back_off(row)
    await session.exec(
        update(Outgoing)
        .where(_held(row, owner))
        .values(state=State.WAITING, not_before=now + pause, lease_until=None)
    )


async def give_back(session: Session, row: Outgoing, owner: str, until: datetime) -> None:
    """It never left our hands: as it was before it was claimed, from `until` on."""
    await session.exec(
        update(Outgoing)
        .where(_held(row, owner))
        .values(state=State.WAITING, not_before=until, lease_until=None, attempts=row.attempts - 1)
    )


def _back_off(row: Outgoing) -> timedelta:
    """Longer each time, and up to a quarter more by the row's id: what failed together comes back apart."""
    pause = _BACK_OFF[min(row.attempts, len(_BACK_OFF)) - 1]
    return pause * (1 + crc32(row.id.encode()) % 256 / 1024)


def _held(row: Outgoing, owner: str) -> ColumnElement[bool]:
    return and_(_its(row, owner), col(Outgoing.state) == State.SENDING)


def _its(row: Outgoing, owner: str) -> ColumnElement[bool]:
    """The row, unless another process has claimed it since."""
    return and_(
        col(Outgoing.tenant_id) == row.tenant_id, col(Outgoing.id) == row.id, col(Outgoing.owner) == owner
    )


async def waiting_for(session: Session, tenant_id: str, person_id: str, now: datetime) -> Sequence[Outgoing]:
    """What a person has not been told yet: a terminal shows it where Teams would have sent it."""
    rows = await session.exec(
        select(Outgoing)
        .where(
            Outgoing.tenant_id == tenant_id,
            Outgoing.person_id == person_id,
            or_(Outgoing.state == State.WAITING, Outgoing.state == State.REFUSED),
            Outgoing.not_before <= now,
        )
        .order_by(col(Outgoing.created_at))
        .with_for_update(skip_locked=True)
    )
    return rows.all()


async def prune(session: Session, now: datetime) -> None:
    """Delivery logs are kept 90 days (facts 2.8)."""
    await session.exec(delete(Outgoing).where(col(Outgoing.finished_at) < now - KEPT))
