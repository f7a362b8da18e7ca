"""Replicas die at any moment, and the outbox keeps its two promises.

A nudge never comes twice, and one whose fate is unknown is on a list. A deadline is never lost, and comes
again only when the one who sent it died over it, or Teams answered unclearly. Who empties an outbox the way
that comes to mind first keeps neither promise, and is caught here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.outbox import DeliveryClass
from tests.faults.bills import Bills
from tests.faults.chaos import Size, Table, Trial, finish, settle, storm, trial_run
from tests.faults.teams_process import Weather

STORMY = Weather(seed=2026, too_many=0.02, failed=0.01, misreported=0.005, cut_off=0.005)
# Of F4 all that leaves a doubt, and often; nobody is killed, so that each doubt has its cause.
FOUL = Weather(seed=4, too_many=0.1, failed=0.05, misreported=0.05, cut_off=0.05, silent=0.05)
CLEAR = Weather(seed=48, too_many=0.02)  # no answer leaves a doubt
CALM = Weather(seed=7)
ON_BOTH = pytest.mark.parametrize(
    ("database_url", "replicas"),
    [("sqlite", 1), ("postgresql", 2), ("postgresql", 3)],
    indirect=["database_url"],
)


async def carried_out(name: str, trial: Trial, url: str, folder: Path, table: Table) -> Bills:
    """What a trial came to, by class."""
    async with trial_run(trial, url, folder / "replicas.log") as run:
        await run.start()
        if trial.kills:
            await storm(run)
            await settle(run)
        else:
            await finish(run)
        bills = await run.bills()
    table(name, run, bills)
    assert run.kills >= trial.kills, "the trial was too short"
    assert set(run.endings) == {0}, (folder / "replicas.log").read_text()[-2000:]
    return bills


@ON_BOTH
async def test_replicas_that_are_killed_keep_both_promises(
    database_url: str, replicas: int, size: Size, tmp_path: Path, table: Table
) -> None:
    each = size(200, 10_000)
    trial = Trial(STORMY, each, each, skews=(0.0,) * replicas, kills=size(15, 100))
    bills = await carried_out("killed", trial, database_url, tmp_path, table)
    nudges, deadlines = bills[DeliveryClass.NUDGE], bills[DeliveryClass.DEADLINE]
    assert (nudges.lost, nudges.copies) == (0, 0), (trial, nudges)
    assert nudges.uncertain <= nudges.excusable, (trial, nudges)
    assert (deadlines.lost, deadlines.refused) == (0, each // 100), (trial, deadlines)
    assert deadlines.copies <= deadlines.excusable, (trial, deadlines)


@pytest.mark.parametrize(
    ("database_url", "replicas"), [("sqlite", 1), ("postgresql", 3)], indirect=["database_url"]
)
async def test_whatever_teams_answers_both_promises_are_kept(
    database_url: str, replicas: int, size: Size, tmp_path: Path, table: Table
) -> None:
    """As many nudges are uncertain as were answered unclearly or not at all, and each is on the list."""
    each = size(100, 300)
    trial = Trial(FOUL, each, each, skews=(0.0,) * replicas)
    bills = await carried_out("every fault", trial, database_url, tmp_path, table)
    nudges, deadlines = bills[DeliveryClass.NUDGE], bills[DeliveryClass.DEADLINE]
    assert (nudges.lost, nudges.copies, nudges.uncertain) == (0, 0, nudges.excusable), (trial, nudges)
    assert (deadlines.lost, deadlines.uncertain) == (0, 0), (trial, deadlines)
    assert 0 < deadlines.copies <= deadlines.excusable, (trial, deadlines)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("skew", [0.0, 300.0], ids=["clocks right", "clocks wrong"])
async def test_replicas_side_by_side_never_take_the_same_message(
    database_url: str, skew: float, size: Size, tmp_path: Path, table: Table
) -> None:
    each = size(300, 1_000)
    trial = Trial(CLEAR, each, each, skews=(-skew, 0.0, skew))
    bills = await carried_out(f"unharmed, clocks {skew:.0f} s wrong", trial, database_url, tmp_path, table)
    for bill in bills.values():
        assert (bill.lost, bill.copies, bill.uncertain) == (0, 0, 0), (trial, bill)
        assert bill.refused == each // 100, (trial, bill)


@pytest.mark.parametrize(
    ("database_url", "design", "replicas", "killed", "found_out"),
    [
        ("sqlite", "send, then mark", 1, True, "copies"),
        ("sqlite", "mark, then send", 1, True, "lost"),
        ("postgresql", "claim without a lock", 2, False, "copies"),
    ],
    indirect=["database_url"],
)
async def test_what_comes_to_mind_first_is_found_out(
    database_url: str,
    design: str,
    replicas: int,
    killed: bool,
    found_out: str,
    size: Size,
    tmp_path: Path,
    table: Table,
) -> None:
    """The test of the test: a trial that these came through unseen would prove nothing."""
    kills = size(10, 35) if killed else 0
    trial = Trial(CALM, size(300, 2_000), skews=(0.0,) * replicas, design=design, kills=kills)
    bills = await carried_out(design, trial, database_url, tmp_path, table)
    assert getattr(bills[DeliveryClass.NUDGE], found_out) > 0, (trial, bills)
