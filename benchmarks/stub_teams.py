"""A stub of Teams in a process of its own: takes whatever is posted, and calls each message by a number.

Run as a script it prints its port, and ends when its input does.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from benchmarks.cores import pinned

_ids = itertools.count(1)


@asynccontextmanager
async def stub_teams(core: int) -> AsyncIterator[str]:
    """Its address, with a slash at the end as Teams has it."""
    process = await asyncio.create_subprocess_exec(
        *pinned(core, sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    port = int(await process.stdout.readline())
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.stdin.close()
        await process.wait()


async def _take(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response({"id": f"1:{next(_ids)}"}, status=201)


async def _main() -> None:
    app = web.Application(client_max_size=512 * 1024)
    app.router.add_route("*", "/{any:.*}", _take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(_main())
