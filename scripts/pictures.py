"""Draws the README's pictures anew: the cards as Agents Playground renders them, the digest as Chromium does.

`make pictures`, on a machine with Node and Chromium. The cards look best where Open Sans is installed, which
is close to the font of Teams.
"""

from __future__ import annotations

import asyncio
import io
import itertools
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from sqlmodel import select

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.clock import wall_clock  # noqa: E402
from bot.settings import DEMO_KEY  # noqa: E402
from domain.check_in import CheckInAnswer  # noqa: E402
from nudges.plan import plan  # noqa: E402
from storage import check_ins  # noqa: E402
from storage.crypto import Keyring  # noqa: E402
from storage.database import Database  # noqa: E402
from storage.month_keys import MonthKeys  # noqa: E402
from storage.tables import Person  # noqa: E402
from tests.browser.phone import DESKTOP, PHONE, leave_out_what_is_wide  # noqa: E402
from tests.browser.playground import Stage, beside, staged  # noqa: E402
from tests.browser.test_incident import assess, registered, status_of, to_the_taps  # noqa: E402
from tests.browser.tools import missing  # noqa: E402
from tests.browser.window import Window, browser, window  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
COLOURS = 256
SHARPNESS = 2

TITLE = "Kaffen flyttede ud på gangen"
STORY = (
    "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs af teams "
    "igen, og to kolleger aftalte at bytte vagt."
)


def main() -> None:
    if reason := missing():
        sys.exit(reason)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, browser(playwright) as chromium:
        with seat(chromium, "Anne") as anne:
            take_the_story(anne)
        with seat(chromium, "Anne") as anne:
            take_the_check_in(anne)
        with seat(chromium, "Anne") as anne:
            take_the_incident(anne, chromium)
        with seat(chromium, "Mette") as mette:
            take_the_overview(mette)
        with seat(chromium, "Karen") as karen:
            take_the_nudge(karen)
            take_the_digest(karen)
        with seat(chromium, "Karen") as karen:
            take_the_result(karen)


@contextmanager
def seat(chromium: Browser, person: str) -> Iterator[Window]:
    """Somebody in front of a Playground of her own, with cards as wide as on a desktop."""
    with (
        tempfile.TemporaryDirectory(prefix="medvind-pictures-") as folder,
        staged(Path(folder), person) as stage,
        window(chromium, stage, SHARPNESS) as here,
    ):
        cards_as_wide_as(DESKTOP, here.page)
        yield here


def cards_as_wide_as(width: int, page: Page) -> None:
    page.add_style_tag(
        content=f"""
        * {{ font-family: "Open Sans", "Segoe UI", sans-serif !important; }}
        .ac-adaptiveCard {{
            width: {width}px !important; max-width: none !important; border: 1px solid #e0e0e0;
        }}"""
    )


def take_the_story(anne: Window) -> None:
    anne.say("Del en god historie")
    form = anne.card("Skriv, som du taler.")
    form.write("Overskrift", TITLE)
    form.fill_in(STORY)
    keep(form.place, "story-card")
    form.press("Send historien")
    keep(anne.card("Tak for historien").place, "thanks")

    cards_as_wide_as(PHONE, anne.page)
    anne.say(STORY)
    anne.card("Skal det blive en god historie?").press("Gør den færdig")
    form = anne.card("Skriv, som du taler.")
    form.tick("Nej, uden navn")
    keep(form.place, "phone-story-card")


def take_the_check_in(anne: Window) -> None:
    anne.say("tjek ind")
    keep(anne.card("Fortroligt – vises kun samlet").place, "check-in")
    cards_as_wide_as(PHONE, anne.page)
    leave_out_what_is_wide(anne.page)
    anne.say("tjek ind")
    keep(anne.card("Fortroligt – vises kun samlet").place, "phone-check-in")


