"""One turn, whatever the channel: a transaction around what somebody said or pressed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from dialogs import channel, routing, story, welcome
from dialogs.base import Place, PlaceKind, Turn
from dialogs.screens import Screen
from storage import heard, outbox, people, teams
from storage.database import Database


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as the verified activity says: nothing on a card can change it."""

    tenant_id: str
    person_id: str
    name: str


@dataclass(frozen=True)
class Said:
    """What Medvind answers, in the language it is to be read in. Committed before it is returned."""

    screens: Sequence[Screen]
    language: str


class Talk:
    """The conversations with a database under them. `wake` is called when there may be mail to send."""

    def __init__(
        self, database: Database, clock: Clock, *, language: str, public_url: str, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._language = language
        self._public_url = public_url
        self._wake = wake

    async def hear(self, speaker: Speaker, place: Place, text: str) -> Said:
        async with self._turn(speaker, place) as turn:
            if place.activity_id and not await heard.first_time(
                turn.session, turn.tenant_id, place.conversation_id, place.activity_id, turn.now
            ):
                return Said([], turn.language)
            screens = await routing.hear(turn, text)
            return Said(screens, turn.language if place.is_shared else turn.actor.language or turn.language)

    async def press(self, speaker: Speaker, place: Place, value: Mapping[str, Any]) -> Said:
        async with self._turn(speaker, place) as turn:
            return Said([(await routing.press(turn, value)).screen], turn.language)

    async def capture(
        self, speaker: Speaker, place: Place, text: str, author_id: str | None, author: str
    ) -> Said:
        """The message action: the form, with a colleague's or one's own message in it."""
        async with self._turn(speaker, place) as turn:
            return Said([await story.capture(turn, text, author_id, author)], turn.language)

    async def new_story(self, speaker: Speaker, place: Place) -> Said:
        async with self._turn(speaker, place) as turn:
            return Said(await story.open_form(turn), turn.language)

    async def arrive(self, speaker: Speaker, place: Place) -> Said:
        """Medvind was installed: say hello once to a person, and once in a team's channel."""
        async with self._turn(speaker, place) as turn:
            if place.kind is PlaceKind.CHANNEL:
                known = await teams.by_channel(turn.session, turn.tenant_id, place.conversation_id)
                return Said([] if known else [await channel.greet_team(turn)], turn.language)
            if turn.actor.welcomed_at is not None:
                return Said([], turn.language)
            turn.actor.welcomed_at = turn.now
            return Said(await welcome.greet(turn), turn.language)

    async def leave(self, speaker: Speaker, place: Place) -> None:
        async with self._database.write() as session:
            await people.forget_chat(session, speaker.tenant_id, place.conversation_id)

    @asynccontextmanager
    async def _turn(self, speaker: Speaker, place: Place) -> AsyncIterator[Turn]:
        async with self._database.write() as session:
            actor = await people.meet(session, speaker.tenant_id, speaker.person_id, speaker.name)
            if place.service_url:
                actor.service_url = place.service_url
                # The message action may be used in a chat between two people: that is not one with Medvind.
                if place.kind is PlaceKind.PERSONAL and not place.in_dialog:
                    actor.conversation_id = place.conversation_id
            yield Turn(
                session=session,
                now=self._clock(),
                tenant_id=speaker.tenant_id,
                place=place,
                # A channel is spoken to in the service's language, not in that of whoever asks.
                language=self._language if place.is_shared else actor.language or self._language,
                public_url=self._public_url,
                reader=actor,
                actor=actor,
            )
            mail = outbox.has_mail(session)
        if mail:
            self._wake()
