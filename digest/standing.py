"""What stands in a week and why: picked by the editor, or by the rule until she has touched it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.calendar import IsoWeek, NotAWeek
from domain.consent import byline
from domain.kinds import NameShown, StoryKind, Theme
from domain.newsletter import Chapter, Reason, chapter_of, heading_of
from domain.selection import by_theme, choose
from storage import consents, newsletters, photos, printable, story_versions
from storage.database import Session
from storage.tables import Newsletter, NewsletterItem, Person, Story, StoryPhoto, StoryVersion

STORIES_AT_MOST = 12  # about two pages: more is not read
IN_A_CHAPTER = 6
LOOKED_AT = 500
_LAST = date.max
Printed = tuple[NewsletterItem, Story]
_CHAPTERS: tuple[Chapter | None, ...] = (None, *Chapter)  # the stories first


@dataclass(frozen=True)
class Standing:
    """A story with its author, the editor's wording and the photo, as they are now."""

    story: Story
    author: Person
    reason: Reason = Reason.EDITOR
    version: StoryVersion | None = None
    photo: StoryPhoto | None = None

    @property
    def id(self) -> str:
        return self.story.id

    @property
    def kind(self) -> StoryKind:
        return StoryKind(self.story.kind)

    @property
    def theme(self) -> Theme:
        return Theme(self.story.theme or Theme.STRONG_NARRATIVE)

    @property
    def chapter(self) -> Chapter | None:
        return chapter_of(self.kind)

    @property
    def heading(self) -> Theme | Chapter:
        return heading_of(self.kind, self.theme)

    @property
    def unit_id(self) -> str:
        return self.story.unit_id or ""

    @property
    def ready_at(self) -> datetime:
        assert self.story.ready_at is not None, "only ready stories are gathered"
        return self.story.ready_at

    @property
    def title(self) -> str:
        return self.version.title if self.version else self.story.title

    @property
    def body(self) -> str:
        return self.version.body if self.version else self.story.body

    @property
    def byline(self) -> str | None:
        shown = NameShown(self.story.name_shown or NameShown.NONE)
        return byline(self.author.name, self.author.title, shown)


async def standing(
    session: Session, tenant_id: str, week: IsoWeek, issue: Newsletter | None
) -> tuple[list[Standing], int]:
    """What may be printed of a week that is not published, in print order; and how many found no room."""
    if issue is None:
        return await _by_rule(session, tenant_id, week)
    items = await newsletters.items(session, issue)
    told = await printable.among(session, tenant_id, [item.story_id for item in items])
    found = [
        Standing(*told[item.story_id], reason=Reason(item.reason)) for item in items if item.story_id in told
    ]
    return _in_print_order(await dressed(session, tenant_id, found)), 0


async def _by_rule(session: Session, tenant_id: str, week: IsoWeek) -> tuple[list[Standing], int]:
    starts = await begins(session, tenant_id, week)
    told = await printable.unprinted(session, tenant_id, starts, week.ends(), limit=LOOKED_AT)
    ready = [Standing(story, author) for story, author in told]
    stories = [one for one in ready if one.chapter is None]
    known = {one.id: one for one in ready}
    chosen = by_theme(choose(stories, limit=STORIES_AT_MOST))
    picked = [replace(known[one.candidate.id], reason=one.reason) for _, group in chosen for one in group]
    left_out = len(stories) - len(picked)
    for chapter in Chapter:
        there = sorted((one for one in ready if one.chapter is chapter), key=_in_chapter)
        picked += [replace(one, reason=Reason.NEWEST) for one in there[:IN_A_CHAPTER]]
        left_out += len(there[IN_A_CHAPTER:])
    return await dressed(session, tenant_id, picked), left_out


async def begins(session: Session, tenant_id: str, week: IsoWeek) -> datetime:
    """From when on stories belong to a week (aware UTC): what came too late for the one before is this one's.

    Only what belonged to the week before: one that was published long before its Monday takes no other
    week's stories along.
    """
    try:
        last = week.previous()
    except NotAWeek:  # the calendar begins here
        return week.starts()
    before = await newsletters.get(session, tenant_id, last)
    if before is None or before.published_at is None:
        return week.starts()
    return min(max(before.published_at, last.starts()), week.starts())


async def dressed(session: Session, tenant_id: str, found: Sequence[Standing]) -> list[Standing]:
    """The same with the editor's wordings and the photos.

    A colleague's yes is to the author's words: where one was asked, no other wording is printed. It becomes
    the author's own when she approves it, and the colleague is asked anew (dialogs/edit_request.py).
    """
    ids = [one.id for one in found]
    shared = await consents.shared(session, tenant_id, ids)
    versions = await story_versions.of_stories(session, tenant_id, set(ids) - shared)
    pictures = await photos.of_stories(session, tenant_id, ids)
    return [
        replace(
            one,
            version=story_versions.current(one.story, versions.get(one.id)),
            photo=pictures.get(one.id),
        )
        for one in found
    ]


async def printed(session: Session, issue: Newsletter) -> list[Printed]:
    """What was published in a week and may still be shown, in print order."""
    return (await printed_in(session, issue.tenant_id, [issue.week]))[issue.week]


async def printed_in(session: Session, tenant_id: str, weeks: Collection[str]) -> dict[str, list[Printed]]:
    """The same of several published weeks at once, by week."""
    kept = await printable.kept_in(session, tenant_id, weeks)
    return {
        week: sorted(
            [(item, story) for item, story, _ in found],
            key=lambda one: _CHAPTERS.index(chapter_of(StoryKind(one[1].kind))),
        )
        for week, found in kept.items()
    }


def _in_print_order(found: list[Standing]) -> list[Standing]:
    """The chapters after the stories; within each the order in which the editor has put them."""
    return sorted(found, key=lambda one: _CHAPTERS.index(one.chapter))


def _in_chapter(one: Standing) -> tuple[date, datetime, str]:
    return one.story.happens_on or _LAST, one.ready_at, one.id
