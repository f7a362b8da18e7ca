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
from domain.kinds import NameShown, StoryState, Theme
from domain.story_rules import BODY_MAX, TITLE_MAX, Problem

NOBODY = "nobody"
# As clients count; twice that in bytes, and a card must stay under 24 KB.
BODY_SHOWN, LONG_BODY = 4400, 2000
FEW_COLLEAGUES, LABEL_SHOWN = 6, 48
LINES_SHOWN = 4  # of each story in the list

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
        sure = pen.act(t("story-hard-no"), "story.send", screen.send, inputs=True, sure="true")
        buttons = [pen.act(t("story-hard-yes"), "contacts.open", primary=True), sure]
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
    written = _first(BODY_SHOWN, values.body)
    return [
        TextInput(
            id="title",
            label=t("story-title-label"),
            placeholder=t("story-title-placeholder"),
            value=values.title[: 3 * TITLE_MAX] or None,
            max_length=max(TITLE_MAX, _length(values.title[: 3 * TITLE_MAX])),
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
            value=values.theme if values.theme in list(Theme) else None,
            is_required=True,
            error_message=t("story-theme-error"),
        ),
        *_wrong(screen, pen, Problem.THEME_MISSING),
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
    return fields + _colleague(screen, pen) + _unit(screen, pen)


def _colleague(screen: StoryForm, pen: Pen) -> list[CardElement]:
    if not screen.colleagues:
        return []
    nobody = Choice(title=pen.t("story-colleague-nobody"), value=NOBODY)
    # A long story leaves less room; whoever is chosen or named stands first and stays.
    is_long = _length(screen.values.body) > LONG_BODY
    shown = screen.colleagues[:FEW_COLLEAGUES] if is_long else screen.colleagues
    return [
        ChoiceSetInput(
            id="colleague",
            label=pen.t("story-colleague-label"),
            choices=[nobody, *(Choice(title=c.label[:LABEL_SHOWN], value=c.value) for c in shown)],
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
            choices=[Choice(title=c.label[:LABEL_SHOWN], value=c.value) for c in screen.units],
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
    t, hard = pen.t, screen.sounds_hard
    use = pen.act(t("story-hard-no" if hard else "draft-use"), "story.continue", screen.use, primary=not hard)
    discard = pen.act(t("draft-discard"), "story.discard", screen.discard)
    if hard:
        body: list[CardElement] = [asks(t("story-hard")), quoted(screen.body), subtle(t("draft-text"))]
        # Care comes first: the way to a person is the button that stands out.
        call = pen.act(t("story-hard-yes"), "contacts.instead", screen.instead, primary=True)
        return pen.card(body, [call, use, discard])
    return pen.card(
        [heading(t("draft-heading")), quoted(screen.body), subtle(t("draft-text"))], [use, discard]
    )


def story_thanks(screen: StoryThanks, pen: Pen) -> AdaptiveCard:
    t, story = pen.t, screen.story
    waiting = ", ".join(story.waiting_for)
    following = "thanks-refused" if story.state == "refused" else "thanks-next"
    body: list[CardElement] = [
        banner(t("thanks-heading-changed" if screen.changed else "thanks-heading"), style="good"),
        line(t("thanks-waiting", names=waiting) if waiting else t(following)),
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
    # A draft has been sent to nobody: to take it back is to delete it, and that cannot be undone.
    draft = story.state == StoryState.DRAFT
    return [
        pen.act(pen.t("draft-use" if draft else "story-change"), "story.continue", story.change),
        pen.act(pen.t("draft-discard" if draft else "story-withdraw"), "stories.withdraw", story.withdraw),
    ]


def my_stories(screen: MyStories, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("my-stories-heading"))]
    if not screen.stories:
        body.append(line(t("my-stories-empty")))
    for story in screen.stories:
        state = t(f"state-{story.state.replace('_', '-')}", names=", ".join(story.waiting_for))
        items: list[CardElement] = [
            quoted(story.body, title=story.title, lines=LINES_SHOWN),
            facts([(t("fact-status"), state), *(_facts(story, pen) if story.theme else ())]),
            row_of(*_ways_out(story, pen)),
        ]
        body.append(Container(items=items, separator=True, spacing="Medium"))
    if screen.given:
        body.append(small_heading(t("my-stories-given-heading")))
    for given in screen.given:
        items = [
            subtle(t("my-stories-given", author=given.author)),
            quoted(given.body, title=given.title, lines=LINES_SHOWN),
            row_of(pen.act(t("consent-take-back"), "consent.no", given.take_back)),
        ]
        body.append(Container(items=items, separator=True))
    actions = [pen.act(t("button-story"), "story.open", primary=not screen.stories)]
    if screen.next_page is not None:
        actions.append(pen.act(t("my-stories-more"), "stories.open", page=str(screen.next_page)))
    return pen.card(body, actions)


def story_withdrawn(screen: StoryWithdrawn, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body = [heading(t("story-withdrawn-heading")), line(t("story-withdrawn-text"))]
    return pen.card(body, [pen.act(t("story-withdrawn-undo"), "stories.undo", screen.undo)])
