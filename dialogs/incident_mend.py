"""What the two cards of an incident send: every field that stands on them, whichever button is pressed.

What was written and could not be kept comes back to whoever wrote it.
"""

from __future__ import annotations

from dialogs.base import Chosen, Payload, Turn
from dialogs.screens import IncidentTextBack, Notice, Screen
from domain.incident import TEXT_MAX

FIELDS_MOST = 4  # texts on one card; what a client of ours sends fits


class OwnFields(Payload):
    """The card of the one it hit, or of who registered it."""

    what_happened: str = ""
    what_before: str = ""
    answer_1: str = ""
    answer_2: str = ""
    person: Chosen = ""


class CaseFields(Payload):
    """The card of whoever receives it."""

    talk_day: Chosen = ""
    talk_clock: Chosen = ""
    debriefing: Chosen = ""
    note: str = ""
    done: str = ""
    question_1: str = ""
    question_2: str = ""
    person: Chosen = ""


_TEXTS = ("what_happened", "what_before", "answer_1", "answer_2", "note", "done", "question_1", "question_2")


async def text_too_late(turn: Turn, payload: Payload, incident_id: str) -> Screen:
    """The button was too old: what was written comes back, to be sent from the card as it is now."""
    return given_back(payload)


def given_back(payload: Payload) -> Screen:
    """Everything that was written; also when there is no database to keep it in."""
    written = "\n".join(text for name in _TEXTS if (text := getattr(payload, name, "")))
    return IncidentTextBack(written[: FIELDS_MOST * TEXT_MAX]) if written else Notice("button-gone")
