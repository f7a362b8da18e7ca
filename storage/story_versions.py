"""The editor's wordings of a story, each kept. The author's own is in `story` and is never written over."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain.newsletter import EditAnswer
from storage.database import Session
from storage.tables import Person, Story, StoryVersion


async def of_stories(session: Session, tenant_id: str, story_ids: Collection[str]) -> dict[str, StoryVersion]:
    """The newest wording of each story, of whichever of the author's own it was made from."""
    if not story_ids:
        return {}
    rows = await session.exec(
        select(StoryVersion)
        .where(StoryVersion.tenant_id == tenant_id, col(StoryVersion.story_id).in_(story_ids))
        .where(~_has_a_newer_one())
    )
    return {version.story_id: version for version in rows}


def _has_a_newer_one() -> ColumnElement[bool]:
    newer = aliased(StoryVersion)
    return (
        select(newer.id)
        .where(
            and_(
                col(newer.tenant_id) == StoryVersion.tenant_id, col(newer.story_id) == StoryVersion.story_id
            ),
            col(newer.number) > StoryVersion.number,
        )
        .exists()
    )


async def history(session: Session, story: Story) -> Sequence[StoryVersion]:
    """Every wording that an editor has made, the newest first."""
    rows = await session.exec(
        select(StoryVersion)
        .where(StoryVersion.tenant_id == story.tenant_id, StoryVersion.story_id == story.id)
        .order_by(col(StoryVersion.number).desc())
    )
    return rows.all()


def current(story: Story, version: StoryVersion | None) -> StoryVersion | None:
    """The wording that is printed instead of the author's. A new text of hers makes the older ones past."""
    return version if version is not None and version.revision == story.revision else None


async def get(session: Session, tenant_id: str, version_id: str) -> StoryVersion | None:
    return await session.get(StoryVersion, (tenant_id, version_id))


async def write(
    session: Session, story: Story, title: str, body: str, editor: Person, now: datetime
) -> StoryVersion:
    """A new wording of the story as it is now. The caller has checked the text, and holds the story's row."""
    highest = select(func.max(StoryVersion.number)).where(
        StoryVersion.tenant_id == story.tenant_id, StoryVersion.story_id == story.id
    )
    before = (await session.exec(highest)).one()
    version = StoryVersion(
        tenant_id=story.tenant_id,
        id=uuid.uuid4().hex,
        story_id=story.id,
        number=(before or 0) + 1,
        revision=story.revision,
        title=title,
        body=body,
        person_id=editor.id,
        written_at=now,
    )
    session.add(version)
    await session.flush()
    return version


async def hold(session: Session, tenant_id: str, version_id: str) -> tuple[StoryVersion, Story] | None:
    """A wording and its story, both held to the end of the transaction: the story first, as everywhere."""
    version = await get(session, tenant_id, version_id)
    if version is None:
        return None
    story = await session.get(
        Story, (tenant_id, version.story_id), with_for_update=True, populate_existing=True
    )
    if story is None:
        return None  # erased meanwhile, and its wordings with it
    await session.refresh(version, with_for_update=True)
    return version, story


def answer(version: StoryVersion, said: EditAnswer, now: datetime) -> None:
    version.answer, version.answered_at = said, now if said is not EditAnswer.ASKED else None
