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
from typing import cast
from zlib import crc32

from sqlalchemy import ColumnElement, Exists, Table, and_, bindparam, case, delete, event, func, text, update
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col, or_, select

from storage import delivery
from storage.columns import UtcDateTime
from storage.crypto import fingerprint
from storage.database import Session, database_time, insert_once
from storage.sealing import KEYS, sealed_values
from storage.tables import Outgoing, Person, StoryConsent

LEASE = timedelta(seconds=60)
KEPT = timedelta(days=90)
MAIL = "medvind-mail"  # in the session's notes
_TABLE = cast(Table, Outgoing.__table__)  # type: ignore[attr-defined]
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
    claimed: list[Outgoing] = []
    for kind in DeliveryClass:  # deadlines are the first of them
        wanted = {"kind": kind, "due": due, "most": limit - len(claimed), **delivery.limits(now)}
        if len(claimed) < limit:
            claimed += await session.exec(_DUE, params=wanted)
    if len(claimed) < limit:
        await _expire(session, due, now)
    await _lease(session, claimed, owner, now + LEASE)
    return claimed


async def _lease(session: Session, rows: Sequence[Outgoing], owner: str, until: datetime) -> None:
    """All of them in one statement, and the same on the objects."""
    taken = {"state": State.SENDING, "owner": owner, "lease_until": until}
    values = [{**_place(row), **{f"new_{name}": value for name, value in taken.items()}} for row in rows]
    if values:
        await session.exec(_LEASE, params=values)
    for row in rows:
        for name, value in (taken | {"attempts": row.attempts + 1}).items():
            set_committed_value(row, name, value)


async def _expire(session: Session, due: datetime, now: datetime) -> None:
    """What is stale is never taken; when there is little else to do it is written down that it is over."""
    rows = await session.exec(_STALE, params={"due": due})
    for row in rows:
        row.state, row.finished_at = State.EXPIRED, now


async def recipients(session: Session, rows: Sequence[Outgoing]) -> Sequence[Person]:
    """The people whom these rows are for, asked for together: whoever holds them finds each by its key."""
    found: list[Person] = []
    of_tenant: dict[str, list[str]] = {}
    for row in rows:
        if row.person_id:
            of_tenant.setdefault(row.tenant_id, []).append(row.person_id)
    for tenant_id, ids in of_tenant.items():
        found += await session.exec(_RECIPIENTS, params={"tenant": tenant_id, "ids": ids})
    return found


def hold_what_is_read(session: Session) -> list[object]:
    """A session forgets what nobody holds; this holds what it reads from now on, and so nothing twice."""
    held: list[object] = []
    event.listen(session.sync_session, "loaded_as_persistent", lambda _, row: held.append(row))
    return held


async def wait_briefly(session: Session) -> None:
    """Fail rather than wait for a row that somebody else holds: he may be waiting for one of ours.

    For a transaction that can be done again in smaller steps. On SQLite nobody holds a row.
    """
    if session.get_bind().dialect.name == "postgresql":
        await (await session.connection()).execute(_BRIEFLY)


async def next_due(session: Session) -> datetime | None:
    """When the next waiting row may leave, by what the rows say; None when nothing waits or all is held."""
    if await delivery.held_since(session):
        return None
    return (await session.exec(_NEXT)).one()


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
    await session.exec(_LOST, params={"now": now})


async def arrived(
    session: Session, owner: str, sent: Sequence[tuple[Outgoing, str | None]], now: datetime
) -> None:
    """Teams has taken these claimed rows, and what it calls each; what somebody else has is left alone.

    That it arrived is worth knowing even when the lease ran out while the database was away.
    """
    keys = session.info[KEYS]
    values = []
    for row, activity_id in sent:
        named = {"tenant_id": row.tenant_id, "id": row.id, "activity_id": activity_id}
        called = sealed_values(Outgoing, named, keys)["activity_id"]
        values.append({**_place(row), "its_owner": owner, "moment": now, "called": called})
    if values:
        await session.exec(_ARRIVED, params=values)


async def finish(
    session: Session, row: Outgoing, owner: str, state: State, now: datetime, *, reason: str = ""
) -> None:
    """Close a claimed row that has not arrived; one that somebody else has taken meanwhile is left alone."""
    await session.exec(
        update(Outgoing)
        .where(_held(row, owner))
        .values(state=state, reason=reason, finished_at=now, lease_until=None)
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
    """The row, unless its lease has been lost or another process has claimed it since."""
    return and_(
        col(Outgoing.tenant_id) == row.tenant_id,
        col(Outgoing.id) == row.id,
        col(Outgoing.owner) == owner,
        col(Outgoing.state) == State.SENDING,
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


# What is asked for every handful of messages is made once: to make a statement costs as much as to run it.


def _place(row: Outgoing) -> dict[str, str]:
    return {"its_tenant": row.tenant_id, "its_id": row.id}


_ITS = and_(_TABLE.c.tenant_id == bindparam("its_tenant"), _TABLE.c.id == bindparam("its_id"))
_DUE = (
    select(Outgoing)
    .where(
        Outgoing.state == State.WAITING,
        Outgoing.delivery_class == bindparam("kind"),
        Outgoing.not_before <= bindparam("due"),
        or_(col(Outgoing.not_after).is_(None), col(Outgoing.not_after) > bindparam("due")),
        # Most rows replace nothing: only for the others does the database look at all that is on its way.
        or_(col(Outgoing.replaces_mark).is_(None), ~_being_replaced()),
        ~delivery.IN_THE_WAY,
    )
    # By no more than the moment: so the index has them in order. Those of the other class are stepped over.
    .order_by(col(Outgoing.not_before))
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(_TABLE)
    .where(_ITS)
    .values(
        state=bindparam("new_state"),
        owner=bindparam("new_owner"),
        lease_until=bindparam("new_lease_until"),
        attempts=_TABLE.c.attempts + 1,
    )
)
_STALE = (
    select(Outgoing)
    .where(Outgoing.state == State.WAITING, col(Outgoing.not_after) <= bindparam("due"))
    .with_for_update(skip_locked=True)
)
_ARRIVED = (
    update(_TABLE)
    .where(_ITS, _TABLE.c.owner == bindparam("its_owner"))
    .values(
        state=State.DELIVERED,
        reason="",
        finished_at=bindparam("moment"),
        lease_until=None,
        activity_id=bindparam("called"),
    )
)
_NUDGE = col(Outgoing.delivery_class) == DeliveryClass.NUDGE
_LOST = (
    update(_TABLE)
    .where(_TABLE.c.state == State.SENDING, _TABLE.c.lease_until < bindparam("now"))
    .values(
        state=case((_NUDGE, State.UNCERTAIN), else_=State.WAITING),
        finished_at=case((_NUDGE, bindparam("now", type_=UtcDateTime())), else_=None),
        reason="lease lost",
    )
)
_RECIPIENTS = select(Person).where(
    Person.tenant_id == bindparam("tenant"), col(Person.id).in_(bindparam("ids", expanding=True))
)
_BRIEFLY = text("SET LOCAL lock_timeout = '250ms'")  # well below PostgreSQL's own patience with deadlocks
_NEXT = select(func.min(Outgoing.not_before)).where(Outgoing.state == State.WAITING)
