"""A conversation without Teams: says, taps, and what came back. Also the client of the conversation tests.

It holds the same cards as Teams would, so that a test presses the button a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.talk import Said, Speaker, Talk
from bot.teams.cards import Surface, card
from bot.terminal.mail import collect
from dialogs.base import Place, PlaceKind
from dialogs.screens import Screen
from storage.database import Database


class NoSuchButton(LookupError):
    """The newest card has no button with that title."""


class NoSuchField(LookupError):
    """The card has no field with that name."""


@dataclass
class Chat:
    """One person in one place. `screens` and `cards` are what she sees now, newest answer only."""

    talk: Talk
    database: Database
    speaker: Speaker
    clock: Clock
    language: str = "da"
    place: Place | None = None
    screens: Sequence[Screen] = ()
    cards: list[dict[str, Any]] = field(default_factory=list)

    @property
    def here(self) -> Place:
        return self.place or Place(PlaceKind.PERSONAL, f"terminal:{self.speaker.person_id}")

    async def says(self, text: str) -> Sequence[Screen]:
        return self._show(await self.talk.hear(self.speaker, self.here, text))

    async def taps(self, button: str, /, **inputs: str) -> Sequence[Screen]:
        """Press `button`, by its title, on the newest card that has it, with the fields filled so."""
        for shown in reversed(self.cards):
            for action in actions_of(shown):
                if action.get("title") == button:
                    return await self.submits(values_of(shown, action, inputs))
        raise NoSuchButton(button)

    async def submits(self, value: Mapping[str, Any]) -> Sequence[Screen]:
        """Send a button's data as it is: what a test does with an old or a forged card."""
        return self._show(await self.talk.press(self.speaker, self.here, value))

    async def catches(self, text: str, author_id: str | None, author: str) -> Sequence[Screen]:
        """The message action on somebody's message."""
        said = await self.talk.capture(self.speaker, self.here, text, author_id, author)
        return self._show(said, Surface.DIALOG)

    async def reads_mail(self) -> Sequence[Screen]:
        """What Medvind has sent by itself."""
        tenant, person = self.speaker.tenant_id, self.speaker.person_id
        screens = await collect(self.database, tenant, person, self.here, self.clock(), self.language)
        return self._show(Said(screens, self.language)) if screens else ()

    def _show(self, said: Said, surface: Surface = Surface.CHAT) -> Sequence[Screen]:
        self.screens, self.language = said.screens, said.language
        self.cards = [card(screen, said.language, surface) for screen in said.screens]
        return said.screens


WIDE_ONLY = "atLeast:Standard"


def elements_of(shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every element of a card that a terminal shows, in reading order: of two shapes, the one for a phone."""
    pending = list(shown.get("body", []))
    while pending:
        element = pending.pop(0)
        if element.get("targetWidth") == WIDE_ONLY:
            continue
        yield element
        pending[:0] = element.get("items", [])


def inputs_of(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [element for element in elements_of(shown) if element["type"].startswith("Input.")]


def actions_of(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    within = [action for element in elements_of(shown) for action in _pressed_on(element)]
    return within + list(shown.get("actions", []))


def _pressed_on(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    if element["type"] == "ActionSet":
        return list(element["actions"])
    return [element["selectAction"]] if "selectAction" in element else []


def values_of(
    shown: Mapping[str, Any], action: Mapping[str, Any], inputs: Mapping[str, str]
) -> dict[str, Any]:
    """What a client would send: the button's data, and the fields when the button sends them."""
    fields = {element["id"]: element.get("value", "") for element in inputs_of(shown)}
    if unknown := inputs.keys() - fields.keys():
        raise NoSuchField(", ".join(unknown))
    sends = action.get("associatedInputs") != "none"
    return {**({**fields, **inputs} if sends else {}), **action.get("data", {})}
