"""A leader's private reminder: keep in touch with somebody, whom only she knows.

Never lost, and harmless if it comes twice: it is the card of the step that she is at.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from dialogs.base import Scene
from dialogs.follow_up_run import reminder
from dialogs.screens import Screen
from domain.calendar import local
from domain.follow_up import Model, steps
from domain.quiet_hours import at_work
from nudges.base import Nudge
from storage import follow_ups, outbox
from storage.database import Session
from storage.tables import FollowUp, Outgoing

log = structlog.get_logger()

AT_A_TIME = 500
TROUBLE_WAITS = timedelta(hours=1)


async def plan(session: Session, now: datetime) -> int:
    """A row for each run whose reminder is due, for when she may be disturbed."""
    models: dict[str, Model] = {}
    planned = 0
    for run in await follow_ups.due(session, now, limit=AT_A_TIME):
        try:
            async with session.begin_nested():
                if run.tenant_id not in models:
                    models[run.tenant_id] = await follow_ups.model(session, run.tenant_id)
                planned += await _plan_one(session, run, models[run.tenant_id], now)
        except Exception as error:  # one leader's trouble must not silence all the others
            log.error("follow_up_not_planned", error=type(error).__name__)
            run.due_at = now + TROUBLE_WAITS
    return planned


async def _plan_one(session: Session, run: FollowUp, model: Model, now: datetime) -> int:
    tell_at = at_work(now)
    due_on = local(run.due_at or now).date()
    # By what will be true when she reads it: after a long stop the next step may have come by then.
    if not follow_ups.remind(run, steps(model, run.started_on), tell_at):
        return 0
    note = outbox.to_person(
        run.leader_id,
        message="follow_up",
        object_id=f"{run.id}-{run.step}",
        key=f"follow_up|{run.id}|{run.step}|{due_on}",
        delivery_class=outbox.DeliveryClass.DEADLINE,
        not_before=tell_at,
    )
    return int(await outbox.add(session, run.tenant_id, note, now))


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    run_id, _, step = row.object_id.rpartition("-")
    return await reminder(scene, run_id, int(step))


FOLLOW_UP = Nudge("follow_up", compose, plan)
