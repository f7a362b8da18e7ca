"""What has been told of the rounds: written once, at the close, and never changed (safety.md 5.2, R2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from domain.anonymity import Band, Finding, Level
from domain.check_in import CheckInQuestion
from storage.database import Session
from storage.tables import CheckInRelease, CheckInTeam

SHOWN = 12  # rounds, of a trend


class Group(StrEnum):
    """What a release is about: a round with its team or teams, a unit, or an area."""

    TEAM = "team"
    UNIT = "unit"
    AREA = "area"


@dataclass(frozen=True)
class Release:
    """What was told of a group at a close. Without a finding, too few had answered."""

    closes_on: date
    question: CheckInQuestion
    finding: Finding | None


def body_of(question: CheckInQuestion, finding: Finding | None) -> str:
    """The same bytes for everything that is too little to tell, whatever was answered."""
    told = {"question": question.value} | (asdict(finding) if finding else {})
    return json.dumps(told, sort_keys=True)


def _read(row: CheckInRelease) -> Release:
    told = json.loads(row.body)
    question = CheckInQuestion(told.pop("question"))
    return Release(row.closes_on, question, _finding(told) if told else None)


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(Band(told["band"]), Level(told["level"]), told["half_steps"], divided=told["divided"])


async def of_round(session: Session, tenant_id: str, round_id: str) -> Release | None:
    """What was told of a round; None while it is open, and of one that nobody knows."""
    rows = await session.exec(
        select(CheckInRelease).where(
            CheckInRelease.tenant_id == tenant_id,
            CheckInRelease.level == Group.TEAM,
            CheckInRelease.node_id == round_id,
        )
    )
    row = rows.first()
    return _read(row) if row else None


async def of_team(session: Session, tenant_id: str, team_id: str) -> Sequence[Release]:
    """The last rounds that a team was counted in, the oldest first."""
    rows = await session.exec(
        select(CheckInRelease)
        .join(
            CheckInTeam,
            (col(CheckInTeam.tenant_id) == CheckInRelease.tenant_id)
            & (col(CheckInTeam.round_id) == CheckInRelease.node_id),
        )
        .where(
            CheckInRelease.tenant_id == tenant_id,
            CheckInRelease.level == Group.TEAM,
            CheckInTeam.team_id == team_id,
        )
        .order_by(col(CheckInRelease.closes_on).desc())
        .limit(SHOWN)
    )
    return [_read(row) for row in rows][::-1]


async def of_group(session: Session, tenant_id: str, group: Group, node_id: str) -> Sequence[Release]:
    """The last rounds of a unit or an area, the oldest first."""
    rows = await session.exec(
        select(CheckInRelease)
        .where(
            CheckInRelease.tenant_id == tenant_id,
            CheckInRelease.level == group,
            CheckInRelease.node_id == node_id,
        )
        .order_by(col(CheckInRelease.closes_on).desc())
        .limit(SHOWN)
    )
    return [_read(row) for row in rows][::-1]
