"""What a photo to a story must be, and what its sender says about it.

The limits are those of safety.md T15. A photo is drawn anew before it is kept: what comes out is a JPEG of
ours, with nothing of what the camera wrote into the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.cpr import contains_cpr
from domain.story_rules import tidy

MAX_BYTES = 5 * 1024 * 1024  # as it comes
MAX_PIXELS = 25_000_000  # looked at before a single one is unpacked
LONG_SIDE = 1600  # pixels, as it is kept
KEPT_BYTES = 400 * 1024
ALT_MAX = 200  # characters

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class PhotoKind(StrEnum):
    """What we can draw anew. The value is Pillow's name for it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"


class PictureProblem(StrEnum):
    """Why a picture cannot be used."""

    NONE = "none"  # a form without a file
    SEVERAL = "several"
    NOT_FETCHED = "not_fetched"
    TOO_HEAVY = "too_heavy"
    TOO_LARGE = "too_large"  # in pixels
    HEIC = "heic"
    OTHER_KIND = "other_kind"
    BROKEN = "broken"


class CaptionProblem(StrEnum):
    """What is missing before a picture may be shown to the editor."""

    STORY_MISSING = "story_missing"
    ALT_MISSING = "alt_missing"
    ALT_TOO_LONG = "alt_too_long"
    ALT_CPR = "alt_cpr"
    CITIZEN_NOT_CONFIRMED = "citizen_not_confirmed"
    COLLEAGUES_NOT_CONFIRMED = "colleagues_not_confirmed"


class Unusable(Exception):
    """A picture that is refused, and why."""

    def __init__(self, problem: PictureProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Redrawn:
    """A picture that we have drawn: a JPEG without metadata, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Caption:
    """What is said about a picture: its words for who cannot see it, and the two promises."""

    alt_text: str = ""
    no_citizen: bool = False
    all_agreed: bool = False


def kind_of(data: bytes) -> PhotoKind:
    """What the first bytes say that it is; neither a name nor a content type is believed.

    Raises Unusable for whatever is none of ours.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return PhotoKind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PhotoKind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PhotoKind.WEBP
    is_heif = data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS
    raise Unusable(PictureProblem.HEIC if is_heif else PictureProblem.OTHER_KIND)


def check_size(width: int, height: int) -> None:
    """Raises Unusable for more pixels than are unpacked here."""
    if width * height > MAX_PIXELS:
        raise Unusable(PictureProblem.TOO_LARGE)


def tidy_alt(text: str) -> str:
    """On one line, without what is invisible. Still as long as it was: the limit is told, never cut at."""
    return " ".join(tidy(text).split())


def caption_problems(caption: Caption) -> tuple[CaptionProblem, ...]:
    """What is wrong with what was said about a picture; () when nothing is."""
    # Looked for in what was sent: tidying must not hide it.
    has_cpr = contains_cpr(caption.alt_text)
    alt = tidy_alt(caption.alt_text)
    checks = {
        CaptionProblem.ALT_MISSING: not any(map(str.isalpha, alt)),
        CaptionProblem.ALT_TOO_LONG: len(alt) > ALT_MAX,
        CaptionProblem.ALT_CPR: has_cpr,
        CaptionProblem.CITIZEN_NOT_CONFIRMED: not caption.no_citizen,
        CaptionProblem.COLLEAGUES_NOT_CONFIRMED: not caption.all_agreed,
    }
    return tuple(problem for problem, wrong in checks.items() if wrong)
