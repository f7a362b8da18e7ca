"""What a card has room for: Teams refuses one that is too large, and nothing that matters may be lost so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

# In UTF-16 units. A card may be 12,288 (24 KB); the rest is for its frame and the buttons beneath.
ROOM = 11_560


@dataclass(frozen=True)
class Section:
    """Elements that stand or wait together. Rank 0 always stands; of the others the lowest comes first."""

    elements: Sequence[CardElement]
    rank: int = 0


def as_much_as_fits(sections: Sequence[Section], waits: CardElement) -> list[CardElement]:
    """The elements in their order, and `waits` last when some of them have to."""
    if sum(units(section.elements) for section in sections) <= ROOM:
        return [element for section in sections for element in section.elements]
    shown: set[int] = set()
    left = ROOM - units([waits])
    for index in sorted(range(len(sections)), key=lambda number: sections[number].rank):
        takes = units(sections[index].elements)
        if sections[index].rank == 0 or takes <= left:
            shown.add(index)
            left -= takes
    return [*(element for index in sorted(shown) for element in sections[index].elements), waits]


def units(elements: Sequence[CardElement]) -> int:
    """How much of a card they take, as Teams counts."""
    made = [element.model_dump(by_alias=True, exclude_none=True) for element in elements]
    return length(json.dumps(made, ensure_ascii=False))


def length(text: str) -> int:
    """As clients count: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def first(most: int, text: str) -> str:
    """The text, or as much of it as a field can show."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
