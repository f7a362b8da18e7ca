"""The one line "Hvad aftalte vi?": about conditions, never about people (document 002, sources 1.F)."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.cpr import contains_cpr
from domain.story_rules import tidy

LONGEST = 300

_WORD = re.compile(r"[^\W\d_]{2,}")


class AgreementProblem(StrEnum):
    TOO_LONG = "too_long"
    CPR = "cpr"
    NAME = "name"


def text_problem(text: str) -> AgreementProblem | None:
    """What is wrong with the line as it was sent, whoever is named in it."""
    if contains_cpr(text):
        return AgreementProblem.CPR
    return AgreementProblem.TOO_LONG if len(tidy(text)) > LONGEST else None


def name_like(text: str) -> dict[str, str]:
    """Words that may be a first name, in lower case and without a genitive's s, with how they are written.

    Only what has a capital letter: "dag" is a day, and Dag is a colleague.
    """
    found: dict[str, str] = {}
    for word in filter(lambda word: word[0].isupper(), _WORD.findall(tidy(text))):
        found.setdefault(word.casefold(), word)
        if word[-1] in "sS":
            found.setdefault(word[:-1].casefold(), word)
    return found