def take_the_incident(anne: Window, chromium: Browser) -> None:
    """A tap on a phone; and the status, after her leader has read it and made the assessment."""
    number = registered(anne)
    status = status_of(anne, number).place
    with beside(anne.stage, "Mette") as stage, window(chromium, stage) as mette:
        mette.say("hændelser")
        mette.card(f"Vis nr. {number}").press(f"Vis nr. {number}")
        assess(mette.card("Hvad skal ske hvornår"))
        expect(status).to_contain_text("I taler sammen")
    anne.page.set_viewport_size({"width": 1400, "height": 2400})  # the card is higher than the screen
    below, top = status.get_by_text("Politiet", exact=True).bounding_box(), status.bounding_box()
    assert below
    assert top
    keep(status, "incident-status", clip_to=round(below["y"] - top["y"]))

    cards_as_wide_as(PHONE, anne.page)
    leave_out_what_is_wide(anne.page)
    to_the_taps(anne)
    anne.card("1 af 4").press("Fysisk vold")
    anne.card("2 af 4").press("Mig")
    keep(anne.card("3 af 4").place, "incident-tap")


def take_the_result(karen: Window) -> None:
    """Of the round that is open: everybody answers, and it closes."""
    karen.open_channel("General")
    karen.card("Hej Team Nord")
    # In a thread: no other loop can run where Playwright's is.
    with ThreadPoolExecutor(1) as pool:
        closes_at = pool.submit(asyncio.run, everybody_answers(karen.stage)).result()
    karen.stage.medvind("tick", "--at", (closes_at + timedelta(hours=2)).isoformat())
    keep(karen.card("Tal om det i fem minutter").place, "check-in-result")


async def everybody_answers(stage: Stage) -> datetime:
    """Most say yes, and the round ends, by a clock that is put forward. Returns when that was."""
    keys = MonthKeys(stage.folder / "var" / "check-in-keys")
    cycle, ends = itertools.cycle([CheckInAnswer.MOSTLY, CheckInAnswer.CLEARLY, CheckInAnswer.SELDOM]), []
    now = wall_clock()
    url, ring = f"sqlite:///{stage.folder}/demo.db", Keyring.parse(DEMO_KEY)
    database = Database(url, ring, lambda: max([now, *ends]), keys)
    async with database.write() as session:
        for person in await session.exec(select(Person).order_by(Person.id)):
            if found := await check_ins.round_for(session, person, now):
                given = next(cycle)
                await check_ins.answer(session, person.tenant_id, person.id, found.card, given, now)
                ends.append(found.closes_at)
    async with database.write() as session:
        await plan(session, max(ends))
    await database.close()
    return max(ends)


def take_the_overview(mette: Window) -> None:
    mette.say("overblik")
    keep(mette.card("Sidst aftalte I").place, "overview")
    cards_as_wide_as(PHONE, mette.page)
    mette.card("Sidst aftalte I").place.get_by_role("button", name="Vis kortet til mødet").last.click()
    keep(mette.card("Fast punkt").place, "phone-meeting")


def take_the_nudge(karen: Window) -> None:
    karen.open_channel("General")
    karen.card("Hej Team Nord")
    karen.stage.medvind("tick", "--at", karen.stage.next_nudge("Team Nord").isoformat())
    keep(karen.card("Fast punkt").place, "nudge")


def take_the_digest(karen: Window) -> None:
    karen.open_channel("Personal Chat")
    karen.say("nyhedsbrev")
    with karen.page.expect_popup() as popup:
        karen.card("Linket virker én gang").place.get_by_text("Åbn redaktionen").click()
    page = popup.value
    page.set_viewport_size({"width": 1120, "height": 900})
    page.get_by_role("button", name="Åbn nyhedsbrevet").click()
    expect(page.get_by_role("heading", name="Med i nyhedsbrevet")).to_be_visible()
    keep(page.locator("html"), "desk", clip_to=640)


def keep(what: Locator, name: str, *, clip_to: int | None = None) -> None:
    """Write one picture with few colours: a card has few, and a README is to load at once."""
    what.page.mouse.move(0, 0)
    what.page.evaluate("document.activeElement?.blur()")
    taken = Image.open(io.BytesIO(what.screenshot(animations="disabled")))
    if clip_to:
        taken = taken.crop((0, 0, taken.width, min(taken.height, clip_to * SHARPNESS)))
    path = PICTURES / f"{name}.png"
    taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")
    if path.stat().st_size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES // 1000} kB")


if __name__ == "__main__":
    main()
