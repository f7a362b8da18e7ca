"""A run as its leader sees it: what there is to do now, or when she is told next. Hers alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.base import Scene
from dialogs.screens import FirstDay, FollowUpOver, FollowUpRest, FollowUpStep, OwnText, Screen
from domain.calendar import local
from domain.follow_up import Step, is_open, steps, talk_limit
from domain.roles import Permission, may
from storage import follow_ups, people
from storage.tables import FollowUp

DONE, SNOOZE, STOP, MOVE = "followup.done", "followup.snooze", "followup.stop", "followup.move"


async def unit_led(scene: Scene) -> str | None:
    """A unit in which the reader follows up; empty for the whole area, None for somebody who leads nobody."""
    for grant in await people.grants(scene.session, scene.reader) if scene.reader else ():
        if may([grant], Permission.FOLLOW_UP, grant.unit_id):
            return grant.unit_id or ""
    return None


async def mine(scene: Scene, object_id: str) -> FollowUp | None:
    """The reader's own run, as long as she follows up on anybody."""
    run_id = object_id.partition(":")[0]
    if scene.reader is None or await unit_led(scene) is None:
        return None
    return await follow_ups.get(scene.session, scene.reader, run_id)


async def plan_of(scene: Scene, run: FollowUp) -> tuple[Step, ...]:
    return steps(await follow_ups.model(scene.session, scene.tenant_id), run.started_on)


async def as_it_stands(
    scene: Scene, run: FollowUp, said: str = "waiting", form: FirstDay | None = None
) -> Screen:
    plan = await plan_of(scene, run)
    if run.ended_at is not None:
        return FollowUpOver(run.word, run.erase_on, finished=run.step >= len(plan))
    if run.step < len(plan) and is_open(plan[run.step], scene.now):
        return replace(await _step(scene, run, plan[run.step], form), moved=said == "moved")
    return await rest(scene, run, said, form)


async def _step(scene: Scene, run: FollowUp, step: Step, form: FirstDay | None = None) -> FollowUpStep:
    about, lives = f"{run.id}:{run.step}", lives_of(scene, run)
    return FollowUpStep(
        word=run.word,
        kind=step.kind,
        day=step.day,
        limit=talk_limit(run.started_on),
        done=await scene.button(DONE, about, lives=lives),
        snooze=await scene.button(SNOOZE, about, lives=lives),
        stop=await scene.button(STOP, run.id, lives=lives),
        first_day=form or await _first_day(scene, run),
        own=await own_text(scene),
    )


async def rest(scene: Scene, run: FollowUp, said: str, form: FirstDay | None = None) -> FollowUpRest:
    about, lives = f"{run.id}:{run.step}", lives_of(scene, run)
    return FollowUpRest(
        word=run.word,
        said=said,
        next_at=run.due_at,
        stop=await scene.button(STOP, run.id, lives=lives),
        first_day=form or await _first_day(scene, run),
        done=await scene.button(DONE, about, lives=lives) if said == "snoozed" else "",
    )


async def _first_day(scene: Scene, run: FollowUp) -> FirstDay:
    save = await scene.button(MOVE, run.id, lives=lives_of(scene, run))
    return FirstDay(run.started_on.isoformat(), save)


def lives_of(scene: Scene, run: FollowUp) -> timedelta:
    """A button about a run lives as long as the run is kept."""
    return run.erase_on - local(scene.now).date()


async def own_text(scene: Scene) -> OwnText | None:
    own = await follow_ups.own_model(scene.session, scene.tenant_id)
    return OwnText(own.text, own.owner, own.checked_on) if own and own.text else None


async def reminder(scene: Scene, run_id: str, step: int) -> Screen | None:
    """The step's card; None when it was done, snoozed or stopped meanwhile, or she leads nobody any more."""
    run = await mine(scene, run_id)
    if run is None or run.ended_at or run.step != step:
        return None
    plan = await plan_of(scene, run)
    if step >= len(plan) or follow_ups.is_snoozed(run, plan):
        return None
    return await _step(scene, run, plan[step])
