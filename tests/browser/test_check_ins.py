"""What the check-ins have said, from the chat to the page: on a phone, in the dark, and for a screen reader."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from bot.settings import DEMO_TENANT
from domain.anonymity import Band, Finding, Level
from domain.check_in import CheckInQuestion
from storage.releases import body_of
from tests.browser.accessibility import PHONE, faults, fits
from tests.browser.playground import Stage
from tests.browser.window import Window

pytestmark = pytest.mark.browser

TEAM, UNIT = "grenaa-nord", "hjemmeplejen-grenaa"
ASKED = (*CheckInQuestion, CheckInQuestion.HELP)
TOLD = (
    *(Finding(Band.SEVERAL, Level.HIGH, 5), None, Finding(Band.FEW, Level.LOW)),
    *(Finding(Band.MANY, Level.MIDDLE, 3, divided=True), None, Finding(Band.FEW, Level.MIDDLE)),
    *(None, Finding(Band.SEVERAL, Level.LOW, 1), Finding(Band.FEW, Level.HIGH)),
)


def held(stage: Stage) -> None:
    """Nine rounds of Team Nord that are over, with every mark that there is, as the service writes them."""
    newest = date(2026, 11, 16)
    with sqlite3.connect(stage.folder / "demo.db", timeout=20) as database:
        # The demo's own rounds depend on the day on which it is opened.
        database.execute("DELETE FROM check_in_team WHERE team_id = ?", (TEAM,))
        for back, (question, told) in enumerate(zip(ASKED[::-1], TOLD[::-1], strict=True)):
            day, node = str(newest - timedelta(weeks=2 * back)), f"round-{back}"
            row = (DEMO_TENANT, node, UNIT, question, day, b"", b"", "cleared")
            database.execute(
                "INSERT INTO check_in_round (tenant_id, id, unit_id, question, closes_on, wrapped, tally, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            database.execute(
                "INSERT INTO check_in_team (tenant_id, round_id, team_id, closes_on) VALUES (?, ?, ?, ?)",
                (DEMO_TENANT, node, TEAM, day),
            )
            database.execute(
                "INSERT INTO check_in_release (tenant_id, level, node_id, closes_on, body)"
                " VALUES (?, 'team', ?, ?, ?)",
                (DEMO_TENANT, node, day, body_of(question, told)),
            )
    database.close()


def opened_from_the_chat(window: Window) -> Page:
    window.say("resultater")
    card = window.card("Tjek-ind over tid")
    with window.page.expect_popup() as popup:
        card.place.get_by_text("Åbn siden med tjek-ind").click()
    page = popup.value
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("button", name="Se resultater af tjek-ind").click()
    expect(page.get_by_role("heading", name="Tjek-ind over tid")).to_be_visible()
    return page


def test_from_the_chat_to_the_pictures(window: Window, stage: Stage) -> None:
    held(stage)
    page = opened_from_the_chat(window)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.reload()
    expect(page.get_by_role("img", name="Team Nord: runder fra")).to_have_count(2)
    for summary in page.locator("summary").all():
        summary.click()
    table = page.get_by_role("table", name="Team Nord")
    expect(table.get_by_role("row")).to_have_count(len(TOLD) + 1)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert fits(page), scheme
        assert faults(page) == [], scheme
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_in_the_dark_the_page_is_dark(window: Window, stage: Stage) -> None:
    held(stage)
    page = opened_from_the_chat(window)
    ink = "document.querySelector('svg text') && getComputedStyle(document.querySelector('svg text')).fill"
    paper = "getComputedStyle(document.querySelector('article')).backgroundColor"
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seen[scheme] = (page.evaluate(ink), page.evaluate(paper))
    assert seen["light"] == ("rgb(36, 36, 36)", "rgb(255, 255, 255)")
    assert seen["dark"] == ("rgb(240, 240, 240)", "rgb(38, 38, 38)")


def test_what_is_kept_can_be_read_by_everybody(window: Window, stage: Stage) -> None:
    page = window.page.context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{stage.demo}/check-ins/about")
    expect(page.get_by_role("heading", name="Hvad beskytter det ikke mod?")).to_be_visible()
    assert fits(page)
    assert faults(page) == []
    page.get_by_role("link", name="Read this page in English").click()
    expect(page.get_by_role("heading", name="What does it not protect against?")).to_be_visible()
    assert faults(page) == []
