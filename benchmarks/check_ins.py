"""Everybody answers a check-in at once: what the last ones wait, beside a bare insert of one row each."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

from benchmarks.report import Bar, Section
from bot.talk import Speaker, Talk
from dialogs.base import Place, PlaceKind
from dialogs.screens import CheckInThanks
from domain.check_in import Round
from storage import check_ins
from storage.ballot import open_ballot
from storage.database import Database
from storage.month_keys import MonthKeys, month_of
from storage.tables import Area, CheckInRound, Person, Team, Unit
from tests.databases import KEYS, PostgreSQL

TENANT, PEOPLE, ROUNDS = "bench", 2_000, 3
BAR = 0.5  # of a bare insert's rate
HELD = Round(date(2026, 11, 23))
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Crowd:
    """How long each of those waited who came at once (milliseconds), and how many were served a second."""

    waits: Sequence[float]
    rate: float

    def share(self, percent: int) -> float:
        return statistics.quantiles(self.waits, n=100)[percent - 1]


async def crowds(kind: str) -> tuple[list[Crowd], list[Crowd]]:
    """Answers and bare inserts, in turn, each round with people and a database of its own."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        async with _parish(kind) as (database, cards):
            ours.append(await _answering(database, cards))
            bare.append(await _inserting(database))
    return ours, bare


@asynccontextmanager
async def _parish(kind: str) -> AsyncIterator[tuple[Database, dict[str, str]]]:
    """A round of 2,000, and the card of each. A socket's path must be short: hence the folder."""
    folder = Path(tempfile.mkdtemp(prefix="mv-bench-"))
    # In a thread, for it runs a loop of its own.
    server = await asyncio.to_thread(PostgreSQL, folder / "pg") if kind == "postgresql" else None
    try:
        if server:
            with server.fresh_database() as url:
                async with _opened(Database(url, KEYS, None, MonthKeys(folder / "keys"))) as opened:
                    yield opened
        else:
            database = Database(f"sqlite:///{folder}/medvind.db", KEYS, None, MonthKeys(folder / "keys"))
            async with _opened(database) as opened:
                yield opened
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _opened(database: Database) -> AsyncIterator[tuple[Database, dict[str, str]]]:
    await database.upgrade()
    async with database.write() as session:
        session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
        await session.flush()
        session.add(unit := Unit(tenant_id=TENANT, id="unit", area_id="so", name="Hjemmeplejen"))
        await session.flush()
        session.add(Team(tenant_id=TENANT, id="team", unit_id="unit", name="Team Nord"))
        await session.flush()
        everybody = [
            Person(tenant_id=TENANT, id=f"p{number:04}", name="", title="") for number in range(PEOPLE)
        ]
        session.add_all(everybody)
        await session.flush()
        (round_id,) = await check_ins.open_together(session, {"team": everybody}, unit, HELD)
        row = await session.get_one(CheckInRound, (TENANT, round_id))
        assert database.month_keys
        key = database.month_keys.open(month_of(HELD.closes_on))
        ballot = open_ballot(TENANT, round_id, key, row.wrapped)
        cards = {person.id: ballot.card(person.id) for person in everybody}
    yield database, cards
    await database.close()


async def _answering(database: Database, cards: dict[str, str]) -> Crowd:
    talk = Talk(database, lambda: NOW, language="da", public_url="https://bench.example", wake=lambda: None)

    async def press(number: int) -> None:
        person = f"p{number:04}"
        here = Place(PlaceKind.PERSONAL, f"a:{person}", "https://smba.example/", activity_id=f"f:{person}")
        value = {"do": "checkin.answer", "token": cards[person], "answer": "mostly"}
        (told,) = (await talk.press(Speaker(TENANT, person, "Anne Holm"), here, value)).screens
        assert isinstance(told, CheckInThanks), told

    return await _at_once(press)


async def _inserting(database: Database) -> Crowd:
    async with database.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE bare (id TEXT PRIMARY KEY)"))

    async def insert(number: int) -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text("INSERT INTO bare VALUES (:id)"), {"id": f"p{number:04}"})

    return await _at_once(insert)


async def _at_once(act: Callable[[int], Awaitable[None]]) -> Crowd:
    begun, waits = time.perf_counter(), list[float]()

    async def one(number: int) -> None:
        await act(number)
        waits.append((time.perf_counter() - begun) * 1000)

    async with asyncio.TaskGroup() as tasks:
        for number in range(PEOPLE):
            tasks.create_task(one(number))
    return Crowd(waits, PEOPLE / (time.perf_counter() - begun))


def rows_of(kind: str, ours: Sequence[Crowd], bare: Sequence[Crowd]) -> list[str]:
    """Lines of a Markdown table: what, the median reply, the 95th of a hundred, the rate, the share."""

    def line(what: str, crowds: Sequence[Crowd], end: str = "") -> str:
        middle, late, rate = (
            statistics.median(values)
            for values in zip(*((c.share(50), c.share(95), c.rate) for c in crowds), strict=True)
        )
        return f"| {kind}, {what} | {middle:.0f} ms | {late:.0f} ms | {rate:.0f} /s{end} |"

    return [line("an answer", ours, f" = {_share(ours, bare):.2f} ×"), line("a bare insert", bare)]


def bars_of(kind: str, ours: Sequence[Crowd], bare: Sequence[Crowd]) -> list[Bar]:
    share, late = _share(ours, bare), statistics.median(crowd.share(95) for crowd in ours)
    measure = f"a check-in answer, {PEOPLE:,} at once, {kind}"
    return [
        Bar(f"{measure}: rate of a bare insert's", f"≥ {BAR} ×", f"{share:.2f} ×", share >= BAR),
        Bar(f"{measure}: p95", "reported", f"{late:.0f} ms", None),
    ]


def _share(ours: Sequence[Crowd], bare: Sequence[Crowd]) -> float:
    return statistics.median(c.rate for c in ours) / statistics.median(c.rate for c in bare)


async def table() -> Section:
    lines = [
        f"## {PEOPLE:,} answers in one round, all at once", "",
        f"Through `Talk.press`, each a transaction of its own; the median of {ROUNDS} rounds in turn.", "",
        "| What | Half have their reply after | 95 % after | Rate |",
        "|---|---|---|---|",
    ]  # fmt: skip
    bars = []
    for kind in ("sqlite", "postgresql"):
        ours, bare = await crowds(kind)
        lines += rows_of(kind, ours, bare)
        bars += bars_of(kind, ours, bare)
    return Section(lines, bars)


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
