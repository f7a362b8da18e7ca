"""From the overview in the chat to the committee's list, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import fits
from tests.browser.window import Window

pytestmark = pytest.mark.browser
PHONE = {"width": 342, "height": 740}


@pytest.mark.parametrize("person", ["Karen"])
def test_the_link_in_the_overview_opens_the_list(window: Window) -> None:
    window.say("overblik")
    card = window.card("Listen viser, hvor punktet er på dagsordenen.")
    with window.page.expect_popup() as popup:
        card.place.get_by_text("Åbn listen til udvalget").click()
    page = popup.value
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(page)
    page.get_by_role("button", name="Åbn listen til udvalget").click()
    expect(page.get_by_role("heading", name="Status på fast")).to_be_visible()
    expect(page.get_by_role("heading", name="Teammøder")).to_be_visible()
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")
