"""How late the event loop comes to what is due: what one page, picture or tick costs everybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NoReturn

from bot.metrics import LOOP_LAG, LOOP_LAG_MAX

EVERY = 0.02  # seconds between two looks
# Seconds. What is shorter is told as nothing: an answer to a check-in takes a few milliseconds, is counted
# nowhere, and must not be seen here either.
LEAST = 0.025


class Heartbeat:
    """Asks to be woken after `EVERY` and notes how much later it was."""

    def __init__(
        self,
        clock: Callable[[], float] = time.perf_counter,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._latest = 0.0

    async def run(self) -> NoReturn:
        """Until it is cancelled."""
        while True:
            due = self._clock() + EVERY
            await self._sleep(EVERY)
            self._note(self._clock() - due)

    def _note(self, late: float) -> None:
        told = late if late >= LEAST else 0.0
        LOOP_LAG.observe(told)
        if told > self._latest:
            self._latest = told
            LOOP_LAG_MAX.set(told)
