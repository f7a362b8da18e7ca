"""A message to everybody with Teams' windows on, in simulated time: the sender runs as it always does.

The loop's clock stands while anybody has something to do, the database's threads included, and then jumps to
the next moment that somebody waits for.
"""

from __future__ import annotations

import asyncio
import selectors
import tempfile
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.fan_out_town import NOW, PEOPLE, TENANT, address, found, words
from bot.pace import WINDOWS, Pace, Window
from bot.post import Address, Delivered, Outcome, Retry
from bot.sender import Sender
from dialogs.screens import Screen
from storage.database import Database, Session
from storage.delivery import PER_SECOND

ANSWERS_AFTER = 0.3  # seconds that Teams takes for a message
OF_A_TENANT: Sequence[Window] = ((1, PER_SECOND),)
_STUCK = 1.0  # real seconds after which a transaction is believed to wait for the simulated clock


@dataclass(frozen=True)
class Passage:
    """How many arrived and were throttled, in how many simulated seconds, and in how few it could be."""

    delivered: int
    throttled: int
    seconds: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor


def floor(people: int) -> float:
    """Seconds from the first message to the last that the windows allow, if they are used to the full."""
    tenant, each = Pace(OF_A_TENANT), Pace(WINDOWS)
    moments = [each.book(f"a:{number}", tenant.book(TENANT, NOW)) for number in range(people)]
    return (max(moments) - NOW).total_seconds()


def passage(people: int = PEOPLE) -> Passage:
    """Everybody's message, from the first look into the outbox to the last answer."""
    time = _Time()
    with asyncio.Runner(loop_factory=lambda: _Loop(time)) as runner:
        return runner.run(_passed(time, people))


async def _passed(time: _Time, people: int) -> Passage:
    with tempfile.TemporaryDirectory(prefix="mv-bench-") as folder:
        file = Path(folder) / "medvind.db"
        with time.stands():
            await found(file, "https://smba.trafficmanager.net/emea/", people, words)
        database = _Watched(*address(file, time))
        database.simulated = time
        teams = _StrictTeams(time, people)
        started = time.seconds
        sender = Sender(database, teams, time, "da", "https://medvind.example", "bench")
        running = asyncio.create_task(sender.run())
        await teams.all_there.wait()
        seconds = time.seconds - started
        sender.stop()
        await running
        with time.stands():
            await database.close()
    return Passage(people, teams.throttled, seconds, floor(people))


class _Time:
    """The simulated clock: seconds since the beginning, and for whom asks the time of day."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.at_work = 0  # transactions under way, in threads that the loop knows nothing of

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    @contextmanager
    def stands(self) -> Iterator[None]:
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1


class _Selector(selectors.DefaultSelector):
    """Waits for events in real time, and for moments not at all."""

    def __init__(self, time: _Time) -> None:
        super().__init__()
        self._time = time

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        events = super().select(_STUCK if self._time.at_work else 0)
        if not events:
            self._time.seconds += timeout
        return events


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, time: _Time) -> None:
        super().__init__(_Selector(time))
        self._simulated = time

    def time(self) -> float:
        return self._simulated.seconds


class _Watched(Database):
    """Time stands while a transaction is under way."""

    simulated: _Time

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        with self.simulated.stands():
            async with super().write() as session:
                yield session

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Session]:
        with self.simulated.stands():
            async with super().turn() as session:
                yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        with self.simulated.stands():
            async with super().read() as session:
                yield session


@dataclass
class _StrictTeams:
    """Counts as Teams does: throttles what comes too fast for its conversation or its tenant."""

    time: _Time
    expected: int
    throttled: int = 0
    arrived: int = 0
    all_there: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=1800)))

    async def open_chat(self, address: Address) -> Address | Outcome:
        raise AssertionError("everybody has a chat")

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        here = ((address.conversation_id, WINDOWS), (address.tenant_id, OF_A_TENANT))
        too_fast = any(self._too_fast(name, windows) for name, windows in here)
        for name, _ in here:
            self._seen[name].append(self.time.seconds)
        await asyncio.sleep(ANSWERS_AFTER)
        if too_fast:
            self.throttled += 1
            return Retry(1, throttled=True)
        self.arrived += 1
        if self.arrived == self.expected:
            self.all_there.set()
        return Delivered(f"1:{self.arrived}")

    def _too_fast(self, name: str, windows: Sequence[Window]) -> bool:
        seen, now = self._seen[name], self.time.seconds
        return any(len(seen) >= most and now - seen[-most] < seconds for seconds, most in windows)
