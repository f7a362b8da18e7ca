"""The editor's desk as she uses it: by hand, by keyboard, without a script, on a phone and in the dark."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import PHONE, faults, fits
from tests.browser.playground import Stage, demo_alone
from tests.browser.way_in import sign_in
from tests.browser.window import PATIENCE, Window
from tests.payloads import payloads

pytestmark = pytest.mark.browser

PRINTABLE = "Kaffen flyttede ud på gangen"


@pytest.fixture
def demo(tools: None, tmp_path: Path) -> Iterator[Stage]:
    """The demo without a Playground: what is on the web needs none."""
    with demo_alone(tmp_path, "Karen") as stage:
        yield stage


def _opened(browser: Browser, demo: Stage, *, script: bool = True) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        java_script_enabled=script,
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
        reduced_motion="reduce",  # else axe measures colours on their way from light to dark
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, demo.demo, demo.folder, "Karen")
    try:
        yield page
    finally:
        context.close()


@pytest.fixture
def desk(browser: Browser, demo: Stage) -> Iterator[Page]:
    yield from _opened(browser, demo)


@pytest.fixture
def plain_desk(browser: Browser, demo: Stage) -> Iterator[Page]:
    yield from _opened(browser, demo, script=False)


def picked(page: Page) -> list[str]:
    """What is picked, from top to bottom, by the buttons' own words."""
    names = page.locator("ol.cards a[id^='edit-']").evaluate_all("all => all.map(one => one.ariaLabel)")
    return [name.removeprefix("Ret: ") for name in names]


def previewed(page: Page) -> list[str]:
    return page.locator(".preview h3").all_inner_texts()


@pytest.mark.parametrize("person", ["Karen"])
def test_from_the_chat_to_the_desk(window: Window) -> None:
    window.say("nyhedsbrev")
    card = window.card("Linket virker én gang")
    with window.page.expect_popup() as popup:
        card.place.get_by_text("Åbn redaktionen").click()
    page, link = popup.value, popup.value.url
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(page)
    page.get_by_role("button", name="Åbn nyhedsbrevet").click()
    expect(page.get_by_role("heading", name="Med i nyhedsbrevet")).to_be_visible()
    page.goto(link)
    page.get_by_role("button", name="Åbn nyhedsbrevet").click()
    expect(page.get_by_role("heading", name="Linket virker ikke længere")).to_be_visible()


def test_who_is_no_editor_gets_no_link(window: Window) -> None:
    window.say("nyhedsbrev")
    window.card("Nyhedsbrevet hentes af redaktøren.")
    expect(window.page.get_by_text("Åbn redaktionen")).to_have_count(0)


def test_in_order_by_keyboard_with_the_focus_kept_and_the_move_told(desk: Page) -> None:
    before = picked(desk)
    down = desk.get_by_role("button", name=f"↓ Ned: {before[0]}")
    down.focus()
    desk.keyboard.press("Enter")
    said = desk.get_by_role("status")
    expect(said).to_have_text(f"»{before[0]}« er nu nummer 2 af {len(before)}.")
    assert picked(desk) == [before[1], before[0], *before[2:]]
    expect(desk.get_by_role("button", name=f"↓ Ned: {before[0]}")).to_be_focused()
    desk.get_by_role("button", name=f"↑ Op: {before[0]}").focus()
    desk.keyboard.press("Enter")
    expect(said).to_have_text(f"»{before[0]}« er nu nummer 1 af {len(before)}.")
    # It can go no further up: the focus goes to the neighbour and is not lost.
    expect(desk.get_by_role("button", name=f"↓ Ned: {before[0]}")).to_be_focused()


