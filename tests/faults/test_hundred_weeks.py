"""A hundred weeks of fifty forums: each meeting has exactly one reminder, at a good time, also around week 53.

What should happen is worked out here a second time, day by day, from the written rules alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from domain.calendar import IsoWeek
from domain.kinds import Cadence, ForumKind
from domain.quiet_hours import Hours
from domain.rhythm import Rhythm
from domain.schedule import LONGEST_LEAD, Occasion, Rest, Schedule
from nudges.plan import plan
from storage import forums, teams
from storage.database import Database, Session
from storage.tables import Area, Forum, Outgoing, Team, Unit
from tests.conftest import Some
from tests.faults.schedules import COPENHAGEN, DAY, meeting_days, off, utc

START, WEEKS, FORUMS = date(2026, 2, 2), 100, 50
END = START + timedelta(weeks=WEEKS)
HOUR = timedelta(hours=1)
# When somebody asks what is due: before, in and after everybody's hours.
ASKED = tuple(map(time, (0, 7, 8, 9, 12, 19)))


@dataclass(frozen=True)
class Life:
    """One forum's hundred weeks: `pauses` from a day to a day, and the meetings that are moved a day."""

    schedule: Schedule
    pauses: tuple[tuple[date, date], ...]
    moves: frozenset[int]  # which of its meetings, counted from the first


@dataclass(frozen=True)
class Fate:
    """What should come of a life: when each week's meeting is held, and what its leader changes when."""

    meetings: dict[str, datetime]
    changes: dict[datetime, Schedule]


@st.composite
def lives(draw: st.DrawFn) -> Life:
    cadence = draw(st.sampled_from(Cadence))
    clock = time(draw(st.integers(7, 20)), draw(st.sampled_from([0, 15, 30])))
    anchor = START + draw(st.integers(-400, 400)) * DAY
    hours = draw(st.sampled_from([Hours(), Hours(time(7), time(15)), Hours(time(12), time(20))]))
    rest = draw(st.sampled_from([None, Rest(28, 30), Rest(27, 32), Rest(52, 1)]))
    starts = draw(st.lists(st.integers(10, WEEKS * 7 - 60), max_size=2, unique=True))
    pauses = tuple(
        (START + day * DAY, START + (day + draw(st.integers(7, 50))) * DAY) for day in sorted(starts)
    )
    lead = draw(st.integers(0, min(3, LONGEST_LEAD[cadence])))
    rhythm = Rhythm(draw(st.integers(0, 6)), clock, cadence, anchor)
    every = frozenset(draw(st.sets(st.integers(1, 20), max_size=3)))
    return Life(Schedule(rhythm, lead, hours, rest), pauses, every)


def rests(rest: Rest | None, day: date) -> bool:
    week = day.isocalendar().week
    if rest is None:
        return False
    inside = range(rest.first, rest.last + 1)
    return week in inside if rest.first <= rest.last else week >= rest.first or week <= rest.last


def regular(life: Life) -> list[date]:
    """The days on which it meets: not in its rest, not on a holiday."""
    every = meeting_days(life.schedule.rhythm, START, END)
    return [day for day in every if not rests(life.schedule.rest, day)]


def fate(life: Life) -> Fate:
    """Worked out day by day. A change is made minutes after a meeting, when nothing is on its way."""
    clock, found, days = life.schedule.rhythm.at, Fate({}, {}), regular(life)
    paused: date | None = None
    for number, day in enumerate(days):
        before = utc(days[number - 1] + DAY, clock) if number else utc(START, time(0))
        paused = next((end for start, end in life.pauses if start <= before.date() < end), paused)
        moves = number in life.moves and number + 1 < len(days) and (days[number + 1] - day).days > 2
        when = utc(day + DAY if moves else day, clock)
        week = IsoWeek(*day.isocalendar()[:2])
        moved = Occasion(week, when) if moves else None
        if before + HOUR < utc(day, clock):
            found.changes[before + HOUR] = replace(life.schedule, paused_until=paused, moved=moved)
        if paused is None or local(when) >= paused:
            found.meetings[str(week)] = when
    return found


