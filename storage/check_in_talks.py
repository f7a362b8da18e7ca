"""What a team makes of a result: that they talked, and the one small thing that they try (prøvehandling)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import col, func, select

from storage.database import Session
from storage.tables import CheckInRound, CheckInTalk, CheckInTeam


class TrialOutcome(StrEnum):
    HAPPENED = "happened"
    NOT_YET = "not_yet"


async def of(session: Session, tenant_id: str, round_id: str, team_id: str) -> CheckInTalk | None:
    return await session.get(CheckInTalk, (tenant_id, round_id, team_id))


async def begin(session: Session, tenant_id: str, round_id: str, team_id: str) -> CheckInTalk:
    """The team's row of a round, which only one changes at a time; made when something is to stand in it."""
    round_held = select(CheckInRound.id).where(
        CheckInRound.tenant_id == tenant_id, CheckInRound.id == round_id
    )
    await session.exec(round_held.with_for_update(key_share=True))
    row = await session.get(CheckInTalk, (tenant_id, round_id, team_id), with_for_update=True)
    if row is None:
        row = CheckInTalk(tenant_id=tenant_id, round_id=round_id, team_id=team_id)
        session.add(row)
    return row


def talked(row: CheckInTalk, now: datetime) -> bool:
    """False when somebody had said so already."""
    if row.talked_at is not None:
        return False
    row.talked_at = now
    return True


def plan(row: CheckInTalk, trial: str, until: date, now: datetime) -> bool:
    """What they try, and until when; that they talked goes without saying. False when it stands there."""
    if (row.trial, row.try_until) == (trial, until):
        return False
    row.trial, row.try_until, row.outcome = trial, until, ""
    row.talked_at = row.talked_at or now
    return True


def settle(row: CheckInTalk, outcome: TrialOutcome) -> bool:
    if row.trial is None or row.outcome == outcome:
        return False
    row.outcome = outcome
    return True


async def last_trial(session: Session, tenant_id: str, team_id: str, before: date) -> CheckInTalk | None:
    """What a team last wanted to try, of the rounds that closed before a day.

    Once they have said whether it happened, later rounds say no more of it.
    """
    rows = await session.exec(
        select(CheckInTalk, col(CheckInRound.closes_on))
        .join(
            CheckInRound,
            (col(CheckInRound.tenant_id) == CheckInTalk.tenant_id)
            & (col(CheckInRound.id) == CheckInTalk.round_id),
        )
        .where(
            CheckInTalk.tenant_id == tenant_id,
            CheckInTalk.team_id == team_id,
            col(CheckInTalk.trial).is_not(None),
            col(CheckInRound.closes_on) < before,
        )
        .order_by(col(CheckInRound.closes_on).desc())
        .limit(1)
    )
    found = rows.first()
    if found is None:
        return None
    talk, closed_on = found
    return None if talk.outcome and closed_on < await _last_round(session, talk, before) else talk


async def _last_round(session: Session, talk: CheckInTalk, before: date) -> date:
    rows = await session.exec(
        select(func.max(CheckInTeam.closes_on)).where(
            CheckInTeam.tenant_id == talk.tenant_id,
            CheckInTeam.team_id == talk.team_id,
            col(CheckInTeam.closes_on) < before,
        )
    )
    return rows.one()
