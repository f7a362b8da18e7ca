"""A good story, from the first words to the list of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.screens.base import Choice, Screen
from domain.kinds import StoryKind, Theme
from domain.story_rules import Problem


@dataclass(frozen=True)
class StoryValues:
    """What stands in the form: kept as typed, so that nothing is lost when something is missing."""

    title: str = ""
    body: str = ""
    theme: str = ""
    day: str = ""
    name_shown: str = ""
    colleague: str = ""
    unit: str = ""
    no_citizen: bool = False


@dataclass(frozen=True)
class StoryForm(Screen):
    send: str
    values: StoryValues = StoryValues()
    kind: StoryKind = StoryKind.STORY
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
    kind: StoryKind = StoryKind.STORY
    happens_on: date | None = None
    printed: tuple[int, ...] = ()  # in which weeks' newsletters
    photo: str = ""  # the words of the picture that goes with it
    add_photo: str = ""
    drop_photo: str = ""


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
