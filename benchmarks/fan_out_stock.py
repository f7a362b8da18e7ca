"""The stock SDK in a process and an environment of its own: `continue_conversation` for everybody.

Run as a script with a file of orders (JSON: service_url, token, card, how many, at once); prints one line.
It is spared what Medvind does besides: no database, no card to draw, no fate to write down.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount, ConversationReference
from botframework.connector.auth import AppCredentials, MicrosoftAppCredentials

APP_ID = "00000000-0000-4000-8000-00000000b07a"


class Configuration:
    APP_ID = APP_ID
    APP_PASSWORD = "given"
    APP_TYPE = "SingleTenant"
    APP_TENANTID = "bench"


def give(token: str) -> None:
    """Microsoft's login costs the SDK nothing here: a request per message in truth, on the event loop."""

    def given(_self: AppCredentials, _force: bool = False) -> str:
        return token

    MicrosoftAppCredentials.get_access_token = given


def reference(service_url: str, number: int) -> ConversationReference:
    return ConversationReference(
        bot=ChannelAccount(id=f"28:{APP_ID}"),
        user=ChannelAccount(id=f"29:{number:060}"),
        conversation=ConversationAccount(id=f"a:{number:060}", conversation_type="personal"),
        channel_id="msteams",
        service_url=service_url,
    )


async def send_all(orders: dict[str, Any]) -> dict[str, float]:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration()))
    card = Attachment(content_type="application/vnd.microsoft.card.adaptive", content=orders["card"])
    delivered = 0

    async def say(context: TurnContext) -> None:
        nonlocal delivered
        sent = await context.send_activity(
            Activity(type="message", summary=orders["card"]["fallbackText"], attachments=[card])
        )
        delivered += bool(sent and sent.id)

    waiting = iter([reference(orders["service_url"], number) for number in range(orders["messages"])])

    async def worker() -> None:
        for one in waiting:
            await adapter.continue_conversation(one, say, APP_ID)

    started, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*(worker() for _ in range(orders["at_once"])))
    spent = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used}
    return {"messages": delivered, **spent}


if __name__ == "__main__":
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    give(found["token"])
    print(json.dumps(asyncio.run(send_all(found))))
