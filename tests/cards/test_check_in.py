"""What the cards of the check-ins must not tell, and what they must not draw."""

from __future__ import annotations

import dataclasses
import json

import pytest

from bot.teams.cards import card
from dialogs.screens import CheckInThanks, CheckInTrends, Trend
from domain.anonymity import Band, Level
from domain.check_in import CheckInAnswer
from tests.cards.lint import Json, nodes
from tests.cards.samples import ABOUT, ASKED, ASKED_AGAIN, CLOSES, PLANNING, RESULT, ROUNDS, TRENDS
from texts.catalogue import LANGUAGES, texts


def said(shown: Json) -> list[str]:
    """All that can be read on a card, in order."""
    return [str(node["text"]) for node in nodes(shown) if "text" in node]


def charts(shown: Json) -> list[Json]:
    return [node for node in nodes(shown) if node["type"] == "Chart.Line"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_sees_what_stands_before_the_answers(language: str) -> None:
    say, words = texts(language), said(card(ASKED, language))
    first_answer = words.index(say("check-in-answer-clearly"))
    before = " ".join(words[:first_answer])
    for promise in ("check-in-confidential", "check-in-final"):
        assert say(promise) in before
    assert say("check-in-who", least=5) in before


def test_the_answers_stand_in_their_order_wide_and_narrow() -> None:
    shown = card(ASKED, "da")
    taps = [node["selectAction"]["data"]["answer"] for node in nodes(shown) if "selectAction" in node]
    assert taps == [*CheckInAnswer, *CheckInAnswer]


def test_the_thanks_have_no_place_for_an_answer() -> None:
    """Somebody may be looking over her shoulder: skipped or not, the card is the same."""
    assert {field.name for field in dataclasses.fields(CheckInThanks)} == {"closes_at", "about", "elsewhere"}
    thanks = " ".join(said(card(CheckInThanks(CLOSES, ABOUT), "da")))
    assert not [one for one in CheckInAnswer if texts("da")(f"check-in-answer-{one}") in thanks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_ten_answers_only_the_lean_is_told(language: str) -> None:
    """Of five who all said no, the card says what it says of five who nearly did."""
    say = texts(language)
    for level in Level:
        finding = dataclasses.replace(RESULT.finding, band=Band.FEW, level=level)  # type: ignore[type-var]
        words = said(card(dataclasses.replace(RESULT, finding=finding), language))
        assert say(f"check-in-level-{level}") in words
        assert not [half for half in range(7) if say(f"check-in-step-{half}") in words]


def lines(shown: Json) -> dict[str, list[tuple[str, float]]]:
    """What the picture joins, by what it is called."""
    (chart,) = charts(shown)
    return {line["legend"]: [(value["x"], value["y"]) for value in line["values"]] for line in chart["data"]}


def test_only_what_is_known_to_the_half_step_is_drawn() -> None:
    """A gap, and a round of five to nine, stand in the table alone; different questions are not joined."""
    assert lines(card(TRENDS, "da")) == {
        "Opfølgning": [("2026-09-07", 2)],
        "Fejl": [("2026-10-19", 3)],
        "Nye": [("2026-11-02", 3.5)],
        "Sige det direkte": [("2026-11-16", 2.5)],
    }


def test_only_the_same_question_is_joined() -> None:
    shown = card(CheckInTrends((Trend("team", "Team Nord", ASKED_AGAIN),)), "da")
    assert lines(shown) == {
        "Hjælp": [("2026-09-07", 2.5), ("2026-10-19", 3)],
        "Tvivl": [("2026-10-05", 4)],
    }
    colours = [line["color"] for line in charts(shown)[0]["data"]]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize(
    ("level", "told"), [("team", "Kun for flere teams"), ("unit", "– vises ikke"), ("area", "– vises ikke")]
)
def test_of_its_leader_no_team_is_told_that_it_was_too_few(level: str, told: str) -> None:
    """As the page says it: however many had answered, there would be no result."""
    words = said(card(CheckInTrends((Trend(level, "Nord", ASKED_AGAIN),)), "da"))
    means = "Kun for flere teams: Spørgsmålet om lederen vises ikke for ét team."
    assert told in words
    assert (means in words) is (level == "team")
    assert (texts("da")("check-in-trends-gap-means") in words) is (level != "team")


def test_a_worst_result_is_higher_than_nothing() -> None:
    worst = dataclasses.replace(ROUNDS[0], finding=dataclasses.replace(ROUNDS[0].finding, half_steps=0))  # type: ignore[type-var]
    (chart,) = charts(card(CheckInTrends((Trend("team", "Team Nord", (worst, ROUNDS[3])),)), "da"))
    assert chart["data"][0]["values"][0]["y"] == 1


@pytest.mark.parametrize(
    "points",
    [ROUNDS[:1], (ROUNDS[0], ROUNDS[2]), (ROUNDS[0], ROUNDS[1])],
    ids=["one", "one and a gap", "one and a level"],
)
def test_one_result_is_no_picture(points: tuple[object, ...]) -> None:
    shown = card(CheckInTrends((Trend("team", "Team Nord", points),)), "da")  # type: ignore[arg-type]
    assert charts(shown) == []


def test_every_round_stands_in_the_table_too() -> None:
    """Whoever hears the card, or has a client without pictures, learns the same."""
    shown = card(TRENDS, "da")
    (table,) = [node for node in nodes(shown) if node["type"] == "Table"]
    cells = [said(row) for row in table["rows"]]
    assert cells[1:] == [
        ["16.11.2026", "Sige det direkte", "Mellem sjældent og for det meste. Svarene er delte"],
        ["2.11.2026", "Nye", "Mellem for det meste og ja, klart"],
        ["19.10.2026", "Fejl", "For det meste"],
        ["5.10.2026", "Tvivl", "– vises ikke"],
        ["21.9.2026", "Hjælp", "Midt mellem ja og nej"],
        ["7.9.2026", "Opfølgning", "Sjældent"],
    ]
    assert charts(shown)[0]["fallback"] == "drop"


def test_the_card_in_the_channel_is_neutral_on_a_locked_phone() -> None:
    assert card(RESULT, "da")["fallbackText"] == texts("da")("lock-screen")
    assert "Hjælp" not in json.dumps(card(ASKED, "da")["fallbackText"])


@pytest.mark.parametrize(("typed", "shown"), [("2026-12-14", "2026-12-14"), ("i morgen", None)])
def test_a_date_field_is_given_nothing_that_it_cannot_hold(typed: str, shown: str | None) -> None:
    """A client may refuse the whole card over it; the words that are wrong stand beneath."""
    form = card(dataclasses.replace(PLANNING, trial_until=typed, problem="day"), "da")
    (field,) = [node for node in nodes(form) if node["type"] == "Input.Date"]
    assert field.get("value") == shown
    assert texts("da")("check-in-problem-day") in said(form)
