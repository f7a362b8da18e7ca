"""Forums: when they meet, when the next nudge is due, and who gets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists
from sqlmodel import col, or_, select

from domain.calendar import IsoWeek, local
from domain.kinds import Cadence, Role, Topic
from domain.quiet_hours import Hours
from domain.rhythm import Rhythm
from domain.schedule import Occasion, Rest, Schedule
from storage import people
from storage.database import Session
from storage.tables import Forum, Person, Team

MEETING_LASTS = timedelta(hours=1)


async def get(session: Session, tenant_id: str, forum_id: str) -> Forum | None:
    return await session.get(Forum, (tenant_id, forum_id))


async def all_of(session: Session, tenant_id: str) -> Sequence[Forum]:
    rows = await session.exec(
        select(Forum).where(Forum.tenant_id == tenant_id, Forum.in_organisation).order_by(Forum.name)
    )
    return rows.all()


async def of_team(session: Session, tenant_id: str, team_id: str) -> Sequence[Forum]:
    """The forums whose cards go to one team's channel."""
    rows = await session.exec(
        select(Forum)
        .where(Forum.tenant_id == tenant_id, Forum.team_id == team_id, Forum.in_organisation)
        .order_by(Forum.id)
    )
    return rows.all()


async def next_meeting(session: Session, tenant_id: str, team_id: str, now: datetime) -> datetime | None:
    """When a team's next meeting is, whichever of its forums holds it."""
    found = [upcoming(forum, now) for forum in await of_team(session, tenant_id, team_id)]
    return min((occasion.meets_at for occasion in found if occasion), default=None)


def topics_of(forum: Forum) -> tuple[Topic, ...]:
    return tuple(map(Topic, forum.topics.split()))


def set_topics(forum: Forum, topics: Sequence[Topic]) -> None:
    forum.topics = " ".join(topics)


def rhythm_of(forum: Forum) -> Rhythm | None:
    if forum.weekday is None or forum.meets_at is None or forum.cadence is None or forum.anchor is None:
        return None
    return Rhythm(forum.weekday, time.fromisoformat(forum.meets_at), Cadence(forum.cadence), forum.anchor)


def schedule_of(forum: Forum) -> Schedule | None:
    """When it meets and is reminded; None while nobody has said when it meets."""
    rhythm = rhythm_of(forum)
    if rhythm is None:
        return None
    return Schedule(
        rhythm,
        forum.lead_days,
        Hours(time.fromisoformat(forum.wakes), time.fromisoformat(forum.sleeps)),
        Rest(forum.rests_from, forum.rests_to) if forum.rests_from and forum.rests_to else None,
        forum.paused_until,
        Occasion(IsoWeek.parse(forum.moved_week), forum.moved_to)
        if forum.moved_week and forum.moved_to
        else None,
        IsoWeek.parse(forum.held_week) if forum.held_week else None,
    )


def set_schedule(forum: Forum, schedule: Schedule | None, now: datetime) -> None:
    """Keep when a forum meets, and with it when the next nudge is due; None stops the nudges."""
    if schedule is None:
        forum.weekday = forum.meets_at = forum.cadence = forum.anchor = None
        forum.paused_until = forum.moved_week = forum.moved_to = forum.held_week = None
        forum.next_week = forum.next_meeting_at = forum.nudge_due_at = None
        return
    rhythm, rest, moved = schedule.rhythm, schedule.rest, schedule.moved
    forum.weekday, forum.meets_at = rhythm.weekday, rhythm.at.isoformat("minutes")
    forum.cadence, forum.anchor = rhythm.cadence, rhythm.anchor
    forum.lead_days = schedule.lead_days
    forum.wakes, forum.sleeps = (
        clock.isoformat("minutes") for clock in (schedule.hours.wakes, schedule.hours.sleeps)
    )
    forum.rests_from, forum.rests_to = (rest.first, rest.last) if rest else (None, None)
    forum.paused_until = schedule.paused_until
    forum.moved_week, forum.moved_to = (str(moved.week), moved.meets_at) if moved else (None, None)
    forum.held_week = str(schedule.held) if schedule.held else None
    look_ahead(forum, now)


