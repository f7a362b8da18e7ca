"""What is asked in a check-in, and what a round says, in the words of the cards and of the page alike."""

from __future__ import annotations

from collections.abc import Callable

from domain.anonymity import Band, Finding
from domain.check_in import CheckInQuestion

Say = Callable[..., str]  # a text by its id, with its values


def as_asked(question: CheckInQuestion, say: Say) -> str:
    return say(f"check-in-question-{question.replace('_', '-')}")


def short_name(question: CheckInQuestion, say: Say) -> str:
    """The question in a word or two."""
    return say(f"check-in-short-{question.replace('_', '-')}")


def in_words(finding: Finding, say: Say) -> str:
    """Where the answers lie: between the four of them, or which way they lean when they are few."""
    if finding.half_steps is None:
        return say(f"check-in-level-{finding.level}")
    return say(f"check-in-step-{finding.half_steps}")


def in_full(finding: Finding, say: Say) -> str:
    """And whether they did not agree: what lies in the middle of two camps is nobody's answer."""
    told = in_words(finding, say)
    return f"{told}. {say('web-check-in-divided')}" if finding.divided else told


def how_many(band: Band, say: Say) -> str:
    return say(f"check-in-band-{band.name.lower()}")
