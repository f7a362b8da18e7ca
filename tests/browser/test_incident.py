"""Something has happened: the person hit, her leader and the AMR, each at a screen of her own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from bot.clock import wall_clock
from domain.calendar import local
from tests.browser import window as windows
from tests.browser.phone import DESKTOP, PHONE
from tests.browser.playground import Stage, beside
from tests.browser.test_check_in import SMALLEST_TAP, as_wide_as
from tests.browser.window import Card, Window
from texts.dates import long_date

pytestmark = pytest.mark.browser

TAPS = (
    ("1 af 4", "Fysisk vold", "Trusler"),
    ("2 af 4", "Mig", "En kollega"),
    ("3 af 4", "En borger eller pårørende", "En kollega eller leder"),
)
ASKED = "Var der to på besøget?"
ANSWERED = "Ja, vi var to."


@dataclass(frozen=True)
class Seats:
    """Three Playgrounds in front of one demo."""

    anne: Window
    mette: Window
    samira: Window


@pytest.fixture
def seats(browser: Browser, stage: Stage) -> Iterator[Seats]:
    with ExitStack() as stack:
        others = [stack.enter_context(beside(stage, person)) for person in ("Mette", "Samira")]
        here = [stack.enter_context(windows.window(browser, seat)) for seat in (stage, *others)]
        for one in here:
            as_wide_as(one, DESKTOP)
            # What waits for those who come later may go to the first Playground, the only one that is known
            # then. Their own word tells where they sit.
            one.say("hændelser")
            one.card("Noget er sket")
        yield Seats(*here)


def to_the_taps(window: Window) -> None:
    """Care first: the form comes when she says that she is safe, and only if she wants it."""
    window.say("noget er sket")
    safe = window.card("Er du i sikkerhed?")
    safe.shows("ring 1-1-2", "Jeg er ikke en alarm")
    safe.press("Jeg er i sikkerhed")
    whom = window.card("Vil du tale med en nu?")
    whom.shows("Mette Ravnsbæk", "Jonas Vestermark", "Samira Yildirim", "Skemaet kan vente.")
    whom.press("Registrér nu")


def tapped(window: Window) -> Card:
    """The first three taps, and the form that is the fourth."""
    for progress, answer, another in TAPS:
        card = window.card(progress)
        for words in (answer, another):
            box = card.place.get_by_role("button", name=words, exact=True).bounding_box()
            assert box
            assert box["height"] >= SMALLEST_TAP
        card.press(answer)
    return window.card("4 af 4")


def registered(window: Window) -> str:
    """The number of an incident that she has registered just now."""
    to_the_taps(window)
    form = tapped(window)
    form.shows("Det får lederen Mette Ravnsbæk og jeres AMR Samira Yildirim at se.")
    form.press("Registrér")
    saved = window.card("Tak. Det er registreret.")
    saved.shows("Det er ikke en arbejdsskadeanmeldelse", "Du behøver ikke gøre mere nu.")
    found = re.search(r"Hændelse nr\. (\d+)", saved.place.inner_text())
    assert found
    return found[1]


def assess(case: Card) -> str:
    """They talk tomorrow at ten, and nobody else is called. Returns when, as the status is to say it."""
    day = case.place.get_by_role("combobox", name="Hvornår taler I sammen? Dag")
    day.click()
    expect(case.page.locator("[role=grid] :focus")).to_have_count(1)
    case.page.keyboard.press("ArrowRight")  # the calendar opens on today
    tomorrow = long_date(local(wall_clock()).date() + timedelta(days=1), "da")
    case.page.keyboard.press("Enter")
    expect(day).to_have_value(tomorrow.partition(" den ")[2])
    case.choose("Klokken", "10.00")
    case.place.get_by_role("radio", name="Nej", exact=True).check()
    case.press("Gem vurderingen")
    case.shows("af Mette Ravnsbæk.")
    return f"{tomorrow} kl. 10.00"


def test_from_the_first_word_to_the_answer(seats: Seats) -> None:
    number = registered(seats.anne)
    heading = f"Hændelse nr. {number}"
    status = followed_by_anne(seats, number)

    # From the list, as it comes at no time of its own.
    seats.samira.say("hændelser")
    seats.samira.card(f"Vis nr. {number}").press(f"Vis nr. {number}")
    case = seats.samira.card("Mangler I at vide noget?")
    case.shows(heading, "Du ser den som arbejdsmiljørepræsentant.")
    case.write("Første spørgsmål", ASKED)
    case.press("Send spørgsmål")
    case.shows(ASKED, "Der er ikke svaret endnu, og det må gerne vente.")

    status.shows("Jeres AMR Samira Yildirim læste det", ASKED, "Du må gerne vente til din næste vagt.")
    status.write("Svar på første spørgsmål", ANSWERED)
    status.press("Send svar")
    status.shows("Dit svar", ANSWERED)
    expect(status.place.get_by_role("button", name="Send svar")).to_have_count(0)
    told = seats.samira.card("Der er svaret på jeres spørgsmål.")
    told.shows(heading)
    told.press("Vis hændelsen")
    seats.samira.card(ANSWERED).shows(heading, ASKED)


def status_of(window: Window, number: str) -> Card:
    """The card on which she follows it: the only one with this number and the three offers."""
    found = window.cards.filter(has_text=f"Hændelse nr. {number}").filter(has_text="Tre tilbud til dig")
    expect(found).to_have_count(1)
    return Card(found, window.page)


def followed_by_anne(seats: Seats, number: str) -> Card:
    """What her leader does, on the card that she has: it is replaced, never sent again."""
    heading = f"Hændelse nr. {number}"
    status = status_of(seats.anne, number)
    status.shows("Lederen Mette Ravnsbæk får det at se.", "Jeres AMR Samira Yildirim får det at se.")
    position = seats.anne.cards.all_inner_texts().index(status.place.inner_text())

    news = seats.mette.card(heading)
    news.shows("En medarbejder har registreret en hændelse.", "Du ser den som leder.")
    expect(news.place).not_to_contain_text("Anne")
    expect(news.place).not_to_contain_text("Fysisk vold")
    news.press("Vis hændelsen")
    case = Card(
        seats.mette.cards.filter(has_text=heading).filter(has_text="Hvad skal ske hvornår"), news.page
    )
    status.shows("Lederen Mette Ravnsbæk læste det")

    talk = assess(case)
    status.shows(f"I taler sammen {talk}.", "Lederen indkalder ikke flere til debriefing.")
    case.press("En kollega er hos den berørte")
    status.shows("En kollega har været hos dig.")
    expect(case.place.get_by_role("button", name="En kollega er hos den berørte")).to_have_count(0)
    assert seats.anne.cards.all_inner_texts()[position] == status.place.inner_text(), "where it stood"
    return status


def test_a_colleague_did_it(window: Window) -> None:
    to_the_taps(window)
    window.card("1 af 4").press("Trusler")
    window.card("2 af 4").press("Mig")
    window.card("3 af 4").press("En kollega eller leder")
    routes = window.card("Her er nogen, du kan gå til")
    routes.shows(
        "Jeg har ikke gemt det, og jeg har ikke sendt det til nogen.", "Birthe Ellehøj", "Samira Yildirim"
    )
    routes.shows("Din tillidsrepræsentant", "Whistleblowerordningen", "Arbejdstilsynets hotline")
    expect(routes.place).not_to_contain_text("Mette Ravnsbæk")


def test_the_taps_on_a_phone(window: Window) -> None:
    as_wide_as(window, PHONE)
    registered(window)
