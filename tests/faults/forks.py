"""Work in a process of its own that may be killed: forked from one that has imported everything already.

What a function there tells, it tells through a pipe: the other end knows how far it is, and kills it there.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.test_restore_kill", "tests.faults.test_rotation_kill"])
PATIENCE = 60  # seconds for one word from the process
KILLED = -9

Told = Callable[[object], None]


@dataclass(frozen=True)
class Blow:
    """When to kill: after so many words, and so many seconds if no other comes before.

    Without seconds the process waits for it at that word.
    """

    words: int
    seconds: float | None = None


def run(work: Callable[..., None], *arguments: Any, blow: Blow | None = None) -> int:
    """Call `work(told, *arguments)` in a process; how it ended: 0, or `KILLED` where the blow came before."""
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_called, args=(theirs, work, arguments, blow), daemon=True)
    process.start()
    theirs.close()
    try:
        if blow:
            _heard(ours, blow.words)
            ours.poll(blow.seconds or 0)
            process.kill()
        else:
            while _heard(ours, 1):
                pass
        process.join(PATIENCE)
        assert process.exitcode is not None
        return process.exitcode
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _heard(ours: Connection, words: int) -> bool:
    """False when the process has ended before it said so much."""
    try:
        for _ in range(words):
            assert ours.poll(PATIENCE), "not a word from the process"
            ours.recv()
    except EOFError:
        return False
    return True


def _called(
    pipe: Connection, work: Callable[..., None], arguments: tuple[Any, ...], blow: Blow | None
) -> None:
    words = 0

    def told(word: object) -> None:
        nonlocal words
        pipe.send(word)
        words += 1
        if blow and blow.seconds is None and words == blow.words:
            signal.pause()

    work(told, *arguments)
