"""The demo's check-ins: rounds that were answered and closed as real ones are, and one that is open."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.settings import DEMO_TENANT
from domain.calendar import local
from domain.check_in import CheckInAnswer, Round, current_round
from storage import check_in_closing, check_in_opening, check_in_talks, check_ins, eligible, people, teams
from storage.check_in_talks import TrialOutcome
from storage.database import Session
from storage.tables import Person, Unit

ROUNDS = 6
TRIAL = "Vi begynder vagten med to minutter om det, vi er i tvivl om"
# Most say yes, and some do not: nobody would believe anything else.
_LIKELY = (CheckInAnswer.CLEARLY,) * 4 + (CheckInAnswer.MOSTLY,) * 4 + tuple(CheckInAnswer)[:-1]
_ALL, _FEW = 1.0, 0.2  # of those who are asked; in one of the rounds so few that there is no result
_People = Mapping[str, Sequence[Person]]


async def seed_check_ins(session: Session, now: datetime, dice: random.Random) -> None:
    """Rounds that are over, and the one that is open now; none where there is no place for their keys."""
    if check_ins.keys_of(session) is None:
        return
    units = await people.units(session, DEMO_TENANT)
    weeks = await check_in_opening.weeks_between(session, DEMO_TENANT, units[0].id)
    current = current_round(now, weeks)
    for number, held in enumerate(_before(current, weeks)):
        for unit, found in [(unit, await _asked(session, unit)) for unit in units]:
            opened = await check_ins.open_together(session, found, unit, held)
            for round_id, team_ids in opened.items():
                those = [person for team_id in team_ids for person in found[team_id]]
                await _answer(session, round_id, those, held, _FEW if number == 2 else _ALL, dice)
        closed = await check_in_closing.close(session, DEMO_TENANT, held.closes_on, held.closes_at)
        if number == ROUNDS - 2:
            await _try_something(session, closed[0].round_id, closed[0].teams[0], held)
    if now < current.closes_at:
        for unit in units:
            await check_ins.open_together(session, await _asked(session, unit), unit, current)


def _before(current: Round, weeks: int) -> Sequence[Round]:
    """The last rounds that are over, the oldest first."""
    found = [current]
    while len(found) <= ROUNDS:
        found.append(current_round(found[-1].opens_at - timedelta(seconds=1), weeks))
    return found[:0:-1]


async def _asked(session: Session, unit: Unit) -> _People:
    every = await teams.all_of(session, DEMO_TENANT)
    its = [team for team in every if team.unit_id == unit.id and check_in_opening.is_asked(team)]
    return {team.id: await eligible.of_team(session, team) for team in its}


async def _answer(
    session: Session,
    round_id: str,
    asked: Sequence[Person],
    held: Round,
    share: float,
    dice: random.Random,
) -> None:
    for person in asked:
        found = await check_ins.round_given(session, person, round_id)
        if found is not None and dice.random() < share:
            given = dice.choice(_LIKELY)
            await check_ins.answer(session, DEMO_TENANT, person.id, found.card, given, held.opens_at)


async def _try_something(session: Session, round_id: str, team_id: str, held: Round) -> None:
    """As if the team had pressed the buttons under a result."""
    talk = await check_in_talks.begin(session, DEMO_TENANT, round_id, team_id)
    until = local(held.closes_at).date() + timedelta(days=10)
    check_in_talks.plan(talk, TRIAL, until, held.closes_at)
    check_in_talks.settle(talk, TrialOutcome.HAPPENED)
