"""A story to fill the form with, and a look at the rows behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import SQLModel, select

from domain.kinds import NameShown, Theme
from tests.town import Town

COFFEE = "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs igen."
Row = TypeVar("Row", bound=SQLModel)


def filled(**changed: str) -> dict[str, str]:
    """The form as somebody fills it who forgets nothing."""
    return {
        "title": "Kaffe på gangen",
        "body": COFFEE,
        "theme": Theme.CITIZEN_FOCUS,
        "name_shown": NameShown.FIRST_NAME_AND_TITLE,
        "no_citizen": "true",
        **changed,
    }


def contributed(**changed: str) -> dict[str, str]:
    """The same for anything but a story: it has no theme, and some of it a day."""
    return {
        "title": "Vi synger sammen",
        "body": "Torsdag klokken 14 synger vi i kantinen. Alle kan være med.",
        "name_shown": NameShown.FIRST_NAME_AND_TITLE,
        "no_citizen": "true",
        **changed,
    }


async def rows(town: Town, table: type[Row]) -> Sequence[Row]:
    """Everything in a table, of every tenant."""
    async with town.database.read() as session:
        return (await session.exec(select(table))).all()
