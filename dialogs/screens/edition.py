"""What goes to the newsletter besides stories, and what comes back from it to those who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Screen
from domain.calendar import IsoWeek


@dataclass(frozen=True)
class Contributions(Screen):
    """What would you like to share? Nothing of anybody's is on it."""


@dataclass(frozen=True)
class EditRequest(Screen):
    """To the author: the editor's wording beside her own."""

    title: str
    body: str
    new_title: str
    new_body: str
    approve: str
    rewrite: str
    shared: bool = False  # a colleague has said yes to her words, and is asked anew about these


@dataclass(frozen=True)
class StoriesPrinted(Screen):
    """To an author: what of hers has been printed, and that there is a next week."""

    week: IsoWeek
    titles: tuple[str, ...]
    link: str = ""
    are_stories: bool = True  # nothing but stories


@dataclass(frozen=True)
class NewsletterOut(Screen):
    """To a team's channel: the week's newsletter is out. No story, and nobody's name."""

    week: IsoWeek
    name: str
    link: str
    count: int