def local(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


async def found(session: Session, tenant: str, towns: Sequence[Life]) -> None:
    session.add(Area(tenant_id=tenant, id="so", name="Sundhed og Omsorg"))
    await session.flush()
    session.add(Unit(tenant_id=tenant, id="unit", area_id="so", name="Hjemmeplejen"))
    await session.flush()
    for number, life in enumerate(towns):
        team = Team(tenant_id=tenant, id=f"team-{number}", unit_id="unit", name=f"Team {number}")
        teams.bind(team, service_url="https://smba.example/", conversation_id=f"19:{tenant}{number}@thread")
        session.add(team)
        await session.flush()
        forum = Forum(
            tenant_id=tenant, id=team.id, kind=ForumKind.TEAM_MEETING, name=team.name, unit_id="unit",
            team_id=team.id,
        )  # fmt: skip
        forums.set_schedule(forum, life.schedule, utc(START, time(0)))
        session.add(forum)


def moments(fates: Sequence[Fate]) -> Iterator[tuple[datetime, dict[int, Schedule]]]:
    """Every moment at which something is asked or changed, in order, with the changes by forum."""
    made: dict[datetime, dict[int, Schedule]] = {}
    for number, one in enumerate(fates):
        for moment, schedule in one.changes.items():
            made.setdefault(moment, {})[number] = schedule
    asked = {utc(START + day * DAY, clock) for day in range(WEEKS * 7) for clock in ASKED}
    for moment in sorted(asked | made.keys()):
        yield moment, made.get(moment, {})


async def live(
    database: Database, tenant: str, towns: Sequence[Life], fates: Sequence[Fate]
) -> list[Outgoing]:
    async with database.write() as session:
        await found(session, tenant, towns)
    # A transaction a month: what is tried here are the rules, and not the disk.
    for _, month in groupby(moments(fates), lambda one: (one[0].year, one[0].month)):
        async with database.write() as session:
            for moment, changes in month:
                for number, schedule in changes.items():
                    await arrange(session, tenant, number, schedule, moment)
                await plan(session, moment)
    async with database.write() as session:
        for number in range(len(towns)):  # the next world must not be asked about this one
            await arrange(session, tenant, number, None, utc(END, time(0)))
        rows = await session.exec(select(Outgoing).where(Outgoing.tenant_id == tenant))
        return list(rows.all())


async def arrange(
    session: Session, tenant: str, number: int, schedule: Schedule | None, now: datetime
) -> None:
    forum = await forums.get(session, tenant, f"team-{number}")
    assert forum is not None
    forums.set_schedule(forum, schedule, now)


def faults(life: Life, wanted: dict[str, datetime], mine: Sequence[Outgoing]) -> Iterator[str]:
    """What is not as the rules have it, of one forum's reminders."""
    said = [row.key.rpartition("|")[2] for row in mine]
    begun, over = utc(START + 30 * DAY, time(0)), utc(END - 50 * DAY, time(0))
    yield from (
        f"{week} missing" for week, when in wanted.items() if begun < when < over and week not in said
    )
    yield from (f"{week} twice" for week in set(said) if said.count(week) > 1)
    for row, week in zip(mine, said, strict=True):
        there = row.not_before.astimezone(COPENHAGEN)
        if off(there.date()) or there.weekday() > 4:
            yield f"{week} on a day off"
        if not life.schedule.hours.wakes <= there.time() < life.schedule.hours.sleeps:
            yield f"{week} at {there.time()}"
        if week not in wanted and row.not_before < over:
            yield f"{week} not asked for"
        elif week in wanted and not row.not_before < wanted[week] == row.not_after:
            yield f"{week} for {row.not_after} instead of {wanted[week]}"


@given(towns=st.lists(lives(), min_size=FORUMS, max_size=FORUMS))
@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
async def test_each_meeting_has_exactly_one_reminder(
    database: Database, some: Some, towns: list[Life]
) -> None:
    towns = some(towns, 3)
    tenant, fates = f"tenant-{uuid.uuid4().hex[:8]}", [fate(life) for life in towns]
    rows = await live(database, tenant, towns, fates)
    wrong = []
    for number, (life, one) in enumerate(zip(towns, fates, strict=True)):
        mine = [row for row in rows if row.team_id == f"team-{number}"]
        wrong += [f"{number} {life}: {fault}" for fault in faults(life, one.meetings, mine)]
    assert wrong == []
    assert len(rows) > len(towns) * 3, "else it was too quiet to prove anything"


def test_the_second_working_out_knows_its_calendar() -> None:
    thursdays = fate(
        Life(Schedule(Rhythm(3, time(14), Cadence.WEEKLY, START), rest=None), (), frozenset())
    ).meetings
    assert "2026-W53" in thursdays
    assert "2026-W14" not in thursdays, "skærtorsdag"
    assert "2026-W29" in thursdays, "no rest was asked for"
