"""What somebody may send to the newsletter besides a story, and the day that some of it has."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.calendar import local
from domain.kinds import StoryKind
from domain.story_rules import Problem

# What is offered beside the story, in the order in which it is offered.
OFFERED = (
    StoryKind.KUDOS,
    StoryKind.COMMUNITY,
    StoryKind.VISIT,
    StoryKind.LEARNING,
    StoryKind.NEIGHBOUR,
)
FARTHEST = timedelta(days=366)  # what is further away is a slip of the finger in the year
_DATED = (StoryKind.COMMUNITY, StoryKind.VISIT)


def has_theme(kind: StoryKind) -> bool:
    """Stories stand under one of the memo's four themes; everything else has a chapter of its own."""
    return kind is StoryKind.STORY


def has_day(kind: StoryKind) -> bool:
    return kind in _DATED


def needs_day(kind: StoryKind) -> bool:
    """Nobody can come to an event without a day; an offer to come along may be open."""
    return kind is StoryKind.COMMUNITY


def day_of(kind: StoryKind, written: str) -> date | None:
    """The day as a form sends it; None where there is none, or none that can be read."""
    try:
        return date.fromisoformat(written.strip()) if has_day(kind) else None
    except ValueError:
        return None


def day_problem(kind: StoryKind, written: str, now: datetime) -> Problem | None:
    """What is wrong with the day (a day in Copenhagen; `now` is aware), or None."""
    if not has_day(kind) or not (written.strip() or needs_day(kind)):
        return None
    day, today = day_of(kind, written), local(now).date()
    if day is None:
        return Problem.DAY_MISSING
    if day < today:
        return Problem.DAY_PAST
    return Problem.DAY_FAR if day - today > FARTHEST else None
