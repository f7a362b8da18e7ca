"""Check-ins while a round is open: who may answer, and that an answer is counted once, by nobody.

An answer is one transaction: a one-way token, and the tally sealed anew. Nothing else is written, so that no
row tells whose it was or when it came (safety.md 5.2).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import and_, bindparam, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from domain.anonymity import SMALLEST
from domain.calendar import local
from domain.check_in import CheckInAnswer, CheckInQuestion, Round, closes_at, pooled, question_after
from domain.tally import Tally
from storage import eligible
from storage.ballot import Ballot, Sealed, new_ballot, open_ballot, round_on
from storage.database import Session, insert_once
from storage.month_keys import MONTH_KEYS, KeyGone, MonthKeys, month_of
from storage.rows import run, table_of
from storage.tables import CheckInEligible, CheckInRound, CheckInTaken, CheckInTeam, Person, Team, Unit

_HISTORY = 8  # rounds


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # erased, but a copy may still lie where the database keeps what it has no use for
    CLEARED = "cleared"
    LOST = "lost"  # ended by a restore: what was answered since is not known


class Outcome(StrEnum):
    COUNTED = "counted"
    TAKEN = "taken"  # she had answered: the first answer counts
    CLOSED = "closed"
    FOREIGN = "foreign"  # this card was given to somebody else, or to nobody
    LOST = "lost"


@dataclass(frozen=True)
class OpenRound:
    """A round in which somebody may answer, and what her card carries."""

    id: str
    team_id: str
    question: CheckInQuestion
    closes_on: date
    card: str

    @property
    def closes_at(self) -> datetime:
        return closes_at(self.closes_on)


@dataclass(frozen=True)
class Answered:
    """What became of an answer, and of the round that it was for, if it is counted in one."""

    outcome: Outcome
    closes_at: datetime | None = None
    question: CheckInQuestion | None = None


def keys_of(session: Session) -> MonthKeys | None:
    """Where the months' keys are; without a place for them there are no check-ins."""
    keys: MonthKeys | None = session.info[MONTH_KEYS]
    return keys


async def open_together(
    session: Session, people: Mapping[str, Sequence[Person]], unit: Unit, held: Round
) -> dict[str, list[str]]:
    """Open a unit's rounds, for `people` by team; the teams of each round, by its id."""
    question = await _question(session, unit.tenant_id, held.closes_on)
    groups = pooled({team: len(found) for team, found in people.items()}, SMALLEST)
    opened = {}
    for teams in groups:
        found = [person for team in teams for person in people[team]]
        opened[await _open(session, unit, teams, found, question, held)] = list(teams)
    return opened


async def _question(session: Session, tenant_id: str, closes_on: date) -> CheckInQuestion:
    """The same for the whole tenant: only answers to one question can be counted together."""
    rows = await session.exec(
        select(col(CheckInRound.closes_on), col(CheckInRound.question))
        .where(CheckInRound.tenant_id == tenant_id, col(CheckInRound.closes_on) <= closes_on)
        .distinct()
        .order_by(col(CheckInRound.closes_on).desc())
        .limit(_HISTORY)
    )
    asked = {day: CheckInQuestion(question) for day, question in rows}
    return asked.pop(closes_on, None) or question_after(list(asked.values()))


async def _open(
    session: Session,
    unit: Unit,
    teams: Sequence[str],
    people: Collection[Person],
    question: CheckInQuestion,
    held: Round,
) -> str:
    keys = keys_of(session)
    assert keys is not None
    tenant_id, round_id = unit.tenant_id, uuid.uuid4().hex[:20]
    ballot, wrapped = new_ballot(tenant_id, round_id, keys.make(month_of(held.closes_on)))
    session.add(
        CheckInRound(
            tenant_id=tenant_id,
            id=round_id,
            unit_id=unit.id,
            question=question,
            closes_on=held.closes_on,
            wrapped=wrapped,
            tally=ballot.seal(Tally()),
            state=State.OPEN,
        )
    )
    await session.flush()
    of_round = {"tenant_id": tenant_id, "round_id": round_id}
    counted = [of_round | {"team_id": team, "closes_on": held.closes_on} for team in teams]
    await session.exec(insert(CheckInTeam).values(counted))
    # By their marks, which have nothing to do with the order of anybody's name or id.
    marks = sorted(ballot.mark(person.id) for person in people)
    await run(session, insert(table_of(CheckInEligible)), [of_round | {"mark": mark} for mark in marks])
    return round_id


async def round_for(session: Session, person: Person, now: datetime) -> OpenRound | None:
    """The round that somebody may answer in now, whether or not she has; None when there is none."""
    team_id = await eligible.home_of(session, person)
    if team_id is None:
        return None
    found = await _open_row(session, person.tenant_id, team_id, now)
    return await _hers(session, found, person, team_id) if found else None


async def open_until(session: Session, tenant_id: str, team_id: str, now: datetime) -> datetime | None:
    """When the round ends in which a team is being asked; None while it is not."""
    found = await _open_row(session, tenant_id, team_id, now)
    return closes_at(found.closes_on) if found else None


