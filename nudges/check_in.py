"""Check-ins: a round opens, each who may answer is asked once, the round closes, and its teams are told.

One message on the team's day, and never a reminder: that would have to know who has not answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import structlog

from dialogs.base import Scene
from dialogs.check_in import card_for
from dialogs.check_in_result import about, posted_as, result_for
from dialogs.screens import Screen
from domain.check_in import Round, current_round
from domain.quiet_hours import at_work
from nudges.base import Nudge
from storage import (
    check_in_closing,
    check_in_opening,
    check_ins,
    disturbances,
    eligible,
    outbox,
    people,
    teams,
)
from storage.check_in_closing import Closed
from storage.database import Session, database_time
from storage.tables import Outgoing, Person, Team, Unit

log = structlog.get_logger()

TROUBLE_WAITS = timedelta(hours=1)
TOLD_WITHIN = timedelta(days=7)  # then the result is old news, and stands under »resultater«


async def plan(session: Session, now: datetime) -> int:
    """Close what is over, then open one unit's rounds; returns how many notes are new.

    By the database's clock at the latest: a moment that somebody asks about must not end a round.
    """
    if check_ins.keys_of(session) is None:
        return 0
    now, planned = min(now, await database_time(session)), 0
    for tenant_id, closes_on in await check_in_closing.due(session, now):
        planned += await _close(session, tenant_id, closes_on, now)
    while unit := await check_in_opening.due_unit(session, now):
        opened = await _open_or_wait(session, unit, now)
        if opened is not None:
            return planned + opened  # one at a time: on SQLite everybody who writes waits for it
    return planned


async def _close(session: Session, tenant_id: str, closes_on: date, now: datetime) -> int:
    try:
        async with session.begin_nested():
            closed = await check_in_closing.close(session, tenant_id, closes_on, now)
            return sum([await _tell(session, one, now) for one in closed])
    except Exception as error:  # one tenant's trouble must not keep the others' rounds open
        log.error("check_in_not_closed", error=type(error).__name__)
        return 0


async def _tell(session: Session, closed: Closed, now: datetime) -> int:
    """A card in the channel of each team that was counted; what has no channel reads it where it asks."""
    told = 0
    for team_id in closed.teams:
        team = await teams.get(session, closed.tenant_id, team_id)
        if team is None or not team.conversation_id:
            continue
        note = outbox.Note(
            key=posted_as(closed.round_id, team_id),
            message="check_in_result",
            object_id=about(closed.round_id, team_id),
            team_id=team_id,
            delivery_class=outbox.DeliveryClass.DEADLINE,  # read twice, it does no harm
            not_before=at_work(now),
            not_after=at_work(now) + TOLD_WITHIN,
        )
        told += await outbox.add(session, closed.tenant_id, note, now)
    return told


async def _open_or_wait(session: Session, unit: Unit, now: datetime) -> int | None:
    """How many notes are new; None when it did not open, and is asked about again later."""
    try:
        async with session.begin_nested():
            found = await check_in_opening.due_teams(session, unit, now)
            return await _open(session, unit, found, now)
    except Exception as error:  # one unit's trouble must not silence all the others
        log.error("check_in_not_opened", error=type(error).__name__)
        await check_in_opening.put_off(session, unit, now, now + TROUBLE_WAITS)
        return None


async def _open(session: Session, unit: Unit, due: Sequence[Team], now: datetime) -> int:
    """Freeze who may answer, open the unit's rounds, and plan the questions; what is too late waits."""
    weeks = await check_in_opening.weeks_between(session, unit.tenant_id, unit.id)
    held, asked = current_round(now, weeks), {}
    if held.can_open(now):
        to_ask = [team for team in due if check_in_opening.is_asked(team)]
        asked = {team.id: await eligible.of_team(session, team) for team in to_ask}
        asked = await check_in_opening.without_round(session, unit.tenant_id, asked, held.closes_on)
    opened = await check_ins.open_together(session, asked, unit, held)
    days = {team.id: team.check_in_day for team in due}
    planned = 0
    for round_id, team_ids in opened.items():
        for team_id in team_ids:
            for person in asked[team_id]:
                planned += await _ask(session, person, round_id, held, days[team_id] or 0, now)
    for team in due:
        check_in_opening.look_ahead(team, weeks, now)
    return planned


async def _ask(session: Session, person: Person, round_id: str, held: Round, day: int, now: datetime) -> int:
    """One question, in a week in which she has had no other message of ours."""
    if not person.invited:
        return 0
    moments = _moments(held, day, now)
    moment = await disturbances.take_first(session, person.tenant_id, person.id, moments, "check_in")
    if moment is None:
        return 0
    note = outbox.Note(
        key=f"check_in|{round_id}|{person.id}",
        message="check_in",
        object_id=round_id,
        person_id=person.id,
        delivery_class=outbox.DeliveryClass.NUDGE,
        not_before=moment,
        not_after=held.closes_at,
    )
    return int(await outbox.add(session, person.tenant_id, note, now))


def _moments(held: Round, day: int, now: datetime) -> Iterator[datetime]:
    """The team's day in the first week, and in the second."""
    for moment in (held.asks_at(day), held.asks_at(day + 7)):
        moment = at_work(max(moment, now))
        if moment < held.closes_at:
            yield moment


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    """Whether or not she has answered by herself meanwhile: what is not sent would tell that she has."""
    person = await people.find(scene.session, scene.tenant_id, row.person_id or "")
    if person is None or not person.invited:
        return None
    found = await check_ins.round_given(scene.session, person, row.object_id)
    return await card_for(scene, found, person) if found else None


async def compose_result(scene: Scene, row: Outgoing) -> Screen | None:
    return await result_for(scene, row.object_id)


CHECK_IN = Nudge("check_in", compose, plan)
CHECK_IN_RESULT = Nudge("check_in_result", compose_result)
# After a press, everybody's copy of the posted card is replaced by how things stand.
CHECK_IN_RESULT_REFRESH = Nudge("check_in_result_refresh", compose_result)
