"""The weekly nudge: before a team's meeting, the standing point with one dialogue card."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from dialogs.agenda import card_for
from dialogs.base import Scene
from dialogs.screens import Screen
from domain.quiet_hours import awake
from nudges.base import Nudge
from storage import agenda, outbox, teams
from storage.database import Session
from storage.tables import Outgoing, Team

log = structlog.get_logger()

AT_A_TIME = 500
TROUBLE_WAITS = timedelta(hours=1)


async def plan(session: Session, now: datetime) -> int:
    """One row for each meeting whose nudge is due; a meeting that has begun gets none."""
    planned = 0
    for team in await teams.nudge_due(session, now, limit=AT_A_TIME):
        try:
            async with session.begin_nested():
                planned += await _plan_for(session, team, now)
        except Exception as error:  # one team's trouble must not silence all the others
            log.error("nudge_not_planned", error=type(error).__name__)
            team.nudge_due_at = now + TROUBLE_WAITS
    return planned


async def _plan_for(session: Session, team: Team, now: datetime) -> int:
    planned = 0
    for _ in range(2):  # a long stop may hide a meeting and the nudge for the next one
        meets_at = team.next_meeting_at
        if meets_at is None or not teams.is_due(team, now):
            break
        planned += await _plan_one(session, team, meets_at, now)
        teams.look_ahead(team, max(now, meets_at))
    return planned


async def _plan_one(session: Session, team: Team, meets_at: datetime, now: datetime) -> int:
    not_before = awake(now)
    if not_before >= meets_at:
        return 0  # it has begun, or begins before anybody may be disturbed
    point = await agenda.point_for(session, team, meets_at, now)
    note = outbox.Note(
        key=f"agenda|{team.id}|{point.week}",
        message="agenda",
        object_id=point.id,
        team_id=team.id,
        delivery_class=outbox.DeliveryClass.NUDGE,
        not_before=not_before,
        not_after=meets_at,
    )
    return int(await outbox.add(session, team.tenant_id, note, now))


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    point = await agenda.get(scene.session, scene.tenant_id, row.object_id)
    return await card_for(scene, point) if point else None


async def compose_first(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, when the team has stopped its nudges since this one was planned."""
    team = await teams.get(scene.session, scene.tenant_id, row.team_id or "")
    stopped = team is None or teams.rhythm_of(team) is None
    return None if stopped else await compose(scene, row)


AGENDA = Nudge("agenda", compose_first, plan)
# After a press, everybody's copy of the posted card is replaced by how things stand.
AGENDA_REFRESH = Nudge("agenda_refresh", compose)
