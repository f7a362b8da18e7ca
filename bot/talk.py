"""One turn, whatever the channel: a transaction around what somebody said or pressed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from dialogs import channel, photo_seen, routing, story, welcome
from dialogs.base import Place, PlaceKind, Turn
from dialogs.screens import Notice, Screen
from domain.photo_rules import PictureProblem, Redrawn
from storage import heard, outbox, people, teams
from storage.database import Database, Session
from storage.tables import Person

# Longer than a channel tries to show an answer, and shorter than Teams waits before it sends a thing again.
UNANSWERED_AFTER = timedelta(seconds=10)


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as the verified activity says: nothing on a card can change it."""

    tenant_id: str
    person_id: str
    name: str


@dataclass(frozen=True)
class Said:
    """What Medvind answers, in the language it is to be read in. Committed before it is returned.

    `answer` is what the channel has made of it. A copy of what was answered before has the answer of then,
    no screens, and is `owed` only if the answer may never have been shown.
    """

    screens: Sequence[Screen]
    language: str
    answer: str = ""
    owed: bool = True


Dialog = Callable[[Turn], Awaitable[Sequence[Screen]]]
Render = Callable[[Said], str]


def as_screens(said: Said) -> str:
    """For a channel that shows screens as they are: there is nothing to keep."""
    return ""


class Talk:
    """The conversations with a database under them. `wake` is called when there may be mail to send.

    `render` makes the channel's answer while the turn can still be undone: what cannot be shown is not done.
    """

    def __init__(
        self, database: Database, clock: Clock, *, language: str, public_url: str, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._language = language
        self._public_url = public_url
        self._wake = wake

    async def hear(self, speaker: Speaker, place: Place, text: str, render: Render = as_screens) -> Said:
        return await self._once(speaker, place, lambda turn: routing.hear(turn, text), render)

    async def see(
        self,
        speaker: Speaker,
        place: Place,
        text: str,
        seen: Redrawn | PictureProblem | None,
        render: Render = as_screens,
    ) -> Said:
        """A picture, perhaps with words. None: it was not looked at, because of where, or of the words."""
        return await self._once(speaker, place, lambda turn: photo_seen.see(turn, text, seen), render)

    async def press(
        self, speaker: Speaker, place: Place, value: Mapping[str, Any], render: Render = as_screens
    ) -> Said:
        if routing.leaves_no_trace(value):
            return await self._untraced(speaker, place, lambda turn: routing.press(turn, value), render)
        return await self._once(speaker, place, lambda turn: routing.press(turn, value), render)

    async def capture(
        self,
        speaker: Speaker,
        place: Place,
        text: str,
        author_id: str | None,
        author: str,
        render: Render = as_screens,
    ) -> Said:
        """The message action: the form, with a colleague's or one's own message in it."""
        return await self._once(
            speaker, place, lambda turn: story.capture(turn, text, author_id, author), render
        )

    async def new_story(self, speaker: Speaker, place: Place, render: Render = as_screens) -> Said:
        return await self._once(speaker, place, story.open_form, render)

    async def arrive(self, speaker: Speaker, place: Place, render: Render = as_screens) -> Said:
        """Medvind was installed: say hello once to a person, and once in a team's channel."""
        return await self._once(speaker, place, _greet, render)

    async def leave(self, speaker: Speaker, place: Place) -> None:
        """Medvind was removed. A copy of that may come when it is back: then it undoes itself."""
        with suppress(heard.HeardBefore):
            async with self._database.turn() as session:
                await people.forget_chat(session, speaker.tenant_id, place.conversation_id)
                if place.activity_id:
                    await heard.remember(session, speaker.tenant_id, _mark(speaker, place), "", self._clock())

    async def shown(self, speaker: Speaker, place: Place) -> None:
        """The channel has shown the answer: to a copy of what was said nothing is owed."""
        if place.activity_id:
            async with self._database.turn() as session:
                await heard.replied(session, speaker.tenant_id, _mark(speaker, place), self._clock())

    async def _once(self, speaker: Speaker, place: Place, dialog: Dialog, render: Render) -> Said:
        """Do it and answer it, or give the answer that a copy of it got."""
        try:
            async with self._turn(speaker, place) as turn:
                screens = await dialog(turn)
                # What was said may have changed the language that she is answered in.
                own = None if place.is_shared else turn.actor.language
                said = Said(screens, own or turn.language)
                said = replace(said, answer=render(said))
                if place.activity_id:
                    mark = _mark(speaker, place)
                    kept = said.answer if all(screen.remembered for screen in screens) else None
                    await heard.remember(turn.session, turn.tenant_id, mark, kept, turn.now)
        except heard.HeardBefore:
            return await self._as_before(speaker, place, render)
        return said

    async def _untraced(self, speaker: Speaker, place: Place, dialog: Dialog, render: Render) -> Said:
        """Do it and answer it, and write nothing down of who came and when, not even that she was here."""
        async with self._database.turn() as session:
            # Not of the session, so that nothing which changes on it can reach her row.
            actor = Person(tenant_id=speaker.tenant_id, id=speaker.person_id, name=speaker.name)
            actor.language = await people.language_of(session, speaker.tenant_id, speaker.person_id)
            turn = self._turn_of(session, speaker, place, actor)
            said = Said(await dialog(turn), turn.language)
            return replace(said, answer=render(said))

    async def _as_before(self, speaker: Speaker, place: Place, render: Render) -> Said:
        async with self._database.turn() as session:
            mark, now = _mark(speaker, place), self._clock()
            before = await heard.earlier(session, speaker.tenant_id, mark, now, UNANSWERED_AFTER)
        if before.answer is None:
            done = Said([Notice("button-used")], self._language, owed=False)
            return replace(done, answer=render(done))
        return Said([], self._language, before.answer, before.owed)

    @asynccontextmanager
    async def _turn(self, speaker: Speaker, place: Place) -> AsyncIterator[Turn]:
        async with self._database.turn() as session:
            actor = await people.meet(session, speaker.tenant_id, speaker.person_id, speaker.name)
            _note_the_way(actor, place)
            yield self._turn_of(session, speaker, place, actor)
            mail = outbox.has_mail(session)
        if mail:
            self._wake()

    def _turn_of(self, session: Session, speaker: Speaker, place: Place, actor: Person) -> Turn:
        return Turn(
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


def _note_the_way(actor: Person, place: Place) -> None:
    """Where she can be written to. Nearly always it is known, and nothing is written."""
    if place.service_url and actor.service_url != place.service_url:
        actor.service_url = place.service_url
    # The message action may be used in a chat between two people: that is not one with Medvind.
    with_us = place.kind is PlaceKind.PERSONAL and not place.in_dialog
    if place.service_url and with_us and actor.conversation_id != place.conversation_id:
        actor.conversation_id = place.conversation_id


async def _greet(turn: Turn) -> Sequence[Screen]:
    # Held to the end of the turn: Teams tells of an installation more than once, and at once.
    await turn.session.refresh(turn.actor, ["welcomed_at"], with_for_update=True)
    if turn.place.kind is PlaceKind.CHANNEL:
        known = await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id)
        return [] if known else [await channel.greet_team(turn)]
    if turn.actor.welcomed_at is not None:
        return []
    turn.actor.welcomed_at = turn.now
    return await welcome.greet(turn)


def _mark(speaker: Speaker, place: Place) -> str:
    where = place.thread_id or place.conversation_id
    return heard.mark_of(speaker.tenant_id, speaker.person_id, where, place.activity_id)
