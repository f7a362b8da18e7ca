"""A check-in from the question to the thanks: who sees it stands there before, and nothing of it after."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from domain.check_in import CheckInAnswer
from tests.browser.phone import DESKTOP, PHONE, leave_out_what_is_wide
from tests.browser.window import Card, Window
from texts.catalogue import texts

pytestmark = pytest.mark.browser

SAY = texts("da")
ANSWERS = [SAY(f"check-in-answer-{answer}") for answer in CheckInAnswer]
SMALLEST_TAP = 44  # pixels


def as_wide_as(window: Window, width: int) -> None:
    window.page.add_style_tag(
        content=f".ac-adaptiveCard {{ width: {width}px !important; max-width: none !important; }}"
    )
    if width == PHONE:
        leave_out_what_is_wide(window.page)


def taps(card: Card) -> list[Locator]:
    """The answers, in their order: of the two shapes that the card has, the one that fits."""
    return [card.place.get_by_role("button", name=answer, exact=True) for answer in ANSWERS]


def told_nothing(card: Card) -> None:
    """Whoever looks over her shoulder, or finds the phone, sees thanks and no answer."""
    for answer in ANSWERS:
        expect(card.place.get_by_text(answer, exact=True)).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("answer", ["Sjældent", "Spring over"])
def test_one_tap_from_the_question_to_the_thanks(window: Window, width: int, answer: str) -> None:
    as_wide_as(window, width)
    window.say("tjek ind")
    card = window.card("Fortroligt – vises kun samlet")
    shown = taps(card)
    for tap in shown:
        expect(tap).to_be_visible()
    boxes = [box for tap in shown if (box := tap.bounding_box())]
    assert min(box["height"] for box in boxes) >= SMALLEST_TAP
    tops = [box["y"] for box in boxes]
    assert (tops == sorted(set(tops))) is (width == PHONE), "below each other on a phone, else side by side"
    card.press(answer)
    thanks = window.card("Tak")
    told_nothing(thanks)
    # The question is gone with it, whatever the window is scrolled to.
    expect(window.cards.filter(has_text="Fortroligt – vises kun samlet")).to_have_count(0)


def test_the_first_answer_counts_and_the_card_does_not_tell(window: Window) -> None:
    """She asks again: the same card, and the same thanks."""
    thanks = []
    for answer in ("Nej", "Ja, klart"):
        window.say("tjek ind")
        window.card("Fortroligt – vises kun samlet").press(answer)
        shown = window.card("Tak")
        expect(window.cards.filter(has_text="Fortroligt – vises kun samlet")).to_have_count(0)
        thanks.append(shown.place.inner_text())
    assert thanks[0] == thanks[1]
