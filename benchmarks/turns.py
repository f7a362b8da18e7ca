"""A full story submission, beside one echo of what somebody would pick instead; all in turn, on one core.

Ours is an invoke with a signed token: the card's answers parsed, the row committed, the card that thanks
drawn and answered. An echo is a message whose reply is posted to a stub of Teams before the turn counts.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import contenders, stories
from benchmarks.authority import Authority, open_authority
from benchmarks.echoes import WHAT, Echo, echo
from benchmarks.load import CONNECTIONS, Run, Server, client_on, run
from benchmarks.report import Bar, Section, board, spread
from tests.databases import PostgreSQL

ROUNDS, TURNS, REPLICAS = 5, 400, 2
SERVERS, CLIENT = 0, 1  # the cores
STOCK_BAR, AGENTS_BAR, REPLICAS_BAR = 6.0, 1.0, 1.6


@dataclass
class Measured:
    """One row of the table: what it is, its version, and a run of each round."""

    what: str
    version: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.what} (`{self.version}`)" if self.version else f"**{self.what}**"

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)

    def times(self, other: Measured) -> float:
        """How many times as many turns a second: of each round, for a slow minute hits both in it."""
        return statistics.median(
            mine.rate / its.rate for mine, its in zip(self.runs, other.runs, strict=True)
        )

    def wait(self, percent: int) -> float:
        return statistics.median(run.share(percent) for run in self.runs)


@dataclass
class Ours:
    """Medvind over one database, by one or more replicas."""

    database: str
    servers: Sequence[Server]
    crowd: stories.Crowd

    async def measure(self, turns: int) -> Run:
        """So many stories, each thanked for and in the database, or ValueError."""
        before = await stories.told(self.database)
        forms = await self.crowd.forms(self.servers, turns)
        found = await run(self.servers, forms)
        if not all(map(stories.is_thanked, found.answers)):
            raise ValueError("not everybody was thanked for her story")
        if await stories.told(self.database) != before + turns:
            raise ValueError("not every story that was thanked for is in the database")
        return found


async def on_one_core() -> dict[str, Measured]:
    """All of them at once, and one at a time at work."""
    found = {"ours": Measured("Medvind, a full story submission")}
    async with AsyncExitStack() as stack:
        authority = await stack.enter_async_context(open_authority())
        medvind = await stack.enter_async_context(_on_sqlite(authority))
        echoes = list[tuple[Echo, int]]()
        for name, (what, turns) in WHAT.items():
            found[name] = Measured(f"{what}, an echo", contenders.version(name))
            echoes.append((await stack.enter_async_context(echo(name, authority, SERVERS)), turns))
        stack.enter_context(client_on(CLIENT))
        for number in range(ROUNDS):
            found["ours"].runs.append(await medvind.measure(TURNS))
            for one, turns in echoes:
                found[one.name].runs.append(await one.measure(turns))
            _say("one core", number)
    return found


async def on_postgresql() -> tuple[Measured, Measured]:
    """One replica, and two, each on a core of its own where there are so many; in turn."""
    one, two = Measured("one replica"), Measured("two replicas")
    folder = Path(tempfile.mkdtemp(prefix="mv-bench-"))  # a socket's path must be short
    server = await asyncio.to_thread(PostgreSQL, folder / "pg")  # in a thread, for it runs a loop of its own
    try:
        with server.fresh_database() as url:
            async with open_authority() as authority, _replicas(authority, url, folder, REPLICAS) as both:
                alone = Ours(url, both.servers[:1], both.crowd)
                with client_on(CLIENT):
                    for number in range(ROUNDS):
                        one.runs.append(await alone.measure(TURNS))
                        two.runs.append(await both.measure(TURNS))
                        _say("PostgreSQL", number)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return one, two


def _say(what: str, number: int) -> None:
    print(f"turns, {what}: round {number + 1} of {ROUNDS}", file=sys.stderr, flush=True)


@asynccontextmanager
async def _on_sqlite(authority: Authority) -> AsyncIterator[Ours]:
    """On the disk that the environments are on: a temporary folder may be memory."""
    contenders.PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=contenders.PLACE) as folder:
        url = f"sqlite:///{folder}/medvind.db"
        async with _replicas(authority, url, Path(folder), 1) as found:
            yield found


@asynccontextmanager
async def _replicas(authority: Authority, url: str, folder: Path, number: int) -> AsyncIterator[Ours]:
    await stories.found(url, folder / "keys")
    settings = stories.environment(url, folder / "keys")
    async with AsyncExitStack() as stack:
        servers = [
            await stack.enter_async_context(stories.running(authority, SERVERS + core, settings))
            for core in range(number)
        ]
        crowd = stories.Crowd(authority.token(stories.APP_ID, stories.SERVICE_URL))
        found = Ours(url, servers, crowd)
        await found.measure(64)  # the first ones fill the caches
        yield found


NOTES = (
    "The echoes check the token of each request (Slack's signature; bare aiohttp checks nothing), commit "
    "nothing, and post their reply to a stub. Their token for it costs nothing, for there is no Entra here: "
    "botbuilder would ask for one twice a turn. The time of an echo ends when its reply has arrived.",
    "",
    "The client and the stub are one process on a core of their own; it holds up what is faster than itself, "
    "bare aiohttp and perhaps Slack. Processor time is the server's alone, and the better measure.",
)


async def table() -> Section:
    """Takes some two or three minutes; the first time, the environments as well."""
    found = await on_one_core()
    one, two = await on_postgresql()
    mine, stock, agents = (found[name] for name in ("ours", contenders.STOCK, contenders.AGENTS))
    lines = [
        "## A full story submission, and an echo of what somebody would pick instead",
        "",
        f"On one core, {ROUNDS} rounds in turn, {CONNECTIONS} connections. SQLite on disk, "
        f"{stories.PEOPLE:,} people.",
        "",
        "| What | Turns a second, median (min–max) | × stock | CPU a turn | Stock's ÷ it | p50 | p95 |",
        "|---|---|---|---|---|---|---|",
        *(_row(one, stock) for one in found.values()),
        "",
        *NOTES,
        "",
        "| The same on PostgreSQL | Turns a second, median (min–max) | CPU a turn | p50 | p95 |",
        "|---|---|---|---|---|",
        *(_short_row(one) for one in (one, two)),
        "",
        "Each replica has its own core. On a machine with two cores, the client, the database and the "
        "replicas share these two, and the second replica's is the client's.",
    ]
    return Section(lines, [_bar(mine, stock, STOCK_BAR), _bar(mine, agents, AGENTS_BAR), _both_bar(one, two)])


def _row(one: Measured, stock: Measured) -> str:
    rates = [run.rate for run in one.runs]
    return (
        f"| {one.name} | {spread(rates, '/s')} | {one.times(stock):.1f} × | {one.cpu:.2f} ms "
        f"| {stock.cpu / one.cpu:.1f} × | {one.wait(50):.0f} ms | {one.wait(95):.0f} ms |"
    )


def _short_row(one: Measured) -> str:
    rates = [run.rate for run in one.runs]
    waits = f"{one.wait(50):.0f} ms | {one.wait(95):.0f} ms"
    return f"| {one.what} | {spread(rates, '/s')} | {one.cpu:.2f} ms | {waits} |"


def _bar(mine: Measured, other: Measured, least: float) -> Bar:
    ratio = mine.times(other)
    measured = f"{ratio:.1f} × (by processor time {other.cpu / mine.cpu:.1f} ×)"
    return Bar(f"{mine.what}, turns a second", f"≥ {least:.0f} × {other.what}", measured, ratio >= least)


def _both_bar(one: Measured, two: Measured) -> Bar:
    """Held to it only where the client and the database have cores besides."""
    ratio, cores = two.times(one), len(os.sched_getaffinity(0))
    met = ratio >= REPLICAS_BAR if cores > REPLICAS + 1 else None
    measured = f"{ratio:.2f} × on {cores} cores"
    return Bar(
        "the same on PostgreSQL, two replicas", f"≥ {REPLICAS_BAR} × one, where cores allow", measured, met
    )


if __name__ == "__main__":
    section = asyncio.run(table())
    print("\n".join([*section.lines, "", *board(section.bars)]))
