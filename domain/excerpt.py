"""The beginning of what somebody wrote, where there is no room for all of it."""

from __future__ import annotations

WORDS = 6


def excerpt(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def on_one_line(text: str, most: int) -> str:
    """The same of a text whose lines do not matter."""
    return excerpt(" ".join(text.split()), most)


def first_words(text: str) -> str:
    """What an untitled story is called."""
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
