"""Everything that the desk shows of a week, gathered in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from dialogs.check_in_trends import trends_of
from dialogs.screens import Trend
from digest.aftermath import ToMend, to_mend
from digest.compile import agreements, as_it_stands, as_published
from digest.section import Section
from digest.standing import Standing, begins, dressed, standing
from domain.calendar import IsoWeek
from domain.excerpt import on_one_line
from domain.kinds import StoryKind, Theme
from domain.newsletter import Chapter, EditAnswer
from domain.story_rules import first_name, words_of
from storage import consents, exports, newsletters, people, printable
from storage.database import Session
from storage.releases import Group
from storage.tables import Newsletter, Person

FRESH_FOR = timedelta(weeks=4)  # how long a story that was left out is offered again
OFFERED = 30
WAITING_SHOWN = 20
EXPORTS_SHOWN = 5
EXCERPT = 280


@dataclass(frozen=True)
class Card:
    """A story as the editor meets it."""

    id: str
    name: str  # its title, or its first words
    title: str
    text: str
    heading: Theme | Chapter
    kind: StoryKind
    unit: str
    byline: str | None
    edited: bool
    answer: EditAnswer
    photo: bool
    on: date | None
    number: int = 0  # its place among its neighbours, from 1
    of: int = 0


@dataclass(frozen=True)
class Part:
    """The stories, or one chapter after them: what can be put in order together."""

    chapter: Chapter | None
    cards: Sequence[Card]


@dataclass(frozen=True)
class Waiting:
    """A story that somebody has not said yes to: only its heading is shown, and not that if she is in it."""

    id: str
    title: str
    unit: str
    asked: int


@dataclass(frozen=True)
class Agreed:
    id: str
    forum: str
    text: str
    left_out: bool


@dataclass(frozen=True)
class Taken:
    """One export: who took what, and when (aware UTC)."""

    at: datetime
    format: str
    who: str


@dataclass(frozen=True)
class Board:
    week: IsoWeek
    issue: Newsletter | None
    picked: Sequence[Part]
    fresh: Sequence[Card]
    waiting: Sequence[Waiting]
    agreements: Sequence[Agreed]
    section: Section
    to_mend: Sequence[ToMend]
    taken: Sequence[Taken]
    trends: Sequence[Trend]

    @property
    def published_at(self) -> datetime | None:
        return self.issue.published_at if self.issue else None

    @property
    def chosen(self) -> int:
        return sum(len(part.cards) for part in self.picked)


async def board(session: Session, editor: Person, week: IsoWeek, language: str) -> Board:
    """A week's desk for somebody who may read the digest."""
    tenant_id = editor.tenant_id
    issue = await newsletters.get(session, tenant_id, week)
    units = await people.unit_names(session, tenant_id)
    stands = await standing(session, tenant_id, week, issue)
    found, _ = stands
    if issue is not None and issue.published_at is not None:
        section = await as_published(session, issue, language)
    else:
        section = await as_it_stands(session, tenant_id, week, issue, stands, language)
    fresh = await _fresh(session, tenant_id, week, {one.id for one in found})
    return Board(
        week,
        issue,
        _parts(found, units),
        [card(one, units) for one in fresh],
        await _waiting(session, tenant_id, units),
        await _agreements(session, tenant_id, week, issue),
        section,
        await to_mend(session, tenant_id),
        await _taken(session, tenant_id, week),
        [trend for trend in await trends_of(session, editor) if trend.level == Group.AREA],
    )


async def _fresh(session: Session, tenant_id: str, week: IsoWeek, picked: set[str]) -> list[Standing]:
    """What could be picked: of this week, and what the weeks before it have left."""
    starts = await begins(session, tenant_id, week) - FRESH_FOR
    told = await printable.unprinted(session, tenant_id, starts, week.ends(), limit=OFFERED + len(picked))
    free = [Standing(story, author) for story, author in told if story.id not in picked]
    return await dressed(session, tenant_id, free[:OFFERED])


async def _waiting(session: Session, tenant_id: str, units: dict[str, str]) -> list[Waiting]:
    found = []
    for story, asked in await printable.waiting(session, tenant_id, limit=WAITING_SHOWN):
        there = [
            await people.find(session, tenant_id, c.person_id)
            for c in await consents.of_story(session, story)
        ]
        names = {first_name(person.name) for person in there if person}
        title = "" if names & words_of(story.title) else story.title
        found.append(Waiting(story.id, title, units.get(story.unit_id or "", ""), asked))
    return found


def _parts(found: Sequence[Standing], units: dict[str, str]) -> list[Part]:
    parts = []
    for chapter, run in groupby(found, key=lambda one: one.chapter):
        cards = [card(one, units) for one in run]
        numbered = [_numbered(one, number, len(cards)) for number, one in enumerate(cards, start=1)]
        parts.append(Part(chapter, numbered))
    return parts


def _numbered(one: Card, number: int, of: int) -> Card:
    return Card(**{**vars(one), "number": number, "of": of})


def card(one: Standing, units: dict[str, str]) -> Card:
    return Card(
        id=one.id,
        name=one.title or on_one_line(one.body, 40),
        title=one.title,
        text=on_one_line(one.body, EXCERPT),
        heading=one.heading,
        kind=one.kind,
        unit=units.get(one.unit_id, ""),
        byline=one.byline,
        edited=one.version is not None,
        answer=EditAnswer(one.version.answer) if one.version else EditAnswer.NOT_ASKED,
        photo=one.photo is not None,
        on=one.story.happens_on,
    )


async def _agreements(
    session: Session, tenant_id: str, week: IsoWeek, issue: Newsletter | None
) -> list[Agreed]:
    without = newsletters.left_out(issue) if issue else set[str]()
    return [
        Agreed(point_id, agreement.forum, agreement.text, point_id in without)
        for point_id, agreement in await agreements(session, tenant_id, week, None)
    ]


async def _taken(session: Session, tenant_id: str, week: IsoWeek) -> list[Taken]:
    found = []
    for row in await exports.of_week(session, tenant_id, week, limit=EXPORTS_SHOWN):
        person = await people.find(session, tenant_id, row.person_id) if row.person_id else None
        found.append(Taken(row.at, row.format, person.name if person else row.label))
    return found
