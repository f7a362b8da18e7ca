"""The committee's list, gathered from storage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from digest.committee.paper import ForumLine, Meeting, Paper, grouped, point_of
from digest.compile import agreements_between
from domain.calendar import at, local
from domain.kinds import ForumKind, Topic
from storage import agenda, forums, people
from storage.database import Session
from storage.tables import Forum

SPAN = timedelta(weeks=26)

_Held = dict[tuple[str, Topic], list[Meeting]]


async def compile_paper(
    session: Session, tenant_id: str, now: datetime, language: str, since: date | None = None
) -> Paper:
    """The list as it is at `now` (aware UTC), of the meetings since a day; by default of half a year."""
    first = since or local(now).date() - SPAN
    starts = at(first, time(0))
    area = await people.area(session, tenant_id)
    found = await forums.all_of(session, tenant_id)
    units = await people.unit_names(session, tenant_id)
    held = await _held(session, tenant_id, starts, now)
    of_area = area.name if area else ""
    lines = [
        _line(forum, units.get(forum.unit_id or "", of_area), held, now)
        for forum in sorted(found, key=lambda forum: forum.id)  # decides between namesakes
    ]
    agreements = await agreements_between(session, tenant_id, starts, now)
    return Paper(of_area, language, first, local(now).date(), grouped(lines), agreements)


async def _held(session: Session, tenant_id: str, starts: datetime, ends: datetime) -> _Held:
    """What came of each forum's topics. Where forums met as one, the question says whose it was."""
    held: _Held = defaultdict(list)
    for point, question in await agenda.between(session, tenant_id, starts, ends):
        came_of_it = Meeting(point.meets_at, point.discussed_at is not None, point.postponed_at is not None)
        held[question.forum_id, Topic(question.topic)].append(came_of_it)
    return held


def _line(forum: Forum, unit: str, held: _Held, now: datetime) -> ForumLine:
    meeting = forums.upcoming(forum, now)
    meets_on = local(meeting.meets_at).date() if meeting else None
    topics: Sequence[Topic] = forums.topics_of(forum)
    return ForumLine(
        kind=ForumKind(forum.kind),
        unit=unit,
        name=forum.name,
        points=tuple(point_of(topic, held.get((forum.id, topic), ()), meets_on) for topic in topics),
        meets_on=meets_on,
    )
