"""Photos drawn anew, away from the event loop: what is kept has not a byte of what came in.

Pillow unpacks what strangers send. It is told which format it is, and how large it may be, before it does.
"""

from __future__ import annotations

import asyncio
import warnings
from io import BytesIO

import structlog
from PIL import Image, ImageOps

from domain.photo_rules import (
    KEPT_BYTES,
    LONG_SIDE,
    MAX_BYTES,
    MAX_PIXELS,
    PictureProblem,
    Redrawn,
    Unusable,
    check_size,
    kind_of,
)

log = structlog.get_logger()

AT_ONCE = 2  # each unpacks up to 100 MB
QUALITIES = (85, 75, 65, 55, 45)
SMALLER = 0.75  # of each side, when even the lowest quality is too heavy
WHITE = (255, 255, 255)
_PLAIN = ("RGB", "L", "CMYK", "YCbCr")

# A second lock behind our own: Pillow only warns of a picture that is up to twice as large as it allows.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)


class Darkroom:
    """Draws pictures anew in threads, a few at a time."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._room = asyncio.Semaphore(at_once)

    async def develop(self, data: bytes) -> Redrawn:
        """Raises Unusable for what is no photo that we take."""
        async with self._room:
            return await asyncio.to_thread(redraw, data)


def redraw(data: bytes) -> Redrawn:
    """The picture in these bytes as a JPEG of ours, upright, at most 1600 pixels long; of several, the first.

    Raises Unusable.
    """
    if len(data) > MAX_BYTES:
        raise Unusable(PictureProblem.TOO_HEAVY)
    kind = kind_of(data)
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            check_size(*picture.size)
            return _developed(_upright(picture))
    except Unusable:
        raise
    except _BOMBS:
        raise Unusable(PictureProblem.TOO_LARGE) from None
    except Exception as error:  # of a broken file Pillow complains in a dozen ways
        log.info("photo_unreadable", error=type(error).__name__)
        raise Unusable(PictureProblem.BROKEN) from None


def _upright(picture: Image.Image) -> Image.Image:
    """Small enough, turned as the camera was held, and painted on a fresh white sheet."""
    # A JPEG is unpacked no larger than it will be needed.
    picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
    colours = picture if picture.mode in _PLAIN else picture.convert("RGBA")
    colours.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    colours = _turned(colours)
    sheet = Image.new("RGB", colours.size, WHITE)
    if colours.mode == "RGBA":
        sheet.paste(colours, mask=colours.getchannel("A"))
    else:
        sheet.paste(colours.convert("RGB"))
    return sheet


def _turned(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # what the camera wrote is nonsense: then it tells nothing about how it was held
        return picture


def _developed(sheet: Image.Image) -> Redrawn:
    """As good as fits into what is kept; what never fits is made smaller until it does."""
    while True:
        for quality in QUALITIES:
            paper = BytesIO()
            sheet.save(paper, "JPEG", quality=quality, optimize=True)
            if paper.tell() <= KEPT_BYTES:
                return Redrawn(paper.getvalue(), *sheet.size)
        width, height = (max(1, int(side * SMALLER)) for side in sheet.size)
        sheet = sheet.resize((width, height), Image.Resampling.LANCZOS)
