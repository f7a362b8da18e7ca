"""Cards of a photo to a story. It is on none of them itself: Teams would need a public address for it."""

from __future__ import annotations

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    TextInput,
    ToggleInput,
)

from bot.teams.cards.parts import Pen, asks, banner, heading, line, plain, problem, quoted, subtle
from dialogs.screens import PhotoForm, PhotoKept, PhotoLink
from domain.photo_rules import ALT_MAX, CaptionProblem


def photo_link(screen: PhotoLink, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("photo-link-heading")),
        quoted(screen.title),
        line(t("photo-link-text")),
        subtle(t("photo-link-lives")),
    ]
    return pen.card(body, [pen.link(t("photo-link-open"), screen.link)])


def photo_form(screen: PhotoForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("photo-form-heading")), line(t("photo-form-text"))]
    if screen.not_saved:
        body.append(asks(t(screen.not_saved)))
    if screen.problems:
        body.append(asks(t("form-problems")))
    body += _story(screen, pen) + _caption(screen, pen)
    buttons = [pen.act(t("photo-save"), "photo.save", screen.save, primary=True, inputs=True)]
    if screen.drop:
        buttons.append(pen.act(t("photo-drop"), "photo.drop", screen.drop))
    return pen.card(body, buttons)


def _story(screen: PhotoForm, pen: Pen) -> list[CardElement]:
    if not screen.stories:
        return []
    chosen = pen.t("photo-story-chosen")
    values = {choice.value for choice in screen.stories}
    return [
        ChoiceSetInput(
            id="story",
            label=pen.t("photo-story-label"),
            # A label is read as Markdown where every choice is shown.
            choices=[Choice(title=plain(c.label) or chosen, value=c.value) for c in screen.stories],
            style="expanded",
            value=screen.story if screen.story in values else None,
            is_required=True,
            error_message=pen.t("photo-story-error"),
        ),
        *_wrong(screen, pen, CaptionProblem.STORY_MISSING),
    ]


def _caption(screen: PhotoForm, pen: Pen) -> list[CardElement]:
    t, said = pen.t, screen.caption
    written = said.alt_text[: 3 * ALT_MAX]
    return [
        TextInput(
            id="alt_text",
            label=t("photo-alt-label"),
            placeholder=t("photo-alt-placeholder"),
            value=written or None,
            # One that is too long is given back whole, counted as clients count: most emoji are two.
            max_length=max(ALT_MAX, len(written.encode("utf-16-le")) // 2),
            is_required=True,
            error_message=t("photo-alt-error"),
        ),
        *_wrong(screen, pen, CaptionProblem.ALT_MISSING, CaptionProblem.ALT_TOO_LONG, CaptionProblem.ALT_CPR),
        _promise("no_citizen", said.no_citizen, "photo-citizen-label", "photo-citizen-title", pen),
        *_wrong(screen, pen, CaptionProblem.CITIZEN_NOT_CONFIRMED),
        _promise("all_agreed", said.all_agreed, "photo-colleagues-label", "photo-colleagues-title", pen),
        *_wrong(screen, pen, CaptionProblem.COLLEAGUES_NOT_CONFIRMED),
    ]


def _promise(name: str, given: bool, label: str, title: str, pen: Pen) -> ToggleInput:
    return ToggleInput(
        id=name,
        label=pen.t(label),
        title=pen.t(title),
        value="true" if given else "false",
        wrap=True,
        is_required=True,
        error_message=pen.t("photo-promise-error"),
    )


def _wrong(screen: PhotoForm, pen: Pen, *kinds: CaptionProblem) -> list[CardElement]:
    found = [kind for kind in kinds if kind in screen.problems]
    return [problem(pen.t(f"photo-caption-{kind.replace('_', '-')}")) for kind in found]


def photo_kept(screen: PhotoKept, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        banner(t("photo-kept-heading"), style="good"),
        line(t("photo-kept-text")),
        quoted(screen.alt_text, title=screen.title),
        subtle(t("photo-kept-way-out")),
    ]
    return pen.card(body, [pen.act(t("photo-drop"), "photo.drop", screen.drop)])
