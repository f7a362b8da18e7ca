"""The front door, and what is kept about whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Screen


@dataclass(frozen=True)
class Welcome(Screen):
    """The front door: shown at first contact, and for hello and help."""

    first_name: str
    is_editor: bool = False
    sets_rhythm: bool = False
    gives_roles: bool = False
    hands_over: bool = False


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
    follow_ups: int = 0  # how many a leader has; nobody else has any
    incidents: int = 0  # that hit her, or that she has registered
    link: str = ""  # to all of it, as a file
