"""From what somebody said or pressed to the conversation that answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from dialogs import story
from dialogs.base import Act, Conversation, Payload, Place, Turn
from dialogs.contacts import whom_to_call
from dialogs.registry import ACTS, CHANNEL_ACTS, CONVERSATIONS
from dialogs.screens import Notice, Screen
from domain.cpr import contains_cpr
from domain.distress import sounds_desperate
from domain.hard_events import sounds_hard
from domain.story_rules import BODY_MAX, worth_a_draft
from storage import buttons
from texts.catalogue import LANGUAGES, texts

_NOT_WORDS = re.compile(r"[^\w\s]+")
PHRASE_MAX = 80  # longer than any phrase: not worth comparing


async def hear(turn: Turn, text: str) -> Sequence[Screen]:
    """Answer what was said. In a chat of one's own, free text is a story in the making."""
    turn, conversation = _understand(turn, text)
    shared = turn.place.is_shared
    if conversation and conversation.open and (conversation.in_channel or not shared):
        return [_placed(turn, screen) for screen in await conversation.open(turn)]
    if shared:
        return [_placed(turn, Notice("speak-privately" if conversation else "channel-help"))]
    return [await _free_text(turn, text)]


async def _free_text(turn: Turn, text: str) -> Screen:
    """A story in the making. Three words about something hard count as much as thirty."""
    if sounds_desperate(text):
        return (await whom_to_call(turn))[0]
    if contains_cpr(text):
        return Notice("cpr-refused")
    if len(text) > BODY_MAX:
        return Notice("text-too-long", {"length": len(text), "most": BODY_MAX})
    if sounds_hard(text) or worth_a_draft(text):
        return await story.offer_draft(turn, text)
    return Notice("tell-more")


def _placed(turn: Turn, screen: Screen) -> Screen:
    """Where others read along, no message offers what is private."""
    if turn.place.is_shared and isinstance(screen, Notice):
        return replace(screen, menu=False)
    return screen


async def press(turn: Turn, value: Mapping[str, Any]) -> Sequence[Screen]:
    """Do what a button says, if it may. Whatever else is on the card is never trusted."""
    return [_placed(turn, await _press(turn, value))]


def leaves_no_trace(value: Mapping[str, Any]) -> bool:
    """Is it a press of which nothing may be remembered?"""
    act = ACTS.get(str(value.get("do", "")))
    return act is not None and act.traceless


def unsaved(place: Place, value: Mapping[str, Any]) -> Screen | None:
    """The form that was sent, when it could not be saved, made without the database; None: it was no form."""
    read = _read(place, value)
    if isinstance(read, Notice):
        return None
    act, payload = read
    return act.unsaved(payload) if act.unsaved else None


async def _press(turn: Turn, value: Mapping[str, Any]) -> Screen:
    read = _read(turn.place, value)
    if isinstance(read, Notice):
        return read
    act, payload = read
    if not act.bound:
        return (await act.handler(turn, payload, "")).screen
    return await _press_bound(turn, act, payload)


def _read(place: Place, value: Mapping[str, Any]) -> tuple[Act, Payload] | Notice:
    """Which act it is, and what was sent with it; or why there is none."""
    act = ACTS.get(str(value.get("do", "")))
    if act is None:
        return Notice("card-too-old")
    if place.is_shared and act.name not in CHANNEL_ACTS:
        return Notice("speak-privately")
    try:
        fields = {name: _as_text(field) for name, field in value.items() if name != "msteams"}
        return act, act.payload.model_validate(fields)
    except ValidationError:
        return Notice("card-too-old")


def _as_text(field: object) -> object:
    """Clients differ in how they send an empty field, or a tick."""
    if field is None:
        return ""
    return str(field).lower() if isinstance(field, bool) else field


async def _press_bound(turn: Turn, act: Act, payload: Payload) -> Screen:
    button, stale = await buttons.find(
        turn.session,
        turn.tenant_id,
        payload.token,
        act.name,
        person_id=turn.actor.id,
        conversation_id=turn.place.conversation_id,
        now=turn.now,
    )
    about = button.object_id if button else ""
    if stale is buttons.Stale.USED:
        return await act.again(turn, about) if act.again else Notice("button-used")
    if stale in (buttons.Stale.EXPIRED, buttons.Stale.UNKNOWN) and act.expired:
        return await act.expired(turn, payload, about)
    if button is None or stale:
        return Notice("button-gone")
    reply = await act.handler(turn, payload, about)
    if reply.spent:
        await buttons.use(turn.session, turn.tenant_id, button.token, turn.now)
    return reply.screen


def _understand(turn: Turn, text: str) -> tuple[Turn, Conversation | None]:
    """The conversation that the words open; who speaks English is answered in English from then on."""
    if len(text) > PHRASE_MAX:
        return turn, None
    said = _plain(text)
    found = {lang: book[said] for lang in LANGUAGES if said in (book := _phrase_book(lang))}
    if not found:
        return turn, None
    if turn.language not in found and not turn.place.is_shared:
        turn.actor.language = next(iter(found))
        turn = replace(turn, language=turn.actor.language)
    return turn, found.get(turn.language) or next(iter(found.values()))


def _plain(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())


@lru_cache
def _phrase_book(language: str) -> dict[str, Conversation]:
    """What opens what. The first conversation keeps a phrase; a house test forbids a second."""
    book: dict[str, Conversation] = {}
    for conversation in CONVERSATIONS:
        if conversation.phrases:
            for phrase in texts(language).phrases(conversation.phrases):
                book.setdefault(_plain(phrase), conversation)
    return book
