"""What stands in the form of a forum's rhythm, and what it means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from dialogs.base import Payload
from dialogs.screens import RhythmValues
from domain.kinds import Cadence, Topic
from domain.quiet_hours import DAYTIME, Hours
from domain.rhythm import Rhythm
from domain.schedule import LONGEST_LEAD, SUMMER, Rest, Schedule
from storage import forums
from storage.tables import Forum

LEADS = ("0", "1", "2", "5", "15")
HOURS = ("08:00-17:00", "07:00-15:00", "12:00-20:00", "14:00-22:00")
TOPICS = tuple(
    " ".join(topics) for topics in ((Topic.ATTENDANCE,), (Topic.PSYCHOLOGICAL_SAFETY,), tuple(Topic))
)
NO_REST = "none"

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class SaveRhythm(Payload):
    weekday: str = ""
    at: str = ""
    cadence: str = ""
    anchor: str = ""
    lead: str = ""
    hours: str = ""
    topics: str = ""
    summer: str = ""


def typed(payload: SaveRhythm) -> RhythmValues:
    return RhythmValues(**payload.model_dump(exclude={"do", "token"}))


def as_it_is(forum: Forum) -> RhythmValues:
    """What the form shows of a forum; before anybody has said when it meets, the usual choices."""
    schedule = forums.schedule_of(forum)
    if schedule is None:
        return RhythmValues(lead="1", hours=HOURS[0], topics=forum.topics, summer=_rest(SUMMER))
    rhythm, hours = schedule.rhythm, schedule.hours
    return RhythmValues(
        weekday=str(rhythm.weekday),
        at=rhythm.at.isoformat("minutes"),
        cadence=rhythm.cadence,
        anchor=rhythm.anchor.isoformat(),
        lead=str(schedule.lead_days),
        hours=f"{hours.wakes.isoformat('minutes')}-{hours.sleeps.isoformat('minutes')}",
        topics=forum.topics,
        summer=_rest(schedule.rest),
    )


def _rest(rest: Rest | None) -> str:
    return f"{rest.first}-{rest.last}" if rest else NO_REST


def read(
    payload: SaveRhythm, forum: Forum, today: date
) -> tuple[tuple[Schedule, tuple[Topic, ...]] | None, tuple[str, ...]]:
    """The schedule and topics as written, or the names of the fields that cannot be read."""
    given = _completed(typed(payload), forum)
    at, anchor = clock(given.at), day(given.anchor)
    hours, rest = _hours(given.hours), _rest_of(given.summer)
    weekly = given.cadence == Cadence.WEEKLY
    wrong = {
        "weekday": given.weekday not in {str(day) for day in range(7)},
        "at": at is None,
        "cadence": given.cadence not in list(Cadence),
        # Which of the weeks it is cannot be guessed; a guess would be wrong every second time.
        "anchor": anchor is None and (bool(given.anchor) or not weekly),
        "lead": not _lead_fits(given.lead, given.cadence),
        "hours": hours is None,
        "topics": not set(given.topics.split()) or not set(given.topics.split()) <= set(Topic),
        "summer": rest is None and given.summer != NO_REST,
    }
    problems = tuple(name for name, is_wrong in wrong.items() if is_wrong)
    if problems or at is None or hours is None:
        return None, problems
    rhythm = Rhythm(int(given.weekday), at, Cadence(given.cadence), anchor or today)
    before = forums.schedule_of(forum)
    same = before is not None and before.rhythm == rhythm
    # A new rhythm begins without the old one's pause; changing how early the card comes keeps it.
    kept = before if before is not None and same else Schedule(rhythm)
    schedule = replace(kept, lead_days=int(given.lead), hours=hours, rest=rest)
    return (schedule, tuple(topic for topic in Topic if topic in given.topics.split())), ()


def _completed(given: RhythmValues, forum: Forum) -> RhythmValues:
    """What an older card did not ask about stays as it is."""
    known = as_it_is(forum)
    return replace(
        given,
        lead=given.lead or known.lead,
        hours=given.hours or known.hours,
        topics=given.topics or known.topics,
        summer=given.summer or known.summer,
    )


def _lead_fits(written: str, cadence: str) -> bool:
    longest = LONGEST_LEAD[Cadence(cadence)] if cadence in list(Cadence) else max(LONGEST_LEAD.values())
    return bool(re.fullmatch(r"\d{1,2}", written)) and int(written) <= longest


def _hours(written: str) -> Hours | None:
    wakes, _, sleeps = written.partition("-")
    first, last = clock(wakes), clock(sleeps)
    return Hours(first, last) if first and last and first < last else DAYTIME if not written else None


def _rest_of(written: str) -> Rest | None:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", written)
    weeks = [int(week) for week in found.groups()] if found else []
    return Rest(*weeks) if weeks and all(1 <= week <= 53 for week in weeks) else None


def clock(written: str) -> time | None:
    """A time of day as people write it, `14.30` or `14:30`."""
    found = _CLOCK.fullmatch(written.strip())
    return time(int(found[1]), int(found[2])) if found else None


def day(written: str) -> date | None:
    try:
        read = date.fromisoformat(written)
    except ValueError:
        return None
    return read if 2000 <= read.year < 2100 else None
