"""What the running service keeps after ten thousand turns, and how long one piece of work holds up another.

The service has a core of its own. Its memory is what the system counts as resident; how late its loop was is
read from its own `/metrics`, over its whole life and at least one tick.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from benchmarks.report import Bar, Section
from benchmarks.service import Service, filled, opened, running
from bot.demo import data

TURNS, EACH, AT_ONCE = 10_000, 500, 10
MEMORY_BAR, LAG_BAR = 120, 0.1  # megabytes, seconds
FLAT = 1.0  # megabytes in the second half: less than the allocator's own steps
TICK = 61.0  # seconds: within them the metronome has beaten
BODY = "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs igen. "


@dataclass
class Worker:
    """Somebody of the demo in her personal chat, who goes through the same round again and again."""

    service: Service
    person: str
    number: Iterator[int] = field(default_factory=itertools.count)

    def turns(self) -> Iterator[Any]:
        """Awaitables, one a turn: five story forms and submissions, and what is asked between them."""
        while True:
            for words in ("hjælp", "mine historier", BODY + str(next(self.number)), "tjek ind", "hej"):
                yield self._says(words)
                form: dict[str, Any] = {}
                yield self._opens(form)
                yield self._sends(form)

    async def _says(self, words: str) -> None:
        await self.service.turn(text=words, **self._who())

    async def _opens(self, form: dict[str, Any]) -> None:
        form.update(await self.service.press({"do": "story.open"}, **self._who()))

    async def _sends(self, form: dict[str, Any]) -> None:
        story = filled(opened(form), f"{BODY}{next(self.number)}")
        answer = await self.service.press(story, **self._who())
        assert answer["type"] == "application/vnd.microsoft.card.adaptive", answer["type"]

    def _who(self) -> dict[str, Any]:
        return {
            "from": {"id": f"29:{self.person}", "name": "Anne Holm", "aadObjectId": self.person},
            "conversation": {"id": f"a:{self.person}", "conversationType": "personal"},
        }


@dataclass(frozen=True)
class Lag:
    """Seconds. `p99` is the bound of a bucket: 99 of 100 looks were not later than it."""

    latest: float
    p99: float
    looks: int


@dataclass(frozen=True)
class Life:
    """Megabytes by turns taken, turns a second, seconds it has run, and how late its loop was."""

    memory: dict[int, float]
    rate: float
    seconds: float
    lag: Lag

    @property
    def growth(self) -> float:
        """Megabytes over the last half, by a straight line through its samples."""
        late = {turns: size for turns, size in self.memory.items() if turns >= TURNS // 2}
        slope, _ = statistics.linear_regression(list(late), list(late.values()))
        return slope * TURNS / 2


async def live() -> Life:
    async with running() as service:
        began = time.monotonic()
        people = [person.id for person in data.organisation().people][:AT_ONCE]
        rounds = [Worker(service, person).turns() for person in people]
        memory = {0: _resident(service.pid)}
        for taken in range(EACH, TURNS + 1, EACH):
            await asyncio.gather(*(_some(turns, EACH // AT_ONCE) for turns in rounds))
            memory[taken] = _resident(service.pid)
            service.posted.clear()
        spent = time.monotonic() - began
        await asyncio.sleep(max(TICK - spent, 0))
        return Life(memory, TURNS / spent, time.monotonic() - began, await _lag(service))


async def _some(turns: Iterator[Any], number: int) -> None:
    for turn in itertools.islice(turns, number):
        await turn


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


async def _lag(service: Service) -> Lag:
    async with service.session.get(f"{service.address}/metrics") as answer:
        page = await answer.text()
    samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
    found = {sample.name: sample.value for sample in samples}
    looks = found["medvind_loop_lag_seconds_count"]
    bounds = [
        float(sample.labels["le"])
        for sample in samples
        if sample.name == "medvind_loop_lag_seconds_bucket" and sample.value >= 0.99 * looks
    ]
    return Lag(found["medvind_loop_lag_max_seconds"], min(bounds), int(looks))


async def table() -> Section:
    """Memory, whether it grows, and the loop's lag."""
    life = await live()
    most, growth, lag = max(life.memory.values()), life.growth, life.lag
    bars = [
        Bar(
            f"memory of the running service after {TURNS:,} turns",
            f"≤ {MEMORY_BAR} MB",
            f"{life.memory[TURNS]:.0f} MB",
            most <= MEMORY_BAR,
        ),
        Bar("what it grew by over the last half of them", "flat", f"{growth:+.1f} MB", growth <= FLAT),
        Bar(
            "event-loop lag over the whole run, the most",
            f"≤ {LAG_BAR * 1000:.0f} ms",
            f"{lag.latest * 1000:.0f} ms",
            lag.latest <= LAG_BAR,
        ),
    ]
    lines = [
        f"## {TURNS:,} turns",
        "",
        f"A demo with a core of its own, {AT_ONCE} people at once: story forms and submissions, help, my "
        f"stories, drafts, check-ins. {life.rate:.0f} turns/s, {life.seconds:.0f} s, SQLite on disk.",
        "",
        "| Turns | Resident memory |",
        "|---|---|",
        *(f"| {turns:,} | {size:.1f} MB |" for turns, size in life.memory.items() if turns % 1000 == 0),
        "",
        f"Over the last half it grew by {growth:+.1f} MB, by a line through a sample every {EACH} turns. Of "
        f"{lag.looks:,} looks at the loop the latest came {lag.latest * 1000:.0f} ms late, and 99 % not more "
        f"than {lag.p99 * 1000:.0f} ms.",
    ]
    return Section(lines, bars)


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
