"""What a tick costs by what there is, with the same number of meetings due: it should cost the same."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import SQLModel, col

from benchmarks.report import Bar, Section, spread
from domain.kinds import Cadence, ForumKind
from domain.rhythm import Rhythm
from domain.schedule import Schedule
from nudges.plan import plan
from storage import forums, teams
from storage.crypto import Keyring
from storage.database import Database
from storage.sealing import sealed_values
from storage.tables import Area, Forum, Team, Unit

TENANT, DUE, ROUNDS, AT_A_TIME = "bench", 50, 9, 5_000
FEW, MANY, BAR = 1_000, 100_000, 1.5
KEYS = Keyring({1: bytes(range(32))})
# A Wednesday at 9: those that meet on Thursday are due.
NOW = datetime(2026, 11, 25, 8, 0, 30, tzinfo=UTC)
LATER = Schedule(Rhythm(2, datetime.min.time().replace(hour=14), Cadence.HALF_YEARLY, date(2026, 11, 4)))
SOON = Schedule(Rhythm(3, datetime.min.time().replace(hour=14), Cadence.WEEKLY, date(2026, 11, 4)))


async def ticks() -> tuple[list[float], list[float]]:
    """Milliseconds of a planning transaction with few forums and with many, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        towns = [await _town(Path(folder) / f"{size}.db", size) for size in (FEW, MANY)]
        measured: tuple[list[float], list[float]] = ([], [])
        for number in range(ROUNDS + 1):
            for town, found in zip(towns, measured, strict=True):
                spent = await _tick(town, number)
                if number:  # the first one fills the caches
                    found.append(spent)
        for town in towns:
            await town.close()
    return measured


async def _tick(database: Database, number: int) -> float:
    """Another week each time: fifty forums that are due have not had their card."""
    now = NOW + number * timedelta(weeks=1)
    soonest = SOON.next_after(now)
    assert soonest is not None
    async with database.write() as session:
        due = {"next_week": str(soonest.week), "next_meeting_at": soonest.meets_at, "nudge_due_at": now}
        await session.exec(update(Forum).where(col(Forum.weekday) == 3).values(**due))
    started = time.perf_counter()
    async with database.write() as session:
        planned = await plan(session, now)
    spent = (time.perf_counter() - started) * 1000
    assert planned == DUE, planned
    return spent


async def _town(file: Path, size: int) -> Database:
    database = Database(f"sqlite:///{file}", KEYS)
    await database.upgrade()
    async with database.write() as session:
        session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
        await session.flush()
        session.add(Unit(tenant_id=TENANT, id="unit", area_id="so", name="Hjemmeplejen"))
        await session.flush()
        for first in range(0, size, AT_A_TIME):
            numbers = range(first, min(first + AT_A_TIME, size))
            await session.exec(insert(Team), params=list(_teams(numbers)))
            await session.exec(insert(Forum), params=list(_forums(numbers)))
    return database


def _teams(numbers: range) -> Iterator[dict[str, Any]]:
    for number in numbers:
        team = Team(tenant_id=TENANT, id=f"t{number}", unit_id="unit", name=f"Team {number}")
        teams.bind(team, service_url="https://smba.example/", conversation_id=f"19:{number}@thread")
        yield sealed_values(Team, _values(team), KEYS)


def _forums(numbers: range) -> Iterator[dict[str, Any]]:
    for number in numbers:
        forum = Forum(
            tenant_id=TENANT, id=f"t{number}", kind=ForumKind.TEAM_MEETING, name=f"Team {number}",
            unit_id="unit", team_id=f"t{number}",
        )  # fmt: skip
        forums.set_schedule(forum, SOON if number < DUE else LATER, NOW)
        yield _values(forum)


def _values(row: SQLModel) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}  # type: ignore[attr-defined]


async def table() -> Section:
    few, many = await ticks()
    ratio = statistics.median(many) / statistics.median(few)
    lines = [
        "## A tick by how many forums there are",
        "",
        f"The planning transaction, {DUE} cards planned, SQLite on disk, {ROUNDS} rounds in turn.",
        "",
        "| Forums | Planned after |",
        "|---|---|",
        f"| {FEW:,} | {spread(few, 'ms')} |",
        f"| {MANY:,} | {spread(many, 'ms')} = {ratio:.2f} × |",
    ]
    measure = f"planning a tick, {MANY:,} teams beside {FEW:,}, {DUE} due"
    return Section(lines, [Bar(measure, f"≤ {BAR} ×", f"{ratio:.2f} ×", ratio <= BAR)])


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
