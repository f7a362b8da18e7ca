"""The newsletter's weeks: what the editor has picked and in which order, and what was published.

Until she touches a week there is nothing here, and a rule chooses (domain/selection.py). A published week
does not change any more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.calendar import IsoWeek
from domain.newsletter import Reason
from storage.database import Session, insert_once
from storage.tables import Newsletter, NewsletterItem

Pick = tuple[str, Reason]

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")


class Published(Exception):
    """The week is published: nobody changes it any more."""


class NotThese(Exception):
    """The order that was sent is not of the stories that stand there now."""


@dataclass(frozen=True)
class Print:
    """A story as it is printed: what the people in it have said yes to at that moment."""

    story_id: str
    revision: int
    title: str
    body: str
    byline: str | None
    unit_name: str
    photo_id: str | None = None
    alt_text: str | None = None


async def get(session: Session, tenant_id: str, week: IsoWeek) -> Newsletter | None:
    return await session.get(Newsletter, (tenant_id, str(week)))


async def items(session: Session, issue: Newsletter, *, picked: bool = True) -> Sequence[NewsletterItem]:
    """The stories that are in it, in order; or those that the editor has taken out."""
    its = _in_order(issue.tenant_id, NewsletterItem.week == issue.week, NewsletterItem.picked == picked)
    return (await session.exec(its)).all()


def _in_order(tenant_id: str, *these: Any) -> SelectOfScalar[NewsletterItem]:
    wanted = select(NewsletterItem).where(NewsletterItem.tenant_id == tenant_id, *these)
    return wanted.order_by(col(NewsletterItem.place), NewsletterItem.story_id)


async def items_in(
    session: Session, tenant_id: str, weeks: Collection[str]
) -> dict[str, list[NewsletterItem]]:
    """The same of several weeks at once, by week; each of them is in the answer."""
    rows = await session.exec(
        _in_order(tenant_id, col(NewsletterItem.week).in_(weeks), NewsletterItem.picked)
    )
    found: dict[str, list[NewsletterItem]] = {week: [] for week in weeks}
    for item in rows:
        found[item.week].append(item)
    return found


async def take_over(
    session: Session, tenant_id: str, week: IsoWeek, chosen: Iterable[Pick], now: datetime
) -> Newsletter:
    """The week, held to the end of the transaction; at the first touch with what the rule has chosen.

    Raises `Published`.
    """
    begun = {"tenant_id": tenant_id, "week": str(week), "title": "", "link": "", "without": ""}
    new = await insert_once(session, Newsletter, {**begun, "touched_at": now})
    issue = await session.get_one(
        Newsletter, (tenant_id, str(week)), with_for_update=True, populate_existing=True
    )
    if issue.published_at is not None:
        raise Published
    if new:
        session.add_all(
            NewsletterItem(
                tenant_id=tenant_id, week=issue.week, story_id=story_id, place=place, reason=reason
            )
            for place, (story_id, reason) in enumerate(chosen)
        )
        await session.flush()
    issue.touched_at = now
    return issue


async def pick(session: Session, issue: Newsletter, story_id: str) -> None:
    """Last in the list, by the editor's own choice. The caller has asked whether it may be printed."""
    last = select(func.max(NewsletterItem.place)).where(
        NewsletterItem.tenant_id == issue.tenant_id, NewsletterItem.week == issue.week
    )
    place = (await session.exec(last)).one()
    item = await session.get(NewsletterItem, (issue.tenant_id, issue.week, story_id))
    if item is None:
        item = NewsletterItem(
            tenant_id=issue.tenant_id, week=issue.week, story_id=story_id, place=0, reason=Reason.EDITOR
        )
    elif item.picked:
        return
    item.picked, item.reason = True, Reason.EDITOR
    item.place = 0 if place is None else place + 1
    session.add(item)
    await session.flush()


async def take_out(session: Session, issue: Newsletter, story_id: str) -> None:
    item = await session.get(NewsletterItem, (issue.tenant_id, issue.week, story_id))
    if item is not None:
        item.picked = False
        await session.flush()


async def arrange(session: Session, issue: Newsletter, story_ids: Sequence[str]) -> None:
    """Bring these stories into this order, in the places that they had among the others.

    Raises `NotThese` unless they are all in the week, each once: somebody else has changed it meanwhile.
    """
    known = {item.story_id: item for item in await items(session, issue)}
    if len(set(story_ids)) != len(story_ids) or not set(story_ids) <= set(known):
        raise NotThese
    places = sorted(known[story_id].place for story_id in story_ids)
    for place, story_id in zip(places, story_ids, strict=True):
        known[story_id].place = place
    await session.flush()


def leave_out(issue: Newsletter, agreement_id: str) -> None:
    """Raises `NotThese` for what is no agreement's id: no words may stand there, for it is not sealed."""
    if not _RANDOM_ID.fullmatch(agreement_id):
        raise NotThese
    issue.without = " ".join(sorted({*left_out(issue), agreement_id}))


def take_in(issue: Newsletter, agreement_id: str) -> None:
    issue.without = " ".join(sorted(left_out(issue) - {agreement_id}))


def left_out(issue: Newsletter) -> set[str]:
    """The agreements that the editor leaves out."""
    return set(issue.without.split())


async def publish(
    session: Session,
    issue: Newsletter,
    printed: Sequence[Print],
    agreements: str,
    *,
    area: str,
    person_id: str,
    now: datetime,
) -> None:
    """Keep what is printed, word for word; what may not be printed is taken out. Raises `Published`.

    `area`: what it is called now, for the heading.
    """
    if issue.published_at is not None:
        raise Published
    frozen = {one.story_id: one for one in printed}
    for item in await items(session, issue):
        if (one := frozen.get(item.story_id)) is None:
            item.picked = False
            continue
        for name, value in asdict(one).items():
            setattr(item, name, value)
    issue.area, issue.agreements = area, agreements
    issue.published_by, issue.published_at = person_id, now
    await session.flush()


async def published(
    session: Session, tenant_id: str, *, limit: int, before: datetime | None = None
) -> Sequence[Newsletter]:
    """The archive, the newest first."""
    wanted = select(Newsletter).where(
        Newsletter.tenant_id == tenant_id, col(Newsletter.published_at).is_not(None)
    )
    if before is not None:
        wanted = wanted.where(col(Newsletter.published_at) < before)
    return (await session.exec(wanted.order_by(col(Newsletter.published_at).desc()).limit(limit))).all()


async def weeks_of(
    session: Session, tenant_id: str, story_ids: Collection[str]
) -> dict[str, list[NewsletterItem]]:
    """Where these stories have been printed: published weeks only."""
    rows = await session.exec(
        select(NewsletterItem)
        .where(
            NewsletterItem.tenant_id == tenant_id,
            col(NewsletterItem.story_id).in_(story_ids),
            NewsletterItem.picked,
            col(NewsletterItem.revision).is_not(None),
        )
        .order_by(NewsletterItem.week)
    )
    found: dict[str, list[NewsletterItem]] = {}
    for item in rows:
        found.setdefault(item.story_id, []).append(item)
    return found
