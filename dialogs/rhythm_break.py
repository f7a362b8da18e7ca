"""A break in the rhythm: no reminders until a day, or the next meeting at another time, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs.agenda import refresh_posted
from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn
from dialogs.rhythm import BREAKS, mine, saved
from dialogs.rhythm_form import clock, day
from dialogs.screens import Notice, RhythmBreak
from domain.calendar import at, local
from domain.schedule import Occasion, Schedule
from storage import agenda, forums
from storage.tables import Forum

PAUSE, GO_ON, MOVE = "rhythm.pause", "rhythm.go-on", "rhythm.move"
LONGEST_PAUSE = timedelta(days=366)


class Pause(Payload):
    """All that stands on the card: whichever button is pressed, the others' fields come along."""

    until: Chosen = ""
    day: Chosen = ""
    at: Chosen = ""


async def open_breaks(turn: Turn, payload: Payload, forum_id: str) -> Reply:
    forum = await mine(turn, forum_id)
    if forum is None:
        return Reply(Notice("rhythm-leader-only"), spent=False)
    return Reply(await _form(turn, forum, Pause(do=BREAKS)), spent=False)


async def _form(turn: Turn, forum: Forum, given: Pause, problems: tuple[str, ...] = ()) -> RhythmBreak:
    paused, schedule = forum.paused_until, forums.schedule_of(forum)
    following = schedule.next_after(turn.now) if schedule else None
    is_paused = paused is not None and paused > local(turn.now).date()
    return RhythmBreak(
        forum=forum.name,
        next_meeting_at=following.meets_at if following else None,
        paused_until=paused.isoformat() if paused and is_paused else "",
        pause=await turn.button(PAUSE, forum.id),
        go_on=await turn.button(GO_ON, forum.id) if is_paused else "",
        move=await turn.button(MOVE, forum.id) if following else "",
        until=given.until,
        day=given.day,
        at=given.at,
        problems=problems,
    )


async def pause(turn: Turn, payload: Pause, forum_id: str) -> Reply:
    forum, schedule = await _arranged(turn, forum_id)
    if forum is None or schedule is None:
        return Reply(Notice("rhythm-leader-only"))
    today, until = local(turn.now).date(), day(payload.until)
    if until is None or not today < until <= today + LONGEST_PAUSE:
        return Reply(await _form(turn, forum, payload, ("until",)), spent=False)
    return await _arrange(turn, forum, replace(schedule, paused_until=until))


async def go_on(turn: Turn, payload: Payload, forum_id: str) -> Reply:
    forum, schedule = await _arranged(turn, forum_id)
    if forum is None or schedule is None:
        return Reply(Notice("rhythm-leader-only"))
    return await _arrange(turn, forum, replace(schedule, paused_until=None))


async def move(turn: Turn, payload: Pause, forum_id: str) -> Reply:
    """The next meeting only: before the one that follows, so that no two get in each other's way."""
    forum, schedule = await _arranged(turn, forum_id)
    following = schedule.next_after(turn.now) if schedule else None
    if forum is None or schedule is None or following is None:
        return Reply(Notice("rhythm-leader-only"))
    when, problems = _moment(payload, turn.now, schedule, following)
    if when is None:
        return Reply(await _form(turn, forum, payload, problems), spent=False)
    reply = await _arrange(turn, forum, schedule.move(Occasion(following.week, when), turn.now))
    point = await agenda.of_meeting(turn.session, [(forum, following)])
    if point is not None:
        point.meets_at = when
        await refresh_posted(turn.session, point, turn.now)
    return reply


def _moment(
    payload: Pause, now: datetime, schedule: Schedule, following: Occasion
) -> tuple[datetime | None, tuple[str, ...]]:
    on, clock_time = day(payload.day), clock(payload.at)
    wrong = {"day": on is None, "at": clock_time is None}
    if isinstance(on, date) and clock_time is not None:
        when = at(on, clock_time)
        after = replace(schedule, moved=following).next_after(max(now, following.meets_at))
        paused = schedule.paused_until is not None and on < schedule.paused_until
        wrong["day"] = when <= now or paused or (after is not None and when >= after.meets_at)
        if not wrong["day"]:
            return when, ()
    return None, tuple(name for name, is_wrong in wrong.items() if is_wrong)


async def _arranged(turn: Turn, forum_id: str) -> tuple[Forum | None, Schedule | None]:
    forum = await mine(turn, forum_id)
    if forum is not None:
        await forums.hold(turn.session, forum)
    return forum, forums.schedule_of(forum) if forum else None


async def _arrange(turn: Turn, forum: Forum, schedule: Schedule) -> Reply:
    forums.set_schedule(forum, schedule, turn.now)
    await forums.look_ahead_together(turn.session, forum, turn.now)
    return Reply(await saved(turn, forum))


CONVERSATION = Conversation(
    name="rhythm_break",
    in_channel=True,
    acts=(
        Act(BREAKS, open_breaks),
        Act(PAUSE, pause, Pause),
        Act(GO_ON, go_on),
        Act(MOVE, move, Pause),
    ),
)
