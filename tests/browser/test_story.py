"""A good story, from hello to the newsletter, on the screen of a care worker."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from bot.clock import wall_clock
from domain.calendar import IsoWeek
from tests.browser.playground import Stage
from tests.browser.window import INVOKE, Window

pytestmark = pytest.mark.browser

COFFEE = "I går satte vi en kande kaffe ud på gangen. Pludselig talte vi sammen på tværs igen."
LAKE = "I dag gik vi helt ned til søen, fordi holdet tog sig tid."
METTE = "00000000-0000-4000-8000-000000000002"


def this_weeks_digest(stage: Stage) -> str:
    token = stage.medvind("token", "create").strip()
    return stage.get(f"/api/digest/{IsoWeek.of(wall_clock())}?format=md", token)


def test_a_story_is_corrected_sent_and_printed(window: Window, stage: Stage) -> None:
    window.say("hej")
    window.card("Hvad vil du?").press("Del en god historie")
    form = window.card("Skriv, som du taler.")

    form.press("Send historien")
    form.shows("Skriv mindst én sætning.", "Vælg et tema.", "Vælg, om dit navn skal med.")
    form.shows("Sæt kryds, når ingen borger eller beboer kan genkendes.")

    form.fill_in(f"{COFFEE} 010190-1234")
    form.press("Send historien")
    window.card("Det ligner et CPR-nummer.").shows("Noget skal rettes.")

    form.write("Hvad skete der?", COFFEE)
    form.press("Send historien")
    thanks = window.card("Tak for historien")
    thanks.shows(COFFEE, "Blik for borgeren", "Anne, social- og sundhedsassistent")
    expect(window.page.get_by_role("button", name="Send historien")).to_have_count(0)  # replaced, not added
    assert COFFEE in this_weeks_digest(stage)

    thanks.press("Træk tilbage")
    window.card("teksten er trukket tilbage")
    assert COFFEE not in this_weeks_digest(stage)


def test_what_she_just_writes_becomes_a_draft(window: Window, stage: Stage) -> None:
    window.say(LAKE)
    window.card("Skal det blive en god historie?").press("Gør den færdig")
    form = window.card("Skriv, som du taler.")
    expect(form.place.get_by_role("textbox", name="Hvad skete der?")).to_have_value(LAKE)
    assert LAKE not in this_weeks_digest(stage)


def test_something_hard_is_met_with_care(window: Window) -> None:
    window.say("En borger slog mig i morges, og jeg blev bange og rystet.")
    window.card("Det her lyder som noget, der var hårdt.").press("Ja, noget er sket")
    window.card("Er du i sikkerhed?").shows("ring 1-1-2", "Jeg er ikke en alarm")


def test_her_own_message_becomes_a_story(window: Window, stage: Stage) -> None:
    window.say(LAKE)
    window.card("Skal det blive en god historie?")
    form = window.catch_message(LAKE)
    expect(form.place.get_by_role("textbox", name="Hvad skete der?")).to_have_value(LAKE)

    form.press("Send historien")
    form.shows("Vælg et tema.")

    form.choose("Tema", "Blik for borgeren")
    form.tick("Nej, uden navn")
    form.tick("Ingen borger eller beboer kan genkendes")
    form.press("Send historien")
    form.shows("Tak for historien", LAKE, "Vises ikke")
    assert LAKE in this_weeks_digest(stage)


def test_a_colleagues_message_waits_for_her_yes(window: Window, stage: Stage) -> None:
    # The Playground's chat has no second person: the author is changed on the way.
    def written_by_mette(route: Route) -> None:
        invoke = json.loads(route.request.post_data or "{}")
        author = invoke["value"].get("messagePayload", {}).get("from", {}).get("user")
        if author:
            author |= {"id": METTE, "displayName": "Mette Ravnsbæk"}
        route.continue_(post_data=invoke)

    window.page.route(INVOKE, written_by_mette)
    window.say(LAKE)
    window.card("Skal det blive en god historie?")
    form = window.catch_message(LAKE)
    form.shows("Ordene er skrevet af Mette Ravnsbæk, som får spørgsmålet først.")

    form.choose("Tema", "Blik for borgeren")
    form.tick("Nej, uden navn")
    form.tick("Ingen borger eller beboer kan genkendes")
    form.press("Send historien")
    form.shows("Jeg har spurgt Mette Ravnsbæk. Teksten venter på samtykke.")
    assert LAKE not in this_weeks_digest(stage)
