"""When a story may be printed, and under which name.

A story is printed only if nobody who was asked is still silent, said no, or said yes to an older wording
(facts 2.8: staff consent; the design's "with her consent and no identifiable citizen").
"""

from __future__ import annotations

import re
from collections.abc import Collection

from domain.kinds import ConsentAnswer, NameShown, StoryState

# Entra has "Bente Krogh", "bente.krogh" and "Bente Krogh (BKR)". No hyphen here: Anne-Marie is one name.
_BETWEEN_NAMES = re.compile(r"[\s._@+()/\\\u200b-\u200d\u2060\ufeff]+")


def may_publish(
    state: StoryState,
    no_citizen_confirmed: bool,
    answers: Collection[tuple[int, ConsentAnswer]],
    revision: int,
) -> bool:
    """Whether a story's `revision` may be printed.

    `answers` holds one pair for each person who was asked: the revision she saw and what she last said to it.
    """
    everyone_agrees = all(answer is ConsentAnswer.YES and seen == revision for seen, answer in answers)
    return state is StoryState.READY and no_citizen_confirmed and everyone_agrees


def byline(name: str, title: str, shown: NameShown) -> str | None:
    """How the storyteller is named under her story; None when there is nothing to show.

    With FIRST_NAME_AND_TITLE the surname never shows, not even where name or title are written unusually:
    what cannot be told from it is left out.
    """
    name, title = " ".join(name.split()), " ".join(title.split())
    if shown is NameShown.FULL:
        return _joined(name, title)
    if shown is NameShown.FIRST_NAME_AND_TITLE:
        first, others = _first_and_others(name)
        return _joined(first, "" if _mentions(title, others) else title)
    return None


def _joined(name: str, title: str) -> str | None:
    return ", ".join(part for part in (name, title) if part) or None


def _first_and_others(name: str) -> tuple[str, list[str]]:
    """The first given name ("" if it cannot be told from the surname), and every other part of the name."""
    before, comma, after = name.partition(",")
    parts = _parts(before)
    if not comma:
        return (parts[0], parts[1:]) if parts else ("", [])
    given = _parts(after)
    # "Krogh, Bente" is turned round. "Bente Krogh, SSA" and "Krogh Hansen, Bente" look alike: trust neither.
    if len(parts) == 1 and given:
        return given[0], parts + given[1:]
    return "", parts + given


def _parts(name: str) -> list[str]:
    return [part for part in _BETWEEN_NAMES.split(name) if part]


def _mentions(title: str, names: list[str]) -> bool:
    words = {word.casefold() for word in re.findall(r"\w+", title)}
    return any(word.casefold() in words for name in names for word in re.findall(r"\w+", name))
