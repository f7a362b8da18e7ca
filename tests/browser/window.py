"""The Playground as a person uses it: she writes, presses and fills in; everything is found by what it says.

The renderer announces its buttons, fields and headings properly, so roles and Danish labels are enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Dialog, Locator, Page, Playwright, expect

from tests.browser.playground import Stage
from tests.browser.tools import chromium

PATIENCE = 20_000
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
# The Playground asks the internet for fonts; the tests are to be the same with and without one.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
INVOKE = "**/_conversation/v1/invoke"
expect.set_options(timeout=PATIENCE)


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's own Chromium: Playwright's would be another 150 MB to fetch."""
    flags = ["--no-sandbox", "--disable-gpu", OFFLINE, *QUIET]
    opened = playwright.chromium.launch(executable_path=chromium(), args=flags)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def window(opened: Browser, stage: Stage, sharpness: float = 1) -> Iterator[Window]:
    """The Playground's page, once Medvind has said hello in it."""
    context = opened.new_context(
        viewport={"width": 1400, "height": 1100},
        device_scale_factor=sharpness,
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
    )
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        page.on("dialog", Dialog.dismiss)
        page.goto(stage.playground)
        here = Window(page, stage)
        expect(here.newest).to_contain_text("Hvad vil du?")
        yield here
    finally:
        context.close()


@dataclass(frozen=True)
class Window:
    """One person's screen."""

    page: Page
    stage: Stage

    @property
    def cards(self) -> Locator:
        return self.page.locator(".ac-adaptiveCard")

    @property
    def newest(self) -> Locator:
        """The newest card of a chat, which is its last."""
        return self.cards.last

    def card(self, text: str) -> Card:
        """The newest card in which this stands, once it is there."""
        found = self.cards.filter(has_text=text).last
        expect(found).to_be_visible(timeout=PATIENCE)
        return Card(found, self.page)

    def say(self, text: str) -> None:
        box = self.page.locator("[role=textbox][contenteditable=true]").first
        box.click()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def open_channel(self, name: str) -> None:
        self.page.get_by_role("treeitem", name=name).click()

    def catch_message(self, text: str) -> Card:
        """The message action on a message of the chat: the menu behind its three dots, then the dialog."""
        page = self.page
        message = page.get_by_text(text, exact=True).first
        # The message and its dots share no element of their own; the nearest box around both is this one.
        around = message.locator("xpath=ancestor::*[.//*[@aria-label='Show more information']][1]")
        around.get_by_role("button", name="Show more information").click()
        page.get_by_role("menuitem", name="Action Command").click()
        asked = page.get_by_role("dialog")
        asked.get_by_role("textbox").fill("saveAsStory")
        asked.get_by_role("button", name="Create").click()
        form = page.get_by_role("dialog").filter(has=page.get_by_role("button", name="Send historien"))
        expect(form).to_be_visible(timeout=PATIENCE)
        return Card(page.get_by_role("dialog"), page)


@dataclass(frozen=True)
class Card:
    """A card, or the dialog that holds one."""

    place: Locator
    page: Page

    def press(self, title: str) -> None:
        self.place.get_by_role("button", name=title, exact=True).click()

    def write(self, label: str, text: str) -> None:
        self.place.get_by_role("textbox", name=label).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.place.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option).click()

    def tick(self, label: str) -> None:
        self.place.get_by_label(label).check()

    def shows(self, *texts: str) -> None:
        for text in texts:
            expect(self.place).to_contain_text(text)

    def fill_in(self, story: str) -> None:
        """The story form with all that it needs."""
        self.write("Hvad skete der?", story)
        self.choose("Tema", "Blik for borgeren")
        self.tick("Kun fornavn og titel")
        self.tick("Ingen borger eller beboer kan genkendes")
