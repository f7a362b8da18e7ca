"""The standing points, and when they are on the agenda: the same for everybody, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.screens.base import Choice, Screen
from domain.kinds import Cadence, Topic


@dataclass(frozen=True)
class TeamWelcome(Screen):
    """Medvind was added to a team: what it will do there. `teams` asks which team this is."""

    team: str | None
    next_meeting_at: datetime | None = None
    teams: tuple[Choice, ...] = ()
    bind: str = ""


@dataclass(frozen=True)
class Question:
    """A topic, with the dialogue card that its meeting got."""

    topic: Topic
    card: str


@dataclass(frozen=True)
class Agreement:
    """What they agreed on at a meeting."""

    text: str
    met_at: datetime


@dataclass(frozen=True)
class AgendaCard(Screen):
    """The standing points of one meeting. The buttons that fit how things stand have a token.

    `agreement` is what stands in the field or under the card; `problem` says why it could not be kept.
    """

    forum: str
    meets_at: datetime
    questions: tuple[Question, ...]
    last: Agreement | None = None
    agreement: str = ""
    problem: str = ""
    name: str = ""  # what looks like a name in the agreement
    note: str = ""  # text id: why a press changed nothing
    discussed: bool = False
    postponed: bool = False
    in_channel: bool = True
    discuss: str = ""
    postpone: str = ""
    swap: str = ""
    undo: str = ""
    agree: str = ""
    edit: str = ""


@dataclass(frozen=True)
class DialogueCard(Screen):
    """A dialogue card to look at, outside any meeting."""

    card: str


@dataclass(frozen=True)
class RhythmTeams(Screen):
    """Which of one's forums?"""

    choose: str
    forums: tuple[Choice, ...]


@dataclass(frozen=True)
class RhythmValues:
    """What stands in the form, as typed."""

    weekday: str = ""
    at: str = ""
    cadence: str = ""
    anchor: str = ""
    lead: str = ""
    hours: str = ""
    topics: str = ""
    summer: str = ""


@dataclass(frozen=True)
class RhythmForm(Screen):
    save: str
    stop: str
    forum: str
    values: RhythmValues = RhythmValues()
    in_channel: bool = True
    breaks: str = ""  # pause, or move one meeting: there must be one to move
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RhythmBreak(Screen):
    """Pause the nudges until a day, or hold the next meeting at another time."""

    forum: str
    next_meeting_at: datetime | None
    paused_until: str
    pause: str
    go_on: str
    move: str
    until: str = ""
    day: str = ""
    at: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RhythmSaved(Screen):
    forum: str
    cadence: Cadence | None
    next_meeting_at: datetime | None
    nudge_at: datetime | None
    reaches: str  # text id: whom the card reaches, or what is missing
    breaks: str = ""
