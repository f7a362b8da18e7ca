"""Where a process runs: who measures, and who is measured, must not take each other's time."""

from __future__ import annotations

import os
import shutil


def core(number: int) -> int:
    """The `number`-th core that we may use; with fewer than that they share."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[number % len(usable)]


def pinned(number: int, *command: str) -> list[str]:
    """A command that keeps to one core, where the system can be told so."""
    taskset = shutil.which("taskset")
    return [taskset, "--cpu-list", str(core(number)), *command] if taskset else list(command)
