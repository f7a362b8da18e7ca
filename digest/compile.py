"""A week's section: gathered from storage, chosen by rule, consent asked for again at every pull."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.section import Agreement, Group, Item, Section
from domain.alphabet import danish_order
from domain.calendar import IsoWeek
from domain.consent import byline
from domain.kinds import NameShown, Theme
from domain.selection import Reason, by_theme, choose
from storage import agenda, people, stories
from storage.database import Session
from storage.tables import Person, Story

STORIES_AT_MOST = 12  # about two pages: more is not read


@dataclass(frozen=True)
class _Ready:
    """A story as the rule of selection sees it."""

    story: Story
    author: Person

    @property
    def id(self) -> str:
        return self.story.id

    @property
    def theme(self) -> Theme:
        return Theme(self.story.theme or Theme.STRONG_NARRATIVE)

    @property
    def unit_id(self) -> str:
        return self.story.unit_id or ""

    @property
    def ready_at(self) -> datetime:
        assert self.story.ready_at is not None, "only ready stories are gathered"
        return self.story.ready_at


async def compile_section(session: Session, tenant_id: str, week: IsoWeek, language: str) -> Section:
    """The S&O section of `week`. What somebody has not consented to is not in it, in any form."""
    area = await people.area(session, tenant_id)
    units = await people.unit_names(session, tenant_id)
    found = await stories.ready_between(session, tenant_id, week.starts(), week.ends())
    ready = [_Ready(story, author) for story, author in found]
    chosen = choose(ready, limit=STORIES_AT_MOST)
    known = {one.id: one for one in ready}
    groups = tuple(
        Group(theme, tuple(_item(known[one.candidate.id], one.reason, units) for one in group))
        for theme, group in by_theme(chosen)
    )
    agreed = await agreements_between(session, tenant_id, week.starts(), week.ends())
    left_out = len(ready) - len(chosen)
    return Section(week, area.name if area else "", language, groups, left_out, agreed)


async def agreements_between(
    session: Session, tenant_id: str, starts: datetime, ends: datetime
) -> tuple[Agreement, ...]:
    """What leaders have ticked in a span of time (aware UTC), by the meetings' names: no order of merit."""
    found = await agenda.told_between(session, tenant_id, starts, ends)
    told = [(point, Agreement(forum.name, point.agreement)) for point, forum in found if point.agreement]
    told.sort(key=lambda one: (danish_order(one[1].forum), one[0].meets_at, one[0].id))
    return tuple(agreement for _, agreement in told)


def _item(ready: _Ready, reason: Reason, units: dict[str, str]) -> Item:
    story, author = ready.story, ready.author
    return Item(
        id=story.id,
        title=story.title or None,
        text=story.body,
        byline=byline(author.name, author.title, NameShown(story.name_shown or NameShown.NONE)),
        unit=units.get(story.unit_id or "", ""),
        reason=reason,
    )
