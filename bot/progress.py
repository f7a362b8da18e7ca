"""A bar on the terminal for what takes more than a second; nothing where nobody looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

SOON = 1.0  # seconds: what is done by then needs no bar


class Bar:
    """`with Bar(text, console) as advance: work(advance)`; `advance(done, total)` says how far it is."""

    def __init__(self, text: str, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._text, self._clock = text, clock
        self._shown_from = clock() + SOON if console.is_terminal else float("inf")
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        if self._clock() < self._shown_from:
            return
        if self._task is None:
            self._task = self._progress.add_task(self._text)
            self._progress.start()
        self._progress.update(self._task, completed=done, total=total, refresh=True)

    def __exit__(self, *_: object) -> None:
        if self._task is not None:
            self._progress.stop()
