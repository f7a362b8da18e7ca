"""Cards of the story conversation: the form, the draft, the thanks, one's own stories."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    TextInput,
    ToggleInput,
)

from bot.teams.cards.parts import (
    Pen,
    asks,
    banner,
    facts,
    heading,
    line,
    problem,
    quoted,
    row_of,
    small_heading,
    subtle,
)
from dialogs.screens import DraftOffer, MyStories, StoryForm, StoryLine, StoryThanks, StoryWithdrawn
from domain.kinds import NameShown, Theme
from domain.story_rules import BODY_MAX, TITLE_MAX, Problem

NOBODY = "nobody"
BODY_SHOWN = 9000  # twice that in bytes, and the card must stay under 24 KB

_BODY = (
    Problem.BODY_EMPTY,
    Problem.BODY_TOO_SHORT,
    Problem.BODY_TOO_LONG,
    Problem.BODY_NO_WORDS,
    Problem.CPR,
    Problem.SOURCE_UNKNOWN,
)


def story_form(screen: StoryForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("story-form-heading-change" if screen.changing else "story-form-heading")),
        subtle(t("story-form-intro")),
    ]
    if screen.words_of:
        body.append(banner(t("story-form-words-of", name=screen.words_of)))
    if screen.problems:
        body.append(asks(t("form-problems")))
    body += _text_fields(screen, pen) + _choices(screen, pen) + _confirmation(screen, pen)
    if screen.sounds_hard:
        body.append(asks(t("story-hard")))
        sure = pen.act(t("story-hard-no"), "story.send", screen.send, primary=True, inputs=True, sure="true")
        buttons = [pen.act(t("story-hard-yes"), "contacts.open"), sure]
    else:
        buttons = [pen.act(t("story-send"), "story.send", screen.send, primary=True, inputs=True)]
    return pen.card(body, [*buttons, pen.act(t("button-cancel"), "menu.cancel")])


def _wrong(screen: StoryForm, pen: Pen, *kinds: Problem) -> list[CardElement]:
    found = [kind for kind in kinds if kind in screen.problems]
    return [
        problem(pen.t(f"story-problem-{kind.replace('_', '-')}", name=screen.named or "")) for kind in found
    ]


def _text_fields(screen: StoryForm, pen: Pen) -> list[CardElement]:
    t, values = pen.t, screen.values
    written = values.body[:BODY_SHOWN]
    return [
        TextInput(
            id="title",
            label=t("story-title-label"),
            placeholder=t("story-title-placeholder"),
            value=values.title[: 3 * TITLE_MAX] or None,
            max_length=max(TITLE_MAX, len(values.title[: 3 * TITLE_MAX])),
            error_message=t("story-title-error"),
        ),
        *_wrong(screen, pen, Problem.TITLE_TOO_LONG),
        TextInput(
            id="body",
            label=t("story-body-label"),
            placeholder=t("story-body-placeholder"),
            value=written or None,
            is_multiline=True,
            is_required=True,
            # A text that is too long is given back whole: cutting it would lose her words.
            max_length=max(BODY_MAX, len(written)),
            error_message=t("story-body-error"),
        ),
        *_wrong(screen, pen, *_BODY),
    ]


def _choices(screen: StoryForm, pen: Pen) -> list[CardElement]:
    t, values = pen.t, screen.values
    themes = [Choice(title=t(f"theme-{theme.replace('_', '-')}"), value=theme) for theme in Theme]
    names = [Choice(title=t(f"story-name-{shown.replace('_', '-')}"), value=shown) for shown in NameShown]
    fields: list[CardElement] = [
        ChoiceSetInput(
            id="theme",
            label=t("story-theme-label"),
            placeholder=t("story-theme-placeholder"),
            choices=themes,
            value=values.theme or None,
            is_required=True,
            error_message=t("story-theme-error"),
        ),
        *_wrong(screen, pen, Problem.THEME_MISSING),
        ChoiceSetInput(
            id="name_shown",
            label=t("story-name-label"),
            choices=names,
            style="expanded",
            value=values.name_shown or None,
            is_required=True,
            error_message=t("story-name-error"),
        ),
        *_wrong(screen, pen, Problem.NAME_MISSING),
    ]
    return fields + _colleague(screen, pen) + _unit(screen, pen)


def _colleague(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not screen.colleagues:
        return []
    nobody = Choice(title=pen.t("story-colleague-nobody"), value=NOBODY)
    return [
        ChoiceSetInput(
            id="colleague",
            label=pen.t("story-colleague-label"),
            choices=[nobody, *(Choice(title=c.label, value=c.value) for c in screen.colleagues)],
            value=screen.values.colleague or NOBODY,
        ),
        subtle(pen.t("story-colleague-hint")),
        *_wrong(screen, pen, Problem.COLLEAGUE_NAMED, Problem.UNKNOWN_CHOICE),
    ]


def _unit(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not screen.units:
        return []
    return [
        ChoiceSetInput(
            id="unit",
            label=pen.t("story-unit-label"),
            placeholder=pen.t("story-unit-placeholder"),
            choices=[Choice(title=c.label, value=c.value) for c in screen.units],
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
        subtle(pen.t("story-form-way-out"), spacing="Default"),
    ]


def draft_offer(screen: DraftOffer, pen: Pen) -> AdaptiveCard:
    t = pen.t
    use = pen.act(
        t("story-hard-no" if screen.sounds_hard else "draft-use"), "story.continue", screen.use, primary=True
    )
    discard = pen.act(t("draft-discard"), "story.discard", screen.discard)
    if screen.sounds_hard:
        body: list[CardElement] = [asks(t("story-hard")), quoted(screen.body), subtle(t("draft-text"))]
        return pen.card(
            body, [pen.act(t("story-hard-yes"), "contacts.instead", screen.instead), use, discard]
        )
    return pen.card(
        [heading(t("draft-heading")), quoted(screen.body), subtle(t("draft-text"))], [use, discard]
    )


def story_thanks(screen: StoryThanks, pen: Pen) -> AdaptiveCard:
    t, story = pen.t, screen.story
    waiting = ", ".join(story.waiting_for)
    body: list[CardElement] = [
        banner(t("thanks-heading-changed" if screen.changed else "thanks-heading"), style="good"),
        line(t("thanks-waiting", names=waiting) if waiting else t("thanks-next")),
        quoted(story.body, title=story.title),
        facts(_facts(story, pen)),
        subtle(t("thanks-way-out")),
    ]
    return pen.card(body, _ways_out(story, pen))


def _facts(story: StoryLine, pen: Pen) -> Sequence[tuple[str, str]]:
    pairs = []
    if story.theme:
        pairs.append((pen.t("fact-theme"), pen.t(f"theme-{story.theme.replace('_', '-')}")))
    pairs.append((pen.t("fact-name"), story.byline or pen.t("name-not-shown")))
    return pairs


def _ways_out(story: StoryLine, pen: Pen) -> list[Action]:
    return [
        pen.act(pen.t("story-change"), "story.continue", story.change),
        pen.act(pen.t("story-withdraw"), "stories.withdraw", story.withdraw),
    ]


def my_stories(screen: MyStories, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("my-stories-heading"))]
    if not screen.stories:
        body.append(line(t("my-stories-empty")))
    for story in screen.stories:
        state = t(f"state-{story.state.replace('_', '-')}", names=", ".join(story.waiting_for))
        items: list[CardElement] = [
            quoted(story.body, title=story.title),
            facts([(t("fact-status"), state), *(_facts(story, pen) if story.theme else ())]),
            row_of(*_ways_out(story, pen)),
        ]
        body.append(Container(items=items, separator=True, spacing="Medium"))
    if screen.more:
        body.append(subtle(t("my-stories-more")))
    if screen.given:
        body.append(small_heading(t("my-stories-given-heading")))
    for given in screen.given:
        items = [
            subtle(t("my-stories-given", author=given.author)),
            quoted(given.body, title=given.title),
            row_of(pen.act(t("consent-take-back"), "consent.no", given.take_back)),
        ]
        body.append(Container(items=items, separator=True))
    return pen.card(body, [pen.act(t("button-story"), "story.open", primary=not screen.stories)])


def story_withdrawn(screen: StoryWithdrawn, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body = [heading(t("story-withdrawn-heading")), line(t("story-withdrawn-text"))]
    return pen.card(body, [pen.act(t("story-withdrawn-undo"), "stories.undo", screen.undo)])
