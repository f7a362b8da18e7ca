"""The story form: what happened, the choices, and what must be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    TextInput,
    ToggleInput,
)

from bot.teams.cards.contribution import words_of
from bot.teams.cards.parts import Pen, asks, banner, heading, problem, subtle
from dialogs import screens
from dialogs.screens import StoryForm
from dialogs.story_form import NOBODY
from domain.contribution import has_day, has_theme, needs_day
from domain.kinds import NameShown, Theme
from domain.story_rules import BODY_MAX, TITLE_MAX, Problem

# As clients count; twice that in bytes, and a card must stay under 24 KB.
BODY_SHOWN, LONG_BODY = 4400, 2000
FEW_COLLEAGUES, LABEL_SHOWN = 6, 48
# What the field can hold; anything else is shown as empty, with the problem beneath.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_BODY = (
    Problem.BODY_EMPTY,
    Problem.BODY_TOO_SHORT,
    Problem.BODY_TOO_LONG,
    Problem.BODY_NO_WORDS,
    Problem.CPR,
    Problem.SOURCE_UNKNOWN,
)


def story_form(screen: StoryForm, pen: Pen) -> AdaptiveCard:
    t, words = pen.t, words_of(screen, pen)
    body: list[CardElement] = [heading(words.heading), subtle(words.intro)]
    if screen.words_of:
        body.append(banner(t("story-form-words-of", name=screen.words_of)))
    if screen.not_saved:
        body.append(asks(t(screen.not_saved)))
    if screen.problems:
        body.append(asks(t("form-problems")))
    body += _text_fields(screen, pen) + _day(screen, pen) + _choices(screen, pen)
    body += _confirmation(screen, pen)
    if screen.sounds_hard:
        body.append(asks(t("story-hard")))
        certain = pen.act(words.not_hard, "story.send", screen.send, inputs=True, sure="true")
        buttons = [pen.act(t("story-hard-yes"), "incident.open", primary=True), certain]
    else:
        # The answer to the question above the draft goes along, so that it is not asked again.
        sure = "true" if screen.sure else ""
        buttons = [pen.act(words.send, "story.send", screen.send, primary=True, inputs=True, sure=sure)]
    return pen.card(body, [*buttons, pen.act(t("button-cancel"), "menu.cancel")])


def _wrong(screen: StoryForm, pen: Pen, *kinds: Problem) -> list[CardElement]:
    found = [kind for kind in kinds if kind in screen.problems]
    return [
        problem(pen.t(f"story-problem-{kind.replace('_', '-')}", name=screen.named or "")) for kind in found
    ]


def _text_fields(screen: StoryForm, pen: Pen) -> list[CardElement]:
    t, values, words = pen.t, screen.values, words_of(screen, pen)
    written = _first(BODY_SHOWN, values.body)
    return [
        TextInput(
            id="title",
            label=t("story-title-label"),
            placeholder=words.title_example,
            value=values.title[: 3 * TITLE_MAX] or None,
            max_length=max(TITLE_MAX, _length(values.title[: 3 * TITLE_MAX])),
            error_message=t("story-title-error"),
        ),
        *_wrong(screen, pen, Problem.TITLE_TOO_LONG),
        TextInput(
            id="body",
            label=words.body_label,
            placeholder=words.body_example,
            value=written or None,
            is_multiline=True,
            is_required=True,
            # A text that is too long is given back whole: cutting it would lose her words.
            max_length=max(BODY_MAX, _length(written)),
            error_message=t("story-body-error"),
        ),
        *_wrong(screen, pen, *_BODY),
    ]


def _length(text: str) -> int:
    """As clients count: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def _first(most: int, text: str) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _day(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not has_day(screen.kind):
        return []
    t, day, needed = pen.t, screen.values.day.strip(), needs_day(screen.kind)
    return [
        DateInput(
            id="day",
            label=t("contribution-day" if needed else "contribution-day-optional"),
            placeholder=t("contribution-day-placeholder"),
            value=day if _DAY.fullmatch(day) else None,
            is_required=needed or None,
            error_message=t("contribution-day-error") if needed else None,
        ),
        *_wrong(screen, pen, Problem.DAY_MISSING, Problem.DAY_PAST, Problem.DAY_FAR),
    ]


def _choices(screen: StoryForm, pen: Pen) -> list[CardElement]:
    theme = _theme(screen, pen) if has_theme(screen.kind) else []
    return theme + _name(screen, pen) + _colleague(screen, pen) + _unit(screen, pen)


def _theme(screen: StoryForm, pen: Pen) -> list[CardElement]:
    t, values = pen.t, screen.values
    themes = [Choice(title=t(f"theme-{theme.replace('_', '-')}"), value=theme) for theme in Theme]
    return [
        ChoiceSetInput(
            id="theme",
            label=t("story-theme-label"),
            placeholder=t("story-theme-placeholder"),
            choices=themes,
            value=values.theme if values.theme in list(Theme) else None,
            is_required=True,
            error_message=t("story-theme-error"),
        ),
        *_wrong(screen, pen, Problem.THEME_MISSING),
    ]


def _name(screen: StoryForm, pen: Pen) -> list[CardElement]:
    t, values = pen.t, screen.values
    names = [Choice(title=t(f"story-name-{shown.replace('_', '-')}"), value=shown) for shown in NameShown]
    return [
        ChoiceSetInput(
            id="name_shown",
            label=t("story-name-label"),
            choices=names,
            style="expanded",
            value=values.name_shown if values.name_shown in list(NameShown) else None,
            is_required=True,
            error_message=t("story-name-error"),
        ),
        *_wrong(screen, pen, Problem.NAME_MISSING),
    ]


def _colleague(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not screen.colleagues:
        return []
    nobody = Choice(title=pen.t("story-colleague-nobody"), value=NOBODY)
    # A long story leaves less room; whoever is chosen or named stands first and stays.
    is_long = _length(screen.values.body) > LONG_BODY
    shown = screen.colleagues[:FEW_COLLEAGUES] if is_long else screen.colleagues
    chosen = pen.t("story-colleague-chosen")
    return [
        ChoiceSetInput(
            id="colleague",
            label=words_of(screen, pen).colleague,
            choices=[nobody, *_labelled(shown, chosen)],
            value=screen.values.colleague or NOBODY,
        ),
        subtle(pen.t("story-colleague-hint")),
        *_wrong(screen, pen, Problem.COLLEAGUE_NAMED, Problem.COLLEAGUE_LEFT, Problem.UNKNOWN_CHOICE),
    ]


def _labelled(choices: Iterable[screens.Choice], unnamed: str) -> list[Choice]:
    """As the list shows them; who could not be looked up is the one who was chosen."""
    return [Choice(title=c.label[:LABEL_SHOWN] or unnamed, value=c.value) for c in choices]


def _unit(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not screen.units:
        return []
    return [
        ChoiceSetInput(
            id="unit",
            label=pen.t("story-unit-label"),
            placeholder=pen.t("story-unit-placeholder"),
            choices=_labelled(screen.units, pen.t("story-unit-chosen")),
            value=screen.values.unit or None,
            is_required=True,
            error_message=pen.t("story-unit-error"),
        ),
        *_wrong(screen, pen, Problem.UNIT_MISSING),
    ]


def _confirmation(screen: StoryForm, pen: Pen) -> list[CardElement]:
    return [
        ToggleInput(
            id="no_citizen",
            label=pen.t("story-citizen-label"),
            title=pen.t("story-citizen-title"),
            value="true" if screen.values.no_citizen else "false",
            wrap=True,
            is_required=True,
            error_message=pen.t("story-citizen-error"),
        ),
        *_wrong(screen, pen, Problem.CITIZEN_NOT_CONFIRMED),
        subtle(words_of(screen, pen).way_out, spacing="Default"),
    ]
