"""Who has taken a week's section home, when, and in which format: personal data leaves Medvind there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col, select

from domain.calendar import IsoWeek
from storage.database import Session
from storage.tables import NewsletterExport

KEPT = timedelta(days=365)


async def note(
    session: Session,
    tenant_id: str,
    week: IsoWeek,
    fmt: str,
    story_ids: Iterable[str],
    now: datetime,
    *,
    person_id: str | None = None,
    label: str = "",
) -> None:
    """In the transaction that reads what is taken. `label`: the token's name, when it is a machine."""
    session.add(
        NewsletterExport(
            tenant_id=tenant_id,
            id=uuid.uuid4().hex,
            week=str(week),
            format=fmt,
            person_id=person_id,
            label=label,
            at=now,
            stories=" ".join(story_ids),
        )
    )
    await session.flush()


async def note_once_a_day(
    session: Session,
    tenant_id: str,
    week: IsoWeek,
    fmt: str,
    story_ids: Sequence[str],
    now: datetime,
    *,
    person_id: str | None = None,
    label: str = "",
) -> None:
    """For whoever comes again and again: only what is new is written down, or the first of a day."""
    rows = await session.exec(
        select(NewsletterExport).where(
            NewsletterExport.tenant_id == tenant_id,
            NewsletterExport.week == str(week),
            NewsletterExport.format == fmt,
            NewsletterExport.person_id == person_id,
            col(NewsletterExport.at) > now - timedelta(days=1),
        )
    )
    # Labels and ids are sealed: the database cannot compare them.
    known = {(row.label, row.stories) for row in rows}
    if (label, " ".join(story_ids)) not in known:
        await note(session, tenant_id, week, fmt, story_ids, now, person_id=person_id, label=label)


async def of_week(
    session: Session, tenant_id: str, week: IsoWeek, *, limit: int
) -> Sequence[NewsletterExport]:
    """The newest first."""
    rows = await session.exec(
        select(NewsletterExport)
        .where(NewsletterExport.tenant_id == tenant_id, NewsletterExport.week == str(week))
        .order_by(col(NewsletterExport.at).desc(), NewsletterExport.id)
        .limit(limit)
    )
    return rows.all()


async def prune(session: Session, now: datetime) -> None:
    await session.exec(delete(NewsletterExport).where(col(NewsletterExport.at) < now - KEPT))
