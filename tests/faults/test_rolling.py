"""A deployment: replicas are told to stop, one after the other, while they send. Nobody notices."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from storage.outbox import DeliveryClass
from tests.faults.chaos import Run, Size, Table, Trial, finish, trial_run
from tests.faults.teams_process import Weather


async def roll(run: Run, restarts: int) -> None:
    """Restarts one replica after the other, each while messages are on their way."""
    stride = run.trial.messages // restarts // 2  # more arrive while one is on its way down
    for restart in range(restarts):
        # Not at even distances, and all of them before the last message: fewer than the rows there are.
        assert await run.teams.reach(run.dice.randint(1, stride), within=60), (restart, run.trial)
        await run.replace(restart % len(run.pids), signal.SIGTERM)


@pytest.mark.parametrize(
    ("database_url", "replicas"), [("sqlite", 1), ("postgresql", 2)], indirect=["database_url"]
)
async def test_rolling_restarts_leave_nothing_behind(
    database_url: str, replicas: int, size: Size, tmp_path: Path, table: Table
) -> None:
    restarts = size(10, 50)
    weather = Weather(seed=50, too_many=0.02)  # no answer leaves a doubt, so nothing may
    trial = Trial(weather, size(500, 10_000), skews=(0.0,) * replicas)
    async with trial_run(trial, database_url, tmp_path / "replicas.log") as run:
        await run.start()
        await roll(run, restarts)
        await finish(run)
        bills = await run.bills()
    table("restarted", run, bills)
    bill = bills[DeliveryClass.NUDGE]
    assert run.endings == [0] * (restarts + replicas), (tmp_path / "replicas.log").read_text()[-2000:]
    assert (bill.lost, bill.copies, bill.uncertain) == (0, 0, 0), (trial, bill)
    assert bill.refused == bill.messages // 100, (trial, bill)
