"""How long a section is, as its editor weighs it: in words, and in minutes of a colleague's break."""

from __future__ import annotations

from collections.abc import Iterable

# An unhurried reader on a phone; the editor's measure, decided for the desk.
WORDS_A_MINUTE = 200


def words(texts: Iterable[str]) -> int:
    """What stands between spaces and has a letter or a digit: a dash alone is no word."""
    return sum(any(sign.isalnum() for sign in word) for text in texts for word in text.split())


def minutes(words: int) -> int:
    """Begun minutes: 0 when there is nothing to read, else at least 1."""
    return -(-words // WORDS_A_MINUTE)
