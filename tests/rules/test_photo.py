"""What becomes of the bytes that somebody sends: a picture drawn anew, or a reason why there is none."""

from __future__ import annotations

import asyncio
import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from random import Random
from struct import pack
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from bot import photo
from bot.photo import Darkroom, redraw
from domain.photo_rules import (
    ALT_MAX,
    KEPT_BYTES,
    LONG_SIDE,
    MAX_BYTES,
    MAX_PIXELS,
    Caption,
    CaptionProblem,
    PictureProblem,
    Redrawn,
    Unusable,
    caption_problems,
    check_size,
    kind_of,
    tidy_alt,
)
from tests.edge.door import eventually

CANARY = b"KANARIE-6F2A"
ORIENTATION, MAKER, DESCRIPTION, GPS, GPS_LATITUDE = 0x0112, 0x010F, 0x010E, 0x8825, 2
# Every segment of a JPEG may carry something: these are the ones that only draw.
DRAWING = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def saved(picture: Image.Image, kind: str, **more: Any) -> bytes:
    paper = BytesIO()
    picture.save(paper, kind, **more)
    return paper.getvalue()


def halves() -> Image.Image:
    """Red above, blue below: one can tell how it is turned."""
    picture = Image.new("RGB", (64, 96), "red")
    ImageDraw.Draw(picture).rectangle((0, 48, 63, 95), fill="blue")
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[ORIENTATION], told[MAKER], told[DESCRIPTION] = orientation, CANARY.decode(), CANARY.decode()
    told.get_ifd(GPS)[GPS_LATITUDE] = (56.0, 25.0, 3.0)
    return told


def talkative() -> dict[str, bytes]:
    """Pictures with something in every place where a picture can tell something."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", CANARY[:4])
    texts = PngInfo()
    texts.add_text("Author", CANARY.decode())
    texts.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    texts.add_text("Comment", CANARY.decode(), zip=True)
    also = {"exif": exif(), "icc_profile": profile + CANARY, "xmp": CANARY}
    picture = halves()
    return {
        "JPEG": saved(picture, "JPEG", comment=CANARY, **also),
        "PNG": saved(picture, "PNG", pnginfo=texts, exif=exif(), icc_profile=profile + CANARY) + CANARY,
        "WEBP": saved(picture, "WEBP", **also),
        "a page after the picture": saved(picture, "JPEG") + b"<script>" + CANARY,
    }


def segments(jpeg: bytes) -> Iterator[int]:
    """The marks of a JPEG's segments, down to where the picture itself begins."""
    place = 2
    while True:
        assert jpeg[place] == 0xFF
        yield (mark := jpeg[place + 1])
        if mark == 0xDA:
            return
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")


def problem_of(data: bytes) -> PictureProblem:
    with pytest.raises(Unusable) as refused:
        redraw(data)
    return refused.value.problem


@pytest.mark.parametrize("kind", talkative())
def test_nothing_of_what_the_camera_wrote_is_left(kind: str) -> None:
    data = talkative()[kind]
    assert CANARY in data
    made = redraw(data).jpeg
    assert made.startswith(b"\xff\xd8\xff")
    assert set(segments(made)) <= DRAWING
    assert made.endswith(b"\xff\xd9")
    with Image.open(BytesIO(made)) as again:
        assert dict(again.getexif()) == {}
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for told in (CANARY, b"Exif", b"GPS", b"xmp", b"ICC", b"<script"):
        assert told not in made


def test_a_plain_save_would_have_kept_it() -> None:
    """The control that the test above is about: Pillow carries a comment and a profile over."""
    with Image.open(BytesIO(talkative()["JPEG"])) as opened:
        assert CANARY in saved(opened, "JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_it_stands_as_the_camera_was_held(kind: str, orientation: int, turn: int) -> None:
    held = halves().rotate(turn, expand=True)
    made = redraw(saved(held, kind, exif=exif(orientation)))
    assert (made.width, made.height) == (64, 96)
    with Image.open(BytesIO(made.jpeg)) as again:
        colours = [again.convert("RGB").getpixel((32, y)) for y in (20, 76)]
    (red, *_), (*_, blue) = colours  # type: ignore[misc]
    assert red > 200, colours
    assert blue > 200, colours


@pytest.mark.parametrize(("kind", "mode"), [
    ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16"), ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGBA"),
])  # fmt: skip
def test_every_way_of_having_colours_becomes_the_same(kind: str, mode: str) -> None:
    made = redraw(saved(Image.new(mode, (30, 20)), kind))
    with Image.open(BytesIO(made.jpeg)) as again:
        assert (again.format, again.mode, again.size) == ("JPEG", "RGB", (30, 20))


