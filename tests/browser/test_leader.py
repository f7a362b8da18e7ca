"""A leader on a phone: what is next, minutes before the meeting, and her own reminders."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("person", ["Mette"])]


def test_from_the_overview_to_the_card_and_back(window: Window) -> None:
    window.say("overblik")
    overview = window.card("Sidst aftalte I")
    overview.shows("Team Nord", "Næste møde: uge")
    overview.place.get_by_role("button", name="Vis kortet til mødet").last.click()
    card = window.card("Fast punkt: sygefravær og fremmøde")
    card.shows("Dialogkort", "Tal om vilkår, ikke om personer.", "Sidst aftalte I")
    card.press("Nyt spørgsmål")
    expect(card.place.get_by_role("button", name="Nyt spørgsmål")).to_have_count(0)


def test_a_follow_up_is_started_with_one_tap_and_stopped(window: Window) -> None:
    window.say("1-3-10")
    window.card("Modellen er 1-3-10").press("Start en opfølgning i dag")
    step = window.card("Birk · dag 1")
    step.shows("Det må du spørge om", "Hvad fejler du?", "Kun du ser det her.")
    step.press("Stop")
    expect(window.cards.filter(has_text="Birk · dag 1")).to_have_count(0)


def test_a_pause_in_the_reminders(window: Window) -> None:
    window.say("påmindelser")
    which = window.card("Hvilket møde vil du se?")
    which.choose("Møde", "Team Nord")
    which.press("Vælg")
    form = window.card("Hvornår mødes Team Nord?")
    form.shows("Fast punkt", "Sommer", "Hvornår på dagen må jeg skrive?")
    form.press("Hold pause eller flyt et møde")
    breaks = window.card("Hold pause med påmindelser")
    breaks.press("Hold pause")
    breaks.shows("Vælg en dato efter i dag")
