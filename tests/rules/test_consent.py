"""Nothing is printed without everybody's yes, and nobody is named more than she wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.consent import byline, may_publish
from domain.kinds import ConsentAnswer, NameShown, StoryState

ASKED, YES, NO = ConsentAnswer
READY = StoryState.READY


@pytest.mark.parametrize(
    ("state", "no_citizen", "answers", "allowed"),
    [
        pytest.param(READY, True, [], True, id="only the storyteller is concerned"),
        pytest.param(READY, True, [(2, YES)], True, id="she said yes to this wording"),
        pytest.param(READY, True, [(2, YES), (2, YES)], True, id="both said yes"),
        pytest.param(READY, True, [(1, YES)], False, id="yes to an older wording"),
        pytest.param(READY, True, [(3, YES)], False, id="yes to a newer wording"),
        pytest.param(READY, True, [(2, ASKED)], False, id="no answer yet"),
        pytest.param(READY, True, [(2, YES), (2, NO)], False, id="one said no"),
        pytest.param(READY, True, [(2, YES), (2, ASKED)], False, id="one is silent"),
        pytest.param(READY, False, [(2, YES)], False, id="a citizen may be recognised"),
        pytest.param(StoryState.DRAFT, True, [(2, YES)], False, id="a draft"),
        pytest.param(StoryState.AWAITING_CONSENT, True, [(2, YES)], False, id="still waiting"),
        pytest.param(StoryState.WITHDRAWN, True, [(2, YES)], False, id="withdrawn"),
    ],
)
def test_a_story_is_printed_only_with_everybodys_yes(
    state: StoryState, no_citizen: bool, answers: list[tuple[int, ConsentAnswer]], allowed: bool
) -> None:
    """Silence, a no and a yes to another revision all mean no."""
    assert may_publish(state, no_citizen, answers, revision=2) is allowed


answers_lists = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(ConsentAnswer)), max_size=4)


@given(answers_lists)
@settings(max_examples=60)
def test_one_who_did_not_say_yes_is_enough_to_stop_it(answers: list[tuple[int, ConsentAnswer]]) -> None:
    """However many others agreed."""
    assert not may_publish(READY, True, [*answers, (2, NO)], 2)
    assert not may_publish(READY, True, [*answers, (2, ASKED)], 2)


FIRST = NameShown.FIRST_NAME_AND_TITLE


@pytest.mark.parametrize(
    ("name", "title", "shown", "expected"),
    [
        (
            "Bente Krogh",
            "social- og sundhedsassistent",
            NameShown.FULL,
            "Bente Krogh, social- og sundhedsassistent",
        ),
        ("Bente Krogh", "", NameShown.FULL, "Bente Krogh"),
        (" Bente \n Krogh ", " ", NameShown.FULL, "Bente Krogh"),
        ("", "", NameShown.FULL, None),
        ("Bente Krogh", "social- og sundhedsassistent", FIRST, "Bente, social- og sundhedsassistent"),
        ("Bente Krogh", "", FIRST, "Bente"),
        ("Anne-Marie Krogh", "ergoterapeut", FIRST, "Anne-Marie, ergoterapeut"),
        ("Anne Marie Krogh Hansen", "ergoterapeut", FIRST, "Anne, ergoterapeut"),
        ("Bente", "kok", FIRST, "Bente, kok"),
        ("Krogh, Bente", "kok", FIRST, "Bente, kok"),
        ("Bente Krogh, SSA", "kok", FIRST, "kok"),
        ("Krogh Hansen, Bente", "", FIRST, None),
        ("bente.krogh@example.dk", "kok", FIRST, "bente, kok"),
        ("Bente Krogh (BKR)", "kok", FIRST, "Bente, kok"),
        ("Bente\u200bKrogh", "kok", FIRST, "Bente, kok"),
        ("Bente Krogh", "leder, Team Krogh", FIRST, "Bente"),
        ("", "kok", FIRST, "kok"),
        ("Bente Krogh", "kok", NameShown.NONE, None),
    ],
)
def test_a_byline_says_what_she_chose(name: str, title: str, shown: NameShown, expected: str | None) -> None:
    """However the municipality writes names; where the surname cannot be told, no name is shown."""
    assert byline(name, title, shown) == expected


words = st.text("abcdefghijæøå", min_size=2, max_size=8).map(str.title)
ORDERS: list[Callable[[str, str, str], str]] = [
    lambda first, middle, last: f"{first} {last}",
    lambda first, middle, last: f"{first} {middle} {last}",
    lambda first, middle, last: f"{last}, {first}",
    lambda first, middle, last: f"{first}.{last}",
    lambda first, middle, last: f"{middle} {last}, {first}",
]


@given(words, words, words, st.text(max_size=20), st.sampled_from(ORDERS))
@settings(max_examples=80)
def test_the_surname_never_shows_beside_the_title(
    first: str, middle: str, last: str, title: str, order: Callable[[str, str, str], str]
) -> None:
    """In whatever order the name is written, and whatever the title says."""
    if last in (first, middle):
        return
    shown = byline(order(first, middle, last), f"{title} {last}", FIRST) or ""
    assert last not in shown.replace(",", " ").split()
