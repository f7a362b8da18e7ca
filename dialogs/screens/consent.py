"""May her words, or her name, go to the newsletter?"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Screen
from domain.kinds import ConsentReason


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
