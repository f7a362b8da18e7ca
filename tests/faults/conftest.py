"""The size of the trials, and the table that they end in."""

from __future__ import annotations

import time

import pytest

from tests.faults.bills import Bills
from tests.faults.chaos import Run, Size, Table

LINES = pytest.StashKey[list[str]]()
HEAD = ("trial", "class", "messages", "kills", "lost", "duplicates", "uncertain", "excusable", "seconds")
ROW = "{:<48}{:>9}{:>10}{:>7}{:>6}{:>12}{:>11}{:>11}{:>9}"


@pytest.fixture
def size(request: pytest.FixtureRequest) -> Size:
    """`size(small, full)`: how many, in this run."""
    full = request.config.getoption("--full")
    return lambda small, large: large if full else small


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Table:
    """Puts what a trial came to into the table that is printed at the end."""
    begun = time.monotonic()

    def put(name: str, run: Run, bills: Bills) -> None:
        lines = request.config.stash.setdefault(LINES, [ROW.format(*HEAD)])
        where = f"{run.database.url.get_backend_name()} {len(run.trial.skews)} {name}"
        for kind, bill in ((kind, bill) for kind, bill in bills.items() if bill.messages):
            sums = (bill.messages, run.kills, bill.lost, bill.copies, bill.uncertain, bill.excusable)
            lines.append(ROW.format(where, kind, *sums, round(time.monotonic() - begun)))

    return put


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LINES, []):
        terminalreporter.write_line(line)
