"""Rounds of check-ins for the tests of storage: what each of its functions is to be given, so that it speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from domain.check_in import CheckInAnswer, Round
from storage import check_in_closing, check_in_opening, check_in_talks, check_ins
from storage.ballot import open_ballot
from storage.check_in_talks import TrialOutcome
from storage.database import Session
from storage.month_keys import month_of
from storage.releases import Group
from storage.tables import CheckInRound, CheckInTalk, Person, Team, Unit
from tests.town import ANNE, BENTE, GRENAA, JONAS, KAREN, METTE, NORD, SAMIRA, TENANT

# Told of; over and not closed yet; open; and one that is still to come.
TOLD, OVER, OPEN, NEXT = (Round(date(2026, *day)) for day in ((10, 26), (11, 9), (11, 23), (12, 7)))
SIX = (ANNE, BENTE, JONAS, KAREN, METTE, SAMIRA)


async def hold_rounds(session: Session, now: datetime) -> None:
    """Team Nord has been asked three times, has tried something, and its next round is due."""
    people = await _people(session)
    unit = await session.get_one(Unit, (TENANT, GRENAA))
    for held in (TOLD, OVER, OPEN):
        (round_id,) = await check_ins.open_together(session, people, unit, held)
        for person in people[NORD][:5]:
            given = await check_ins.round_given(session, person, round_id)
            if given and held is not OPEN:
                await check_ins.answer(
                    session, TENANT, person.id, given.card, CheckInAnswer.MOSTLY, held.opens_at
                )
        talk = await check_in_talks.begin(session, TENANT, round_id, NORD)
        if held is TOLD:
            check_in_talks.plan(talk, "Vi begynder med to minutter om tvivl", now.date(), held.closes_at)
            await check_in_closing.close(session, TENANT, held.closes_on, held.closes_at)
    team = await session.get_one(Team, (TENANT, NORD))
    check_in_opening.set_day(team, 2, 2, now)
    team.check_in_due_at = now - timedelta(hours=1)


async def gifts(session: Session, id_of: Callable[[str, str], str]) -> dict[Any, Any]:
    """By name or type; `id_of` a table and a known id may be a stranger's."""
    open_ = await _round(session, OPEN)
    return {
        "round_id": id_of("check_in_round", open_.id),
        "closes_on": OVER.closes_on,
        "day": 2,
        "weeks": 2,
        "trial": "Vi spørger, før vi løfter",
        "node_id": id_of("unit", GRENAA),
        "month_key": bytes(32),
        "wrapped": open_.wrapped,
        "people": await _people(session),
        "card": await _card(session, open_),
        Round: NEXT,
        CheckInAnswer: CheckInAnswer.NO,
        TrialOutcome: TrialOutcome.HAPPENED,
        Group: Group.UNIT,
        Unit: await session.get_one(Unit, (TENANT, GRENAA)),
        CheckInRound: open_,
        CheckInTalk: await _talk(session, TOLD),
    }


async def especially(session: Session) -> dict[str, dict[str, Any]]:
    """Where what fits most functions would find nothing."""
    told, open_ = await _round(session, TOLD), await _round(session, OPEN)
    leader = await session.get_one(Person, (TENANT, METTE))
    return {
        "ballot.open_ballot": {"month_key": _key(session, open_)},
        "check_in_talks.talked": {"row": await _talk(session, OPEN)},
        "eligible.leads": {"person": leader},
        "eligible.owns": {"person": leader},
        "releases.of_round": {"round_id": told.id},
    }


# A day, where another parameter of that name is a moment.
ALWAYS: dict[str, dict[str, Any]] = {
    "check_in_talks.last_trial": {"before": OPEN.closes_on},
    "check_in_talks.plan": {"until": NEXT.closes_on},
}


async def _people(session: Session) -> dict[str, list[Person]]:
    """By team: as many as a round needs, and a team of nobody."""
    return {NORD: [await session.get_one(Person, (TENANT, id)) for id in SIX], "team-syd": []}


async def _round(session: Session, held: Round) -> CheckInRound:
    """The tenant's, of a time."""
    at = col(CheckInRound.closes_on) == held.closes_on
    rows = await session.exec(select(CheckInRound).where(CheckInRound.tenant_id == TENANT, at))
    return rows.one()


async def _talk(session: Session, held: Round) -> CheckInTalk:
    found = await check_in_talks.of(session, TENANT, (await _round(session, held)).id, NORD)
    assert found
    return found


def _key(session: Session, row: CheckInRound) -> bytes:
    keys = check_ins.keys_of(session)
    assert keys
    return keys.open(month_of(row.closes_on))


async def _card(session: Session, row: CheckInRound) -> str:
    """What stands on Bente's card."""
    return open_ballot(TENANT, row.id, _key(session, row), row.wrapped).card(BENTE)
