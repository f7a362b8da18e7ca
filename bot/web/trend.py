"""The rounds of a group as pictures: SVG made here, for a page without scripts and inline styles.

No line joins the rounds. Each asks something else, and a line would say that something has risen or fallen.
A group of fewer than ten has only a level, which is drawn as wide as it is and not as a point.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.check_in_words import in_full, short_name
from dialogs.screens import Trend, TrendPoint
from dialogs.screens.check_in import is_elsewhere
from domain.anonymity import Level
from texts.catalogue import Texts, texts
from texts.dates import short_date

AT_ONCE = 6  # rounds in one picture: as many as have room for their words on a phone
# In the units of the picture, which are pixels on a phone of 390.
_WIDTH, _HEIGHT = 312, 216
_LEFT, _RIGHT, _TOP = 80, 304, 12
_HALF_STEP = 22
_FLOOR = _TOP + 6 * _HALF_STEP
_NAMED = range(0, 7, 2)  # the half steps that are answers
REACH = {Level.LOW: (0, 2), Level.MIDDLE: (2, 4), Level.HIGH: (4, 6)}  # half steps: domain/anonymity.py


@dataclass(frozen=True)
class _Round:
    """A point of the trend, and where its column stands."""

    point: TrendPoint
    written: str  # the day on which it closed, with the year last
    middle: float
    first_of_year: bool
    low: bool  # its name stands a line lower than its neighbours', which leaves room for both


def pictures(trend: Trend, language: str) -> tuple[str, ...]:
    """The trend's rounds in groups of at most `AT_ONCE`, the oldest first."""
    points = trend.points
    many = -(-len(points) // AT_ONCE)
    ends = [len(points) * number // many for number in range(many + 1)] if many else []
    return tuple(_picture(trend, points[start:end], language) for start, end in pairwise(ends))


def told(point: TrendPoint, level: str, say: Texts) -> str:
    """What a round says, as the table and whoever listens to the picture are told it."""
    if point.finding is None:
        return say("web-check-in-elsewhere" if is_elsewhere(point, level) else "web-check-in-gap")
    return in_full(point.finding, say)


def _picture(trend: Trend, points: Sequence[TrendPoint], language: str) -> str:
    say, rounds = texts(language), list(_columns(points, language))
    svg = ET.Element("svg", _attributes(viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img"))
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    svg.attrib |= {"fill": "currentColor", "font-size": "11.5", "overflow": "visible"}
    first, last = rounds[0].written, rounds[-1].written
    title = say("web-check-in-picture", name=_printable(trend.name), first=first, last=last)
    ET.SubElement(svg, "title").text = title
    ET.SubElement(svg, "desc").text = " ".join(
        f"{held.written}, {short_name(held.point.question, say)}: {told(held.point, trend.level, say)}."
        for held in rounds
    )
    _draw_answers(svg, say)
    for held in rounds:
        _draw_finding(svg, held, told(held.point, trend.level, say))
        _draw_foot(svg, held, say)
    return ET.tostring(svg, encoding="unicode")


def _columns(points: Sequence[TrendPoint], language: str) -> Iterator[_Round]:
    width = (_RIGHT - _LEFT) / len(points)
    year = None
    for number, point in enumerate(points):
        middle = _LEFT + (number + 0.5) * width
        new, year = point.closed_on.year != year, point.closed_on.year
        yield _Round(point, short_date(point.closed_on, language), middle, new, low=number % 2 == 1)


def _draw_answers(svg: ET.Element, say: Texts) -> None:
    """The axis: what could be answered."""
    for step in _NAMED:
        line = _attributes(x1=_LEFT, x2=_RIGHT, y1=_height(step), y2=_height(step), stroke="currentColor")
        ET.SubElement(svg, "line", line | {"stroke-opacity": "0.3"})
        _write(svg, say(f"check-in-step-{step}"), _LEFT - 6, _height(step) + 4, anchor="end")


def _draw_finding(svg: ET.Element, held: _Round, words: str) -> None:
    finding = held.point.finding
    if finding is None:
        _draw_gap(svg, held, words)
    elif finding.half_steps is None:
        low, high = (_height(step) for step in REACH[finding.level])
        band = _box(held, 13, high, low) | {"class": "trend-band", "fill-opacity": "0.25"}
        ET.SubElement(svg, "rect", band | {"stroke": "currentColor", "rx": "4"})
    else:
        mark = _attributes(cx=held.middle, cy=_height(finding.half_steps), r=6) | {"class": "trend-point"}
        # A ring for those who did not agree: what lies in the middle is then nobody's answer.
        ring = {"class": "trend-point trend-ring", "stroke": "currentColor", "stroke-width": "2.5"}
        ET.SubElement(svg, "circle", mark | ring | {"fill": "none"} if finding.divided else mark)


def _draw_gap(svg: ET.Element, held: _Round, words: str) -> None:
    """From the top to the floor, so that nobody takes it for an answer."""
    frame = _box(held, 10, _height(6), _FLOOR) | {"class": "trend-gap", "fill": "none", "rx": "4"}
    frame |= {"stroke": "currentColor", "stroke-opacity": "0.5", "stroke-dasharray": "3 3"}
    ET.SubElement(svg, "rect", frame)
    x, y = held.middle + 4, _FLOOR - 8
    written = _write(svg, words, x, y, anchor="start")
    written.set("transform", f"rotate(-90 {_number(x)} {_number(y)})")


def _draw_foot(svg: ET.Element, held: _Round, say: Texts) -> None:
    """What the round asked, and when it closed; the year where it is new."""
    day, year = held.written[:-4].strip(), held.written[-4:]
    _write(svg, short_name(held.point.question, say), held.middle, _FLOOR + (34 if held.low else 20))
    _write(svg, day, held.middle, _FLOOR + 53)
    if held.first_of_year:
        _write(svg, year, held.middle, _FLOOR + 67)


def _write(svg: ET.Element, words: str, x: float, y: float, anchor: str = "middle") -> ET.Element:
    written = ET.SubElement(svg, "text", _attributes(x=x, y=y) | {"text-anchor": anchor})
    written.text = words
    return written


def _box(held: _Round, half_width: int, top: float, bottom: float) -> dict[str, str]:
    return _attributes(x=held.middle - half_width, y=top, width=2 * half_width, height=bottom - top)


def _height(half_step: int) -> int:
    return _FLOOR - half_step * _HALF_STEP


def _attributes(**values: float | str) -> dict[str, str]:
    return {name: value if isinstance(value, str) else _number(value) for name, value in values.items()}


def _number(value: float) -> str:
    return f"{value:.4g}"


def _printable(name: str) -> str:
    """XML has no way to write a control character."""
    return "".join(letter for letter in name if letter.isprintable())
