"""The committee's paper in words, and the same words as JSON.

Every format and the web page print the `Wording` made here. It stays plain text: each escapes it in its
own way.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from digest.cleaning import one_line
from digest.committee.paper import ForumLine, Group, Paper, Point, State
from digest.data import agreement_line, agreements
from domain.kinds import Topic
from texts.catalogue import texts
from texts.dates import short_date

_STANDS = {
    State.NOT_YET: "paper-not-yet",
    State.POSTPONED: "paper-postponed",
    State.WAITING: "paper-waiting",
}


@dataclass(frozen=True)
class Row:
    unit: str
    forum: str
    points: tuple[str, ...]
    meets: str


@dataclass(frozen=True)
class Table:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Wording:
    """All that a reader of the paper reads but its fixed headings; `note` stands in for an empty list."""

    language: str
    title: str
    dates: str
    why: tuple[str, ...]
    shows: tuple[str, ...]
    tables: tuple[Table, ...]
    agreements: tuple[str, ...]
    note: str | None


def wording(paper: Paper) -> Wording:
    say = texts(paper.language)
    since, until = (short_date(day, paper.language) for day in (paper.first, paper.last))
    topics = paper.topics or (Topic.ATTENDANCE,)
    named = ", ".join(_topic(topic, paper.language) for topic in topics)
    area = one_line(paper.area)
    return Wording(
        language=say.language,
        title=say("paper-title", count=len(topics), topics=named),
        dates=say("paper-dates", area=area, since=since, until=until),
        why=tuple(say(text_id) for text_id in _why(topics)),
        shows=(
            say("paper-shows", since=since, until=until),
            say("paper-shows-how"),
            say("paper-shows-not"),
        ),
        tables=tuple(_table(group, paper) for group in paper.groups),
        agreements=tuple(agreement_line(one, paper.language) for one in agreements(paper.agreements)),
        note=None if paper.groups else say("paper-none"),
    )


def as_json(paper: Paper) -> bytes:
    """The same list for other systems: states and dates as words that a program knows."""
    said = wording(paper)
    data = {
        "title": said.title,
        "language": said.language,
        "area": one_line(paper.area),
        "since": paper.first.isoformat(),
        "until": paper.last.isoformat(),
        "groups": [_group_data(group) for group in paper.groups],
        "agreements": [asdict(one) for one in agreements(paper.agreements)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf8")


def _why(topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Attendance is decided for all MED and team meetings (document 002); the other is a forum's choice."""
    chosen = ("paper-why-safety",) if Topic.PSYCHOLOGICAL_SAFETY in topics else ()
    return ("paper-why", *chosen, "paper-why-law", "paper-why-agreement")


def _topic(topic: Topic, language: str) -> str:
    return texts(language)("paper-topic-" + topic.value.replace("_", "-"))


def _table(group: Group, paper: Paper) -> Table:
    title = texts(paper.language)("paper-group-" + group.kind.value.replace("_", "-"))
    return Table(title, tuple(_row(line, paper) for line in group.forums))


def _row(line: ForumLine, paper: Paper) -> Row:
    say = texts(paper.language)
    meets = short_date(line.meets_on, paper.language) if line.meets_on else say("paper-not-set")
    points = tuple(_point(point, paper) for point in line.points)
    return Row(one_line(line.unit), one_line(line.name), points, meets)


def _point(point: Point, paper: Paper) -> str:
    said = texts(paper.language)(
        "paper-point", topic=_topic(point.topic, paper.language), status=_status(point, paper)
    )
    return said[:1].upper() + said[1:]


def _status(point: Point, paper: Paper) -> str:
    say = texts(paper.language)
    if point.week is None:
        return say(_STANDS[point.state])
    week, year = f"{point.week.week}", f"{point.week.year}"
    if point.week.year == paper.last.isocalendar().year:
        return say("paper-discussed", week=week)
    return say("paper-discussed-year", week=week, year=year)


def _group_data(group: Group) -> dict[str, Any]:
    return {"kind": group.kind.value, "forums": [_line_data(line) for line in group.forums]}


def _line_data(line: ForumLine) -> dict[str, Any]:
    return {
        "unit": one_line(line.unit),
        "name": one_line(line.name),
        "points": [
            {"topic": point.topic, "state": point.state, "week": str(point.week) if point.week else None}
            for point in line.points
        ],
        "next_meeting": line.meets_on.isoformat() if line.meets_on else None,
    }
