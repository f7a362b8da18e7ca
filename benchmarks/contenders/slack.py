"""Slack's Bolt, asynchronous: the echo of its documentation, on aiohttp, its signing secret checked.

Arguments: the port to listen at, and the address of the stub, which is Slack's Web API here.

Given for free: nothing but a Slack that answers at once. Bolt acknowledges an event before it has been
answered; a turn is counted when the reply has arrived.
"""
# mypy: ignore-errors

import sys
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

SECRET = "bench-signing-secret"
app = AsyncApp(
    signing_secret=SECRET, client=AsyncWebClient(token="xoxb-given", base_url=f"{sys.argv[2]}api/")
)


@app.event("message")
async def on_message(event: dict[str, Any], say: AsyncSay) -> None:
    await say(f"Echo: {event['text']}")


if __name__ == "__main__":
    app.server(port=int(sys.argv[1]), path="/slack/events", host="127.0.0.1").start()
