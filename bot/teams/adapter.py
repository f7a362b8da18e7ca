"""The Bot Framework SDK, used through its public seams: its turn and its message model, our transport.

The gate has verified the caller, `activities` has read the body, `connector` sends. What is left to the SDK
is the turn itself, and that is what a later move to its successor has to replace.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
    MicrosoftAppCredentials,
)
from msrest.pipeline import Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http.async_abc import AsyncClientResponse
from msrest.universal_http.requests import ClientRetryPolicy

from bot.post import Delivered
from bot.teams.activities import Inbound
from bot.teams.connector import Connector

# Each client tests a thousand numbers against this list when it is made, 2 ms of pure waste; a set makes it
# 0.03.
ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment]

# One client per address Teams serves us from: three regions in practice. The bound is for whoever invents
# more.
_MAX_CLIENTS = 64

OnTurn = Callable[[TurnContext], Awaitable[None]]


class ReplyLost(Exception):
    """Teams did not take a reply; what it said instead is the connector's outcome."""


class _Accepted(AsyncClientResponse):
    """Teams' yes, in the shape the SDK reads."""

    def __init__(self, request: Any, activity_id: str | None) -> None:
        super().__init__(request, None)
        self.status_code = 200
        self.headers = {"content-type": "application/json"}
        self._body = json.dumps({"id": activity_id or ""}).encode()

    def body(self) -> bytes:
        """The resource response."""
        return self._body

    def raise_for_status(self) -> None:
        """Never: only what was delivered gets here."""


class _Sender(AsyncHTTPSender[Any, Any]):
    """Carries the SDK's requests over our connector, and with it our token, time limit and list of hosts."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def __aexit__(self, *_: object) -> None:
        """Nothing to close: the session belongs to whoever made it."""

    async def send(self, request: Any, **_: Any) -> Response[Any, Any]:
        """One request of the SDK. A refusal stops here: the SDK fails in odd ways on an HTML error page."""
        wanted = request.http_request
        body = wanted.data.encode() if isinstance(wanted.data, str) else wanted.data or b""
        outcome = await self._connector.exchange(wanted.method, wanted.url, body)
        if not isinstance(outcome, Delivered):
            raise ReplyLost(f"{type(outcome).__name__}: {getattr(outcome, 'reason', '')}")
        return Response(request, _Accepted(wanted, outcome.activity_id))


class _Pipeline(AsyncPipeline[Any, Any]):
    """The SDK's pipeline without its credentials and its logger of whole messages."""

    def __init__(self, config: Any) -> None:
        super().__init__([RawDeserializer()], config.sender)


class _Clients(ConnectorFactory):  # type: ignore[misc]
    """The SDK's clients, made once per address instead of twice per turn."""

    def __init__(self, connector: Connector) -> None:
        self._sender = _Sender(connector)
        self._made: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        """The client for an address."""
        if service_url not in self._made:
            if len(self._made) >= _MAX_CLIENTS:
                self._made.clear()
            self._made[service_url] = ConnectorClient(
                MicrosoftAppCredentials.empty(),
                base_url=service_url,
                sender=self._sender,
                pipeline_type=_Pipeline,
            )
        return self._made[service_url]


class SeamAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """Tells the SDK that the caller is known; it never gets to verify a token itself."""

    def __init__(self, connector: Connector, app_id: str = "") -> None:
        self._clients = _Clients(connector)
        self._app_id = app_id

    def admitted(self) -> AuthenticateRequestResult:
        """What the SDK wants to know of a caller whom the gate let in."""
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({"aud": self._app_id}, True)
        result.connector_factory = self._clients
        return result

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Refuses: a request that reaches this has gone round the gate."""
        raise PermissionError("requests come in through the FrontDoor")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Refuses: Medvind speaks no WebSocket."""
        raise PermissionError("requests come in through the FrontDoor")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """The same clients for what Medvind says first."""
        return self._clients

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """None: nobody signs in through the bot, and the SDK's client costs as much as the whole turn."""


class MedvindAdapter(CloudAdapter):  # type: ignore[misc]
    """The SDK's adapter with a `process` of our own: the SDK's answers an invoke that has a body with 500."""

    def __init__(self, connector: Connector, app_id: str = "") -> None:
        self._seam = SeamAuthentication(connector, app_id)
        super().__init__(self._seam)

    async def process(self, request: Inbound, bot: OnTurn, ws_response: None = None) -> web.Response:
        """Runs one turn for an activity that the gate has admitted, and makes its HTTP answer."""
        result = await self.process_activity(self._seam.admitted(), _activity(request), bot)
        if result is None:
            return web.Response()
        return web.Response(status=int(result.status), text=result.body, content_type="application/json")


async def post_card(context: TurnContext, attachment: dict[str, Any], summary: str | None) -> None:
    """Sends one card as a message of its own; raises ReplyLost when Teams did not take it."""
    await context.send_activity(
        Activity(type=ActivityTypes.message, attachments=[attachment], summary=summary)
    )


async def answer_invoke(context: TurnContext, body: str | None) -> None:
    """Leaves the JSON that the waiting client gets as the answer to its invoke."""
    answer = InvokeResponse(status=200, body=body)
    await context.send_activity(Activity(type=ActivityTypes.invoke_response, value=answer))


def _activity(inbound: Inbound) -> Activity:
    """The little that the SDK needs of an activity to run a turn and to address the reply.

    Filled in by hand: msrest's deserialiser raises on a third of mutated activities, and loses the tenant.
    """
    return Activity(
        type=ActivityTypes.invoke if inbound.is_invoke else ActivityTypes.message,
        id=inbound.activity_id,
        service_url=inbound.service_url,
        channel_id=inbound.channel_id,
        from_property=ChannelAccount(id=inbound.account_id, aad_object_id=inbound.person_id or None),
        recipient=ChannelAccount(id=inbound.bot_id),
        conversation=ConversationAccount(
            id=inbound.conversation_id, conversation_type=inbound.conversation_type
        ),
        locale=inbound.locale,
        text=inbound.text,
        value=inbound.value,
        reply_to_id=inbound.reply_to_id,
    )
