"""The demo's organisation and stories, read from the package so that an installed wheel has them too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from domain.kinds import ConsentAnswer, NameShown, StoryState, Theme
from domain.organisation import Organisation, read


@dataclass(frozen=True)
class DemoStory:
    """A story as it lies in the demo's database; `weeks_ago` keeps the demo young on any day."""

    author: str
    body: str
    theme: Theme
    name_shown: NameShown
    weeks_ago: int
    title: str | None = None
    about: str | None = None
    about_answer: ConsentAnswer | None = None
    her_words: str | None = None
    her_words_answer: ConsentAnswer | None = None
    withdrawn: bool = False

    @property
    def state(self) -> StoryState:
        """What the answers add up to: everybody asked must have said yes."""
        if self.withdrawn:
            return StoryState.WITHDRAWN
        answers = {self.about_answer, self.her_words_answer} - {None, ConsentAnswer.YES}
        return StoryState.AWAITING_CONSENT if answers else StoryState.READY


@dataclass(frozen=True)
class DemoMeeting:
    """A meeting that a forum has held, so many of its meetings ago, and discussed its point at."""

    forum: str
    meetings_ago: int
    agreement: str = ""
    told: bool = False


def organisation() -> Organisation:
    return read(_file("organisation.toml"))


def stories() -> tuple[DemoStory, ...]:
    return tuple(_story(row) for row in tomllib.loads(_file("stories.toml"))["story"])


def meetings() -> tuple[DemoMeeting, ...]:
    return tuple(DemoMeeting(**row) for row in tomllib.loads(_file("meetings.toml"))["meeting"])


def _story(row: dict[str, Any]) -> DemoStory:
    kinds: dict[str, type[StrEnum]] = {
        "theme": Theme,
        "name_shown": NameShown,
        "about_answer": ConsentAnswer,
        "her_words_answer": ConsentAnswer,
    }
    words = {key: kind(row[key]) for key, kind in kinds.items() if key in row}
    return DemoStory(**{**row, **words, "body": row["body"].strip()})


def _file(name: str) -> str:
    return resources.files("bot.demo").joinpath(name).read_text(encoding="utf8")
