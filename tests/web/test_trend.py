"""The picture of the rounds: every finding drawn once and as vague as it is, and a gap as a gap."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from bot.web.trend import AT_ONCE, REACH, pictures
from dialogs.screens import Trend, TrendPoint
from domain.anonymity import Band, Finding, Level, finding
from domain.check_in import CheckInQuestion
from domain.tally import Tally
from texts.catalogue import LANGUAGES

NEWEST = date(2026, 11, 23)
HOSTILE = "</title></svg><script>alert(1)</script>\x00\x0b & \"Nord\" 'Øst'"
SVG = "{http://www.w3.org/2000/svg}"
FEW = Finding(Band.FEW, Level.MIDDLE)
SEVERAL = Finding(Band.SEVERAL, Level.HIGH, 5)
DIVIDED = Finding(Band.MANY, Level.MIDDLE, 3, divided=True)
MIXED = (SEVERAL, None, FEW, DIVIDED, None, SEVERAL, FEW, None)


def trend(
    *findings: Finding | None,
    asked: CheckInQuestion = CheckInQuestion.HELP,
    level: str = "team",
    name: str = "Team Nord",
) -> Trend:
    days = [NEWEST - timedelta(weeks=2 * back) for back in range(len(findings))][::-1]
    return Trend(
        level,
        name,
        tuple(TrendPoint(day, asked, told) for day, told in zip(days, findings, strict=True)),
    )


def drawn(shown: Trend, language: str = "da") -> list[ET.Element]:
    return [ET.fromstring(picture) for picture in pictures(shown, language)]


def of_class(svg: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in svg.iter() if name in one.get("class", "").split()]


def all_of_class(shown: Trend, name: str) -> list[ET.Element]:
    return [mark for svg in drawn(shown) for mark in of_class(svg, name)]


def lines(svg: ET.Element) -> dict[str, float]:
    """How high each answer of the axis is drawn, by its name."""
    heights = [float(line.attrib["y1"]) for line in svg.iter(f"{SVG}line")]
    words = [str(text.text) for text in svg.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    return dict(zip(words, heights, strict=True))


def words(svg: ET.Element) -> Iterator[str]:
    return (one.text or "" for one in svg.iter() if one.text)


def test_as_many_marks_as_findings_and_as_many_gaps_as_rounds_without() -> None:
    shown = trend(*MIXED)
    assert len(all_of_class(shown, "trend-point")) == 3
    assert len(all_of_class(shown, "trend-band")) == 2
    assert len(all_of_class(shown, "trend-gap")) == 3


@pytest.mark.parametrize("rounds", range(13))
def test_every_round_is_in_one_picture_in_its_order(rounds: int) -> None:
    shown = trend(*[SEVERAL] * rounds)
    found = drawn(shown)
    days = [re.findall(r"\d+\.\d+\.\d{4}", svg.findtext(f"{SVG}desc", "")) for svg in found]
    assert [day for some in days for day in some] == [
        f"{one.closed_on.day}.{one.closed_on.month}.{one.closed_on.year}" for one in shown.points
    ]
    assert all(0 < len(some) <= AT_ONCE for some in days)
    assert len(all_of_class(shown, "trend-point")) == rounds


def test_a_gap_stands_at_no_answer() -> None:
    """It is as high as the picture, has words and no mark: nobody takes it for a nought."""
    (svg,) = drawn(trend(None))
    (gap,) = of_class(svg, "trend-gap")
    heights = lines(svg)
    assert float(gap.attrib["y"]) == heights["Ja, klart"]
    assert float(gap.attrib["y"]) + float(gap.attrib["height"]) == heights["Nej"]
    assert "For få svar" in list(words(svg))
    assert not list(svg.iter(f"{SVG}circle"))


@pytest.mark.parametrize(
    ("level", "top", "bottom"),
    [
        (Level.LOW, "Sjældent", "Nej"),
        (Level.MIDDLE, "For det meste", "Sjældent"),
        (Level.HIGH, "Ja, klart", "For det meste"),
    ],
)
def test_a_level_is_as_wide_as_it_is_vague(level: Level, top: str, bottom: str) -> None:
    (svg,) = drawn(trend(Finding(Band.FEW, level)))
    (band,) = of_class(svg, "trend-band")
    y, height = float(band.attrib["y"]), float(band.attrib["height"])
    assert (y, y + height) == (lines(svg)[top], lines(svg)[bottom])
    assert not list(svg.iter(f"{SVG}circle"))


def test_what_was_answered_lies_within_what_is_drawn() -> None:
    """For every way in which five to nine can answer: the field reaches as far as the level does."""
    for given in product(range(10), repeat=4):
        if not 5 <= sum(given) < 10:
            continue
        clearly, mostly, seldom, no = given
        told = finding(Tally(sum(given), clearly, mostly, seldom, no))
        assert told is not None
        low, high = REACH[told.level]
        assert low <= (6 * clearly + 4 * mostly + 2 * seldom) / sum(given) <= high


@pytest.mark.parametrize(
    ("half_steps", "answer"), [(0, "Nej"), (2, "Sjældent"), (4, "For det meste"), (6, "Ja, klart")]
)
def test_a_point_stands_at_its_answer(half_steps: int, answer: str) -> None:
    (svg,) = drawn(trend(Finding(Band.SEVERAL, Level.HIGH, half_steps)))
    (point,) = of_class(svg, "trend-point")
    assert float(point.attrib["cy"]) == lines(svg)[answer]


def test_half_steps_are_equally_far_apart() -> None:
    heights = [
        float(all_of_class(trend(Finding(Band.SEVERAL, Level.HIGH, step)), "trend-point")[0].attrib["cy"])
        for step in range(7)
    ]
    assert {lower - higher for lower, higher in pairwise(heights)} == {22}


def test_no_line_joins_two_rounds() -> None:
    """Even of the same question: what is drawn between two rounds, nobody has answered."""
    for svg in drawn(trend(*[SEVERAL] * 6)):
        assert {one.tag.removeprefix(SVG) for one in svg.iter()} <= {
            *("svg", "title", "desc", "line", "text", "circle", "rect")
        }
        assert all(line.get("y1") == line.get("y2") for line in svg.iter(f"{SVG}line"))
        assert len(lines(svg)) == 4, "the axis, and nothing else"


def test_the_leaders_question_is_no_gap_for_want_of_answers_in_a_team() -> None:
    of_team, of_unit = (
        " ".join(words(drawn(trend(None, asked=CheckInQuestion.LEADER, level=level))[0]))
        for level in ("team", "unit")
    )
    assert ("Kun for flere teams" in of_team, "For få svar" in of_team) == (True, False)
    assert ("Kun for flere teams" in of_unit, "For få svar" in of_unit) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_no_numbers_but_dates(language: str) -> None:
    """How many have answered is not in the picture, nor how many of what."""
    told = finding(Tally(17, 7, 4, 3, 3))
    assert told is not None
    for svg in drawn(trend(told, None, FEW), language):
        for text in words(svg):
            without_dates = re.sub(r"\d+\.\d+\.(\d{4})?|\d+ [A-Z][a-z]{2}( \d{4})?|^\d{4}$", "", text)
            assert not re.search(r"\d", without_dates), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", CheckInQuestion)
def test_who_listens_is_told_the_same(language: str, question: CheckInQuestion) -> None:
    for svg in drawn(trend(*MIXED, asked=question), language):
        assert svg.get("role") == "img"
        assert svg[0].tag == f"{SVG}title", "the first child names the picture"
        assert "Team Nord" in (svg[0].text or "")
        told = svg.findtext(f"{SVG}desc", "")
        shown = svg.findall(f"{SVG}circle") + list(svg.iter(f"{SVG}rect"))
        assert len(re.findall(r"2026, [^:]+: ", told)) == len(shown)


def test_the_pictures_obey_the_pages_policy() -> None:
    """No inline style, no script, no colour of their own: they are as readable in the dark."""
    for picture in pictures(trend(*MIXED), "da"):
        assert "style=" not in picture
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b|rgb\(|url\(|href", picture)
        assert 'fill="currentColor"' in picture


def test_a_hostile_name_is_text() -> None:
    (svg,) = drawn(trend(SEVERAL, name=HOSTILE))
    assert "alert(1)</script> & \"Nord\" 'Øst'" in (svg[0].text or "")
    assert "<script" not in pictures(trend(SEVERAL, name=HOSTILE), "da")[0]
