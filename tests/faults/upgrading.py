"""Upgrades of a database in processes that kill themselves half-way. Each is forked from one that has imported
everything, so that a kill costs milliseconds. One order a line: the address, and at which step to die.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.database import Database
from tests.databases import KEYS

NEVER = 0
KILLED, DONE = -signal.SIGKILL, 0
# What only looks: before it the database is as it was before what came before.
READS = ("SELECT ", "PRAGMA main.", "PRAGMA temp.")


@dataclass
class Upgrades:
    """The other end of `_main`. `every`: each statement is a step, and not only what may change something."""

    process: subprocess.Popen[str]
    every: bool

    @classmethod
    @contextmanager
    def open(cls, *, every: bool = False) -> Iterator[Upgrades]:
        with subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield cls(process, every)
            finally:
                process.kill()

    def run(self, url: str, *deaths: int) -> Sequence[int]:
        """Upgrade in as many processes at once; how each of them ended."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([url, deaths, self.every]) + "\n")
        self.process.stdin.flush()
        ended: Sequence[int] = json.loads(self.process.stdout.readline())
        return ended


async def _upgrade(url: str, death: int, *, every: bool) -> None:
    """Die before the step of that number; opening a connection and a commit are steps as well."""
    database = Database(url, KEYS)
    left = death

    def step(*told: Any) -> None:
        nonlocal left
        if len(told) > 2 and told[2].lstrip().startswith(READS) and not every:
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("connect", "before_cursor_execute", "commit"):
        event.listen(database.engine.sync_engine, moment, step)
    await database.upgrade()
    await database.close()


def _fork(url: str, death: int, *, every: bool) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        asyncio.run(_upgrade(url, death, every=every))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)  # without what Python does at an exit: that belongs to the process this came from


def _main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder
    ):  # once, so that the others find everything read and compiled
        asyncio.run(_upgrade(f"sqlite:///{folder}/first.db", NEVER, every=False))
    gc.freeze()
    for line in sys.stdin:
        url, deaths, every = json.loads(line)
        children = [_fork(url, death, every=every) for death in deaths]
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps(ended), flush=True)  # noqa: T201 - this is the answer


if __name__ == "__main__":
    _main()
