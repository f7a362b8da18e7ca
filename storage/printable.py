"""Which stories may be printed, and which still wait for somebody's yes.

Every question here asks the consents again rather than trusting the state column alone: what may not be shown
must not slip through a forgotten update.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal_column, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.kinds import ConsentAnswer, StoryState
from storage import newsletters
from storage.database import Session
from storage.tables import Newsletter, NewsletterItem, Person, Story, StoryConsent

Told = tuple[Story, Person]
Kept = tuple[NewsletterItem, Story, Person]

# Written out: a plan that PostgreSQL keeps for whatever state is asked for could not use the index of these.
_awaits = col(Story.state) == literal_column(f"'{StoryState.AWAITING_CONSENT}'")
_author = and_(col(Person.tenant_id) == col(Story.tenant_id), col(Person.id) == col(Story.author_id))


async def between(session: Session, tenant_id: str, starts: datetime, ends: datetime) -> Sequence[Told]:
    """Stories that became ready in the interval (aware UTC) and still are, with their authors."""
    return await _told(session, tenant_id, col(Story.ready_at) >= starts, col(Story.ready_at) < ends)


async def among(session: Session, tenant_id: str, story_ids: Collection[str]) -> dict[str, Told]:
    """Those of these stories that may be printed today, whenever they became ready."""
    if not story_ids:
        return {}
    found = await _told(session, tenant_id, col(Story.id).in_(story_ids))
    return {story.id: (story, author) for story, author in found}


async def unprinted(
    session: Session, tenant_id: str, starts: datetime, ends: datetime, *, limit: int
) -> Sequence[Told]:
    """Stories of an interval (aware UTC) that no published newsletter has had, the newest first."""
    rows = await session.exec(
        select(Story, Person)
        .join(Person, _author)
        .where(_may_be_printed(tenant_id), col(Story.ready_at) >= starts, col(Story.ready_at) < ends)
        .where(~is_printed())
        .order_by(col(Story.ready_at).desc(), Story.id)
        .limit(limit)
    )
    return rows.all()


def is_printed() -> ColumnElement[bool]:
    """Whether a newsletter that is out has the story of the query around it."""
    return (
        select(NewsletterItem.story_id)
        .join(
            Newsletter,
            and_(
                col(Newsletter.tenant_id) == NewsletterItem.tenant_id,
                col(Newsletter.week) == NewsletterItem.week,
            ),
        )
        .where(
            NewsletterItem.tenant_id == Story.tenant_id,
            NewsletterItem.story_id == Story.id,
            NewsletterItem.picked,
            col(Newsletter.published_at).is_not(None),
        )
        .exists()
    )


async def kept_in(session: Session, tenant_id: str, weeks: Collection[str]) -> dict[str, list[Kept]]:
    """What these published weeks have had and may still be shown, by week, in the editor's order.

    A yes was to the words that were printed: who has taken hers back, or has changed them, is not in it.
    """
    items = await newsletters.items_in(session, tenant_id, weeks)
    told = await among(session, tenant_id, {item.story_id for found in items.values() for item in found})
    return {
        week: [
            (item, *told[item.story_id])
            for item in found
            if item.story_id in told and told[item.story_id][0].revision == item.revision
        ]
        for week, found in items.items()
    }


async def taken_back(session: Session, tenant_id: str, weeks: Collection[str]) -> Sequence[NewsletterItem]:
    """What these weeks have had and may not be shown any more: withdrawn, changed, or a yes is gone."""
    still = (
        select(Story.id)
        .where(
            _may_be_printed(tenant_id),
            Story.id == NewsletterItem.story_id,
            Story.revision == NewsletterItem.revision,
        )
        .exists()
    )
    rows = await session.exec(
        select(NewsletterItem)
        .where(
            NewsletterItem.tenant_id == tenant_id,
            col(NewsletterItem.week).in_(weeks),
            NewsletterItem.picked,
            col(NewsletterItem.revision).is_not(None),
            ~still,
        )
        .order_by(col(NewsletterItem.place), NewsletterItem.story_id)
    )
    return rows.all()


async def waiting(session: Session, tenant_id: str, *, limit: int) -> Sequence[tuple[Story, int]]:
    """Stories that wait for a yes, with how many are asked; none to which somebody has said no.

    Oldest first: they have waited longest.
    """
    asked = (
        select(func.count())
        .where(_of_story(), StoryConsent.answer == ConsentAnswer.ASKED)
        .correlate(Story)
        .scalar_subquery()
    )
    rows = await session.exec(
        select(Story, asked)
        .where(
            Story.tenant_id == tenant_id,
            _awaits,
            _answered(ConsentAnswer.ASKED).exists(),
            ~_answered(ConsentAnswer.NO).exists(),
        )
        .order_by(col(Story.changed_at), Story.id)
        .limit(limit)
    )
    return rows.all()


async def awaiting(session: Session, tenant_id: str) -> int:
    """How many stories wait for somebody's yes: a number for the editor, never a list of names."""
    rows = await session.exec(select(func.count()).where(Story.tenant_id == tenant_id, _awaits))
    return rows.one()


async def _told(session: Session, tenant_id: str, *these: ColumnElement[bool]) -> Sequence[Told]:
    rows = await session.exec(
        select(Story, Person)
        .join(Person, _author)
        .where(_may_be_printed(tenant_id), *these)
        .order_by(col(Story.ready_at), Story.id)
    )
    return rows.all()


def _may_be_printed(tenant_id: str) -> ColumnElement[bool]:
    """As `domain.consent.may_publish` has it, where the database can use its indexes."""
    somebody_disagrees = (
        select(StoryConsent.id)
        .where(
            _of_story(),
            or_(
                col(StoryConsent.answer) != ConsentAnswer.YES,
                col(StoryConsent.revision) != col(Story.revision),
            ),
        )
        .exists()
    )
    return and_(
        col(Story.tenant_id) == tenant_id,
        col(Story.state) == StoryState.READY,
        col(Story.no_citizen_confirmed),
        ~somebody_disagrees,
    )


def _answered(answer: ConsentAnswer) -> SelectOfScalar[str]:
    return select(StoryConsent.id).where(_of_story(), StoryConsent.answer == answer).correlate(Story)


def _of_story() -> ColumnElement[bool]:
    return and_(
        col(StoryConsent.tenant_id) == col(Story.tenant_id), col(StoryConsent.story_id) == col(Story.id)
    )
