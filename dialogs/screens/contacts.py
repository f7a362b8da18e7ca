"""Whom to call, and who could not be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.screens.base import Screen


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
class Undelivered(Screen):
    """To an administrator: somebody has not got what she must get."""

    name: str