def test_dragged_to_another_place(desk: Page) -> None:
    before = picked(desk)
    handles = desk.locator("ol.cards .handle")
    expect(handles.first).to_be_visible()
    start, end = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    assert start is not None
    assert end is not None
    desk.mouse.move(start["x"] + 5, start["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(end["x"] + 5, end["y"] + 25, steps=12)
    desk.mouse.up()
    expect(desk.get_by_role("status")).to_contain_text(f"»{before[0]}« er nu nummer")
    assert picked(desk)[0] == before[1]
    desk.reload()
    assert picked(desk)[0] == before[1]


def test_picked_edited_copied_downloaded_and_published(desk: Page) -> None:
    desk.get_by_role("button", name="Tag med: ").first.click()
    expect(desk.get_by_role("status")).to_contain_text("er med i nyhedsbrevet som nummer")
    desk.locator("ol.cards a[id^='edit-']").first.click()
    expect(desk.get_by_role("heading", name="Oprindelig tekst")).to_be_visible()
    desk.get_by_label("Overskrift").fill(PRINTABLE)
    desk.get_by_role("button", name="Gem", exact=True).click()
    expect(desk.get_by_role("status")).to_have_text("Rettelsen er gemt.")
    assert PRINTABLE in previewed(desk)

    desk.get_by_role("link", name="Kopiér til Outlook eller SharePoint").or_(
        desk.get_by_role("button", name="Kopiér til Outlook eller SharePoint")
    ).click()
    expect(desk.get_by_role("status")).to_have_text("Kopieret – sæt ind med Ctrl+V")
    kinds = desk.evaluate(
        "async () => { const [one] = await navigator.clipboard.read(); const told = {};"
        " for (const type of one.types) told[type] = await (await one.getType(type)).text(); return told; }"
    )
    assert set(kinds) == {"text/html", "text/plain"}
    assert PRINTABLE in kinds["text/html"]
    assert PRINTABLE in kinds["text/plain"]
    assert "<h3" not in kinds["text/plain"]

    for name, reads in READERS.items():
        desk.locator("details.dropdown > summary").click()
        desk.evaluate("document.querySelectorAll('.dropdown a').forEach(one => one.download = '')")
        with desk.expect_download() as told:
            desk.get_by_role("link", name=name, exact=True).click()
        assert PRINTABLE in reads(Path(told.value.path()).read_bytes()), name
        desk.locator("details.dropdown > summary").click()

    desk.get_by_role("button", name="Markér som udgivet").click()
    assert faults(desk) == []
    desk.get_by_label("Nyhedsbrevets navn").fill("Novembernyt")
    desk.get_by_role("button", name="Markér som udgivet").click()
    expect(desk.get_by_role("status")).to_contain_text("er markeret som udgivet")
    expect(desk.get_by_role("button", name="Tag ud: ")).to_have_count(0)
    desk.get_by_role("link", name="Arkiv").click()
    expect(desk.get_by_text("Novembernyt")).to_be_visible()
    desk.get_by_label("Søg i det, der er udgivet").fill("kaffen flyttede")
    desk.get_by_role("button", name="Søg").click()
    expect(desk.get_by_role("heading", name=PRINTABLE)).to_be_visible()
    assert faults(desk) == []


def _in_word(body: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)


def _in_mail(body: bytes) -> str:
    mail = message_from_bytes(body, policy=policy.default)
    text = mail.get_body(("plain",))
    return str(text.get_content()) if text else ""


def _in_zip(body: bytes) -> str:
    with ZipFile(io.BytesIO(body)) as archive:
        page = next(name for name in archive.namelist() if name.endswith(".html"))
        return archive.read(page).decode()


def _in_json(body: bytes) -> str:
    return str(json.loads(body)["groups"])


READERS = {
    "Word": _in_word,
    "Mailkladde": _in_mail,
    "Webside med billeder": _in_zip,
    "Webside": bytes.decode,
    "Markdown": bytes.decode,
    "JSON": _in_json,
}


def test_every_page_on_a_phone_and_in_the_dark(desk: Page, demo: Stage) -> None:
    edit = desk.locator("a[id^='edit-']").first.get_attribute("href")
    publish = desk.locator("#publish").get_attribute("href")
    copy = desk.locator("#copy").get_attribute("href")
    refused: list[str] = []
    desk.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    for path in ("/editor", edit, publish, copy, "/editor/archive?q=kaffe"):
        desk.goto(f"{demo.demo}{path}")
        for scheme, size in (("light", PHONE), ("dark", {"width": 1280, "height": 900})):
            desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            desk.set_viewport_size(size)  # type: ignore[arg-type]
            assert fits(desk), (path, scheme)
            assert faults(desk) == [], (path, scheme)
    assert refused == []
    paper = desk.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_without_a_script_every_button_works(plain_desk: Page) -> None:
    page = plain_desk
    before = picked(page)
    page.get_by_role("button", name=f"↓ Ned: {before[0]}").click()
    assert picked(page)[:2] == [before[1], before[0]]
    page.get_by_role("button", name=f"Tag ud: {before[1]}").click()
    assert before[1] not in picked(page)
    page.get_by_role("button", name=f"Tag med: {before[1]}").click()
    assert picked(page)[-1] == before[1]
    page.locator("#copy").click()
    expect(page.get_by_role("heading", name="Uden formatering")).to_be_visible()
    page.go_back()
    page.locator("#publish").click()
    page.get_by_role("button", name="Markér som udgivet").click()
    expect(page.get_by_text("Den kan ikke ændres.")).to_be_visible()


def test_no_payload_runs_in_the_browser(desk: Page) -> None:
    """What people write stands on every page of the desk as they wrote it, and does nothing."""
    ran: list[str] = []
    desk.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    desk.add_init_script("window.alert = window.confirm = window.prompt = told => { window.ran = told; }")
    desk.locator("ol.cards a[id^='edit-']").first.click()
    every = payloads()
    scripts = desk.evaluate("document.scripts.length")
    for start in range(0, len(every), 60):
        several = every[start : start + 60]
        desk.get_by_label("Overskrift").fill(several[0][:90])
        desk.get_by_label("Tekst", exact=True).fill("En tekst. " + "\n".join(one[:60] for one in several))
        with desk.expect_navigation():
            desk.get_by_role("button", name="Gem", exact=True).click()
        assert desk.evaluate("window.ran || ''") == ""
        assert desk.evaluate("document.scripts.length") == scripts
        if desk.get_by_label("Overskrift").count() == 0:
            desk.locator("ol.cards a[id^='edit-']").first.click()
    assert ran == []


def test_the_upload_page_on_a_phone(desk: Page, demo: Stage) -> None:
    """An old or invented link still says in one sentence what to do."""
    desk.set_viewport_size(PHONE)  # type: ignore[arg-type]
    desk.goto(f"{demo.demo}/photo?key=invented")
    assert fits(desk)
    assert faults(desk) == []


def test_what_she_wrote_is_kept_when_her_session_has_ended(desk: Page, demo: Stage) -> None:
    """She signs in again in another tab, and saves."""
    desk.locator("a[id^=edit-]").first.click()
    desk.get_by_label("Tekst", exact=True).fill("Jeg har skrevet i en halv time om kaffen.")
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Gem", exact=True).click()
    expect(desk.get_by_role("status")).to_contain_text("Åbn Medvind i en ny fane")
    expect(desk.get_by_label("Tekst", exact=True)).to_have_value("Jeg har skrevet i en halv time om kaffen.")
    other = desk.context.new_page()
    sign_in(other, demo.demo, demo.folder, "Karen")
    expect(other.get_by_role("heading", name="Med i nyhedsbrevet")).to_be_visible()
    other.close()
    desk.get_by_role("button", name="Gem", exact=True).click()
    expect(desk.get_by_role("status")).to_have_text("Rettelsen er gemt.")
