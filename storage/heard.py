"""What has been answered, and how: a second copy of it gets the same answer, and nothing is done twice.

Teams sends a thing again when it thinks that we were slow (safety.md T6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import col

from storage.crypto import fingerprint
from storage.database import Session, insert_once
from storage.tables import Heard

KEPT = timedelta(days=7)
ANSWER_KEPT = timedelta(hours=1)  # it quotes what people wrote, and Teams tries again within a minute


class HeardBefore(Exception):
    """This very thing has been answered: the turn that finds out undoes itself."""


@dataclass(frozen=True)
class Earlier:
    """What was answered the first time; None when that is too long ago. `owed`: it may never have arrived."""

    answer: str | None
    owed: bool


def mark_of(tenant_id: str, person_id: str, conversation_id: str, activity_id: str) -> str:
    """Which thing it is, and whose: an answer is never given to somebody else."""
    return fingerprint(tenant_id, person_id, conversation_id, activity_id)


async def remember(session: Session, tenant_id: str, mark: str, answer: str | None, now: datetime) -> None:
    """The last statement of a turn, and committed with it; raises `HeardBefore` in the turn of a copy.

    None is an answer that must not be kept, not even for a copy.

    A copy that comes while the first is at work waits here, on the key, for how that ends.
    """
    values = {"tenant_id": tenant_id, "mark": mark, "answer": answer, "heard_at": now}
    if not await insert_once(session, Heard, values):
        raise HeardBefore


async def earlier(session: Session, tenant_id: str, mark: str, now: datetime, patience: timedelta) -> Earlier:
    """How a copy is answered. Of several copies one is given what is owed; the next waits as long again."""
    row = await session.get(Heard, (tenant_id, mark), with_for_update=True)
    if row is None or row.answer is None:
        return Earlier(None, owed=False)
    owed = row.replied_at is None and row.heard_at <= now - patience
    if owed:
        row.heard_at = now
    return Earlier(row.answer, owed)


async def replied(session: Session, tenant_id: str, mark: str, now: datetime) -> None:
    """The answer has arrived where the person reads it."""
    await session.exec(
        update(Heard).where(col(Heard.tenant_id) == tenant_id, col(Heard.mark) == mark).values(replied_at=now)
    )


async def prune(session: Session, now: datetime) -> None:
    """The answers after an hour, the rest after a week."""
    await session.exec(
        update(Heard)
        .where(col(Heard.heard_at) < now - ANSWER_KEPT, col(Heard.answer).is_not(None))
        .values(answer=None)
    )
    await session.exec(delete(Heard).where(col(Heard.heard_at) < now - KEPT))
