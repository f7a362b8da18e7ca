"""What a story's text must be, and how it is tidied before anybody judges or stores it.

Lengths count characters of the tidied text. The limits fit a phone and 60-120 printed words (facts 2.11).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from domain.cpr import contains_cpr

TITLE_MAX = 100
BODY_MAX = 4000
BODY_MIN_LETTERS = 15
DRAFT_MIN_WORDS = 5
DRAFT_MIN_LETTERS = 30


class Problem(StrEnum):
    BODY_EMPTY = "body_empty"
    BODY_TOO_SHORT = "body_too_short"
    BODY_TOO_LONG = "body_too_long"
    TITLE_TOO_LONG = "title_too_long"
    BODY_NO_WORDS = "body_no_words"
    CPR = "cpr"
    THEME_MISSING = "theme_missing"
    NAME_MISSING = "name_missing"
    UNIT_MISSING = "unit_missing"
    CITIZEN_NOT_CONFIRMED = "citizen_not_confirmed"
    UNKNOWN_CHOICE = "unknown_choice"
    COLLEAGUE_NAMED = "colleague_named"
    COLLEAGUE_LEFT = "colleague_left"
    SOURCE_UNKNOWN = "source_unknown"
    DAY_MISSING = "day_missing"
    DAY_PAST = "day_past"
    DAY_FAR = "day_far"


def text_problems(title: str, body: str) -> tuple[Problem, ...]:
    """What is wrong with a story's text, the body's length first; () when nothing is."""
    # Looked for in what was sent, and across the fields: neither tidying nor a split may hide it.
    has_cpr = contains_cpr(f"{title} {body}")
    title, body = tidy(title), tidy(body)
    found = [
        _body_length_problem(body),
        Problem.TITLE_TOO_LONG if len(title) > TITLE_MAX else None,
        Problem.CPR if has_cpr else None,
    ]
    return tuple(problem for problem in found if problem is not None)


def worth_a_draft(text: str) -> bool:
    """Whether free text in the chat is long enough to be kept as the beginning of a story."""
    words = sum(1 for word in text.split() if any(map(str.isalpha, word)))
    return words >= DRAFT_MIN_WORDS or _letters(text) >= DRAFT_MIN_LETTERS


def _body_length_problem(body: str) -> Problem | None:
    if not body:
        return Problem.BODY_EMPTY
    letters = _letters(body)
    if not letters:
        return Problem.BODY_NO_WORDS
    if letters < BODY_MIN_LETTERS:
        return Problem.BODY_TOO_SHORT
    return Problem.BODY_TOO_LONG if len(body) > BODY_MAX else None


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


# Letters, digits and marks of Western Europe: nothing among them is invisible or can be written in two ways.
_PLAIN = re.compile(r"[\n\x20-\x7e\xa1-\xac\xae-\u024f\u2018-\u201d\u2013\u2026]*")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_JOINER = "\N{ZERO WIDTH JOINER}"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f]){_JOINER}|{_JOINER}(?![{_EMOJI}])")
_REMOVED = {"Cc", "Cf", "Cs"}  # controls, zero-width and bidi overrides, halves of surrogate pairs
_MARKS_IN_A_ROW = 8


def tidy(text: str) -> str:
    """`text` in NFC, stripped, without invisible characters, with at most one empty line in a row.

    The joiners that hold an emoji such as a family together stay. Tabs become spaces.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not _PLAIN.fullmatch(text):  # what nearly everybody writes need not be looked at letter by letter
        text = unicodedata.normalize("NFC", _STRAY_JOINER.sub("", "".join(_visible(text))))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _visible(text: str) -> Iterable[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        # Hundreds of accents on one letter paint over the card and make normalising quadratic.
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        kept = category not in _REMOVED or character in {"\n", _JOINER}
        if kept and marks <= _MARKS_IN_A_ROW:
            yield character


_NAME_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"


def mentions(text: str, name: str) -> bool:
    """Does any part of a name stand in the text as a word of its own, "Gitte" or "Gittes" alike?

    Wider than `named_in` on purpose: it is asked about one person who has been asked for her consent.
    """
    said = {word.casefold() for word in _NAME_WORD.findall(text)}
    parts = [part.casefold() for part in _NAME_WORD.findall(name) if len(part) > 1]
    return any(part in said or f"{part}s" in said for part in parts)


def named_in(text: str, full_names: Iterable[str]) -> str | None:
    """The first of `full_names` whose first and last name stand together in `text`, in whatever case.

    Middle names may be there or not, and Danish genitives count ("Bente Kroghs idé"). A name of one word is
    never found: a first name alone may be anybody's.
    """
    text = unicodedata.normalize("NFC", text)
    words = words_of(text)
    for full_name in full_names:
        # A pattern for each of a thousand colleagues would be slow; few first names occur in a text.
        if first_name(full_name) in words and _name_pattern(_name_parts(full_name)).search(text):
            return full_name
    return None


def words_of(text: str) -> set[str]:
    """The words of a text among which a first name may be, in lower case."""
    return {word.casefold() for word in _NAME_WORD.findall(unicodedata.normalize("NFC", text))}


def first_name(full_name: str) -> str | None:
    """The first word of a name of at least two parts, in lower case; None when there is no such name."""
    parts = _name_parts(full_name)
    opening = _NAME_WORD.match(parts[0]) if len(parts) > 1 else None
    return opening[0].casefold() if opening else None


def _name_parts(full_name: str) -> list[str]:
    """First name to last, also from "Krogh, Bente" and "Bente Krogh (BKR)", as Entra may have it."""
    name = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFC", full_name))
    before, _, after = name.partition(",")
    return f"{after} {before}".split()


def _name_pattern(parts: list[str]) -> re.Pattern[str]:
    first, *middle, last = (f"[{_HYPHENS}\\s]".join(map(re.escape, _split(part))) for part in parts)
    # A middle name we do not know is believed if it is an initial or has a capital letter.
    unknown = r"[^\W\d_]\.?|(?-i:[A-ZÆØÅÄÖÜÉ])\w{0,30}"
    between = rf"(?:\s{{1,3}}(?:{'|'.join([*middle, unknown])})){{0,3}}"
    genitive = f"(?:[{_APOSTROPHES}]?s|[{_APOSTROPHES}])?"
    return re.compile(rf"(?<!\w){first}{between}\s{{1,3}}{last}{genitive}(?![{_HYPHENS}]?\w)", re.IGNORECASE)


def _split(part: str) -> list[str]:
    return re.split(f"[{_HYPHENS}]", part)
