"""A photo to a story: where to send it, what is to be said about it, and that it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Choice, Screen
from domain.photo_rules import Caption, CaptionProblem


@dataclass(frozen=True)
class PhotoLink(Screen):
    """The way to hand in a photo to one story."""

    title: str
    link: str


@dataclass(frozen=True)
class PhotoForm(Screen):
    """A picture is here, and nobody sees it before this has been filled in. The picture is not shown."""

    save: str
    drop: str
    stories: tuple[Choice, ...]
    story: str  # the one that is chosen
    caption: Caption
    problems: tuple[CaptionProblem, ...] = ()
    not_saved: str = ""  # text id: why it was not, and that all she wrote is here


@dataclass(frozen=True)
class PhotoKept(Screen):
    """It goes with the story."""

    title: str
    alt_text: str
    drop: str
