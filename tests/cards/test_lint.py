"""Every screen, in every state, in both languages, on both surfaces, against the house rules for cards."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable

import pytest

from bot.teams.cards import CARDS, Surface, card
from dialogs.screens import (
    AgendaCard,
    CheckInDay,
    CheckInResult,
    DialogueCard,
    DraftOffer,
    NewsletterOut,
    RhythmBreak,
    RhythmForm,
    RhythmSaved,
    Screen,
    TeamWelcome,
)
from tests.cards import lint
from tests.cards.lint import Json, faults
from tests.cards.samples import CANARY, FULL_FORM, SAMPLES, TOKENS
from texts.catalogue import LANGUAGES

# What a screen that stands in a channel may hold. A field that could carry a person does not come in
# unseen: it has to be added here, by somebody who reads this line.
IN_CHANNEL: dict[type[Screen], set[str]] = {
    AgendaCard: {
        *("forum", "meets_at", "questions", "in_channel", "discussed", "postponed", "note", "problem"),
        *("last", "agreement"),  # one line about conditions, which was looked through for names
        "name",  # what looks like a name in it: shown to whoever wrote it, in her own copy of the card
        *("discuss", "postpone", "swap", "undo", "agree", "edit"),
    },
    # A level, a band, and one line about conditions: who has answered, and what, is in no field.
    CheckInResult: {
        *("team", "together", "question", "closed_on", "finding", "last", "talked", "trial"),
        *("trial_text", "trial_until", "problem"),
        "name",  # what looks like a name in it: shown to whoever wrote it, in her own copy of the card
        *("talk", "plan", "keep", "happened", "not_yet"),
    },
    CheckInDay: {"team", "save", "stop", "day", "next_at", "saved", "every"},
    DialogueCard: {"card"},
    NewsletterOut: {"week", "name", "link", "count"},  # the issue's own name; of what is in it, a number
    TeamWelcome: {"team", "next_meeting_at", "teams", "bind"},
    RhythmForm: {"save", "stop", "forum", "values", "in_channel", "breaks", "problems"},
    RhythmBreak: {
        *("forum", "next_meeting_at", "paused_until", "pause", "go_on", "move"),
        *("until", "day", "at", "problems"),
    },
    RhythmSaved: {"forum", "cadence", "next_meeting_at", "nudge_at", "reaches", "breaks"},
}

# Screens of an incident with nobody's words on them.
QUOTE_NOBODY = {
    *("IncidentFirst", "IncidentTap", "IncidentCitizen", "HelpColleague"),
    *("IncidentAsk", "IncidentWitness", "IncidentNews", "IncidentReminder"),
}


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_keeps_the_house_rules(name: str, language: str, surface: Surface) -> None:
    assert faults(card(SAMPLES[name], language, surface), language, surface) == []


def test_every_screen_has_a_card_and_a_sample() -> None:
    """A new screen is not looked at by anybody before it has both."""
    kinds = set(Screen.__subclasses__())
    assert set(CARDS) == kinds
    assert {type(screen) for screen in SAMPLES.values()} == kinds


def test_every_screen_that_quotes_people_has_a_sample_with_markup_in_it() -> None:
    quoting = {
        type(screen)
        for screen in SAMPLES.values()
        if CANARY in json.dumps(dataclasses.asdict(screen), default=str)
    }
    silent = {kind.__name__ for kind in set(CARDS) - quoting}
    assert (
        silent
        == {"Notice", "ConsentAnswered", "Contributions", "DialogueCard", "CheckInThanks"} | QUOTE_NOBODY
    )


@pytest.mark.parametrize("kind", IN_CHANNEL, ids=lambda kind: kind.__name__)
def test_a_card_for_a_channel_has_no_place_for_a_person(kind: type[Screen]) -> None:
    assert {field.name for field in dataclasses.fields(kind)} == IN_CHANNEL[kind]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_token_is_nowhere_but_in_its_button(name: str) -> None:
    """What is shown, read aloud or copied from a card opens nothing."""
    shown = copy.deepcopy(card(SAMPLES[name], "da"))
    for action in lint.actions(shown):
        action.pop("data", None)
    assert not any(token in json.dumps(shown) for token in TOKENS)


def test_her_words_come_back_whole_unless_they_are_far_too_many() -> None:
    """A text over the limit stands in the field as she wrote it, and the field takes that many."""
    for body in ("å" * 4_400, "😀" * 2_200):
        values = dataclasses.replace(FULL_FORM.values, body=body)
        form = card(dataclasses.replace(FULL_FORM, values=values), "da")
        (field,) = [field for field in lint.inputs(form) if field["id"] == "body"]
        assert field["value"] == body
        assert field["maxLength"] == 4_400


def test_lines_beyond_what_a_card_can_hold_lose_no_word() -> None:
    words = [f"ord{number}" for number in range(300)]
    offer = DraftOffer("\n".join(words), "use", "discard", "instead")
    runs = [node["text"] for node in lint.nodes(card(offer, "da")) if node["type"] == "TextRun"]
    assert " ".join(runs).split() == words
    assert len(runs) == 20


def test_only_what_the_schema_lacks_is_taken_off_before_comparing() -> None:
    for kind, extra in lint.TEAMS_ONLY.items():
        assert not extra & lint.schema()["definitions"][kind]["properties"].keys()


def _body(field: Json) -> Callable[[Json], None]:
    return lambda shown: shown["body"].append(field)


def _field(name: str, **changed: object) -> Callable[[Json], None]:
    def change(shown: Json) -> None:
        (field,) = [field for field in lint.inputs(shown) if field["id"] == name]
        field.update(changed)

    return change


def _button(**changed: object) -> Callable[[Json], None]:
    return lambda shown: shown["actions"][0].update(changed)


def _carries(**data: object) -> Callable[[Json], None]:
    def change(shown: Json) -> None:
        action = shown["actions"][0]
        action["data"] = action["fallback"]["data"] = {**action["data"], **data}

    return change


def _says(text: str) -> Json:
    return {"type": "TextBlock", "text": text, "wrap": True}


def _tapped(words: str, title: str, width: str = "") -> Json:
    """A box that is tapped as a whole."""
    action = {"type": "Action.OpenUrl", "title": title, "url": "https://medvind.example"}
    box = {"type": "Container", "items": [_says(words)], "selectAction": action}
    return box | ({"targetWidth": width} if width else {})


BROKEN: dict[str, tuple[Callable[[Json], object], str]] = {
    "a value that 1.5 does not know": (_body(_says("Hej") | {"size": "Enormous"}), "schema 1.5"),
    "a property that 1.5 does not know": (_body(_says("Hej") | {"wrpa": True}), "schema 1.5"),
    "another version": (lambda shown: shown.update(version="1.6"), "version is 1.6"),
    "another language": (lambda shown: shown.update(lang="en"), "lang is en"),
    "a lock screen that tells": (
        lambda shown: shown.update(fallbackText="Anne er syg"),
        "a locked phone shows 'Anne er syg'",
    ),
    "two fields of one name": (_field("body", id="title"), "the id title is there twice"),
    "nothing to choose": (_field("theme", choices=[]), "theme: no choices"),
    "two choices of one value": (
        _field("theme", choices=[{"title": "A", "value": "a"}, {"title": "B", "value": "a"}]),
        "theme: two choices with the same value",
    ),
    "an icon without a fallback": (
        _body({"type": "Icon", "name": "Heart"}),
        "Icon is not of 1.5 and has no fallback",
    ),
    "an icon in a column without a fallback": (
        _body({"type": "Container", "items": [{"type": "Badge", "text": "Ny"}]}),
        "Badge is not of 1.5",
    ),
    "nothing for an old client": (_button(fallback="drop"), "an old client has no button"),
    "a fallback that does something else": (
        _button(fallback={"type": "Action.Submit", "title": "Send", "data": {"do": "menu.cancel"}}),
        "an old client has no button",
    ),
    "a field without a label": (_field("title", label=None), "title: label is None"),
    "a label in English": (_field("title", label="Title (optional)"), "no text of ours in da"),
    "no word when it is missing": (_field("body", errorMessage=""), "body: errorMessage is ''"),
    "seven buttons": (
        lambda shown: shown.update(actions=shown["actions"][:1] * 7),
        "7 buttons are shown",
    ),
    "nothing but three dots": (
        lambda shown: shown.update(actions=[shown["actions"][0] | {"mode": "secondary"}]),
        "0 buttons are shown",
    ),
    "two main buttons": (
        lambda shown: shown["actions"][1].update(style="positive"),
        "more than one button is the main one",
    ),
    "a button with an id": (_carries(story="42"), "carries ['do', 'story', 'token']"),
    "a person's id as a token": (
        _carries(token="00000000-0000-4000-8000-000000000001"),
        "carries an id",
    ),
    "a button nobody answers": (_carries(do="story.publish"), "'story.publish', which nobody answers"),
    "a button without its token": (_carries(token=""), "has no token"),
    "a box that is read aloud as something else": (
        _body(_tapped("Nej", "Svar")),
        "read aloud as 'Svar'",
    ),
    "an answer that a phone does not show": (
        _body(_tapped("Nej", "Nej", "atLeast:Standard")),
        "not the same for atLeast:Standard",
    ),
    "another answer on a phone": (
        lambda shown: shown["body"].extend(
            [_tapped("Nej", "Nej", "atLeast:Standard"), _tapped("Ja", "Ja", "atMost:Narrow")]
        ),
        "not the same for atLeast:Standard, atMost:Narrow",
    ),
    "a picture that an old client cannot draw": (
        _body({"type": "Chart.Line", "data": []}),
        "Chart.Line is not of 1.5 and has no fallback",
    ),
    "a form that an old client cannot send": (
        _button(associatedInputs="none"),
        "an old client has no button",
    ),
    "a form that nobody can send": (
        lambda shown: [action.update(associatedInputs="none") for action in lint.actions(shown)],
        "fields without a button",
    ),
    "a card too big": (_body(_says("å" * 12_000)), " bytes"),
    "a colour of one's own": (
        _body({"type": "Container", "items": [], "backgroundImage": "#ff0000"}),
        "is the colour #ff0000",
    ),
    "a picture without words": (
        _body({"type": "Image", "url": "https://medvind.example/a.png"}),
        "a picture without words",
    ),
    "a text that is cut off": (_body({"type": "TextBlock", "text": "Hej"}), "would be cut off"),
    "a link from a person": (_body(_says(CANARY)), "has markup"),
    "emphasis from a person": (_body(_says("Hej _Anne_")), "has markup"),
    "a mention in a fact": (
        _body({"type": "FactSet", "facts": [{"title": "Navn", "value": "<at>y</at>"}]}),
        "Fact.value has markup",
    ),
    "markup in a list that reads it": (
        _field("name_shown", choices=[{"title": CANARY, "value": "a"}]),
        "Input.Choice.title has markup",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_lint_can_fail(case: str) -> None:
    """A good card with one thing broken: that one thing is found."""
    breaks, expected = BROKEN[case]
    shown = card(SAMPLES["story-form-filled"], "da")
    assert faults(shown, "da") == []
    breaks(shown)
    assert [fault for fault in faults(shown, "da") if expected in fault]


@pytest.mark.parametrize("instead", ["drop", _says("♥")])
def test_decoration_with_a_fallback_is_welcome(instead: object) -> None:
    shown = card(SAMPLES["story-form-filled"], "da")
    shown["body"].append(
        {"type": "Container", "items": [{"type": "Icon", "name": "Heart", "fallback": instead}]}
    )
    assert faults(shown, "da") == []


def test_a_dialog_with_a_chat_button_is_found() -> None:
    found = faults(card(SAMPLES["story-form-filled"], "da", Surface.CHAT), "da", Surface.DIALOG)
    assert "Send historien: a dialog knows Action.Submit only" in found


def test_every_rule_has_a_card_that_breaks_it() -> None:
    """A rule nobody has seen at work is not yet a rule."""
    seen = set()
    for breaks, _ in BROKEN.values():
        shown = card(SAMPLES["story-form-filled"], "da")
        breaks(shown)
        seen |= {rule for rule in lint.RULES if list(rule(shown, "da"))}
    assert seen == set(lint.RULES)
