"""Somebody has sent a picture, perhaps with words: it goes to a story, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import photo, routing
from dialogs.base import Turn
from dialogs.screens import DraftOffer, Notice, Screen, WhomToCall
from domain.cpr import contains_cpr
from domain.distress import sounds_desperate
from domain.hard_events import sounds_hard
from domain.photo_rules import PictureProblem, Redrawn


def is_welcome(text: str) -> bool:
    """Whether a picture that comes with these words is fetched: not with what is hard, or refused."""
    return not (sounds_hard(text) or sounds_desperate(text) or contains_cpr(text))


async def see(turn: Turn, text: str, seen: Redrawn | PictureProblem | None) -> Sequence[Screen]:
    """Answer the words, and what became of the picture. Words that become a draft have it with them.

    None: it was not looked at, because others read along, or because of what the words are about.
    """
    if turn.place.is_shared:
        return [Notice("speak-privately", menu=False)]
    if not text.strip() and seen is not None:
        return [await photo.received(turn, seen)]
    said = list(await routing.hear(turn, text))
    match said:
        case [Notice(text="tell-more")] if seen is not None:
            return [await photo.received(turn, seen)]
        # The draft is her newest story now, and what is received goes with the newest.
        case [DraftOffer(sounds_hard=False)] if seen is not None:
            return [*said, await photo.received(turn, seen)]
        case [WhomToCall()]:
            return said  # nothing beside whom she can call
    return [*said, Notice("photo-not-kept", menu=False)]
