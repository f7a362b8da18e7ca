"""How soon somebody at the command line has an answer, and a demo to talk with."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.report import Bar, Section, spread
from benchmarks.service import running

ASKED, STARTED = 20, 7  # times
HELP_BAR, DEMO_BAR = 0.30, 3.0  # seconds
SCRIPT = str(Path(sys.executable).with_name("medvind"))
HELPS = {
    "`medvind --help`": (SCRIPT, "--help"),
    "`python -m bot --help`": (sys.executable, "-m", "bot", "--help"),
    "`medvind org import --help`": (SCRIPT, "org", "import", "--help"),
    "Python alone, doing nothing": (sys.executable, "-c", "pass"),
}


@dataclass
class Command:
    """What it took, in seconds: by the clock on the wall, and of a processor."""

    waited: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)

    def run(self, words: Sequence[str]) -> None:
        began = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        self.waited.append(time.perf_counter() - began)
        self.computed.append(used.ru_utime + used.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, words)


def helps() -> dict[str, Command]:
    """Each in turn, as often as the others; the first time fills the disk's cache."""
    for words in HELPS.values():
        Command().run(words)
    measured = {name: Command() for name in HELPS}
    for _ in range(ASKED):
        for name, words in HELPS.items():
            measured[name].run(words)
    return measured


async def demo() -> list[float]:
    """Seconds from an empty folder until `/readyz` is green."""
    found = []
    for _ in range(STARTED):
        async with running() as service:
            found.append(service.ready_after)
    return found


async def table() -> Section:
    """Help, and the demo's start; both with medians and from the least to the most."""
    commands = await asyncio.to_thread(helps)
    ready = await demo()
    help_time = statistics.median(next(iter(commands.values())).waited)
    bars = [
        Bar(
            "`medvind --help`, median",
            f"≤ {HELP_BAR:.2f} s",
            f"{help_time:.2f} s",
            help_time <= HELP_BAR,
        ),
        Bar(
            "`medvind demo`, empty folder to ready, median",
            f"≤ {DEMO_BAR:.0f} s",
            f"{statistics.median(ready):.1f} s",
            statistics.median(ready) <= DEMO_BAR,
        ),
    ]
    lines = [
        "## At the command line",
        "",
        f"Each {ASKED} times in turn, the demo {STARTED} times: migrated, seeded, and `/readyz` green.",
        "",
        "| What | Waited, median (min–max) | Of a processor |",
        "|---|---|---|",
        *(
            f"| {name} | {spread(one.waited, 's', 2)} | {spread(one.computed, 's', 2)} |"
            for name, one in commands.items()
        ),
        f"| `medvind demo`, ready | {spread(ready, 's', 2)} | |",
    ]
    return Section(lines, bars)


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
