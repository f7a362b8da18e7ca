"""The dialogue cards of each topic: their keys and their order.

Twenty-four on absence and attendance (voice 3.3), twelve on psychological safety in the same voice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256

from domain.kinds import Topic


def _cards(groups: str, each: int) -> tuple[str, ...]:
    return tuple(f"{group}_{number}" for group in groups.split() for number in range(1, each + 1))


DECK: tuple[str, ...] = _cards("culture work contact return daily prevent", 4)
DECKS: Mapping[Topic, tuple[str, ...]] = {
    Topic.ATTENDANCE: DECK,
    Topic.PSYCHOLOGICAL_SAFETY: _cards("doubt mistakes voice belonging", 3),
}
CARDS: frozenset[str] = frozenset(card for deck in DECKS.values() for card in deck)


def draw(topic: Topic, forum_key: str, deck_round: int, used: Collection[str]) -> str | None:
    """The forum's next card in this round through the topic's deck, or None when `used` holds them all.

    The order differs by forum and round, and is the same on every machine, which `random` and `hash`
    do not promise.
    """

    def place(card: str) -> bytes:
        return sha256(f"{deck_round}|{card}|{forum_key}".encode()).digest()

    return min((card for card in DECKS[topic] if card not in used), key=place, default=None)