async def _open_row(session: Session, tenant_id: str, team_id: str, now: datetime) -> CheckInRound | None:
    """The round of a team that is open now; one that ends today may be over, by the hour."""
    of_round = (col(CheckInTeam.tenant_id) == CheckInRound.tenant_id) & (
        col(CheckInTeam.round_id) == CheckInRound.id
    )
    rows = await session.exec(
        select(CheckInRound)
        .join(CheckInTeam, of_round)
        .where(
            CheckInRound.tenant_id == tenant_id,
            CheckInRound.state == State.OPEN,
            CheckInTeam.team_id == team_id,
            col(CheckInRound.closes_on) >= local(now).date(),
        )
        .order_by(col(CheckInRound.closes_on))
    )
    return next((row for row in rows if now < closes_at(row.closes_on)), None)


async def round_given(session: Session, person: Person, round_id: str) -> OpenRound | None:
    """A round that she was invited to, by its id."""
    row = await session.get(CheckInRound, (person.tenant_id, round_id))
    if row is None or row.state != State.OPEN:
        return None
    teams = await teams_of(session, person.tenant_id, round_id)
    home = await eligible.home_of(session, person)
    return await _hers(session, row, person, home if home and home in teams else teams[0])


async def _hers(session: Session, row: CheckInRound, person: Person, team_id: str) -> OpenRound | None:
    try:
        ballot = ballot_of(session, row)
    except (KeyGone, Sealed):
        return None
    key = (row.tenant_id, row.id, ballot.mark(person.id))
    if await session.get(CheckInEligible, key) is None:
        return None
    return OpenRound(row.id, team_id, CheckInQuestion(row.question), row.closes_on, ballot.card(person.id))


def ballot_of(session: Session, row: CheckInRound) -> Ballot:
    """What opens a round. Raises KeyGone without its month's key, and Sealed where that does not fit."""
    keys = keys_of(session)
    if keys is None:
        raise KeyGone
    return open_ballot(row.tenant_id, row.id, keys.open(month_of(row.closes_on)), row.wrapped)


_ITS = and_(
    col(CheckInRound.tenant_id) == bindparam("of_tenant"), col(CheckInRound.id) == bindparam("of_round")
)
_HOLD = select_columns(table_of(CheckInRound)).where(_ITS).with_for_update()
_COUNT = update(table_of(CheckInRound)).where(_ITS).values(tally=bindparam("sealed"))


async def answer(
    session: Session, tenant_id: str, person_id: str, card: str, given: CheckInAnswer, now: datetime
) -> Answered:
    """Count an answer, unless she has given one. The round's row is held until the end of the transaction."""
    of = {"of_tenant": tenant_id, "of_round": round_on(card)}
    # Everybody else waits for this row: it is held for two short statements, made beforehand.
    found = (await run(session, _HOLD, of)).first()
    if found is None:
        return Answered(Outcome.FOREIGN)
    row = CheckInRound.model_construct(**found._asdict())
    if row.state == State.LOST:
        return Answered(Outcome.LOST)
    if row.state != State.OPEN or now >= closes_at(row.closes_on):
        return Answered(Outcome.CLOSED)
    try:
        ballot = ballot_of(session, row)
        if not ballot.gave(card, person_id):
            return Answered(Outcome.FOREIGN)
        tally = ballot.open(row.tally)  # before the token: what cannot be counted is not taken either
        taken = {"tenant_id": tenant_id, "round_id": row.id, "token": ballot.token(person_id)}
        if not await insert_once(session, CheckInTaken, taken):
            return _counted(Outcome.TAKEN, row)
        await run(session, _COUNT, of | {"sealed": ballot.seal(tally.with_one(given))})
    except (KeyGone, Sealed):
        return Answered(Outcome.LOST)
    return _counted(Outcome.COUNTED, row)


def _counted(outcome: Outcome, row: CheckInRound) -> Answered:
    return Answered(outcome, closes_at(row.closes_on), CheckInQuestion(row.question))


async def teams_of(session: Session, tenant_id: str, round_id: str) -> Sequence[str]:
    """The teams that are counted in a round."""
    rows = await session.exec(
        select(CheckInTeam.team_id)
        .where(CheckInTeam.tenant_id == tenant_id, CheckInTeam.round_id == round_id)
        .order_by(CheckInTeam.team_id)
    )
    return rows.all()


async def names_of(
    session: Session, tenant_id: str, round_id: str, team_id: str
) -> tuple[str, tuple[str, ...]]:
    """A team's name, and the names of those that are counted with it."""
    rows = await session.exec(
        select(Team.id, Team.name).where(
            Team.tenant_id == tenant_id, col(Team.id).in_(await teams_of(session, tenant_id, round_id))
        )
    )
    names = dict(list(rows))
    own = names.pop(team_id, "")
    return own, tuple(sorted(names.values()))
