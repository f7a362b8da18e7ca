"""What the rounds have said over time: a table that reads anywhere, and a picture of it in Teams.

As on the page (bot/web/trend.py) no line joins different questions, and nothing is drawn more exactly than it
is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    LineChart,
    LineChartData,
    LineChartValue,
)

from bot.check_in_words import in_full, short_name
from bot.teams.cards.parts import Pen, heading, line, plain, small_heading, subtle, table
from dialogs.screens import CheckInTrends, Trend, TrendPoint
from dialogs.screens.check_in import is_elsewhere
from domain.anonymity import Finding
from domain.check_in import CheckInQuestion
from texts.dates import short_date

_Colour = Literal[
    "categoricalBlue",
    "categoricalTeal",
    "categoricalPurple",
    "categoricalMarigold",
    "categoricalLightBlue",
    "categoricalLavender",
    "categoricalGreen",
    "categoricalLime",
]
# What stands in the table where there is no result, and what it means.
_MEANS = {
    "check-in-trends-gap": "check-in-trends-gap-means",
    "web-check-in-elsewhere": "web-check-in-legend-elsewhere",
}
GROUPS_SHOWN = 3  # with their rounds, what a card can hold
ROUNDS_SHOWN = 6
# A question has the same colour in every picture; none is red, which would say that something is wrong.
_COLOURS: dict[CheckInQuestion, _Colour] = dict(zip(CheckInQuestion, get_args(_Colour), strict=True))


def check_in_trends(screen: CheckInTrends, pen: Pen) -> AdaptiveCard:
    t = pen.t
    trends = screen.trends[:GROUPS_SHOWN]
    body: list[CardElement] = [heading(t("check-in-trends-heading")), subtle(t("check-in-trends-text"))]
    if screen.open_until:
        body.append(line(t("check-in-trends-open", when=pen.when(screen.open_until))))
    if not any(trend.points for trend in trends):
        body.append(line(t("check-in-trends-empty")))
    for trend in trends:
        if trend.points:
            body += _trend(trend, pen)
    body += [subtle(t(_MEANS[gap])) for gap in _MEANS if any(gap in _gaps(trend) for trend in trends)]
    if screen.link and any(len(trend.points) > ROUNDS_SHOWN for trend in trends):
        body.append(subtle(t("check-in-trends-more")))
    if not screen.link:
        return pen.card(body)
    body.append(subtle(t("newsletter-link-note")))
    return pen.card(body, [pen.link(t("check-in-trends-link"), screen.link)])


def _lately(trend: Trend) -> tuple[TrendPoint, ...]:
    return trend.points[-ROUNDS_SHOWN:]


def _trend(trend: Trend, pen: Pen) -> list[CardElement]:
    t, points = pen.t, _lately(trend)
    head = (t("check-in-trends-round"), t("check-in-trends-question"), t("check-in-trends-result"))
    rows = [
        (
            short_date(point.closed_on, pen.language),
            short_name(point.question, t),
            _told(point, trend.level, pen),
        )
        for point in reversed(points)
    ]
    name = small_heading(t(f"check-in-trend-{trend.level}", name=plain(trend.name)))
    return [name, *_picture(points, pen), table(head, rows, (3, 3, 4))]


def _told(point: TrendPoint, level: str, pen: Pen) -> str:
    if point.finding is None:
        return pen.t(_gap(point, level))
    return in_full(point.finding, pen.t)


def _gap(point: TrendPoint, level: str) -> str:
    return "web-check-in-elsewhere" if is_elsewhere(point, level) else "check-in-trends-gap"


def _gaps(trend: Trend) -> set[str]:
    return {_gap(point, trend.level) for point in _lately(trend) if point.finding is None}


def _picture(points: tuple[TrendPoint, ...], pen: Pen) -> list[CardElement]:
    """A line for each question, of the rounds with half steps; the others stand in the table only."""
    exact = [point for point in points if point.finding and point.finding.half_steps is not None]
    if len(exact) < 2:
        return []
    asked = dict.fromkeys(point.question for point in exact)
    chart = LineChart(
        data=[_line(question, exact, pen) for question in asked],
        y_min=0,
        y_max=4,  # with these the axis has whole numbers
        show_legend=True,
        fallback="drop",
    )
    return [chart, subtle(pen.t("check-in-trends-scale"))]


def _line(question: CheckInQuestion, exact: Sequence[TrendPoint], pen: Pen) -> LineChartData:
    """Of a question that was asked once, a dot."""
    return LineChartData(
        legend=short_name(question, pen.t),
        values=[
            LineChartValue(x=point.closed_on.isoformat(), y=_height(point.finding))
            for point in exact
            if point.question is question and point.finding
        ],
        color=_COLOURS[question],
    )


def _height(finding: Finding) -> float:
    """From 1 for no to 4 for a clear yes: a nought would look as a gap does."""
    assert finding.half_steps is not None
    return 1 + finding.half_steps / 2
