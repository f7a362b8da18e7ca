"""The end of a round: what may be told is decided once and for the whole tenant, and the rest is destroyed.

The order is the protection. Results are decided from counts only, while every round of the tenant is held;
tokens and marks go, the secrets and tallies are overwritten; then the database is made to forget its copies;
and a week after a month's last close its key goes too (safety.md 5.2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import delete, insert, update
from sqlmodel import col, func, select

from domain.anonymity import Node, released
from domain.calendar import local
from domain.check_in import CheckInQuestion, closes_at
from domain.tally import Tally
from storage.ballot import WIPED_SECRET, WIPED_TALLY, Sealed
from storage.check_ins import State, ballot_of, keys_of
from storage.database import Session
from storage.month_keys import KeyGone, last_day, month_of
from storage.releases import Group, body_of
from storage.rows import run, table_of
from storage.tables import (
    CheckInEligible,
    CheckInRelease,
    CheckInRound,
    CheckInTaken,
    CheckInTeam,
    Unit,
)

log = structlog.get_logger()

KEY_OUTLIVES = timedelta(days=7)  # the month's last close
# How long a round waits for a key that is not here, before it is given up: another replica may have it.
KEY_MISSED = timedelta(days=7)
KEPT = timedelta(days=730)  # results, 24 months (facts 2.8)
EMPTIED = ("check_in_taken", "check_in_eligible", "check_in_round")  # tables, at a close
_AT_A_TIME = 500


@dataclass(frozen=True)
class Closed:
    """A round that has just ended, with the teams that are to be told."""

    tenant_id: str
    round_id: str
    closes_on: date
    teams: Sequence[str]


async def due(session: Session, now: datetime) -> Sequence[tuple[str, date]]:
    """The tenants with rounds that are over and still open, and the day on which they ended."""
    rows = await session.exec(
        select(col(CheckInRound.tenant_id), col(CheckInRound.closes_on))
        .where(CheckInRound.state == State.OPEN, col(CheckInRound.closes_on) <= local(now).date())
        .distinct()
        .order_by(col(CheckInRound.closes_on), CheckInRound.tenant_id)
    )
    return [(tenant_id, day) for tenant_id, day in rows if closes_at(day) <= now]


async def close(session: Session, tenant_id: str, closes_on: date, now: datetime) -> Sequence[Closed]:
    """End the rounds of a tenant that close on a day, all of them at once.

    Nothing when somebody else has, or while the key to one of them is missing.
    """
    rows = await session.exec(
        select(CheckInRound)
        .where(
            CheckInRound.tenant_id == tenant_id,
            CheckInRound.closes_on == closes_on,
            CheckInRound.state == State.OPEN,
        )
        .order_by(CheckInRound.id)
        .with_for_update()
    )
    rounds = rows.all()
    tallies = {row.id: tally for row in rounds if (tally := _counted(session, row, now)) is not None}
    # All of a tenant's, or none: a result that comes later could be worked out from those that are told.
    if len(tallies) < len(rounds):
        log.error("check_in_unreadable", month=month_of(closes_on))
        return []
    if not rounds:
        return []
    await _release(session, tenant_id, rounds, tallies)
    await _erase(session, tenant_id, rounds)
    teams = await _teams(session, tenant_id, closes_on)
    return [Closed(tenant_id, row.id, closes_on, teams[row.id]) for row in rounds]


def _counted(session: Session, row: CheckInRound, now: datetime) -> Tally | None:
    """How often each answer was given; None while the key may still turn up."""
    try:
        return ballot_of(session, row).open(row.tally)
    except (KeyGone, Sealed):
        if now < closes_at(row.closes_on) + KEY_MISSED:
            return None
        return Tally()  # nobody can read what was answered: as if nobody had


async def _release(
    session: Session, tenant_id: str, rounds: Sequence[CheckInRound], tallies: Mapping[str, Tally]
) -> None:
    question, closes_on = CheckInQuestion(rounds[0].question), rounds[0].closes_on
    told = []
    for area in await _tree(session, tenant_id, rounds, tallies):
        findings = released(area, question)
        for node in area.everything():
            level, _, node_id = node.id.partition(" ")
            body = body_of(question, findings.get(node.id))
            told.append(
                {"tenant_id": tenant_id, "level": level, "node_id": node_id, "closes_on": closes_on}
                | {"body": body}
            )
    await run(session, insert(table_of(CheckInRelease)), told)


async def _tree(
    session: Session, tenant_id: str, rounds: Iterable[CheckInRound], tallies: Mapping[str, Tally]
) -> Sequence[Node]:
    """Area, units, rounds: as the organisation is."""
    units = await session.exec(select(Unit.id, Unit.area_id).where(Unit.tenant_id == tenant_id))
    areas = dict(list(units))
    leaves: dict[str, list[Node]] = defaultdict(list)
    for row in rounds:
        leaves[row.unit_id].append(Node(f"{Group.TEAM} {row.id}", tallies[row.id]))
    branches: dict[str, list[Node]] = defaultdict(list)
    for unit_id, parts in leaves.items():
        branches[areas[unit_id]].append(Node.of(f"{Group.UNIT} {unit_id}", parts))
    return [Node.of(f"{Group.AREA} {area_id}", parts) for area_id, parts in branches.items()]


async def _erase(session: Session, tenant_id: str, rounds: Sequence[CheckInRound]) -> None:
    ids = [row.id for row in rounds]
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        for table in (CheckInTaken, CheckInEligible):
            await session.exec(
                delete(table).where(col(table.tenant_id) == tenant_id, col(table.round_id).in_(some))
            )
        await session.exec(
            update(CheckInRound)
            .where(col(CheckInRound.tenant_id) == tenant_id, col(CheckInRound.id).in_(some))
            .values(state=State.CLOSED, wrapped=WIPED_SECRET, tally=WIPED_TALLY)
        )


async def _teams(session: Session, tenant_id: str, closes_on: date) -> Mapping[str, list[str]]:
    rows = await session.exec(
        select(CheckInTeam.round_id, CheckInTeam.team_id)
        .where(CheckInTeam.tenant_id == tenant_id, CheckInTeam.closes_on == closes_on)
        .order_by(CheckInTeam.team_id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for round_id, team_id in rows:
        found[round_id].append(team_id)
    return found


async def with_traces(session: Session) -> Sequence[tuple[str, str]]:
    """Rounds that are over, and of which the database may have kept old pages."""
    rows = await session.exec(
        select(CheckInRound.tenant_id, CheckInRound.id).where(CheckInRound.state == State.CLOSED)
    )
    return [(tenant_id, round_id) for tenant_id, round_id in rows]


async def cleared(session: Session, rounds: Iterable[tuple[str, str]]) -> None:
    """The database has been made to forget: these need not be asked about again."""
    for tenant_id, round_id in rounds:
        await session.exec(
            update(CheckInRound)
            .where(col(CheckInRound.tenant_id) == tenant_id, col(CheckInRound.id) == round_id)
            .values(state=State.CLEARED)
        )


async def destroy_keys(session: Session, now: datetime) -> None:
    """The keys of months that are over, a week after their last close; never while a round needs one."""
    keys = keys_of(session)
    for month in keys.months() if keys else ():
        if keys and await _out_of_use(session, month, now):
            keys.destroy(month)
            log.warning("month_key_destroyed", month=month)


async def _out_of_use(session: Session, month: str, now: datetime) -> bool:
    end = last_day(month)
    if local(now).date() <= end:
        return False
    of_month = col(CheckInRound.closes_on).between(end.replace(day=1), end)
    still_open = select(CheckInRound.id).where(of_month, CheckInRound.state == State.OPEN).limit(1)
    if (await session.exec(still_open)).first() is not None:
        return False
    last = (await session.exec(select(func.max(CheckInRound.closes_on)).where(of_month))).one()
    return last is None or closes_at(last) + KEY_OUTLIVES <= now


async def abandon(session: Session) -> None:
    """After a restore: a round must not open again, nor be told of twice. What it held is erased."""
    for table in (CheckInTaken, CheckInEligible):
        await session.exec(delete(table))
    await session.exec(
        update(CheckInRound)
        .where(col(CheckInRound.state) == State.OPEN)
        .values(state=State.LOST, wrapped=WIPED_SECRET, tally=WIPED_TALLY)
    )


async def prune(session: Session, now: datetime) -> None:
    """Results are kept for 24 months, and with them what the teams made of them."""
    long_ago = local(now - KEPT).date()
    await session.exec(delete(CheckInRelease).where(col(CheckInRelease.closes_on) < long_ago))
    await session.exec(
        delete(CheckInRound).where(
            col(CheckInRound.closes_on) < long_ago, col(CheckInRound.state) != State.OPEN
        )
    )
