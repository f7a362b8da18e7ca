"""Nyhedsbrev: the editor sees what is ready this week, and gets a link to pull it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dialogs.base import Act, Conversation, Turn, opens
from dialogs.screens import NewsletterReady, Notice, Screen
from domain.calendar import IsoWeek
from domain.kinds import Theme
from domain.roles import Permission, may
from storage import access, agenda, people, stories

OPEN = "newsletter.open"
TITLES_SHOWN = 8


async def open_summary(turn: Turn) -> Sequence[Screen]:
    if not may(await people.grants(turn.session, turn.actor), Permission.READ_DIGEST, None):
        return [Notice("newsletter-editor-only")]
    week = IsoWeek.of(turn.now)
    ready = await stories.ready_between(turn.session, turn.tenant_id, week.starts(), week.ends())
    counts = Counter(Theme(story.theme) for story, _ in ready if story.theme)
    link = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    before = week.previous()
    last = await stories.ready_between(turn.session, turn.tenant_id, before.starts(), before.ends())
    told = await agenda.told_between(turn.session, turn.tenant_id, week.starts(), week.ends())
    screen = NewsletterReady(
        week=week,
        last_week=len(last),
        counts=tuple((theme, counts[theme]) for theme in Theme if counts[theme]),
        titles=tuple(story.title or _first_words(story.body) for story, _ in ready[:TITLES_SHOWN]),
        awaiting=await stories.awaiting(turn.session, turn.tenant_id),
        link=f"{turn.public_url}/editor/login?key={link}",
        agreements=len(told),
    )
    return [screen]


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


CONVERSATION = Conversation(
    name="newsletter",
    phrases="newsletter-phrases",
    open=open_summary,
    acts=(Act(OPEN, opens(open_summary), bound=False),),
)
