"""Check-ins: the question to one person, and to a team what came of it. Never who has answered, or what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.screens.base import Choice, Screen
from domain.anonymity import Finding
from domain.check_in import CheckInQuestion


@dataclass(frozen=True)
class CheckInCard(Screen):
    """One question, one tap. It looks the same whether or not she has answered."""

    question: CheckInQuestion
    team: str
    together: tuple[str, ...]  # the teams that are counted with hers
    closes_at: datetime
    token: str
    about: str  # the address of the page that says what is kept
    tried: str = ""  # what the team wanted to try, last time
    stop: str = ""  # the button that ends these messages
    resume: str = ""  # or the one with which they begin again


@dataclass(frozen=True)
class CheckInThanks(Screen):
    """The same whatever was answered, skipped included: somebody may be looking over her shoulder."""

    closes_at: datetime
    about: str
    elsewhere: bool = False  # the question is never told of one team


@dataclass(frozen=True)
class Trial:
    """The small thing that a team tries; `outcome` is empty until they say whether it happened."""

    text: str
    until: date | None
    outcome: str = ""


@dataclass(frozen=True)
class CheckInResult(Screen):
    """What a round says to its team, its leader included. The buttons that fit how things stand have a token.

    No `finding`: too few have answered, or what they said could be worked out from others' results.
    """

    team: str
    together: tuple[str, ...]
    question: CheckInQuestion
    closed_on: date
    finding: Finding | None
    last: Trial | None = None  # what they wanted to try after the round before
    talked: bool = False
    trial: Trial | None = None
    trial_text: str = ""  # what stands in the field, with its day as typed
    trial_until: str = ""
    problem: str = ""  # why it could not be kept: too_long, cpr, name, day, empty
    name: str = ""  # what looks like a name in it
    talk: str = ""
    plan: str = ""
    keep: str = ""
    happened: str = ""
    not_yet: str = ""


@dataclass(frozen=True)
class CheckInDay(Screen):
    """On which day a team is asked, as its leader sets it. `day` is empty while it is not asked at all."""

    team: str
    save: str
    stop: str = ""
    day: str = ""
    next_at: datetime | None = None  # when the team is asked next
    saved: bool = False
    every: int = 2  # weeks


@dataclass(frozen=True)
class CheckInTeams(Screen):
    """Which of one's teams?"""

    choose: str
    teams: tuple[Choice, ...]


@dataclass(frozen=True)
class TrendPoint:
    """A round that was held. No finding is a gap: too few, and never a zero."""

    closed_on: date
    question: CheckInQuestion
    finding: Finding | None


def is_elsewhere(point: TrendPoint, level: str) -> bool:
    """Nothing is shown, however many have answered: the question is never told of one team."""
    return point.finding is None and point.question.about_leader and level == "team"


@dataclass(frozen=True)
class Trend:
    """The rounds of one group, the oldest first. `level` is team, unit or area."""

    level: str
    name: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class CheckInTrends(Screen):
    """What the rounds have said over time, to whoever may see it: her own team, unit or area."""

    trends: tuple[Trend, ...]
    link: str = ""  # to the page with the pictures
    open_until: datetime | None = None  # a round is going on; nothing is said of how
