"""Nyhedsbrev: the editor sees what is ready this week, and gets a link to pull it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dialogs.base import Act, Conversation, Turn, opens
from dialogs.screens import NewsletterReady, Notice, Screen
from domain.calendar import IsoWeek
from domain.excerpt import first_words
from domain.kinds import StoryKind, Theme
from domain.newsletter import Chapter, heading_of
from domain.roles import Permission, may
from storage import access, agenda, newsletters, people, printable
from storage.tables import Story

OPEN = "newsletter.open"
TITLES_SHOWN = 8


async def open_summary(turn: Turn) -> Sequence[Screen]:
    if not may(await people.grants(turn.session, turn.actor), Permission.READ_DIGEST, None):
        return [Notice("newsletter-editor-only")]
    week = IsoWeek.of(turn.now)
    ready = await printable.between(turn.session, turn.tenant_id, week.starts(), week.ends())
    counts = Counter(_heading(story) for story, _ in ready)
    issue = await newsletters.get(turn.session, turn.tenant_id, week)
    link = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    before = week.previous()
    last = await printable.between(turn.session, turn.tenant_id, before.starts(), before.ends())
    told = await agenda.told_between(turn.session, turn.tenant_id, week.starts(), week.ends())
    screen = NewsletterReady(
        week=week,
        last_week=len(last),
        counts=tuple((one, counts[one]) for one in (*Theme, *Chapter) if counts[one]),
        titles=tuple(story.title or first_words(story.body) for story, _ in ready[:TITLES_SHOWN]),
        awaiting=await printable.awaiting(turn.session, turn.tenant_id),
        link=f"{turn.public_url}/editor/login?key={link}",
        agreements=len(told),
        published_at=issue.published_at if issue else None,
    )
    return [screen]


def _heading(story: Story) -> Theme | Chapter:
    return heading_of(StoryKind(story.kind), Theme(story.theme or Theme.STRONG_NARRATIVE))


CONVERSATION = Conversation(
    name="newsletter",
    phrases="newsletter-phrases",
    open=open_summary,
    acts=(Act(OPEN, opens(open_summary), bound=False),),
)
