"""Medvind's own client of the Bot Connector: one request, one honest outcome.

Teams knows no idempotency key: a message whose fate is unknown must neither be sent again blindly nor be
called delivered. So every answer, and every silence, becomes one of four outcomes, and the outbox decides
what to do.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import structlog
from yarl import URL

from bot.post import Delivered, Outcome, Refused, Retry, Uncertain
from bot.teams.credentials import Token, TokenUnavailable

log = structlog.get_logger()

TIMEOUT = 10.0
_MAX_ANSWER = 64 * 1024
# Microsoft's rate-limit page, and RFC 9110 of 408: these were not processed, and may be tried again.
_TRY_AGAIN = frozenset({408, 412, 429, 503})
# Its page on a bot's messages: with these nothing arrives in that conversation until we are met there again.
_UNREACHABLE = frozenset(
    {
        "BotDisabledByAdmin",
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "ForbiddenOperationException",
        "MessageWritesBlocked",
    }
)
_LONGEST_PAUSE = 7 * 24 * 3600.0


@dataclass(frozen=True)
class Question:
    """What is asked: at an address without its query, and with how many bytes of an answer at the most."""

    method: str
    url: str
    body: bytes | None = None
    query: Mapping[str, str | int] | None = None
    most: int = _MAX_ANSWER


@dataclass(frozen=True)
class Answer:
    """What became of it, and the JSON object that came back: empty when it was none, or not all of it."""

    outcome: Outcome
    content: Mapping[str, Any]
    status: int | None = None


class Connector:
    """Sends to Teams over one shared session. `host_allowed` is asked about every whole URL before use."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: Token,
        host_allowed: Callable[[str], bool],
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._session = session
        self._token = token
        self._host_allowed = host_allowed
        # Waiting for a connection is timed apart: who never got one has certainly sent nothing.
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=timeout / 2)
        self._clock = clock

    async def send(self, service_url: str, conversation_id: str, activity: dict[str, Any]) -> Outcome:
        """Posts a new message at the end of a conversation."""
        return await self.exchange(
            "POST", conversation_url(service_url, conversation_id, "activities"), _body(activity)
        )

    async def update(
        self, service_url: str, conversation_id: str, activity_id: str, activity: dict[str, Any]
    ) -> Outcome:
        """Replaces a message for everybody who sees it."""
        address = conversation_url(service_url, conversation_id, "activities", activity_id)
        return await self.exchange("PUT", address, _body({**activity, "id": activity_id}))

    async def open_personal(
        self, service_url: str, tenant_id: str, bot_id: str, account_or_person_id: str
    ) -> str | Outcome:
        """The id of the chat between the bot and one person; Teams makes it if there is none yet."""
        wanted = {
            "isGroup": False,
            "bot": {"id": bot_id},
            "members": [{"id": account_or_person_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        outcome = await self.exchange("POST", conversation_url(service_url), _body(wanted))
        match outcome:
            case Delivered(activity_id=str() as conversation_id):
                return conversation_id
            # Nobody saw anything yet, and asking twice gives the same chat: nothing to be uncertain about.
            case Delivered() | Uncertain():
                return Retry(None)
        return outcome

    async def exchange(self, method: str, url: str, body: bytes) -> Outcome:
        """One request, and what became of it."""
        return (await self.ask(Question(method, url, body))).outcome

    async def ask(self, question: Question) -> Answer:
        """One request, what became of it, and what was answered."""
        if not self._host_allowed(question.url):
            log.error("connector_host_refused")
            return Answer(Refused("host_not_allowed"), {})
        try:
            return await self._proving(question)
        except TokenUnavailable:
            lost: Outcome = Retry(None)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            lost = Retry(None)  # no connection, so not a byte of the message has left
        except ValueError:  # a stored address that is no URL; aiohttp's InvalidURL is one of these
            lost = Refused("bad_address")
        except TimeoutError:
            lost = Uncertain("timeout")
        except (aiohttp.ClientError, OSError) as error:  # TLS has errors that are neither's
            lost = Uncertain(type(error).__name__)
        return Answer(lost, {})

    async def _proving(self, question: Question) -> Answer:
        """With our token. 401 is the one answer after which the same message goes out again at once.

        It says that nothing was done and what to do about it, and a reply has no outbox to wait in.
        """
        bearer = await self._token.bearer()
        answer = await self._request(question, bearer)
        if answer.status == 401 and bearer is not None:
            self._token.forget()
            renewed = await self._token.bearer()
            if renewed != bearer:
                answer = await self._request(question, renewed)
        return answer

    async def _request(self, question: Question, bearer: str | None) -> Answer:
        headers = {"Content-Type": "application/json; charset=utf-8"} if question.body is not None else {}
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        # Redirects are not followed: the SDK would carry the message, and the token, wherever a 307 points.
        async with self._session.request(
            question.method,
            _with_query(question),
            data=question.body,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
        ) as response:
            content = await _content(response, question.most)
            outcome = _outcome(response, content, self._clock())
        if not isinstance(outcome, Delivered):
            # What was only asked for is asked for again; that a message did not arrive is worth a warning.
            note = log.info if question.body is None else log.warning
            note("connector_answer", status=response.status, outcome=type(outcome).__name__)
        return Answer(outcome, content, response.status)


def _outcome(response: aiohttp.ClientResponse, answer: Mapping[str, Any], now: float) -> Outcome:
    status = response.status
    if 200 <= status < 300:
        sent_id = answer.get("id")
        return Delivered(sent_id if isinstance(sent_id, str) and sent_id else None)
    if status in _TRY_AGAIN:
        return Retry(_pause(response.headers.get("Retry-After", ""), now), throttled=status == 429)
    if status == 401:
        return Retry(None)  # our token is at fault, not the message: with a new one it will pass
    if 300 <= status < 400:
        return Refused("redirect")
    if status == 413:
        return Refused("too_large")
    if 400 <= status < 500:
        code = _code(answer)
        return Refused(code or f"http_{status}", unreachable=status in (403, 404) and code in _UNREACHABLE)
    return Uncertain(f"http_{status}")


async def _content(response: aiohttp.ClientResponse, most: int) -> dict[str, Any]:
    """The JSON object in the answer. The status line has decided, so a broken body is only an empty one."""
    received = bytearray()
    try:
        async for chunk in response.content.iter_any():
            received += chunk
            if len(received) > most:
                return {}
        answer = json.loads(received)
    except (aiohttp.ClientError, OSError, ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _code(answer: Mapping[str, Any]) -> str:
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    # It goes to the log and to the administrator's list: an identifier is welcome there, a sentence is not.
    return code if isinstance(code, str) and re.fullmatch(r"[\w.-]{1,64}", code, re.A) else ""


def _pause(retry_after: str, now: float) -> float | None:
    """How many seconds Teams asks us to wait: it says so, or names the moment (RFC 9110, 10.2.3).

    None, and so the outbox's own growing patience, when it says nothing, nonsense, or a pause that is none:
    who sends again at once because of a 0 does so for ever.
    """
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", retry_after, re.A):
        pause = float(retry_after)
    else:
        try:
            moment = parsedate_to_datetime(retry_after)
            pause = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return None
    return min(pause, _LONGEST_PAUSE) if pause >= 1 else None


def conversation_url(service_url: str, *parts: str) -> str:
    """The address of the conversations, or of what is below them: no part can lead anywhere else."""
    path = "".join(f"/{quote(part, safe='')}" for part in parts)
    return f"{service_url.rstrip('/')}/v3/conversations{path}"


def _with_query(question: Question) -> URL:
    """Encoded here: the list of hosts knows no address with a query, and need not."""
    query = f"?{urlencode(question.query, quote_via=quote, safe='')}" if question.query else ""
    return URL(question.url + query, encoded=True)


def _body(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
