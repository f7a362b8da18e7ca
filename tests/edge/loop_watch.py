"""Watches the loop's own thread: what it computes at a stretch, and what it waits for with its hands tied.

Neither looks at the clock on the wall, which tells how busy the machine is. Computing is counted in the thread's
own time, and a call that blocks is caught as it is made, however quickly it would have come back.
"""

import asyncio
import gc
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Self

import pytest

STALL = 0.05  # seconds of computing at a stretch (safety.md F17)


class Blocked(AssertionError):
    """The loop's thread was about to wait, and everybody with it."""


class LoopWatch:
    """Use as `async with`. A call that blocks raises `Blocked` where it is made."""

    def __init__(self) -> None:
        self._beats, self._longest = 0, 0.0
        self._thread = threading.get_ident()
        self._patches = pytest.MonkeyPatch()

    async def __aenter__(self) -> Self:
        for name in ("connect", "send", "sendall", "recv", "recv_into"):
            self._patches.setattr(socket.socket, name, self._unless_blocking(getattr(socket.socket, name)))
        for module, name in ((socket, "getaddrinfo"), (time, "sleep")):
            self._patches.setattr(module, name, self._never(getattr(module, name)))
        # The garbage of other tests is not ours to be timed by.
        gc.collect()
        gc.disable()
        self._heart = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._heart.cancel()
        await asyncio.gather(self._heart, return_exceptions=True)
        gc.enable()
        self._patches.undo()

    def begin(self) -> None:
        """Forgets what it has counted: what went before was preparation."""
        self._beats, self._longest = 0, 0.0

    def saw_no_stall(self) -> None:
        """Fails when the thread has computed too long between two beats, or the heart did not beat at all."""
        assert self._longest < STALL
        assert self._beats > 2

    async def _beat(self) -> None:
        last = time.thread_time()
        while True:
            await asyncio.sleep(0.001)
            now = time.thread_time()
            self._longest = max(self._longest, now - last)
            self._beats += 1
            last = now

    def _unless_blocking(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(line: socket.socket, *args: Any) -> Any:
            if line.gettimeout() != 0 and threading.get_ident() == self._thread:
                line.close()
                raise Blocked(call.__name__)
            return call(line, *args)

        return guarded

    def _never(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **more: Any) -> Any:
            if threading.get_ident() == self._thread:
                raise Blocked(call.__name__)
            return call(*args, **more)

        return guarded
