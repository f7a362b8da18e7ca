"""Bidrag til nyhedsbrevet: what can be sent besides stories, each with a form of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dialogs.base import Act, Conversation, Turn, opens
from dialogs.screens import Contributions, Screen, StoryValues
from dialogs.story_form import Origin, form
from domain.contribution import OFFERED
from domain.kinds import StoryKind

OPEN = "contribute.open"
_PHRASES = {
    StoryKind.KUDOS: "kudos-phrases",
    StoryKind.COMMUNITY: "community-phrases",
    StoryKind.VISIT: "visit-phrases",
    StoryKind.LEARNING: "learning-phrases",
    StoryKind.NEIGHBOUR: "neighbour-phrases",
}


async def offer(turn: Turn) -> Sequence[Screen]:
    return [Contributions()]


async def open_form(kind: StoryKind, turn: Turn) -> Sequence[Screen]:
    return [await form(turn, Origin(kind=kind), StoryValues())]


def _one(kind: StoryKind) -> Conversation:
    """The words and the button of one kind. What it is, the server keeps with the form's send button."""
    opening = partial(open_form, kind)
    act = Act("contribute." + kind.replace("_", "-"), opens(opening), bound=False)
    return Conversation(name=f"contribute_{kind}", phrases=_PHRASES[kind], open=opening, acts=(act,))


CONVERSATIONS = (
    Conversation(
        name="contribute",
        phrases="contribute-phrases",
        open=offer,
        acts=(Act(OPEN, opens(offer), bound=False),),
    ),
    *map(_one, OFFERED),
)
