"""What comes after the stories: in its place, under its heading, the same in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from digest.formats import Format, render
from digest.section import Agreement, Group, Item, Section
from domain.kinds import Theme
from domain.newsletter import Chapter
from tests.issue import COFFEE, FULL, THANKS, WALK
from tests.rules.test_digest_formats import Blocks, html_blocks, mail_blocks, markdown_blocks, word_blocks

PLAIN = replace(
    FULL,
    groups=tuple(Group(g.heading, tuple(replace(i, picture=None) for i in g.items)) for g in FULL.groups),
)
readers = pytest.mark.parametrize("read", [html_blocks, mail_blocks, markdown_blocks, word_blocks])


def headings(blocks: Blocks) -> list[str]:
    return [text for kind, text in blocks if kind == "h2"]


@readers
def test_the_chapters_come_in_order_and_the_agreements_among_them(read: Callable[[Section], Blocks]) -> None:
    blocks = read(PLAIN)
    assert headings(blocks) == [
        "Blik for borgeren",
        "En attraktiv arbejdsplads",
        "Ros",
        "I sagde – vi gjorde",
        "Kalender og fællesskaber",
        "Det lærte vi",
        "Kend din nabo",
    ]
    ros = blocks.index(("h2", "Ros"))
    assert blocks[ros + 1 : ros + 6] == [
        ("p", "Hjemmeplejen Glesborg"),
        ("p", "Tak til nattevagten for boller."),
        ("p", "— Mette, hjælper"),
        ("h2", "I sagde – vi gjorde"),
        ("p", "LMU Grenaa: Vi bytter de to tunge morgener"),
    ]


@readers
def test_what_stands_in_the_calendar_opens_with_its_day(read: Callable[[Section], Blocks]) -> None:
    blocks = read(PLAIN)
    place = blocks.index(("h2", "Kalender og fællesskaber"))
    assert blocks[place + 1 : place + 9] == [
        ("h3", "Torsdag den 26. november 2026: Gåtur ved søen"),
        ("p", "Vi mødes ved indgangen klokken 15."),
        ("p", "Farsøhthus"),
        ("h3", "Torsdag den 3. december 2026"),
        ("p", "Vi synger julen ind."),
        ("h3", "Gå med en dag"),
        ("p", "Kom med på aftenruten."),
        ("p", "Hjemmeplejen Grenaa"),
    ]


@readers
def test_a_name_of_its_own_stands_beside_the_week(read: Callable[[Section], Blocks]) -> None:
    assert read(PLAIN)[0] == ("h1", "Lyset i november – uge 47")
    english = read(replace(PLAIN, language="en"))
    assert english[0] == ("h1", "Lyset i november – week 47")
    assert headings(english)[2:] == [
        *("Praise", "You said – we did", "Calendar and communities", "What we learned", "Know your neighbour")
    ]
    assert ("h3", "Thursday 26 November 2026: Gåtur ved søen") in english
    assert read(replace(PLAIN, name=" \u200b"))[0] == ("h1", "Gode historier fra Sundhed og Omsorg – uge 47")


@pytest.mark.parametrize(
    ("chapters", "told"),
    [
        ((), ["Blik for borgeren", "I sagde – vi gjorde"]),
        ((Chapter.KUDOS,), ["Blik for borgeren", "Ros", "I sagde – vi gjorde"]),
        ((Chapter.NEIGHBOUR,), ["Blik for borgeren", "I sagde – vi gjorde", "Kend din nabo"]),
    ],
)
def test_the_agreements_find_their_place_whoever_else_is_there(
    chapters: tuple[Chapter, ...], told: list[str]
) -> None:
    groups = [Group(Theme.CITIZEN_FOCUS, (COFFEE,)), *(Group(one, (THANKS,)) for one in chapters)]
    # An empty chapter is none, and does not hold a place.
    groups.insert(1, Group(Chapter.LEARNING, ()))
    assert headings(html_blocks(replace(FULL, groups=tuple(groups)))) == told


def test_an_editors_order_may_come_back_to_a_theme() -> None:
    themes = (Theme.CITIZEN_FOCUS, Theme.STRONG_NARRATIVE, Theme.CITIZEN_FOCUS)
    section = replace(FULL, groups=tuple(Group(theme, (COFFEE,)) for theme in themes), agreements=())
    assert headings(html_blocks(section)) == ["Blik for borgeren", "En stærk fortælling", "Blik for borgeren"]


def test_json_calls_a_chapter_by_another_key_than_a_theme() -> None:
    data = json.loads(render(FULL, Format.JSON))
    assert [(one.get("theme"), one.get("chapter"), one["title"]) for one in data["groups"]] == [
        ("citizen_focus", None, "Blik for borgeren"),
        ("attractive_workplace", None, "En attraktiv arbejdsplads"),
        (None, "kudos", "Ros"),
        (None, "calendar", "Kalender og fællesskaber"),
        (None, "learning_story", "Det lærte vi"),
        (None, "neighbour", "Kend din nabo"),
    ]
    assert data["groups"][3]["items"][0]["on"] == "2026-11-26"
    assert (data["name"], data["heading"]) == ("Lyset i november", "Lyset i november – uge 47")
    assert data["agreements"] == [{"forum": "LMU Grenaa", "text": "Vi bytter de to tunge morgener"}]


def section_of(text: str, **more: object) -> Section:
    item = Item("s1", None, text, "Anne", "Farsøhthus", "newest")
    return replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (item,)),), agreements=(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_the_editor_sees_how_long_it_is(words: int, minutes: int) -> None:
    section = section_of("ord " * words + "– … \u2060")
    assert (section.words, section.minutes) == (words, minutes)


def test_the_words_are_those_that_people_wrote() -> None:
    section = replace(section_of("Kaffe på gangen."), agreements=(Agreement("LMU", "Vi bytter morgener"),))
    assert section.words == 6
    assert replace(section, groups=(Group(Chapter.CALENDAR, (WALK,)),)).words == 3 + 6 + 3
