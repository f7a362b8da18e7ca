"""Draws the three icons of the Teams app: a tailwind that carries a leaf.

The icons are shapes in code, so that a change of colour or size is a diff somebody can read,
and no drawing program stands between the repository and a new picture.
Run it from anywhere: `python scripts/draw_icons.py [FOLDER]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

INDIGO = (0x4F, 0x52, 0xB2, 255)  # the manifest's accentColor
WHITE = (255, 255, 255, 255)
MIST = (0xD5, 0xD7, 0xF5, 255)
LEAF = (0xFF, 0xD9, 0x7D, 255)
SUPERSAMPLING = 8
STEPS = 400

Point = tuple[float, float]
Colour = tuple[int, int, int, int]


@dataclass(frozen=True)
class Gust:
    """One line of wind on a 100 x 100 sheet: it swells in from `start` and curls at `turn`."""

    start: Point
    turn: Point
    radius: float
    upwards: bool
    sweep: float = 1.38  # how far it curls, in half circles
    swell: float = 2.0  # how high its wave is

    def points(self) -> list[Point]:
        return [*self._run(), *self._curl()]

    def _run(self) -> Iterable[Point]:
        (x0, y0), (x1, y1) = self.start, self.turn
        for step in range(STEPS):
            t = step / STEPS
            # Flat where it meets the curl, so that the join cannot be seen.
            wave = self.swell * sin(2 * pi * t) * (1 - t)
            yield x0 + (x1 - x0) * t, y0 + (y1 - y0) * (1 - (1 - t) ** 2) + wave

    def _curl(self) -> Iterable[Point]:
        side = -1 if self.upwards else 1
        for step in range(STEPS + 1):
            t = step / STEPS
            angle = pi * self.sweep * t
            radius = self.radius * (1 - 0.22 * t)  # tightens like a fern
            x, y = (
                self.turn[0] + radius * sin(angle),
                self.turn[1] + side * (self.radius - radius * cos(angle)),
            )
            yield x, y


GUSTS = (
    Gust((20, 44), (48, 43), 10.0, upwards=True, swell=1.3),
    Gust((12, 58.5), (74, 57), 11.0, upwards=True),
    Gust((27, 72), (58, 71), 8.5, upwards=False, swell=1.3),
)
LEAF_STEM, LEAF_TIP = (68.5, 26), (88, 11.5)
# At 32 pixels a line is sharp only if it is straight and lies on the grid (3.125 units a pixel).
SMALL_GUSTS = (
    Gust((15.6, 40.625), (40.625, 40.625), 12.5, upwards=True, swell=0),
    Gust((6.3, 56.25), (75, 56.25), 14.0, upwards=True, swell=0),
    Gust((21.9, 71.875), (53.125, 71.875), 10.0, upwards=False, swell=0),
)


class Sheet:
    """A canvas of 100 x 100 units, drawn large and made small, which smooths every edge."""

    def __init__(self, pixels: int, ground: Colour, margin: float = 0) -> None:
        self.pixels = pixels
        self.margin = margin
        self.unit = pixels * SUPERSAMPLING / (100 + 2 * margin)
        self.image = Image.new("RGBA", (pixels * SUPERSAMPLING,) * 2, ground)
        self.pen = ImageDraw.Draw(self.image)

    def gust(self, gust: Gust, width: float, colour: Colour, thin: float = 0.45) -> None:
        """A round brush that starts at `thin` of its width, as wind gathers."""
        points = gust.points()
        for number, (x, y) in enumerate(points):
            grown = min(1.0, thin + (1 - thin) * number / (len(points) * 0.35))
            self.dot(x, y, width / 2 * grown, colour)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        corners = [self._scaled(x - radius, y - radius), self._scaled(x + radius, y + radius)]
        self.pen.ellipse(corners, fill=colour)

    def leaf(self, stem: Point, tip: Point, breadth: float) -> None:
        """Two arcs that meet at stem and tip, with a vein in the colour of the ground."""
        (x0, y0), (dx, dy) = stem, (tip[0] - stem[0], tip[1] - stem[1])
        along = [step / STEPS for step in range(STEPS + 1)]
        edge = [(t, breadth * sin(pi * t) * (1.12 - 0.24 * t)) for t in along]
        outline = [*edge, *((t, -b) for t, b in reversed(edge))]
        self.pen.polygon(
            [self._scaled(x0 + dx * t - dy * b, y0 + dy * t + dx * b) for t, b in outline], fill=LEAF
        )
        for t in along:
            reach = -0.2 + 0.92 * t
            self.dot(x0 + dx * reach, y0 + dy * reach, 0.75, LEAF if reach < 0 else INDIGO)

    def tile(self, corner: float) -> None:
        self.pen.rounded_rectangle(
            [0, 0, *(side - 1 for side in self.image.size)], corner * self.unit, INDIGO
        )

    def small(self) -> Image.Image:
        return self.image.resize((self.pixels, self.pixels), Image.Resampling.BOX)

    def _scaled(self, x: float, y: float) -> Point:
        return (x + self.margin) * self.unit, (y + self.margin) * self.unit


def colour() -> Image.Image:
    """The big icon: full bleed, because Teams cuts it itself; the margin survives a round avatar."""
    sheet = Sheet(192, INDIGO, margin=9)
    for gust, shade in zip(GUSTS, (MIST, WHITE, MIST), strict=True):
        sheet.gust(gust, 6.2, shade)
    sheet.leaf(LEAF_STEM, LEAF_TIP, 0.27)
    return sheet.small().convert("RGB")


def colour_small() -> Image.Image:
    """The pin in Outlook and Microsoft 365: a tile of its own, legible on light and dark."""
    sheet = Sheet(32, (*INDIGO[:3], 0))
    sheet.tile(22)
    for gust, shade in zip(SMALL_GUSTS, (MIST, WHITE, MIST), strict=True):
        sheet.gust(gust, 7.2, shade, thin=1)
    return sheet.small()


def outline() -> Image.Image:
    """White only: Teams colours it, and refuses any other colour, also under a clear pixel."""
    sheet = Sheet(32, (255, 255, 255, 0))
    for gust in SMALL_GUSTS:
        sheet.gust(gust, 6.8, WHITE, thin=1)
    white = Image.new("RGBA", (32, 32), WHITE)
    white.putalpha(sheet.small().getchannel("A"))
    return white


def main(folder: Path) -> None:
    for name, picture in (
        ("color.png", colour()),
        ("color32.png", colour_small()),
        ("outline.png", outline()),
    ):
        picture.save(folder / name, optimize=True)
        print(folder / name)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent / "appmanifest"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else here)
