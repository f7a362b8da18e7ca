"""Check-ins on the web: the rounds' results for whoever has a link, what is kept for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.check_in_words import as_asked, how_many, short_name
from bot.web.answers import CHECK_INS, page
from bot.web.document import as_html, title_of
from bot.web.doors import Door, open_to, person_of
from bot.web.requests import WEB
from bot.web.trend import pictures, told
from dialogs.check_in_trends import trends_of
from dialogs.screens import Trend, TrendPoint
from dialogs.screens.check_in import is_elsewhere
from domain.anonymity import SMALLEST
from domain.check_in import CheckInQuestion
from texts.catalogue import LANGUAGES, Texts, texts
from texts.dates import short_date
from texts.documents import document


@dataclass(frozen=True)
class _Row:
    """A round in the table; without a finding there is no band either."""

    closed: str
    question: str
    finding: str
    band: str


@dataclass(frozen=True)
class _Group:
    """A team, a unit or an area, as the page shows it: the newest round is first in the table."""

    name: str
    pictures: Sequence[str]
    legend: Sequence[str]
    rows: Sequence[_Row]
    questions: Sequence[tuple[str, str]]  # in short, and as they were asked


@open_to(Door.SIGNED_IN)
async def show(request: web.Request) -> web.Response:
    """Her own team's, unit's or area's rounds. No role is asked for: `trends_of` knows what she may see."""
    here = request.app[WEB]
    async with here.database.write() as session:
        trends = await trends_of(session, await person_of(session, request))
    return page(request, "check-ins.html.j2", groups=shown(trends, here.language))


@open_to(Door.EVERYBODY)
async def about(request: web.Request) -> web.Response:
    """What is kept of a check-in, for how long, and who could still read it. The card links here."""
    asked = request.query.get("language", "")
    language = asked if asked in LANGUAGES else request.app[WEB].language
    source, other = document(CHECK_INS, language), _other(language)
    return page(
        request,
        "check-ins-about.html.j2",
        language=language,
        title=title_of(source),
        text=as_html(source),
        other=other,
        other_name=texts(other)("web-check-in-this-language"),
    )


def shown(trends: Sequence[Trend], language: str) -> Sequence[_Group]:
    """The trends in the words of a language. A group of which no round has been held is left out."""
    say = texts(language)
    return [
        _Group(
            say(f"check-in-trend-{trend.level}", name=trend.name),
            pictures(trend, language),
            list(_legend(trend, say)),
            [_row(point, trend.level, language) for point in reversed(trend.points)],
            [(short_name(one, say), as_asked(one, say)) for one in dict.fromkeys(_questions(trend))],
        )
        for trend in trends
        if trend.points
    ]


def _row(point: TrendPoint, level: str, language: str) -> _Row:
    say, finding = texts(language), point.finding
    band = how_many(finding.band, say) if finding else ""
    closed = short_date(point.closed_on, language)
    return _Row(closed, short_name(point.question, say), told(point, level, say), band)


def _questions(trend: Trend) -> Iterator[CheckInQuestion]:
    return (point.question for point in trend.points)


def _legend(trend: Trend, say: Texts) -> Iterator[str]:
    """What the marks mean that are in the picture, and why no line joins them."""
    findings = [point.finding for point in trend.points]
    exact = [found for found in findings if found and found.half_steps is not None]
    if any(not found.divided for found in exact):
        yield say("web-check-in-legend-point")
    if any(found.divided for found in exact):
        yield say("web-check-in-legend-ring", least=SMALLEST)
    if any(found and found.half_steps is None for found in findings):
        yield say("web-check-in-legend-band")
    missing = [point for point in trend.points if point.finding is None]
    if any(not is_elsewhere(point, trend.level) for point in missing):
        yield say("web-check-in-legend-gap")
    if any(is_elsewhere(point, trend.level) for point in missing):
        yield say("web-check-in-legend-elsewhere")
    yield say("web-check-in-legend-no-line")


def _other(language: str) -> str:
    return next(one for one in LANGUAGES if one != language)
