"""A message to everybody: as fast as we can, beside the stock SDK, and as fast as Teams' windows let us.

Medvind takes each message from the outbox, composes and draws it, sends it and writes down what became of it,
every step on disk. The SDK is given the finished card and the token, and forgets what it has sent.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.contenders import STOCK, environment
from benchmarks.cores import pinned
from benchmarks.fan_out_ours import TOKEN
from benchmarks.fan_out_town import HELD, PEOPLE, found, questions, words
from benchmarks.fan_out_windows import ANSWERS_AFTER, Passage, passage
from benchmarks.report import Bar, Section, spread
from benchmarks.stub_teams import stub_teams
from bot.logs import quiet_logs
from bot.sender import AT_ONCE
from bot.teams.cards import card
from dialogs.screens import CheckInCard
from domain.check_in import CheckInQuestion

ROUNDS, QUESTIONS, STOCK_MESSAGES = 3, 2_000, 1_000
FASTER, NEAR = 8.0, 1.2  # the bars: times the SDK, and times the floor


@dataclass(frozen=True)
class Run:
    """How many were delivered, in how many seconds of wall clock and of CPU."""

    messages: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.messages / self.seconds

    @property
    def milliseconds(self) -> float:
        """Of CPU, for a message."""
        return self.cpu / self.messages * 1000


@dataclass(frozen=True)
class Runs:
    """In turn: Medvind's with words that are cheap to compose, its check-ins, and the SDK's."""

    words: Sequence[Run]
    questions: Sequence[Run]
    stock: Sequence[Run]


async def runs(people: int = PEOPLE) -> Runs:
    """Each on one core, with Teams on the other."""
    python = await environment(STOCK)
    with tempfile.TemporaryDirectory(prefix="mv-bench-") as name:
        folder = Path(name)
        async with stub_teams(1) as teams:
            await found(folder / "words.db", teams, people, words)
            await found(folder / "questions.db", teams, QUESTIONS, questions)
            said, asked, stock = [], [], []
            for _ in range(ROUNDS):
                said.append(await _ours(folder / "words.db"))
                asked.append(await _ours(folder / "questions.db"))
                stock.append(await _stock(folder, python, teams))
    assert all(run.messages == people for run in said), "every message arrives"
    return Runs(said, asked, stock)


async def _ours(full: Path) -> Run:
    """Each time with the same full outbox."""
    file = full.with_name("round.db")
    for old in full.parent.glob("round.db*"):
        old.unlink()
    shutil.copyfile(full, file)
    return await _told(sys.executable, "-m", "benchmarks.fan_out_ours", str(file))


async def _stock(folder: Path, python: Path, teams: str) -> Run:
    orders = {
        "service_url": teams, "token": TOKEN, "card": _card(), "messages": STOCK_MESSAGES, "at_once": AT_ONCE
    }  # fmt: skip
    (folder / "orders.json").write_text(json.dumps(orders), encoding="utf8")
    script = Path(__file__).parent / "fan_out_stock.py"
    return await _told(str(python), str(script), str(folder / "orders.json"))


def _card() -> dict[str, Any]:
    """What Medvind's cards look like that are sent beside it."""
    made = CheckInCard(
        question=next(iter(CheckInQuestion)), team="Team 001", together=(), closes_at=HELD.closes_at,
        token="x" * 40, about="https://medvind.example/check-ins/about", stop="y" * 22,
    )  # fmt: skip
    return card(made, "da")


async def _told(*command: str) -> Run:
    process = await asyncio.create_subprocess_exec(*pinned(0, *command), stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[-2]} ended with {process.returncode}")
    return Run(**json.loads(said))


async def table(people: int = PEOPLE) -> Section:
    measured = await runs(people)
    passed = await asyncio.to_thread(passage, people)
    cheaper, faster = _times(measured.words, measured.stock)
    met = cheaper >= FASTER and faster >= FASTER
    return Section(
        _lines(people, measured, passed),
        [
            Bar(
                f"fan-out of {people:,} nudges of one wording, pace limits off: CPU per message, and rate",
                f"≥ {FASTER:.0f} × continue_conversation", f"{cheaper:.1f} × and {faster:.1f} ×", met,
            ),
            Bar(
                f"fan-out to {people:,} people in one tenant, Teams' windows on",
                f"≤ {NEAR} × the floor", f"{passed.ratio:.3f} ×", passed.ratio <= NEAR,
            ),
        ],
    )  # fmt: skip


def _times(ours: Sequence[Run], stock: Sequence[Run]) -> tuple[float, float]:
    """How many times cheaper, and how many times faster."""
    cheaper = _median(stock, "milliseconds") / _median(ours, "milliseconds")
    return cheaper, _median(ours, "rate") / _median(stock, "rate")


def _row(name: str, found: Sequence[Run], stock: Sequence[Run]) -> str:
    cheaper, faster = _times(found, stock)
    return (
        f"| {name} | {found[0].messages:,} | {spread([run.milliseconds for run in found], 'ms', 2)} "
        f"| {cheaper:.1f} × | {spread([run.rate for run in found], '/s')} | {faster:.1f} × |"
    )


def _lines(people: int, measured: Runs, passed: Passage) -> list[str]:
    rows = [
        _row("Medvind, a few words to all", measured.words, measured.stock),
        _row("Medvind, the check-in's question", measured.questions, measured.stock),
        _row("botbuilder's `continue_conversation`", measured.stock, measured.stock),
    ]
    taken, floor = (timedelta(seconds=round(seconds)) for seconds in (passed.seconds, passed.floor))
    return [
        "## A message to everybody",
        "",
        "Medvind: out of the outbox (SQLite on disk), composed, drawn in Danish, sent and settled. "
        f"The SDK: a card that is ready made, {AT_ONCE} at once, no database, its token for nothing. "
        "Each on one core, the stub of Teams on the other.",
        "",
        "| Who | Messages | CPU per message | cheaper | Rate | faster |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        f"With Teams' windows on (simulated clock, Teams answers after {ANSWERS_AFTER} s): {people:,} people "
        f"in one tenant have theirs after {taken}; the windows allow {floor}: {passed.ratio:.3f} × "
        f"(at most {NEAR}). Throttled: {passed.throttled}.",
    ]  # fmt: skip


def _median(found: Sequence[Run], name: str) -> float:
    return statistics.median(float(getattr(run, name)) for run in found)


if __name__ == "__main__":
    quiet_logs()
    print("\n".join(asyncio.run(table()).lines))
