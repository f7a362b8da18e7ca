"""The Microsoft 365 Agents SDK: an ActivityHandler that echoes, on aiohttp, its token checked.

Arguments: the port to listen at, and the address of Microsoft's stub.

This is the leanest way that the SDK has; the AgentApplication of its package page takes a quarter more.
Given for free: the token for the reply, for there is no Entra here. The address of the signing keys is a
constant of the SDK's (`BOTFRAMEWORK_JWKS_URIS`); it is the one thing that is changed from outside.
"""
# mypy: ignore-errors

import sys
from typing import Any

from aiohttp import web
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import (
    ActivityHandler,
    AgentAuthConfiguration,
    ConnectionManager,
    TurnContext,
)
from microsoft_agents.hosting.core.authorization import AnonymousTokenProvider, _entra_issuers

APP_ID = "11111111-2222-4333-8444-555555555555"


class Given(AnonymousTokenProvider):
    """A token that costs nothing."""

    def __init__(self, wanted: AgentAuthConfiguration) -> None:
        self._wanted = wanted

    @property
    def configuration(self) -> AgentAuthConfiguration:
        return self._wanted

    async def get_access_token(self, *_: Any, **__: Any) -> str:
        return "given-for-free"


class Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


_entra_issuers.BOTFRAMEWORK_JWKS_URIS["https://api.botframework.com"] = f"{sys.argv[2]}v1/.well-known/keys"
registration = AgentAuthConfiguration(client_id=APP_ID, tenant_id="bench", client_secret="given")
connections = ConnectionManager(Given, {"SERVICE_CONNECTION": registration})
adapter, bot = CloudAdapter(connection_manager=connections), Echo()


async def messages(request: web.Request) -> web.Response:
    return await adapter.process(request, bot)


if __name__ == "__main__":
    application = web.Application(middlewares=[jwt_authorization_middleware])
    application.router.add_post("/api/messages", messages)
    application["agent_configuration"] = connections.get_default_connection_configuration()
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
