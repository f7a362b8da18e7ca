"""What Medvind shows, before any channel decides how it looks.

A screen is data: text ids and values, tokens for its buttons, and nothing that a person must not see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.calendar import IsoWeek
from domain.kinds import Cadence, ConsentReason, Theme
from domain.story_rules import Problem


@dataclass(frozen=True)
class Screen:
    """Anything that can be shown."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Notice(Screen):
    """One short message. `menu` adds the way on, so that nothing ends in a blind alley."""

    text: str
    values: dict[str, object] = field(default_factory=dict)
    menu: bool = True


@dataclass(frozen=True)
class Welcome(Screen):
    """The front door: shown at first contact, and for hello and help."""

    first_name: str
    is_editor: bool = False
    sets_rhythm: bool = False


@dataclass(frozen=True)
class TeamWelcome(Screen):
    """Medvind was added to a team: what it will do there. `teams` asks which team this is."""

    team: str | None
    next_meeting_at: datetime | None = None
    teams: tuple[Choice, ...] = ()
    bind: str = ""


@dataclass(frozen=True)
class StoryValues:
    """What stands in the form: kept as typed, so that nothing is lost when something is missing."""

    title: str = ""
    body: str = ""
    theme: str = ""
    name_shown: str = ""
    colleague: str = ""
    unit: str = ""
    no_citizen: bool = False


@dataclass(frozen=True)
class StoryForm(Screen):
    send: str
    values: StoryValues = StoryValues()
    problems: tuple[Problem, ...] = ()
    colleagues: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    words_of: str | None = None  # the colleague whose Teams message this is
    named: str | None = None  # the colleague found in the text but not chosen
    sounds_hard: bool = False
    sure: bool = False  # it has been asked whether this is an incident, and it is not
    changing: bool = False
    not_saved: str = ""  # text id: why it was not, and that all she wrote is here


@dataclass(frozen=True)
class DraftOffer(Screen):
    """Free text came back as a draft story. `sounds_hard` asks first whether it is an incident."""

    body: str
    use: str
    discard: str
    instead: str
    sounds_hard: bool = False


@dataclass(frozen=True)
class StoryLine:
    """One story of one's own: what it is, where it is, and the ways out."""

    title: str
    body: str
    theme: Theme | None
    byline: str | None
    state: str  # draft | awaiting_consent | refused | ready
    waiting_for: tuple[str, ...] = ()
    change: str = ""
    withdraw: str = ""


@dataclass(frozen=True)
class StoryThanks(Screen):
    story: StoryLine
    changed: bool = False


@dataclass(frozen=True)
class ConsentGiven:
    """Somebody else's story that one has said yes to."""

    title: str
    body: str
    author: str
    take_back: str


@dataclass(frozen=True)
class MyStories(Screen):
    stories: tuple[StoryLine, ...]
    given: tuple[ConsentGiven, ...] = ()
    next_page: int | None = None


@dataclass(frozen=True)
class StoryWithdrawn(Screen):
    title: str
    undo: str


@dataclass(frozen=True)
class ConsentRequest(Screen):
    """A card in somebody's own chat: may her words, or her name, go to the newsletter?"""

    author: str
    reason: ConsentReason
    title: str
    body: str
    yes: str
    no: str


@dataclass(frozen=True)
class ConsentAnswered(Screen):
    said_yes: bool
    change: str  # the token of the opposite answer


@dataclass(frozen=True)
class ConsentOutcome(Screen):
    """To the storyteller: the colleague has answered."""

    colleague: str
    said_yes: bool
    reason: ConsentReason
    title: str
    still_waiting: bool


@dataclass(frozen=True)
class Number:
    name: str
    number: str
    note: str
    owner: str
    checked_on: date


@dataclass(frozen=True)
class WhomToCall(Screen):
    """Who can be called: own people first, then the numbers."""

    leaders: tuple[str, ...]
    deputies: tuple[str, ...]
    representatives: tuple[str, ...]
    numbers: tuple[Number, ...]


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


@dataclass(frozen=True)
class NewsletterReady(Screen):
    """To the editor: what is ready this week, and where to get it."""

    week: IsoWeek
    last_week: int
    counts: tuple[tuple[Theme, int], ...]
    titles: tuple[str, ...]
    awaiting: int
    link: str


@dataclass(frozen=True)
class Undelivered(Screen):
    """To an administrator: somebody has not got what she must get."""

    name: str


@dataclass(frozen=True)
class MyData(Screen):
    """What is kept about the person who asks."""

    name: str
    title: str
    unit: str
    roles: tuple[str, ...]
    stories: int
    drafts: int
    consents: int
    erase: str
