"""What a story's text must be, and what tidying does to it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.story_rules import (
    BODY_MAX,
    TITLE_MAX,
    Problem,
    mentions,
    named_in,
    text_problems,
    tidy,
    worth_a_draft,
)

GOOD = "Kaffen flyttede ud på gangen, og seks mennesker talte om høst."


@pytest.mark.parametrize(
    ("title", "body", "problems"),
    [
        ("Kaffen flyttede ud", GOOD, ()),
        ("", GOOD, ()),
        ("", "", (Problem.BODY_EMPTY,)),
        ("", " \n\t\u200b ", (Problem.BODY_EMPTY,)),
        ("", "👍👍👍", (Problem.BODY_NO_WORDS,)),
        ("", "?!... 123", (Problem.BODY_NO_WORDS,)),
        ("", "Fin dag.", (Problem.BODY_TOO_SHORT,)),
        ("", "abcdefghijklmn", (Problem.BODY_TOO_SHORT,)),
        ("", "abcdefghijklmno", ()),
        ("", "a" * BODY_MAX, ()),
        ("", "a" * (BODY_MAX + 1), (Problem.BODY_TOO_LONG,)),
        ("", "a" * BODY_MAX + "\u200b   \n", ()),
        ("æ" * TITLE_MAX, GOOD, ()),
        ("æ" * (TITLE_MAX + 1), GOOD, (Problem.TITLE_TOO_LONG,)),
        ("", f"{GOOD} 010190-1234", (Problem.CPR,)),
        ("010190-1234", GOOD, (Problem.CPR,)),
        ("", f"{GOOD} 010190\u200b1234", (Problem.CPR,)),
        ("æ" * (TITLE_MAX + 1), "010190-1234", (Problem.BODY_NO_WORDS, Problem.TITLE_TOO_LONG, Problem.CPR)),
    ],
)
def test_a_text_has_the_problems_it_has(title: str, body: str, problems: tuple[Problem, ...]) -> None:
    """Measured on the tidied text, in the order in which the form shows them."""
    assert text_problems(title, body) == problems


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  hej \r\n\r\n\r\n\r\nhej\r", "hej\n\nhej"),
        ("a\n \n\t\n \nb", "a\n\nb"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("e\u0301n", "én"),
        ("a\u030a\u200b", "å"),
        ("bo\u200brger\u00ad", "borger"),
        ("ab\u202edc\u202c\u2066x\u2069", "abdcx"),
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("a\ud800b", "ab"),
        ("tak 👩‍👩‍👧‍👦 og 🧑🏽‍⚕️ ❤️‍🔥", "tak 👩‍👩‍👧‍👦 og 🧑🏽‍⚕️ ❤️‍🔥"),
        ("a\u200db", "ab"),
        ("👩\u200d", "👩"),
        ("\u200d👩", "👩"),
        ("👩\u200d\u200d👧", "👩👧"),
        ("1️⃣ æøå", "1️⃣ æøå"),
    ],
)
def test_tidying(text: str, tidied: str) -> None:
    """Invisible and reordering characters go; emoji, accents and one empty line stay."""
    assert tidy(text) == tidied


def test_a_tower_of_accents_is_cut() -> None:
    """It would paint over the card."""
    assert len(tidy("z" + "\u0301\u0327" * 5000)) < 12


def test_ten_kilobytes_of_spaces_and_newlines_come_to_an_end() -> None:
    """Tidying is linear: line by line, no pattern that backtracks."""
    assert tidy("a" + " " * 10_000 + "b" + " \n" * 10_000 + "c").endswith("b\n\nc")


awkward = st.text(
    st.one_of(st.characters(), st.sampled_from("\u200d\u200b\u202e\ufe0f\r\n\t \u2028👩👧❤e\u0301\u030a")),
    max_size=60,
)


@given(st.text(st.sampled_from("aåÅé .,\n\t\u00ad\u00a0\u0300\u200b\u2019–…ŋ😀\r"), max_size=40))
def test_a_text_without_anything_odd_is_tidied_as_any_other(text: str) -> None:
    """The short way for such texts and the long way agree: an invisible letter, which goes, makes it the long one."""
    assert tidy(text) == tidy(f"{text}\u200b")


@given(awkward)
@settings(max_examples=150)
def test_tidy_text_is_left_alone(text: str) -> None:
    """Tidying twice changes nothing more, and the result can be stored anywhere."""
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "\n\n\n" not in once
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("I dag sang Inger igen", True),
        ("tusind tak for i dag", True),
        ("Morgensangsarrangementsplanlægning", True),
        ("ok", False),
        ("tak for i går", False),
        ("👍 👍 👍 👍 👍 👍", False),
        ("1 2 3 4 5 6", False),
        ("", False),
    ],
)
def test_a_short_answer_is_no_draft(text: str, worth: bool) -> None:
    """Five words or thirty letters begin a story."""
    assert worth_a_draft(text) is worth


STAFF = ["Lars Holm", "Bente Marie Krogh", "Anne-Mette Østergaard", "Bo", "Søren O'Neill", "Hansen, Ida", ""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Det var Lars Holm, der sang.", "Lars Holm"),
        ("lars holm sang", "Lars Holm"),
        ("LARS\nHOLM", "Lars Holm"),
        ("Lars Holms idé", "Lars Holm"),
        ("Lars P. Holm", "Lars Holm"),
        ("Lars Peter Holm", "Lars Holm"),
        ("Bente Krogh", "Bente Marie Krogh"),
        ("bente marie krogh", "Bente Marie Krogh"),
        ("Anne-Mette Østergaard", "Anne-Mette Østergaard"),
        ("Anne Mette Østergaard", "Anne-Mette Østergaard"),
        ("Anne-Mette O\u0308stergaard", None),
        ("Søren O'Neill", "Søren O'Neill"),
        ("Ida Hansen", "Hansen, Ida"),
        ("Lars sang, og Holm lyttede", None),
        ("Lars, Holm og Bente", None),
        ("Lars", None),
        ("Holm Lars", None),
        ("Lars Holmberg", None),
        ("Klars Holm", None),
        ("Lars Holm-Jensen", None),
        ("Lars og Holm", None),
        ("Bo", None),
        ("", None),
    ],
)
def test_a_colleague_is_named_by_first_and_last_name(text: str, name: str | None) -> None:
    """Together and whole, in any case, with or without middle names."""
    assert named_in(text, STAFF) == name


def test_the_first_of_the_names_is_given() -> None:
    """In the order of the list, not of the text."""
    assert named_in("Ida Hansen og Lars Holm", STAFF) == "Lars Holm"


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
@settings(max_examples=100)
def test_no_name_breaks_the_search(text: str, names: list[str]) -> None:
    """Whatever a display name holds, the answer is one of the names or none."""
    assert named_in(text, names) in [None, *names]


def test_ten_kilobytes_of_first_names_come_to_an_end() -> None:
    """Only so many middle names are believed."""
    assert named_in("Lars " * 2000, [f"Lars Holm{number}" for number in range(50)]) is None
    assert named_in("Bente Marie " * 800 + "Krogh", STAFF) == "Bente Marie Krogh"


def test_a_cpr_number_split_between_title_and_text_is_found() -> None:
    assert Problem.CPR in text_problems("Fru 010190", "1234 smilede, og vi smilede igen hele dagen.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gitte reddede aftenen", True),
        ("gittes idé virkede", True),
        ("Rosenvang kom", True),
        ("vi gik en tur ved Gitternes bro", False),
        ("", False),
    ],
)
def test_any_part_of_her_name_is_a_mention(text: str, found: bool) -> None:
    assert mentions(text, "Gitte Rosenvang") is found