def test_what_can_be_seen_through_is_white() -> None:
    with Image.open(BytesIO(redraw(saved(Image.new("RGBA", (9, 9)), "PNG")).jpeg)) as again:
        assert again.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "MPO"])
def test_of_several_frames_the_first_is_taken(kind: str) -> None:
    """A telephone's JPEG may have its depth behind it: that is no reason to refuse it."""
    frames = [Image.new("RGB", (30, 20), "blue")]
    made = redraw(saved(Image.new("RGB", (30, 20), "red"), kind, save_all=True, append_images=frames))
    with Image.open(BytesIO(made.jpeg)) as again:
        red, _, blue = again.getpixel((9, 9))  # type: ignore[misc]
    assert (red > 200, blue < 60) == (True, True)


@pytest.mark.parametrize("size", [(4000, 3000), (1601, 20), (20, 1601), (1600, 1600), (3, 2)])
def test_it_is_made_small_and_never_large(size: tuple[int, int]) -> None:
    made = redraw(saved(Image.new("RGB", size, "teal"), "JPEG"))
    assert max(made.width, made.height) == min(LONG_SIDE, max(size))
    with Image.open(BytesIO(made.jpeg)) as again:
        assert again.size == (made.width, made.height)


@pytest.mark.parametrize("side", [900, 1180])
def test_it_is_made_light_by_quality_and_then_by_size(side: int) -> None:
    noise = Image.frombytes("RGB", (side, side), Random(7).randbytes(3 * side * side))
    assert len(saved(noise, "JPEG", quality=85)) > KEPT_BYTES
    made = redraw(saved(noise, "PNG"))
    assert len(made.jpeg) <= KEPT_BYTES
    assert made.width < side or side == 900


