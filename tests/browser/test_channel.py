"""The nudge in a team's channel: everybody sees the same card, whoever pressed it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from bot.settings import DEMO_APP, DEMO_TENANT
from tests.browser.playground import Stage
from tests.browser.window import INVOKE, Card, Window

pytestmark = pytest.mark.browser

JONAS = "00000000-0000-4000-8000-000000000003"
POINT = "Fast punkt: sygefravær og fremmøde"


def nudged(window: Window, stage: Stage) -> Card:
    """The team's channel after Medvind has moved in and the moment of the next nudge has come."""
    window.open_channel("General")
    window.card("Hej Team Nord").shows("Jeres næste møde er")
    expect(window.cards.filter(has_text=POINT)).to_have_count(0)
    stage.medvind("tick", "--at", stage.next_nudge("Team Nord").isoformat())
    return window.card(POINT)


def by_jonas(invoke: Any, stage: Stage) -> dict[str, Any]:
    """A press that the Playground made for Anne, as Teams would send it from Jonas at the same moment."""
    return {
        "type": "invoke",
        "id": "pressed-by-jonas",
        "channelId": "msteams",
        "serviceUrl": stage.service_url,
        "from": {"id": f"29:{JONAS}", "aadObjectId": JONAS, "name": "Jonas Vestermark"},
        "recipient": {"id": DEMO_APP},
        "conversation": {
            **invoke["conversation"],
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": DEMO_TENANT,
        },
        "channelData": {
            "tenant": {"id": DEMO_TENANT},
            "team": {"id": "demo-team", "name": "Team Nord"},
            "channel": {"id": "demo-team"},
        },
        **{key: invoke[key] for key in ("name", "value", "replyToId")},
    }


def test_the_team_discusses_its_point(window: Window, stage: Stage) -> None:
    card = nudged(window, stage)
    card.shows("Team Nord", "Dialogkort", "Tal om vilkår, ikke om personer.")
    card.press("Nyt spørgsmål")
    card.shows("Nyt spørgsmål vælges af lederen")

    card.press("Vi har drøftet det")
    card.shows("· drøftet")
    card.write("Hvad aftalte vi?", "Mette tager morgenen")
    card.press("Gem aftalen")
    card.shows("ligner et navn")
    card.write("Hvad aftalte vi?", "Vi bytter de to tunge morgener")
    card.press("Gem aftalen")
    card.shows("I aftalte", "Vi bytter de to tunge morgener")
    card.press("Fortryd")
    expect(card.place.get_by_role("button", name="Vi har drøftet det")).to_be_visible()
    expect(window.cards.filter(has_text=POINT)).to_have_count(1)


def test_one_who_only_looks_sees_the_card_change(window: Window, stage: Stage) -> None:
    card = nudged(window, stage)
    with window.page.expect_request(INVOKE) as pressed:
        card.press("Vi har drøftet det")
    with window.page.expect_request(INVOKE) as undone:
        card.press("Fortryd")
    expect(card.place.get_by_role("button", name="Vi har drøftet det")).to_be_visible()

    stage.post(by_jonas(pressed.value.post_data_json, stage))
    card.shows("· drøftet")
    stage.post(by_jonas(undone.value.post_data_json, stage) | {"id": "undone-by-jonas"})
    expect(card.place.get_by_role("button", name="Vi har drøftet det")).to_be_visible()


def test_two_who_press_at_once_see_the_same(window: Window, stage: Stage) -> None:
    card = nudged(window, stage)
    answers = []

    def after_jonas(route: Route) -> None:
        answers.append(stage.post(by_jonas(route.request.post_data_json, stage)))
        route.continue_()

    window.page.route(INVOKE, after_jonas)
    card.press("Vi har drøftet det")
    card.shows("· drøftet")
    expect(card.place.get_by_role("button", name="Fortryd")).to_be_visible()
    (for_jonas,) = answers
    assert for_jonas["type"] == "application/vnd.microsoft.card.adaptive"
    assert "· drøftet" in json.dumps(for_jonas["value"], ensure_ascii=False)