def look_ahead(forum: Forum, after: datetime) -> None:
    """Point the due columns at the first meeting after a moment."""
    schedule = schedule_of(forum)
    following = schedule.next_after(after) if schedule else None
    forum.next_week = str(following.week) if following else None
    forum.next_meeting_at = following.meets_at if following else None
    forum.nudge_due_at = schedule.nudge_at(following.meets_at) if schedule and following else None


async def hold(session: Session, forum: Forum) -> None:
    """Before a change: those that share a channel, in one order. Two leaders must not wait in a circle."""
    if forum.team_id:
        shared = select(Forum.id).where(Forum.tenant_id == forum.tenant_id, Forum.team_id == forum.team_id)
        await session.exec(shared.order_by(Forum.id).with_for_update(key_share=True))


async def look_ahead_together(session: Session, forum: Forum, now: datetime) -> None:
    """After a change: forums that share a channel share a card, so the others' may be due again as well."""
    for other in await of_team(session, forum.tenant_id, forum.team_id) if forum.team_id else []:
        if other.id != forum.id:
            look_ahead(other, now)


def upcoming(forum: Forum, now: datetime) -> Occasion | None:
    """The meeting that is next, or going on. The due columns are ahead of it once its card is planned."""
    schedule = schedule_of(forum)
    return schedule.next_after(now - MEETING_LASTS) if schedule else None


def next_of(forum: Forum) -> Occasion | None:
    """The meeting that the due columns point at."""
    if forum.next_week is None or forum.next_meeting_at is None:
        return None
    return Occasion(IsoWeek.parse(forum.next_week), forum.next_meeting_at)


async def meeting_with(
    session: Session, forum: Forum, meets_at: datetime
) -> Sequence[tuple[Forum, Occasion]]:
    """The forums that meet as one: in the same channel on the same day, the one that leads first.

    The one with the longest lead decides when the card comes. Each computes the same from what all keep, so
    nobody has to wait for another's lock.
    """
    day = local(meets_at).date()
    every = await of_team(session, forum.tenant_id, forum.team_id) if forum.team_id else [forum]
    together = [(one, occasion) for one in every if (occasion := _on(one, day))]
    return sorted(together, key=lambda pair: (-pair[0].lead_days, pair[0].id))


def _on(forum: Forum, day: date) -> Occasion | None:
    schedule = schedule_of(forum)
    return schedule.on(day) if schedule else None


async def convenor(session: Session, forum: Forum) -> Person | None:
    """Who gets the card of a forum without a channel: who convenes it, else its unit's leader or deputy.

    For a committee of the whole area, its secretary.
    """
    if forum.convenor_id:
        named = await people.find(session, forum.tenant_id, forum.convenor_id)
        if named and named.in_organisation and named.left_at is None:
            return named
    roles = (Role.LEADER, Role.DEPUTY) if forum.unit_id else (Role.MED_SECRETARY,)
    for role in roles:
        for person in await people.with_role(session, forum.tenant_id, role, forum.unit_id):
            return person
    return None


def is_due(forum: Forum, now: datetime, *, reachable: bool) -> bool:
    """A forum that cannot be reached is due once its meeting has passed, to move on."""
    due_at = forum.nudge_due_at if reachable else forum.next_meeting_at
    return due_at is not None and due_at <= now


async def nudge_due(session: Session, now: datetime, *, limit: int) -> Sequence[Forum]:
    """Forums whose nudge is due, of all tenants: what is due decides the cost, not what exists.

    A team without a channel cannot be reached; its forum turns up here once the meeting has passed, so that
    the columns move on.
    """
    has_channel = exists().where(
        col(Team.tenant_id) == Forum.tenant_id,
        col(Team.id) == Forum.team_id,
        col(Team.conversation_id).is_not(None),
    )
    rows = await session.exec(
        select(Forum)
        .where(
            col(Forum.nudge_due_at) <= now,
            or_(col(Forum.team_id).is_(None), has_channel, col(Forum.next_meeting_at) <= now),
        )
        .order_by(col(Forum.nudge_due_at), Forum.tenant_id, Forum.id)
        .limit(limit)
        # Not against references: questions refer to forums that another replica may be planning.
        .with_for_update(skip_locked=True, key_share=True)
    )
    return rows.all()