def bomb(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and stops there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "size", [(5200, 5000), (5001, 5000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (1, 30_000_000)]
)  # fmt: skip
def test_too_many_pixels_are_refused_before_one_is_unpacked(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "_upright", lambda picture: pytest.fail("it was unpacked"))
    assert problem_of(bomb(*size)) is PictureProblem.TOO_LARGE


def test_a_real_picture_of_26_million_pixels_is_refused() -> None:
    assert problem_of(saved(Image.new("L", (5200, 5000)), "PNG")) is PictureProblem.TOO_LARGE


def test_25_million_pixels_are_not_too_many() -> None:
    check_size(5000, 5000)
    assert MAX_PIXELS == 5000 * 5000
    with pytest.raises(Unusable):
        check_size(5000, 5001)


OTHERS = {
    "an svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a page": b"<html><img src=x onerror=alert(1)>",
    "a pdf": b"%PDF-1.7",
    "bmp": saved(Image.new("RGB", (9, 9)), "BMP"),
    "tiff": saved(Image.new("RGB", (9, 9)), "TIFF"),
    "a gif named .jpg": saved(Image.new("P", (9, 9)), "GIF"),
    "eps, which runs a program": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "a riff that is no webp": b"RIFF\x10\0\0\0WAVEfmt ",
    "half a name": b"\x89PNG\r\n",
    "nothing": b"",
    "a film": b"\0\0\0\x18ftypisom",
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_bytes_decide_what_it_is(name: str) -> None:
    assert problem_of(OTHERS[name]) is PictureProblem.OTHER_KIND


def test_a_zip_is_no_picture() -> None:
    paper = BytesIO()
    with ZipFile(paper, "w") as package:
        package.writestr("photo.jpg", b"\xff\xd8\xff")
    assert problem_of(paper.getvalue()) is PictureProblem.OTHER_KIND


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"heix"])
def test_an_iphones_own_format_is_named(brand: bytes) -> None:
    assert problem_of(b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0") is PictureProblem.HEIC


def test_one_format_under_the_name_of_another_is_not_tried_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow would try every format it knows on bytes that only begin like a JPEG."""
    asked: list[Any] = []
    opened = Image.open

    def open_as(file: BytesIO, formats: Any = None) -> Any:
        asked.append(formats)
        return opened(file, formats=formats)

    monkeypatch.setattr(Image, "open", open_as)
    for kind in ("JPEG", "PNG", "WEBP"):
        redraw(saved(halves(), kind))
    assert asked == [["JPEG"], ["PNG"], ["WEBP"]]


def test_5_mb_and_a_byte_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "kind_of", lambda data: pytest.fail("it was looked at"))
    assert problem_of(bytes(MAX_BYTES + 1)) is PictureProblem.TOO_HEAVY
    monkeypatch.undo()
    assert redraw(saved(halves(), "JPEG").ljust(MAX_BYTES, b"\0")).width == 64


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_is_cut_or_damaged_is_broken_and_nothing_worse(kind: str) -> None:
    """Cut at every place, and three hundred times a few bytes are others."""
    data, dice = saved(halves(), kind, exif=exif(6)), Random(11)
    for end in range(len(data)):
        _survives(data[:end])
    for _ in range(300):
        hurt = bytearray(data)
        for _ in range(dice.randrange(1, 6)):
            hurt[dice.randrange(12, len(hurt))] = dice.randrange(256)
        _survives(bytes(hurt))
    assert problem_of(data[: len(data) // 2]) is PictureProblem.BROKEN


def _survives(data: bytes) -> None:
    with suppress(Unusable):
        assert isinstance(redraw(data), Redrawn)


async def test_the_loop_goes_on_and_no_more_than_two_are_drawn_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Held in their threads until the test lets them go: the loop is what lets them go."""
    go_on, here = threading.Event(), threading.current_thread()
    drawing, most = [0], [0]
    lock = threading.Lock()

    def slow(data: bytes) -> Redrawn:
        assert threading.current_thread() is not here
        with lock:
            drawing[0] += 1
            most[0] = max(most[0], drawing[0])
        assert go_on.wait(20)
        with lock:
            drawing[0] -= 1
        return Redrawn(data, 1, 1)

    monkeypatch.setattr(photo, "redraw", slow)
    darkroom = Darkroom()
    waiting = [asyncio.create_task(darkroom.develop(os.urandom(4))) for _ in range(6)]

    async def two() -> bool:
        return drawing[0] == 2

    await eventually(two)
    for _ in range(50):
        await asyncio.sleep(0)
    assert drawing[0] == 2
    go_on.set()
    assert len(await asyncio.gather(*waiting)) == 6
    assert most[0] == 2


SAID = Caption("En kaffekande på et rullebord", no_citizen=True, all_agreed=True)


@pytest.mark.parametrize(
    ("caption", "problems"),
    [
        (SAID, []),
        (Caption("x" * ALT_MAX, True, True), []),
        (Caption("x" * (ALT_MAX + 1), True, True), [CaptionProblem.ALT_TOO_LONG]),
        (Caption("", True, True), [CaptionProblem.ALT_MISSING]),
        (Caption(" \u200b\u202e ", True, True), [CaptionProblem.ALT_MISSING]),
        (Caption("123 …", True, True), [CaptionProblem.ALT_MISSING]),
        (Caption("Kaffe 010190-1234", True, True), [CaptionProblem.ALT_CPR]),
        (Caption("Kaffe 01\u200b01\u200b90-1234", True, True), [CaptionProblem.ALT_CPR]),
        (Caption("Kaffe", False, True), [CaptionProblem.CITIZEN_NOT_CONFIRMED]),
        (Caption("Kaffe", True, False), [CaptionProblem.COLLEAGUES_NOT_CONFIRMED]),
    ],
)
def test_what_must_be_said_of_a_picture(caption: Caption, problems: list[CaptionProblem]) -> None:
    assert list(caption_problems(caption)) == problems


def test_an_alt_text_is_one_line_without_what_is_invisible() -> None:
    assert tidy_alt("  En kande\n\n\tkaffe\u202e\x00 ") == "En kande kaffe"


def test_the_kinds_by_their_first_bytes() -> None:
    assert [kind_of(saved(halves(), kind)) for kind in ("JPEG", "PNG", "WEBP")] == ["JPEG", "PNG", "WEBP"]
