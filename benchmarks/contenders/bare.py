"""Bare aiohttp, in and out: the floor. It checks no token and knows nothing of bots.

Arguments: the port to listen at, and the address of Microsoft's stub (not needed here).
"""

import sys
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import ClientSession, web

OUT = web.AppKey("out", ClientSession)


async def messages(request: web.Request) -> web.Response:
    """Answer a message with its own text."""
    said: dict[str, Any] = await request.json()
    conversation = said["conversation"]["id"]
    address = f"{said['serviceUrl']}v3/conversations/{conversation}/activities/{said['id']}"
    reply = {"type": "message", "text": f"Echo: {said['text']}", "replyToId": said["id"]}
    async with request.app[OUT].post(address, json=reply) as answer:
        await answer.read()
    return web.Response(status=201)


async def _session(app: web.Application) -> AsyncIterator[None]:
    async with ClientSession() as app[OUT]:
        yield


if __name__ == "__main__":
    application = web.Application()
    application.cleanup_ctx.append(_session)
    application.router.add_post("/api/messages", messages)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
