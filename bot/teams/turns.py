"""From an activity of Teams to a turn, and from its screens back to cards."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from bot.logs import trail
from bot.metrics import TURN_SECONDS, TURNS
from bot.talk import Said, Speaker, Talk
from bot.teams import answers
from bot.teams.activities import Attached, Inbound, Kind
from bot.teams.cards import Surface, card
from bot.teams.seam import Answer
from dialogs import photo_seen, routing
from dialogs.base import Place, PlaceKind
from domain.photo_rules import PictureProblem, Redrawn
from texts.catalogue import texts

log = structlog.get_logger()

_DIALOGS = (Kind.CAPTURE, Kind.CAPTURE_SUBMIT, Kind.DIALOG_OPEN, Kind.DIALOG_SUBMIT)


def place_of(inbound: Inbound) -> Place:
    """Where it was said. A thread's id is the channel's with the message's behind it: the channel counts."""
    conversation = inbound.conversation_id.partition(";")[0]
    in_dialog, activity_id = inbound.kind in _DIALOGS, inbound.activity_id
    if inbound.conversation_type == "personal":
        return Place(
            PlaceKind.PERSONAL,
            conversation,
            inbound.service_url,
            activity_id=activity_id,
            in_dialog=in_dialog,
        )
    team = inbound.team
    return Place(
        PlaceKind.CHANNEL,
        (team.channel_id if team else None) or conversation,
        inbound.service_url,
        thread_id=inbound.conversation_id,
        card_id=inbound.reply_to_id or "",
        teams_name=team.name if team else "",
        teams_group_id=team.group_id if team else None,
        activity_id=activity_id,
        in_dialog=in_dialog,
    )


Look = Callable[[Attached], Awaitable[Redrawn | PictureProblem]]


async def look_at_nothing(attached: Attached) -> Redrawn | PictureProblem:
    """Where nothing is fetched."""
    return PictureProblem.NOT_FETCHED


@dataclass(frozen=True)
class TeamsTurns:
    """Takes activities that the gate has let in. `language` is what an apology is written in.

    `look` fetches what is attached to a message: before the turn, so that no transaction waits for it.
    """

    talk: Talk
    language: str
    look: Look = look_at_nothing

    async def take(self, inbound: Inbound) -> Answer:
        if not inbound.person_id:
            return _told(texts(self.language)("nobody"), inbound)
        speaker = Speaker(inbound.tenant_id, inbound.person_id, inbound.person_name)
        place = place_of(inbound)
        with _counted(inbound):
            said = await self._said(inbound, speaker, place)
        if said is None:
            return Answer()
        # Read from the same text as a copy's answer will be: the two cannot differ.
        shown = json.loads(said.answer)
        cards = tuple(shown["cards"]) if said.owed else ()
        return Answer(cards, shown["invoke"], partial(self.talk.shown, speaker, place))

    async def _said(self, inbound: Inbound, speaker: Speaker, place: Place) -> Said | None:
        talk, render = self.talk, partial(_rendered, inbound)
        match inbound.kind:
            case Kind.MESSAGE if inbound.attached:
                seen = await self._looked(inbound, place)
                return await talk.see(speaker, place, inbound.text, seen, render)
            case Kind.MESSAGE:
                return await talk.hear(speaker, place, inbound.text, render)
            case Kind.BUTTON | Kind.CAPTURE_SUBMIT | Kind.DIALOG_SUBMIT:
                return await talk.press(speaker, place, inbound.value, render)
            case Kind.INSTALLED:
                return await talk.arrive(speaker, place, render)
            case Kind.REMOVED:
                await talk.leave(speaker, place)
            case Kind.CAPTURE | Kind.DIALOG_OPEN if source := inbound.source:
                author = source.author_id.lower() if source.author_id else None
                name = source.author_name or ""
                return await talk.capture(speaker, place, source.text, author, name, render)
            case Kind.CAPTURE | Kind.DIALOG_OPEN:
                return await talk.new_story(speaker, place, render)
        return None

    async def _looked(self, inbound: Inbound, place: Place) -> Redrawn | PictureProblem | None:
        """The one picture, or why there is none; None where pictures are not even fetched."""
        if place.is_shared or not photo_seen.is_welcome(inbound.text):
            return None
        if len(inbound.attached) > 1:
            return PictureProblem.SEVERAL
        return await self.look(inbound.attached[0])

    def sorry(self, inbound: Inbound) -> Answer:
        try:
            return self._form_again(inbound) or _told(texts(self.language)("not-saved"), inbound)
        except Exception as error:  # what failed may be the form itself, and a sentence is always left
            log.error("form_lost", kind=inbound.kind.value, error=type(error).__name__, trail=trail(error))
            return _told(texts(self.language)("not-saved"), inbound)

    def _form_again(self, inbound: Inbound) -> Answer | None:
        """Where the form closes when it is sent, it comes back as it was sent, made without the database."""
        if inbound.kind is Kind.BUTTON and inbound.is_invoke:
            return None  # Teams leaves the card as it is, with everything in it
        form = routing.unsaved(place_of(inbound), inbound.value)
        if form is None:
            return None
        shown = _shown(inbound, Said([form], self.language))
        return Answer(tuple(shown["cards"]), shown["invoke"])


@contextmanager
def _counted(inbound: Inbound) -> Iterator[None]:
    """For the figures: but who watches them must not see when somebody answers a check-in."""
    if routing.leaves_no_trace(inbound.value):
        yield
        return
    TURNS.labels(inbound.kind.value).inc()
    with TURN_SECONDS.labels(inbound.kind.value).time():
        yield


def _told(text: str, inbound: Inbound) -> Answer:
    """One sentence, in the form that what came in can be answered in."""
    if inbound.kind in _DIALOGS:
        return Answer(invoke=answers.dialog_says(text))
    if inbound.is_invoke:
        return Answer(invoke=answers.say(text)) if inbound.kind is Kind.BUTTON else Answer()
    return Answer(cards=(_sentence(text),)) if inbound.kind in (Kind.MESSAGE, Kind.BUTTON) else Answer()


def _rendered(inbound: Inbound, said: Said) -> str:
    return json.dumps(_shown(inbound, said))


def _shown(inbound: Inbound, said: Said) -> dict[str, Any]:
    """The cards to post, and the invoke's answer, in the form that what came in can be answered in."""
    if inbound.kind in _DIALOGS:
        shown = card(said.screens[0], said.language, Surface.DIALOG)
        title = texts(said.language)("button-story")
        return {"cards": [], "invoke": answers.dialog(shown, title)}
    cards = [card(screen, said.language) for screen in said.screens]
    if inbound.is_invoke:
        # The card takes the place of the pressed one; an old client's submit gets a new message.
        return {"cards": cards[1:], "invoke": answers.replace_card(cards[0])}
    return {"cards": cards, "invoke": None}


def _sentence(text: str) -> dict[str, Any]:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": text,
        "body": [{"type": "TextBlock", "text": text, "wrap": True}],
    }
