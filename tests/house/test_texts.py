"""The words: the same in both languages, all of them used, and written as domain/voice.md asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from dialogs.registry import CONVERSATIONS
from domain.story_rules import BODY_MAX, TITLE_MAX
from tests.house.words import calls, families, ids_of_the_pages, ids_used, made_of_parts, messages, read
from texts.catalogue import LANGUAGES, texts

# What voice.md itself hands over, word for word: not ours to shorten.
GIVEN = ("card-", "check-in-question-")
# Read by an administrator at a desk, who needs the whole cure in one place.
FOR_ADMINISTRATORS = ("cli-", "doctor-", "manifest-", "organisation-")
MOST_WORDS = 15
# `registrere` is what Medvind does; `anmelde` is a step in law, and only these say it, as voice.md does.
MAY_SAY_ANMELDE = {
    *("incident-case-copy", "incident-case-note-draft", "incident-case-note-heading"),
    *("incident-case-police-not-reported", "incident-case-police-reported"),
    *("incident-case-police-wants-help", "incident-case-report-made", "incident-news-police"),
    *("incident-not-report", "incident-official-made", "incident-official-not-needed"),
    *("incident-official-pending", "incident-official-self", "incident-police-choose"),
    *("incident-police-not-reported", "incident-police-passed", "incident-police-reported"),
    *("incident-police-text", "incident-saved-text", "incident-short-report", "incident-step-police"),
    "incident-step-report",
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.chosen_by: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            self.chosen_by.add(node.selector.id.name)
        self.generic_visit(node)


def variables(language: str, text_id: str) -> tuple[set[str], set[str]]:
    """The names a text is filled with, and those that choose between its forms; referred texts included."""
    seen = _Variables()
    pending = [text_id]
    while pending:
        message = messages(language)[pending.pop()]
        seen.visit(message)
        pending += referred(message)
    return seen.names, seen.chosen_by


def referred(message: ast.Message) -> list[str]:
    found: list[str] = []

    class _References(Visitor):
        def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
            found.append(node.id.name)

    _References().visit(message)
    return found


def test_both_languages_have_the_same_texts() -> None:
    assert set(messages("da")) == set(messages("en"))


def test_no_text_is_written_twice() -> None:
    for language in LANGUAGES:
        names = [entry.id.name for entry in read(language) if isinstance(entry, ast.Message)]
        assert sorted(names) == sorted(set(names))


def test_every_line_of_the_files_can_be_read() -> None:
    for language in LANGUAGES:
        assert [entry for entry in read(language) if isinstance(entry, ast.Junk)] == []


@pytest.mark.parametrize("text_id", messages("da"))
def test_both_languages_are_filled_with_the_same(text_id: str) -> None:
    assert variables("da", text_id) == variables("en", text_id)


def test_every_text_in_use_exists() -> None:
    """A code on a screen instead of words is nobody's language."""
    assert ids_used() - set(messages("da")) == set()


def test_every_text_that_exists_is_in_use() -> None:
    """Words nobody reads are words somebody translates."""
    within = {name for message in messages("da").values() for name in referred(message)}
    assert set(messages("da")) - ids_used() - within == set()


def test_every_text_is_given_what_it_is_filled_with() -> None:
    """What is missing would be a refusal in the middle of a conversation."""
    wrong = [
        f"{where}: {text_id} takes {sorted(variables('da', text_id)[0])} and is given {sorted(given)}"
        for where, text_id, given in calls()
        if text_id in messages("da") and given is not None and not variables("da", text_id)[0] <= given
    ]
    assert wrong == []


def test_every_id_made_of_parts_is_known() -> None:
    """An f-string hides its ids from the two tests above: what can stand in its gap is in `families`."""
    assert made_of_parts() == set(families())


def test_the_pages_name_their_texts() -> None:
    """The search in the templates finds something: else the two tests above prove little."""
    assert "web-weeks" in ids_of_the_pages()


def sentences(language: str, text_id: str) -> Iterator[str]:
    """A text's sentences in every form of it, with a word for each value."""
    for form in forms(messages(language)[text_id].value):
        yield from (part for part in re.split(r"(?<=[.?!])(?<!kl\.)(?<!E\.g\.)\s+|\n", form) if part)


def forms(pattern: ast.Pattern | None) -> list[str]:
    told = [""]
    for element in pattern.elements if pattern else ():
        if isinstance(element, ast.TextElement):
            parts = [element.value]
        elif isinstance(element.expression, ast.SelectExpression):
            parts = [form for variant in element.expression.variants for form in forms(variant.value)]
        else:
            parts = ["X"]
        told = [before + part for before in told for part in parts]
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_somebody_can_take_in_between_two_visits(language: str) -> None:
    """At most 15 words (voice 3.1); many of the readers have Danish as their second language."""
    long = {
        f"{text_id}: {sentence}"
        for text_id in messages(language)
        if not text_id.startswith((*GIVEN, *FOR_ADMINISTRATORS)) and not text_id.endswith("-phrases")
        for sentence in sentences(language, text_id)
        if len(re.findall(r"\w[\w’'/.-]*", sentence)) > MOST_WORDS
    }
    assert long == set()


def _all_words(language: str) -> dict[str, str]:
    """Every text, and every string of the app package, by name."""
    told = {text_id: " ".join(sentences(language, text_id)) for text_id in messages(language)}
    packed = json.loads(resources.files("appmanifest").joinpath(f"{language}.json").read_text("utf8"))
    return told | {key: text for key, text in packed.items() if not key.startswith("$")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_shouted(language: str) -> None:
    assert [name for name, text in _all_words(language).items() if "!" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_promised_that_teams_cannot_keep(language: str) -> None:
    """The bot always receives the sender's id: nothing here is anonymous."""
    assert [name for name, text in _all_words(language).items() if "anonym" in text.casefold()] == []


def test_registering_is_never_called_reporting() -> None:
    told = {name for name, text in _all_words("da").items() if "anmeld" in text.casefold()}
    assert told == MAY_SAY_ANMELDE


def test_nobody_is_made_to_feel_guilty() -> None:
    """No streaks, no regrets, and none of the words voice 3.1 asks us to leave alone."""
    never = re.compile(
        r"desværre|glemte du|glemt at|fraværssynder|drypfravær|pjæk|udadreagerende|dement\b|patient", re.I
    )
    assert [name for name, text in _all_words("da").items() if never.search(text)] == []


def test_numbers_in_the_words_are_the_numbers_in_the_rules() -> None:
    for language, thousands in (("da", "4.000"), ("en", "4,000")):
        say = texts(language)
        assert thousands in say("story-problem-body-too-long")
        assert thousands.replace(".", "").replace(",", "") == str(BODY_MAX)
        for text_id in ("story-problem-title-too-long", "story-title-error"):
            assert str(TITLE_MAX) in say(text_id)


def test_every_button_that_is_written_about_can_be_written() -> None:
    """»mine historier« in a text is something one can say: each such phrase opens a conversation."""
    known = {
        language: {
            phrase
            for conversation in CONVERSATIONS
            if conversation.phrases
            for phrase in texts(language).phrases(conversation.phrases)
        }
        for language in LANGUAGES
    }
    for language, quote in (("da", r"»([^»«{$]+)«"), ("en", r"“([^“”{$]+)”")):
        for text_id in messages(language):
            if text_id.startswith(FOR_ADMINISTRATORS):
                continue
            for sentence in sentences(language, text_id):
                said = set(re.findall(quote, sentence)) - {"X"}
                assert said <= known[language], f"{text_id} in {language}"
