"""What the newsletter's editor is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.screens.base import Screen
from domain.calendar import IsoWeek
from domain.kinds import Theme
from domain.newsletter import Chapter


@dataclass(frozen=True)
class NewsletterReady(Screen):
    """To the editor: what is ready this week, and where to get it."""

    week: IsoWeek
    last_week: int
    counts: tuple[tuple[Theme | Chapter, int], ...]
    titles: tuple[str, ...]
    awaiting: int
    link: str
    agreements: int = 0  # what meetings agreed on, and their leaders have ticked
    published_at: datetime | None = None
