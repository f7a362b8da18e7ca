"""The twenty-four dialogue cards on absence and attendance (voice 3.3): their keys and their order."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

_GROUPS = ("culture", "work", "contact", "return", "daily", "prevent")

DECK: tuple[str, ...] = tuple(f"{group}_{number}" for group in _GROUPS for number in range(1, 5))


def draw(team_key: str, deck_round: int, used: Collection[str]) -> str | None:
    """The team's next card in this round through the deck, or None when `used` holds them all.

    The order differs by team and round, and is the same on every machine, which `random` and `hash`
    do not promise.
    """

    def place(card: str) -> bytes:
        return sha256(f"{deck_round}|{card}|{team_key}".encode()).digest()

    return min((card for card in DECK if card not in used), key=place, default=None)
