"""What a leader sees of her meetings, and what a committee's secretary may take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.screens.agenda import Agreement, Question
from dialogs.screens.base import Screen
from dialogs.screens.follow_up import FollowUpLine


@dataclass(frozen=True)
class ForumLine:
    """One forum: what is next, and what it agreed on last. `before` opens the card for the meeting."""

    forum: str
    meets_at: datetime | None
    paused_until: date | None = None
    questions: tuple[Question, ...] = ()
    discussed: bool = False
    last: Agreement | None = None
    told: bool = False  # the newsletter may have what was agreed
    before: str = ""
    tell: str = ""
    untell: str = ""


@dataclass(frozen=True)
class Overview(Screen):
    """Her forums in the order of their meetings, and her private reminders; nobody else sees those."""

    forums: tuple[ForumLine, ...]
    more: int = 0
    leads: bool = False
    runs: tuple[FollowUpLine, ...] = ()
    link: str = ""  # the committee's list, for whoever prepares its papers
