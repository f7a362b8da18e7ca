"""The stock Bot Framework SDK: CloudAdapter, its token checked, an echo as in the SDK's own samples.

Arguments: the port to listen at, and the address of Microsoft's stub.

Given for free: the token for the reply. There is no Entra here, and the SDK would ask it twice a turn, on
the event loop. All else is as it comes: `ChannelValidation.open_id_metadata_endpoint` is public.
"""
# mypy: ignore-errors

import sys
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import (
    AppCredentials,
    ChannelValidation,
    PasswordServiceClientCredentialFactory,
)

APP_ID = "11111111-2222-4333-8444-555555555555"


class Configuration:
    APP_ID = APP_ID
    APP_PASSWORD = "given"
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


class Given(AppCredentials):
    """A token that costs nothing."""

    def get_access_token(self, force_refresh: bool = False) -> str:
        return "given-for-free"


class Factory(PasswordServiceClientCredentialFactory):
    """A new credentials object for each call, as the SDK's own factory makes one."""

    async def create_credentials(self, app_id: str, oauth_scope: str, *_: Any, **__: Any) -> AppCredentials:
        return Given(app_id, None, oauth_scope)


class Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


if __name__ == "__main__":
    ChannelValidation.open_id_metadata_endpoint = f"{sys.argv[2]}v1/.well-known/openidconfiguration"
    factory = Factory(APP_ID, "given")
    adapter = CloudAdapter(
        ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=factory)
    )
    bot = Echo()

    async def messages(request: web.Request) -> web.Response:
        answer = await adapter.process(request, bot)
        assert answer is not None
        return answer

    application = web.Application()
    application.router.add_post("/api/messages", messages)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
