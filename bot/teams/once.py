"""One fetch at a time, shared by everybody who is waiting for its result."""

import asyncio
from collections.abc import Awaitable, Callable


class OneAtATime:
    """Runs the given fetch when called; who calls meanwhile waits for the same run.

    Fifty people pressing a button as the token runs out must cost one request to Microsoft, not fifty.
    """

    def __init__(self, fetch: Callable[[], Awaitable[None]]) -> None:
        self._fetch = fetch
        self._running: asyncio.Task[None] | None = None

    async def __call__(self) -> None:
        """Waits until a fetch that was running, or starts now, is done; raises what it raised."""
        # shield: the first caller may be a request that is cancelled, and the others still need the result.
        await asyncio.shield(self._task())

    @property
    def running(self) -> bool:
        """True while a fetch is under way that a caller could wait for."""
        return self._running is not None and not self._running.done()

    def in_background(self) -> None:
        """Starts a fetch, unless one is running, and does not wait. Failures are the fetch's own to log."""
        self._task()

    async def close(self) -> None:
        """Ends a fetch that is still running when Medvind stops."""
        if self._running is not None and self.running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def _task(self) -> asyncio.Task[None]:
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(self._run())
        return self._running

    async def _run(self) -> None:
        await self._fetch()
