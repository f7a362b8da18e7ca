"""How late the loop is, measured with a clock that the test puts forward."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from prometheus_client import REGISTRY

from bot.heartbeat import EVERY, LEAST, Heartbeat
from bot.metrics import LOOP_LAG_MAX


class Loop:
    """Wakes whoever sleeps as late as it is told to, and in the end not at all."""

    def __init__(self, *lateness: float) -> None:
        self.now = 1000.0
        self._lateness = iter(lateness)

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        late = next(self._lateness, None)
        if late is None:
            raise asyncio.CancelledError
        self.now += seconds + late


async def beats(*lateness: float) -> None:
    loop = Loop(*lateness)
    with pytest.raises(asyncio.CancelledError):
        await Heartbeat(loop.clock, loop.sleep).run()


def told(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"medvind_loop_lag_{name}", labels) or 0.0


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = told("max_seconds")
    LOOP_LAG_MAX.set(0)
    yield
    LOOP_LAG_MAX.set(before)


async def test_the_latest_is_told_and_every_beat_is_counted() -> None:
    count, total = told("seconds_count"), told("seconds_sum")
    soon, late = (told("seconds_bucket", le=bound) for bound in ("0.1", "0.25"))
    await beats(0.05, 0.2, 0.03)
    assert told("max_seconds") == pytest.approx(0.2)
    assert told("seconds_count") == count + 3
    assert told("seconds_sum") - total == pytest.approx(0.28)
    assert told("seconds_bucket", le="0.1") == soon + 2
    assert told("seconds_bucket", le="0.25") == late + 3


async def test_nobody_sees_that_somebody_has_answered_a_check_in() -> None:
    """Which takes a few milliseconds: what is so short, and a timer that is early, are told as nothing."""
    total, least = told("seconds_sum"), told("seconds_bucket", le=str(LEAST))
    await beats(0.004, 0.024, -EVERY / 100)
    assert told("max_seconds") == 0
    assert told("seconds_sum") == total
    assert told("seconds_bucket", le=str(LEAST)) == least + 3
