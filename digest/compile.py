"""A week's section: gathered from storage, consent asked for again at every pull."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import datetime
from itertools import groupby

from digest.section import Agreement, Group, Item, Picture, Section
from digest.standing import Standing, printed, standing
from domain.alphabet import danish_order
from domain.calendar import IsoWeek
from domain.kinds import StoryKind, Theme
from domain.newsletter import Chapter, heading_of
from storage import agenda, newsletters, people, photos
from storage.database import Session
from storage.tables import Newsletter, NewsletterItem, Story, StoryPhoto

Placed = tuple[Theme | Chapter, Item]


async def compile_section(session: Session, tenant_id: str, week: IsoWeek, language: str) -> Section:
    """The S&O section of `week`. What somebody has not consented to is not in it, in any form.

    A published week is printed from what was kept then, word for word.
    """
    issue = await newsletters.get(session, tenant_id, week)
    if issue is not None and issue.published_at is not None:
        return await as_published(session, issue, language)
    stands = await standing(session, tenant_id, week, issue)
    return await as_it_stands(session, tenant_id, week, issue, stands, language)


async def as_it_stands(
    session: Session,
    tenant_id: str,
    week: IsoWeek,
    issue: Newsletter | None,
    stands: tuple[Sequence[Standing], int],
    language: str,
) -> Section:
    """A week that is not published, of what has been gathered already (digest/standing.py)."""
    found, left_out = stands
    units = await people.unit_names(session, tenant_id)
    placed = [(one.heading, _item(one, units.get(one.unit_id, ""))) for one in found]
    agreed = tuple(agreement for _, agreement in await agreements(session, tenant_id, week, issue))
    area = await people.area(session, tenant_id)
    name = issue.title if issue else ""
    return Section(week, area.name if area else "", language, _groups(placed), left_out, agreed, name)


async def as_published(session: Session, issue: Newsletter, language: str) -> Section:
    """A published week, of what was kept then and may still be shown."""
    placed = [await _printed(session, item, story) for item, story in await printed(session, issue)]
    agreed, week = await _thawed(session, issue), IsoWeek.parse(issue.week)
    return Section(week, issue.area or "", language, _groups(placed), 0, agreed, issue.title)


def _groups(placed: Iterable[Placed]) -> tuple[Group, ...]:
    """A heading stands where it changes: the order is the editor's."""
    return tuple(
        Group(heading, tuple(item for _, item in run))
        for heading, run in groupby(placed, key=lambda one: one[0])
    )


async def agreements(
    session: Session, tenant_id: str, week: IsoWeek, issue: Newsletter | None
) -> Sequence[tuple[str, Agreement]]:
    """What leaders have ticked in the week, with its id; without what the editor leaves out."""
    without = newsletters.left_out(issue) if issue else set[str]()
    found = await _told(session, tenant_id, week.starts(), week.ends())
    return [(point_id, agreement) for point_id, agreement in found if point_id not in without]


async def agreements_between(
    session: Session, tenant_id: str, starts: datetime, ends: datetime
) -> tuple[Agreement, ...]:
    """What leaders have ticked in a span of time (aware UTC), by the meetings' names: no order of merit."""
    return tuple(agreement for _, agreement in await _told(session, tenant_id, starts, ends))


async def _told(
    session: Session, tenant_id: str, starts: datetime, ends: datetime
) -> list[tuple[str, Agreement]]:
    found = await agenda.told_between(session, tenant_id, starts, ends)
    told = [(point, Agreement(forum.name, point.agreement)) for point, forum in found if point.agreement]
    told.sort(key=lambda one: (danish_order(one[1].forum), one[0].meets_at, one[0].id))
    return [(point.id, agreement) for point, agreement in told]


def frozen(agreed: Iterable[tuple[str, Agreement]]) -> str:
    """The agreements as they are kept with a published week, each with its id."""
    return json.dumps([[point_id, *astuple(one)] for point_id, one in agreed], ensure_ascii=False)


async def _thawed(session: Session, issue: Newsletter) -> tuple[Agreement, ...]:
    """Those of them that their leaders still let the newsletter have, in these words."""
    kept = [
        (point_id, Agreement(forum, text)) for point_id, forum, text in json.loads(issue.agreements or "[]")
    ]
    told = await agenda.still_told(session, issue.tenant_id, [point_id for point_id, _ in kept])
    return tuple(agreement for point_id, agreement in kept if told.get(point_id) == agreement.text)


async def _printed(session: Session, item: NewsletterItem, story: Story) -> Placed:
    photo = await photos.get(session, item.tenant_id, item.photo_id) if item.photo_id else None
    theme = Theme(story.theme or Theme.STRONG_NARRATIVE)
    printed_as = Item(
        id=item.story_id,
        title=item.title or None,
        text=item.body or "",
        byline=item.byline,
        unit=item.unit_name or "",
        reason=item.reason,
        picture=_picture(photo, item.alt_text or "") if photo else None,
        on=story.happens_on,
    )
    return heading_of(StoryKind(story.kind), theme), printed_as


def _item(one: Standing, unit: str) -> Item:
    return Item(
        id=one.id,
        title=one.title or None,
        text=one.body,
        byline=one.byline,
        unit=unit,
        reason=one.reason,
        picture=_picture(one.photo, one.photo.alt_text) if one.photo else None,
        on=one.story.happens_on,
    )


def _picture(photo: StoryPhoto, alt: str) -> Picture:
    return Picture(photo.id, b64decode(photo.image), photo.width, photo.height, alt)
