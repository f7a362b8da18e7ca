"""The standing points, and when they are on the agenda: the same for everybody, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.screens.base import Choice, Screen
from domain.kinds import Cadence


@dataclass(frozen=True)
class TeamWelcome(Screen):
    """Medvind was added to a team: what it will do there. `teams` asks which team this is."""

    team: str | None
    next_meeting_at: datetime | None = None
    teams: tuple[Choice, ...] = ()
    bind: str = ""


@dataclass(frozen=True)
class AgendaCard(Screen):
    """The standing point for one meeting, in the team's channel: the same for everybody, no names."""

    team: str
    meets_at: datetime
    card: str
    discussed: bool
    discuss: str
    undo: str
    swap: str | None


@dataclass(frozen=True)
class DialogueCard(Screen):
    """A dialogue card to look at, outside any meeting."""

    card: str


@dataclass(frozen=True)
class RhythmTeams(Screen):
    """Which of one's teams?"""

    choose: str
    teams: tuple[Choice, ...]


@dataclass(frozen=True)
class RhythmForm(Screen):
    save: str
    stop: str
    team: str
    weekday: str = ""
    at: str = ""
    cadence: str = ""
    anchor: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RhythmSaved(Screen):
    team: str
    cadence: Cadence | None
    next_meeting_at: datetime | None
    nudge_at: datetime | None
    has_channel: bool
