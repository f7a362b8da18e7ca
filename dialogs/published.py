"""A week is published: its authors are thanked, and the teams are told."""

from __future__ import annotations

from dialogs.base import Scene
from dialogs.screens import NewsletterOut, Screen, StoriesPrinted
from domain.calendar import IsoWeek
from domain.excerpt import excerpt
from domain.kinds import StoryKind
from domain.web_address import safe_link
from storage import newsletters, printable
from storage.tables import Newsletter, Person

TITLES_SHOWN, TITLE_LENGTH = 6, 60


async def printed(scene: Scene, author: Person, week: str) -> Screen | None:
    """Thanks for what of hers has been printed; None when nothing of it may be shown any more."""
    issue = await _published(scene, week)
    hers = [one for one in await _kept(scene, issue) if one[2].id == author.id] if issue else []
    if issue is None or not hers:
        return None
    return StoriesPrinted(
        week=IsoWeek.parse(issue.week),
        titles=tuple(
            item.title or excerpt(item.body or "", TITLE_LENGTH) for item, _, _ in hers[:TITLES_SHOWN]
        ),
        link=safe_link(issue.link),
        are_stories=all(story.kind == StoryKind.STORY for _, story, _ in hers),
    )


async def out(scene: Scene, week: str) -> Screen | None:
    """What a channel is told; None when there is nothing in it, and no place to read it."""
    issue = await _published(scene, week)
    if issue is None:
        return None
    count, link = len(await _kept(scene, issue)), safe_link(issue.link)
    if not count and not link:
        return None
    return NewsletterOut(IsoWeek.parse(issue.week), issue.title, link, count)


async def _published(scene: Scene, week: str) -> Newsletter | None:
    issue = await newsletters.get(scene.session, scene.tenant_id, IsoWeek.parse(week))
    return issue if issue is not None and issue.published_at is not None else None


async def _kept(scene: Scene, issue: Newsletter) -> list[printable.Kept]:
    """What was printed, without what somebody has taken back since."""
    return (await printable.kept_in(scene.session, scene.tenant_id, [issue.week]))[issue.week]
