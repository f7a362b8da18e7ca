"""Every conversation and every act, enumerated: none is forgotten when a new one comes."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from bot.manifest import command_titles
from bot.teams.cards import card
from bot.terminal.chat import actions_of
from dialogs import routing
from dialogs.registry import ACTS, CONVERSATIONS
from dialogs.screens import (
    DraftOffer,
    Notice,
)
from nudges.registry import BY_MESSAGE, NUDGES
from tests.cards.samples import SAMPLES
from tests.house.words import modules
from tests.town import ANNE, Town
from texts.catalogue import LANGUAGES, texts


def test_every_act_has_a_name_of_its_own() -> None:
    names = Counter(act.name for conversation in CONVERSATIONS for act in conversation.acts)
    assert [name for name, count in names.items() if count > 1] == []
    assert len(ACTS) == names.total()


def test_every_conversation_has_a_name_of_its_own() -> None:
    assert len({conversation.name for conversation in CONVERSATIONS}) == len(CONVERSATIONS)


def test_every_conversation_can_be_opened_or_leads_on_from_one() -> None:
    for conversation in CONVERSATIONS:
        assert bool(conversation.phrases) == bool(conversation.open), conversation.name
        assert conversation.phrases or conversation.acts, conversation.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_opens_one_conversation(language: str) -> None:
    opened = Counter(
        routing._plain(phrase)
        for conversation in CONVERSATIONS
        if conversation.phrases
        for phrase in set(map(routing._plain, texts(language).phrases(conversation.phrases)))
    )
    assert [phrase for phrase, count in opened.items() if count > 1] == []
    assert "" not in opened
    assert all(len(phrase) <= routing.PHRASE_MAX for phrase in opened)


def test_a_phrase_of_both_languages_opens_the_same() -> None:
    danish, english = (routing._phrase_book(language) for language in ("da", "en"))
    assert {p for p in danish.keys() & english.keys() if danish[p] is not english[p]} == set()


@pytest.mark.some_on_postgresql(3)
@pytest.mark.parametrize(("language", "said"), command_titles())
async def test_every_command_in_teams_is_understood(town: Town, language: str, said: str) -> None:
    """What a tap on a command sends, in the language of the tap, is answered in that language."""
    chat = town.chat(ANNE)
    (answer, *_) = await chat.says(said)
    assert not isinstance(answer, DraftOffer)
    assert answer != Notice("tell-more")
    assert chat.language == language


def test_every_act_has_a_button() -> None:
    """An act that no card offers is a door nobody knows of."""
    offered = {
        action["data"]["do"]
        for screen in SAMPLES.values()
        for action in actions_of(card(screen, "da"))
        if "data" in action
    }
    assert set(ACTS) - offered == set()


def test_every_message_has_a_nudge_and_every_nudge_a_message() -> None:
    """A note whose name nobody composes would be refused at the moment of sending."""
    written = {
        keyword.value.value if isinstance(keyword.value, ast.Constant) else ast.dump(keyword.value)
        for module in modules().values()
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("Note", "to_person"))
        for keyword in call.keywords
        if keyword.arg == "message"
    }
    assert written == set(BY_MESSAGE)
    assert len(BY_MESSAGE) == len(NUDGES)
