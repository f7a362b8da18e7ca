"""The front door: one HTTP request of Teams in, one conversation turn, one HTTP answer out.

Between this file and the dialogs stand two small things: `Turns`, which the composition root gives us, and
the `Answer` it gives back. The SDK is on the other side, in `adapter`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import structlog
from aiohttp import web
from botbuilder.core import TurnContext

from bot.logs import trail
from bot.teams import activities, answers
from bot.teams.activities import Inbound, Kind, Malformed
from bot.teams.adapter import MedvindAdapter, ReplyLost, answer_invoke, post_card
from bot.teams.gate import Gate, Refused

log = structlog.get_logger()

MAX_BODY = 256 * 1024
# Teams gives up on an invoke after some 10 to 15 s and sends it again. The turn is committed by then: a
# reply that takes longer than this is given up, so that the person sees an answer instead of an error.
PATIENCE = 8.0


@dataclass(frozen=True)
class Answer:
    """What a turn says: cards, each a message of its own, and the body of the invoke's answer.

    `shown` is awaited when Teams has taken every card.
    """

    cards: tuple[dict[str, Any], ...] = ()
    invoke: dict[str, Any] | None = None
    shown: Callable[[], Awaitable[None]] | None = None


class Turns(Protocol):
    """The conversations, as the front door sees them."""

    async def take(self, inbound: Inbound) -> Answer:
        """One turn, committed when this returns."""
        ...

    def sorry(self, inbound: Inbound) -> Answer:
        """For a turn that failed: a short sentence, or the form with what was written in it. Never raises."""
        ...


class _Unreadable(Exception):
    """The request has not the form of one of Teams'."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class FrontDoor:
    """The handler of /api/messages; register it for every method."""

    def __init__(self, gate: Gate, adapter: MedvindAdapter, turns: Turns, patience: float = PATIENCE) -> None:
        self._gate = gate
        self._adapter = adapter
        self._turns = turns
        self._patience = patience

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """Answers one request. Teams stops delivering to a bot that answers 500, so nothing here does."""
        try:
            _check_form(request)
            # The token is looked at before the body is: a stranger's bytes are not worth parsing.
            caller = await self._gate.check(request.headers.get("Authorization"))
            inbound = activities.read(_parsed(await _body(request)))
            self._gate.admit(caller, inbound)
        except (_Unreadable, Refused) as no:
            return _turned_away(no.status, no.reason)
        except Malformed as no:
            return _turned_away(400, str(no))
        except Exception as error:  # it is not known who asks, so nothing is answered but "later"
            log.error("gate_failed", error=type(error).__name__, trail=trail(error))
            return _turned_away(503, "try again")
        return await self._adapter.process(inbound, partial(self._turn, inbound))

    async def _turn(self, inbound: Inbound, context: TurnContext) -> None:
        answer = await self._answer(inbound)
        await self._reply(inbound, answer, context)
        # An invoke we do not know stays unanswered, which the SDK reports as 501; Teams then shows nothing.
        if inbound.is_invoke and (answer.invoke is not None or inbound.kind is not Kind.OTHER):
            await answer_invoke(context, json.dumps(answer.invoke) if answer.invoke is not None else None)

    async def _answer(self, inbound: Inbound) -> Answer:
        try:
            answer = await self._turns.take(inbound)
            # What cannot be written as JSON must fail here, where the person still gets a sentence.
            json.dumps((answer.cards, answer.invoke))
        except Exception as error:  # the one place: whatever went wrong, the person gets a sentence
            log.error("turn_failed", kind=inbound.kind.value, error=type(error).__name__, trail=trail(error))
            return self._turns.sorry(inbound)
        return answer

    async def _reply(self, inbound: Inbound, answer: Answer, context: TurnContext) -> None:
        try:
            async with asyncio.timeout(self._patience):
                for card in answer.cards:
                    await post_card(context, answers.attachment(card), card.get("fallbackText"))
        except (ReplyLost, TimeoutError) as error:
            # Not an error to Teams: the turn is done, and a 500 would only make it come again.
            log.warning("reply_lost", kind=inbound.kind.value, outcome=str(error) or "timeout")
        else:
            await _note(inbound, answer)


async def _note(inbound: Inbound, answer: Answer) -> None:
    """That the cards have arrived. Should it fail, a copy of this is answered with them again: no harm."""
    if answer.cards and answer.shown:
        try:
            await answer.shown()
        except Exception as error:  # the person has her answer; nothing that comes after it may take it away
            log.warning("reply_not_noted", kind=inbound.kind.value, error=type(error).__name__)


def _check_form(request: web.Request) -> None:
    if request.method != "POST":
        raise _Unreadable(405, "POST only")
    if request.content_type != "application/json":
        raise _Unreadable(415, "JSON only")
    # aiohttp would unpack it: 256 KB of gzip can be a quarter of a gigabyte of zeros.
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise _Unreadable(415, "no compression")
    if (request.content_length or 0) > MAX_BODY:
        raise _Unreadable(413, "too large")


async def _body(request: web.Request) -> bytes:
    received = bytearray()
    async for chunk in request.content.iter_any():
        received += chunk
        if len(received) > MAX_BODY:
            raise _Unreadable(413, "too large")
    return bytes(received)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _Unreadable(400, "not JSON") from None


def _turned_away(status: int, reason: str) -> web.Response:
    log.info("request_turned_away", status=status, reason=reason.replace(" ", "_").lower())
    headers = {405: {"Allow": "POST"}, 401: {"WWW-Authenticate": "Bearer"}}.get(status)
    return web.json_response({"error": reason}, status=status, headers=headers)
