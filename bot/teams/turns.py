"""From an activity of Teams to a turn, and from its screens back to cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.metrics import TURNS
from bot.talk import Said, Speaker, Talk
from bot.teams import answers
from bot.teams.activities import Inbound, Kind
from bot.teams.cards import Surface, card
from bot.teams.seam import Answer
from dialogs.base import Place, PlaceKind
from texts.catalogue import texts

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


@dataclass(frozen=True)
class TeamsTurns:
    """Takes activities that the gate has let in. `language` is what an apology is written in."""

    talk: Talk
    language: str

    async def take(self, inbound: Inbound) -> Answer:
        if not inbound.person_id:
            return _told(texts(self.language)("nobody"), inbound)
        speaker = Speaker(inbound.tenant_id, inbound.person_id, inbound.person_name)
        place = place_of(inbound)
        TURNS.labels(inbound.kind.value).inc()
        match inbound.kind:
            case Kind.MESSAGE:
                return _posted(await self.talk.hear(speaker, place, inbound.text))
            case Kind.BUTTON:
                return _pressed(await self.talk.press(speaker, place, inbound.value), inbound)
            case Kind.INSTALLED:
                return _posted(await self.talk.arrive(speaker, place))
            case Kind.REMOVED:
                await self.talk.leave(speaker, place)
                return Answer()
            case Kind.CAPTURE | Kind.DIALOG_OPEN:
                return _in_dialog(await self._capture(inbound, speaker, place))
            case Kind.CAPTURE_SUBMIT | Kind.DIALOG_SUBMIT:
                return _in_dialog(await self.talk.press(speaker, place, inbound.value))
        return Answer()

    async def _capture(self, inbound: Inbound, speaker: Speaker, place: Place) -> Said:
        source = inbound.source
        if source is None:
            return await self.talk.new_story(speaker, place)
        author = source.author_id.lower() if source.author_id else None
        return await self.talk.capture(speaker, place, source.text, author, source.author_name or "")

    def sorry(self, inbound: Inbound) -> Answer:
        return _told(texts(self.language)("not-saved"), inbound)


def _told(text: str, inbound: Inbound) -> Answer:
    """One sentence, in the form that what came in can be answered in."""
    if inbound.kind in _DIALOGS:
        return Answer(invoke=answers.dialog_says(text))
    if inbound.is_invoke:
        return Answer(invoke=answers.say(text)) if inbound.kind is Kind.BUTTON else Answer()
    return Answer(cards=(_sentence(text),)) if inbound.kind is Kind.MESSAGE else Answer()


def _posted(said: Said) -> Answer:
    return Answer(cards=tuple(card(screen, said.language) for screen in said.screens))


def _pressed(said: Said, inbound: Inbound) -> Answer:
    """An invoke's card takes the place of the pressed one; an old client's submit gets a new message."""
    first, *others = [card(screen, said.language) for screen in said.screens]
    if not inbound.is_invoke:
        return Answer(cards=(first, *others))
    return Answer(cards=tuple(others), invoke=answers.replace_card(first))


def _in_dialog(said: Said) -> Answer:
    shown = card(said.screens[0], said.language, Surface.DIALOG)
    return Answer(invoke=answers.dialog(shown, texts(said.language)("button-story")))


def _sentence(text: str) -> dict[str, Any]:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": text,
        "body": [{"type": "TextBlock", "text": text, "wrap": True}],
    }
