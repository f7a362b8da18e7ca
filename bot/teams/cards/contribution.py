"""The words around a form for the newsletter: a story has its own, and each other kind has its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.teams.cards.parts import Pen
from dialogs.screens import StoryForm
from domain.kinds import StoryKind


@dataclass(frozen=True)
class Words:
    heading: str
    intro: str
    title_example: str
    body_label: str
    body_example: str
    colleague: str
    send: str
    not_hard: str
    way_out: str


def words_of(screen: StoryForm, pen: Pen) -> Words:
    if screen.kind is StoryKind.STORY:
        return _of_a_story(screen, pen)
    # Without the database only the fields are known, not which kind has them.
    known = screen.not_saved != "form-not-saved"
    kind = screen.kind.replace("_", "-") if known else "any"
    t = pen.t
    return Words(
        heading=t("contribution-change") if screen.changing else t(f"contribution-{kind}"),
        intro=f"{t(f'contribution-intro-{kind}')} {t('contribution-seen-by')}",
        title_example=t(f"contribution-title-{kind}"),
        body_label=t(f"contribution-body-{kind}"),
        body_example=t(f"contribution-example-{kind}"),
        colleague=t("contribution-colleague"),
        send=t("contribution-send"),
        not_hard=t("contribution-not-hard"),
        way_out=t("contribution-way-out"),
    )


def _of_a_story(screen: StoryForm, pen: Pen) -> Words:
    t = pen.t
    return Words(
        heading=t("story-form-heading-change" if screen.changing else "story-form-heading"),
        intro=t("story-form-intro"),
        title_example=t("story-title-placeholder"),
        body_label=t("story-body-label"),
        body_example=t("story-body-placeholder"),
        colleague=t("story-colleague-label"),
        send=t("story-send"),
        not_hard=t("story-hard-no"),
        way_out=t("story-form-way-out"),
    )


def thanks_for(kind: StoryKind, pen: Pen) -> str:
    if kind is StoryKind.STORY:
        return pen.t("thanks-heading")
    return pen.t(f"contribution-thanks-{kind.replace('_', '-')}")
