"""Private 1-3-10: a leader is reminded to keep in touch with a colleague who is ill.

Medvind does not know who it is. A run is a neutral word, a first day and its leader, and she alone sees it.
Everybody else is told what to expect.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.follow_up_run import (
    DONE,
    MOVE,
    SNOOZE,
    STOP,
    as_it_stands,
    lives_of,
    mine,
    own_text,
    plan_of,
    rest,
    unit_led,
)
from dialogs.screens import (
    FirstDay,
    FollowUpLine,
    FollowUps,
    Notice,
    Screen,
    WhatToExpect,
)
from domain.calendar import local
from domain.follow_up import Counted, Step, is_open, next_morning, problem_with, steps
from domain.roles import Permission, may
from storage import follow_ups, people
from storage.tables import FollowUp
from texts.catalogue import texts

OPEN, START, SHOW = "followup.open", "followup.start", "followup.show"
RUNS_SHOWN = 12


class MoveFirstDay(Payload):
    day: str = ""


async def show(turn: Turn) -> Sequence[Screen]:
    unit = await unit_led(turn)
    model = await follow_ups.model(turn.session, turn.tenant_id)
    if unit is None:
        own = await own_text(turn)
        return [WhatToExpect(model.days, model.counted is Counted.WORKING, model.talk, own)]
    lines = await lines_of(turn)
    # The unit is the object: whoever presses is asked again whether it is hers.
    start = await turn.button(START, unit)
    return [FollowUps(str(model), start, lines[:RUNS_SHOWN], more=len(lines) > RUNS_SHOWN)]


async def lines_of(turn: Turn) -> tuple[FollowUpLine, ...]:
    """Her runs that are not over, one more than are shown at a time; none for whoever leads nobody."""
    led = await unit_led(turn) is not None
    runs = await follow_ups.running(turn.session, turn.actor, limit=RUNS_SHOWN + 1) if led else []
    lines = [
        FollowUpLine(run.word, run.due_at, await turn.button(SHOW, run.id, lives=lives_of(turn, run)))
        for run in runs
    ]
    return tuple(lines)


async def begin(turn: Turn, payload: Payload, unit_id: str) -> Reply:
    grants = await people.grants(turn.session, turn.actor)
    if not may(grants, Permission.FOLLOW_UP, unit_id or None):
        return Reply(Notice("follow-up-leader-only"))
    words = texts(turn.language).phrases("follow-up-word-phrases")
    run = await follow_ups.start(turn.session, turn.actor, words, turn.now)
    return Reply(await as_it_stands(turn, run, "started"))


async def begun_already(turn: Turn, unit_id: str) -> Screen:
    return (await show(turn))[0]


async def show_run(turn: Turn, payload: Payload, run_id: str) -> Reply:
    return Reply(await as_it_now_is(turn, run_id), spent=False)


async def done(turn: Turn, payload: Payload, object_id: str) -> Reply:
    run = await mine(turn, object_id)
    if run is None:
        return Reply(Notice("follow-up-gone"))
    plan = await plan_of(turn, run)
    if _is_about(run, plan, turn, object_id):
        follow_ups.done(run, plan, turn.now)
        return Reply(await as_it_stands(turn, run, "done"))
    return Reply(await as_it_stands(turn, run))


async def snooze(turn: Turn, payload: Payload, object_id: str) -> Reply:
    run = await mine(turn, object_id)
    if run is None:
        return Reply(Notice("follow-up-gone"))
    if _is_about(run, await plan_of(turn, run), turn, object_id):
        follow_ups.snooze(run, turn.now)
        return Reply(await rest(turn, run, "snoozed"))
    return Reply(await as_it_stands(turn, run))


async def snoozed_already(turn: Turn, object_id: str) -> Screen:
    run = await mine(turn, object_id)
    if run is None:
        return Notice("follow-up-gone")
    plan, soon = await plan_of(turn, run), next_morning(turn.now)
    if _is_about(run, plan, turn, object_id) and run.due_at and run.due_at <= soon:
        return await rest(turn, run, "snoozed")
    return await as_it_stands(turn, run)


async def stop(turn: Turn, payload: Payload, run_id: str) -> Reply:
    """Hers to stop whether or not she still leads anybody."""
    run = await follow_ups.get(turn.session, turn.actor, run_id)
    if run is None:
        return Reply(Notice("follow-up-gone"))
    if run.ended_at is None:
        follow_ups.stop(run, turn.now)
    return Reply(await as_it_stands(turn, run))


async def move(turn: Turn, payload: MoveFirstDay, run_id: str) -> Reply:
    run = await mine(turn, run_id)
    if run is None:
        return Reply(Notice("follow-up-gone"))
    day = _day(payload.day)
    problem = problem_with(day, local(turn.now).date())
    if day is None or problem:
        form = FirstDay(payload.day, payload.token, problem)
        return Reply(await as_it_stands(turn, run, form=form), spent=False)
    if run.ended_at is None:
        model = await follow_ups.model(turn.session, turn.tenant_id)
        follow_ups.move(run, steps(model, day), day, turn.now)
    return Reply(await as_it_stands(turn, run, "moved"))


async def as_it_now_is(turn: Turn, object_id: str) -> Screen:
    """A button that was pressed before, or one of the list: the run as it is now."""
    run = await mine(turn, object_id)
    return Notice("follow-up-gone") if run is None else await as_it_stands(turn, run)


def _is_about(run: FollowUp, plan: Sequence[Step], turn: Turn, object_id: str) -> bool:
    """Is the step of this button the one that is to be done now? An old card must not skip the next one."""
    here = run.ended_at is None and object_id == f"{run.id}:{run.step}"
    return here and run.step < len(plan) and is_open(plan[run.step], turn.now)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


CONVERSATION = Conversation(
    name="follow_up",
    phrases="follow-up-phrases",
    open=show,
    acts=(
        Act(OPEN, opens(show), bound=False),
        Act(START, begin, again=begun_already),
        Act(SHOW, show_run),
        Act(DONE, done, again=as_it_now_is),
        Act(SNOOZE, snooze, again=snoozed_already),
        Act(STOP, stop, again=as_it_now_is),
        Act(MOVE, move, MoveFirstDay, again=as_it_now_is),
    ),
)
