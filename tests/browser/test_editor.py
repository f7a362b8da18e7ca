"""The editor's way from the chat to the finished section, on a screen and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.clock import wall_clock
from domain.calendar import IsoWeek
from tests.browser.window import Window

pytestmark = pytest.mark.browser


def opened_from_the_chat(window: Window) -> Page:
    window.say("nyhedsbrev")
    card = window.card("Linket virker én gang")
    with window.page.expect_popup() as popup:
        card.place.get_by_text("Åbn nyhedsbrevet").click()
    return popup.value


def fits(page: Page) -> bool:
    """True when nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("person", ["Karen"])
def test_the_link_opens_the_week_once(window: Window) -> None:
    page = opened_from_the_chat(window)
    link = page.url
    week = IsoWeek.of(wall_clock()).week

    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    page.get_by_role("button", name="Åbn nyhedsbrevet").click()
    expect(
        page.get_by_role("heading", name=f"Gode historier fra Sundhed og Omsorg – uge {week}")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Blik for borgeren")).to_be_visible()
    for download in ("Word", "Mailkladde", "Markdown"):
        expect(page.get_by_role("link", name=download)).to_be_visible()
    assert fits(page)

    page.goto(link)
    page.get_by_role("button", name="Åbn nyhedsbrevet").click()
    expect(page.get_by_role("heading", name="Linket virker ikke længere")).to_be_visible()


def test_who_is_no_editor_gets_no_link(window: Window) -> None:
    window.say("nyhedsbrev")
    window.card("Nyhedsbrevet hentes af redaktøren.")
    expect(window.page.get_by_text("Åbn nyhedsbrevet")).to_have_count(0)
