"""Find what looks like a CPR number, so that Medvind refuses to store it.

Never a validation: since 2007 the modulus 11 check does not hold for everybody (facts 2.8, cpr.dk), so it may
not exclude a hit. Detection is not complete either (safety T16), and no text may promise that it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # replacement numbers (erstatningsnumre) add 60
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY_APART, _MONTH_APART = rf"(?:{_DAY}|[1-9])", rf"(?:{_MONTH}|[1-9])"
_LONG_YEAR = r"(?:18|19|20)\d\d"
_YEAR = rf"(?:{_LONG_YEAR}|\d\d)"
_GAP = r"[ ./_-]{0,3}"
_ANY_GAP = r"[ ./_:,;=~*'()|-]{0,3}"  # only where the six digits stand together: a date has a clock after it
_BREAK = r"[ ./_-]{1,3}"

_SPACED = r"[0-9][ ]\d[ ][01][ ]\d" + r"[ ]\d" * 6

# Every repetition is bounded, so that the search is linear however hostile the digits are.
_CPR = re.compile(
    rf"""(?<!\d)(?:
        {_DAY}{_MONTH}{_YEAR}{_ANY_GAP}\d{{4}}                              # 010190-1234, 01011990-1234
      | {_DAY}{_MONTH}{_BREAK}\d\d{_BREAK}\d{{4}}                           # 0101 90 1234
      | {_DAY_APART}[ ./_]{{1,3}}{_MONTH_APART}{_BREAK}{_YEAR}{_GAP}\d{{4}}    # 1.1.90-1234, 01/01-90 1234
      | {_DAY_APART}[ ]?-[ ]?{_MONTH_APART}[ ]?-[ ]?{_YEAR}{_GAP}\d{{4}}     # 01-01-90-1234, not 1.-9.12.2026
      | (?<!\d[ ]){_DAY}[ ]{_MONTH}(?:[ ]\d\d){{3}}(?![ ]\d)              # 01 01 90 12 34, not two telephones
      | {_LONG_YEAR}[-./]{_MONTH}[-./]{_DAY}{_GAP}\d{{4}}                     # 1990-01-01-1234
      | (?<!\d[ ]){_SPACED}(?![ ]?\d)                                      # 0 1 0 1 9 0 1 2 3 4
    )(?!\d|-\d\d-\d\d)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_INVISIBLE = "\N{ZERO WIDTH SPACE}"


def contains_cpr(text: str) -> bool:
    """Whether `text` holds something written like a CPR number, in whatever digits, dashes and spaces."""
    plain = text if text.isascii() else "".join(map(_plain, text))
    # What is invisible may stand inside a number or between two: both readings are tried.
    return any(
        _CPR.search(_SPACES.sub(" ", plain.replace(_INVISIBLE, instead))) is not None for instead in ("", " ")
    )


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The ASCII digit, dash, point or space that a reader takes `character` for."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category in {"Cf", "Mn", "Me"}:
        return _INVISIBLE
    return _LOOKALIKES.get(character, character)


_LOOKALIKES = {
    "\N{FULLWIDTH FULL STOP}": ".",
    "\N{MIDDLE DOT}": ".",
    "\N{BULLET}": ".",
    "\N{HYPHEN BULLET}": "-",
    "\N{FULLWIDTH SOLIDUS}": "/",
    "\N{FRACTION SLASH}": "/",
    "\N{FULLWIDTH LOW LINE}": "_",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}
