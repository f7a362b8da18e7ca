"""Hello, help, a way out, and the language one is spoken to in."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.channel import greet_team
from dialogs.consent import waiting
from dialogs.rhythm import forums_of
from dialogs.role_form import places
from dialogs.screens import Notice, Screen, Welcome
from domain.roles import Permission, may
from storage import people

OPEN, CANCEL = "menu.open", "menu.cancel"


async def greet(turn: Turn) -> Sequence[Screen]:
    """The front door, and under it whatever still waits for this person's yes or no."""
    if turn.place.is_shared:
        return [await greet_team(turn)]
    grants = await people.grants(turn.session, turn.actor)
    welcome = Welcome(
        first_name=turn.actor.name.split(" ")[0],
        is_editor=may(grants, Permission.READ_DIGEST, None),
        sets_rhythm=bool(await forums_of(turn)),
        gives_roles=bool(await places(turn)),
        hands_over=any(may([one], Permission.HAND_OVER, one.unit_id) for one in grants),
    )
    return [welcome, *await waiting(turn)]


async def cancel(turn: Turn, payload: Payload, object_id: str) -> Reply:
    return Reply(Notice("cancelled"), spent=False)


async def cancel_in_words(turn: Turn) -> Sequence[Screen]:
    return [Notice("cancelled")]


HELLO = Conversation(
    name="hello",
    phrases="hello-phrases",
    open=greet,
    in_channel=True,
    acts=(Act(OPEN, opens(greet), bound=False), Act(CANCEL, cancel, bound=False)),
)
CANCELLED = Conversation(name="cancel", phrases="cancel-phrases", open=cancel_in_words)
