"""The few shapes every conversation is made of: a turn, a reply, an act, a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from dialogs.screens import Screen
from storage import buttons
from storage.database import Session
from storage.tables import Person

FORM_LIVES = timedelta(days=30)


class PlaceKind(StrEnum):
    PERSONAL = "personal"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Place:
    """Where something is said. `conversation_id` is the chat or the channel, never a thread in it."""

    kind: PlaceKind
    conversation_id: str
    service_url: str = ""
    thread_id: str = ""  # where in the channel the pressed card stands
    card_id: str = ""  # and which message it is
    teams_name: str = ""
    teams_group_id: str | None = None
    activity_id: str = ""  # which message this is; empty where nothing is sent twice
    in_dialog: bool = False  # a window that only the one who opened it sees, also above a channel

    @property
    def is_shared(self) -> bool:
        """Is what is shown here seen by others too?"""
        return self.kind is PlaceKind.CHANNEL and not self.in_dialog


@dataclass(frozen=True)
class Scene:
    """Everything needed to make a screen for somebody, somewhere, now (aware UTC)."""

    session: Session
    now: datetime
    tenant_id: str
    place: Place
    language: str
    public_url: str
    reader: Person | None  # None: everybody in the channel

    async def button(self, act: str, object_id: str = "", *, lives: timedelta = FORM_LIVES) -> str:
        """A token for one button, bound to who sees it, where, and to what it does."""
        return await buttons.mint(
            self.session,
            self.tenant_id,
            act,
            object_id,
            person_id=self.reader.id if self.reader else None,
            conversation_id=self.place.conversation_id,
            expires_at=self.now + lives,
        )


@dataclass(frozen=True)
class Turn(Scene):
    """A scene in which somebody has said or pressed something: one database transaction."""

    actor: Person

    def for_everybody(self) -> Scene:
        """The same moment as the whole channel sees it: its buttons are everybody's."""
        return Scene(
            self.session,
            self.now,
            self.tenant_id,
            self.place,
            self.language,
            self.public_url,
            reader=None,
        )


Chosen = Annotated[str, Field(max_length=64)]  # from a list or by a button: nobody types it


class Payload(BaseModel):
    """What a button on a card sends: the act, its token, and the inputs. Anything else is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: str
    token: Chosen = ""


@dataclass(frozen=True)
class Reply:
    """`spent`: the button has done its work and cannot do it again."""

    screen: Screen
    spent: bool = True


Handler = Callable[[Turn, Any, str], Awaitable[Reply]]


@dataclass(frozen=True)
class Act:
    """Something a button can do. `bound` acts need a token; the others open things and change nothing.

    `again` answers the second press of a used button with how things stand now.

    An act that sends a form must not lose what stands in it. `expired` gives it back when its button is too
    old, with a new one; `unsaved` when there is no database, made of what was sent alone.

    Of a `traceless` act nothing is remembered but what it does: not that somebody pressed, nor when. It has
    to prove by itself that the card is hers, and to answer a copy as it answered the first.
    """

    name: str
    handler: Handler
    payload: type[Payload] = Payload
    bound: bool = True
    again: Callable[[Turn, str], Awaitable[Screen]] | None = None
    expired: Callable[[Turn, Any, str], Awaitable[Screen]] | None = None
    unsaved: Callable[[Any], Screen] | None = None
    traceless: bool = False


Opening = Callable[[Turn], Awaitable[Sequence[Screen]]]


@dataclass(frozen=True)
class Conversation:
    """One file in `dialogs/`: the words that open it, and the acts its buttons can do."""

    name: str
    phrases: str = ""  # text id of `one | two | three`; empty when only buttons lead here
    open: Opening | None = None
    in_channel: bool = False
    acts: tuple[Act, ...] = ()


def opens(opening: Opening) -> Handler:
    """The button that does what the words do."""

    async def handler(turn: Turn, payload: Payload, object_id: str) -> Reply:
        return Reply((await opening(turn))[0], spent=False)

    return handler
