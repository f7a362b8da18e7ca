"""The newsletter: what stands in it besides the stories under the memo's four themes (facts 2.11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from domain.calendar import IsoWeek
from domain.cpr import contains_cpr
from domain.kinds import StoryKind, Theme
from domain.web_address import safe_link


class Chapter(StrEnum):
    """What comes after the stories, in the order in which it is printed."""

    KUDOS = "kudos"
    AGREEMENTS = "agreements"  # what the meetings agreed on: told by leaders, not stories
    CALENDAR = "calendar"  # communities, and offers to come along on a visit
    LEARNING = "learning_story"
    NEIGHBOUR = "neighbour"


class Reason(StrEnum):
    """Why a story stands in the newsletter; the first three are the rule's (domain/selection.py)."""

    NEWEST = "newest"
    NEW_THEME = "new_theme"
    NEW_UNIT = "new_unit"
    EDITOR = "editor"


class EditAnswer(StrEnum):
    """What the author says to the editor's wording of her story, once she is asked."""

    NOT_ASKED = ""
    ASKED = "asked"
    APPROVED = "approved"
    REWRITTEN = "rewritten"  # she has written it herself instead


_CHAPTERS = {
    StoryKind.KUDOS: Chapter.KUDOS,
    StoryKind.COMMUNITY: Chapter.CALENDAR,
    StoryKind.VISIT: Chapter.CALENDAR,
    StoryKind.LEARNING: Chapter.LEARNING,
    StoryKind.NEIGHBOUR: Chapter.NEIGHBOUR,
}


def chapter_of(kind: StoryKind) -> Chapter | None:
    """Where something sent to the newsletter is printed; None among the stories, which come first."""
    return _CHAPTERS.get(kind)


def heading_of(kind: StoryKind, theme: Theme) -> Theme | Chapter:
    """What it stands under: a story under its theme, all else under its chapter."""
    return chapter_of(kind) or theme


NAME_MAX = 80
LINK_MAX = 500
EARLY, LATE = timedelta(weeks=1), timedelta(weeks=4)  # a newsletter is published near its week


def name_problem(name: str) -> str | None:
    """Why the newsletter cannot be called so, in a word; None when it can."""
    if contains_cpr(name):
        return "cpr"
    return "long" if len(name) > NAME_MAX else None


def link_problem(link: str) -> str | None:
    """Why nobody can be sent to that address, in a word; none at all is fine."""
    if not link or (safe_link(link) == link and len(link) <= LINK_MAX):
        return None
    return "link"


def week_problem(week: IsoWeek, now: datetime) -> str | None:
    """Why the teams cannot be told today (aware UTC) that this week's is out, in a word."""
    return None if week.starts() - EARLY <= now < week.ends() + LATE else "week"
