"""The outbox as the administrator sees it: how much there is, what went wrong, and what may go out twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, update
from sqlmodel import and_, col, or_, select

from storage.database import Session
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing, Person, Team

RESTORED = "restored"  # the reason of a row that was waiting in a backup, or would have been sent since
STALE = timedelta(days=1)


@dataclass(frozen=True)
class Count:
    """How many messages of a class are in a state."""

    delivery_class: str
    state: str
    count: int


@dataclass(frozen=True)
class Due:
    """What would leave: `count`, and of those `stale` for more than a day. `doubtful`: nudges, due or not,
    that may have been sent before a restore.
    """

    count: int
    stale: int
    doubtful: int


@dataclass(frozen=True)
class Trouble:
    """A message that nobody knows the fate of, or that was refused. `whom`: a person's or a team's name."""

    message: str
    delivery_class: str
    state: str
    at: datetime | None
    reason: str
    whom: str


async def counts(session: Session) -> Sequence[Count]:
    """Over all tenants."""
    grouped = (col(Outgoing.delivery_class), col(Outgoing.state))
    found = await session.exec(select(*grouped, func.count()).group_by(*grouped).order_by(*grouped))
    return [Count(*row) for row in found]


async def troubles(session: Session, limit: int) -> Sequence[Trouble]:
    """The newest that are uncertain or were refused; never what is in them."""
    found = await session.exec(
        select(Outgoing, Person, Team.name)
        .outerjoin(Person, and_(Person.tenant_id == Outgoing.tenant_id, Person.id == Outgoing.person_id))
        .outerjoin(Team, and_(Team.tenant_id == Outgoing.tenant_id, Team.id == Outgoing.team_id))
        .where(col(Outgoing.state).in_([State.UNCERTAIN, State.REFUSED]))
        .order_by(col(Outgoing.finished_at).desc(), Outgoing.id)
        .limit(limit)
    )
    return [
        Trouble(
            row.message,
            row.delivery_class,
            row.state,
            row.finished_at,
            row.reason,
            person.name if person else team or "",
        )
        for row, person, team in found
    ]


async def due(session: Session, now: datetime) -> Due:
    """What would leave at `now` if the outbox were released."""
    stale = case((col(Outgoing.not_before) < now - STALE, 1))
    leaving = select(func.count(), func.count(stale)).where(
        Outgoing.state == State.WAITING,
        Outgoing.not_before <= now,
        or_(col(Outgoing.not_after).is_(None), col(Outgoing.not_after) > now),
    )
    doubtful = select(func.count()).select_from(Outgoing).where(_doubtful())
    return Due(*(await session.exec(leaving)).one(), (await session.exec(doubtful)).one())


def _doubtful() -> ColumnElement[bool]:
    nudge = col(Outgoing.delivery_class) == DeliveryClass.NUDGE
    return nudge & (col(Outgoing.state) == State.WAITING) & (col(Outgoing.reason) == RESTORED)


async def doubt(session: Session, now: datetime) -> None:
    """After a restore: whatever is due, or was planned just now, may have been sent since the backup."""
    fell_due = or_(col(Outgoing.not_before) <= now, col(Outgoing.created_at) >= now)
    await session.exec(
        update(Outgoing).where(col(Outgoing.state) == State.WAITING, fell_due).values(reason=RESTORED)
    )


async def set_aside(session: Session, now: datetime) -> None:
    """Leave the nudges unsent that may have been sent: they are never repeated, and stand on the list."""
    await session.exec(update(Outgoing).where(_doubtful()).values(state=State.UNCERTAIN, finished_at=now))
