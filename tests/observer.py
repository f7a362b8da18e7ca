"""Watches every test: nothing that a user supplied in it may be in what was logged (safety.md T18).

Logs are set up as the service does it, at DEBUG, and written to an ear of ours. What users supply is noted
where it comes in: at the conversations, in HTTP requests, and where secrets are made.
"""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import logging
import secrets
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog
from pydantic import SecretStr
from yarl import URL

from bot.logs import Door, Libraries, quiet_logs
from bot.talk import Talk
from tests.town import NAMES, OTHER_TENANT, TENANT

SHORTEST = 8  # characters: what is shorter stands in ordinary words by chance
_ENDS = 24  # a long text may be logged in part
_SECRET_HEADERS = {"authorization", "cookie"}
# What the protocol says in every activity, and the log may say too.
_PROTOCOL = {"installationUpdate", "conversationUpdate", "messageReaction"}
CAST = (
    *NAMES,
    *NAMES.values(),
    *(part for name in NAMES.values() for part in name.split()),
    TENANT,
    OTHER_TENANT,
)


class NotAllowed(AssertionError):
    """A key was logged that bot/logs.py does not allow, or a value that has not the form it asks for."""


class StrictDoor(Door):
    """In production what is not allowed is dropped and counted; here it is a fault, even where it is caught."""

    def __init__(self) -> None:
        super().__init__()
        self.kept_back: list[str] = []

    def keep_back(self, keys: list[str]) -> None:
        super().keep_back(keys)
        self.kept_back += keys
        raise NotAllowed(", ".join(keys))


class Ear(io.StringIO):
    """Stands in for stderr. Remembers each line once, without its time: a thousand turns make few lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: set[str] = set()

    def write(self, text: str) -> int:
        self.lines.add(text.rpartition(', "timestamp": "')[0] or text)
        return len(text)


EAR = Ear()
DOOR = StrictDoor()
_supplied: list[object] = []
_ours: dict[str, Any] = {}


def leaks(lines: set[str], told: object) -> dict[str, str]:
    """What was supplied and stands in the lines, with the line; looked for as it is and as it may be written."""
    heap = {line: line.casefold() for line in lines if line.strip()}
    ends = {end for text in _texts(told) for end in (text[:_ENDS], text[-_ENDS:])} if heap else set()
    found: dict[str, str] = {}
    for canary in ends - _PROTOCOL:
        if len(canary) >= SHORTEST:
            forms = {
                form.casefold()
                for form in (
                    canary,
                    quote(canary, safe="", errors="replace"),
                    json.dumps(canary)[1:-1],
                    _json(canary),
                )
            }
            found |= {canary: line for line, folded in heap.items() if any(form in folded for form in forms)}  # noqa: B035
    return found


def supplied() -> Iterator[str]:
    """What users have supplied in this test, until now."""
    return _texts(_supplied)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _texts(supplied: object) -> Iterator[str]:
    """Every text in something, however deep."""
    heap = [supplied]
    while heap:
        thing = heap.pop()
        if isinstance(thing, str):
            yield thing.strip()
        elif isinstance(thing, bytes):
            heap.append(_parsed(thing))
        elif isinstance(thing, URL):
            heap += [thing.path, *thing.query.values()]
        elif isinstance(thing, Mapping):
            heap += thing.values()
        elif isinstance(thing, list | tuple | set):
            heap += thing
        elif dataclasses.is_dataclass(thing):
            heap.append(vars(thing))


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode(errors="replace")


@contextmanager
def observed() -> Iterator[None]:
    """One test, and the verdict after it."""
    _listen()
    EAR.lines.clear()
    _supplied.clear()
    DOOR.kept_back.clear()
    yield
    kept_back, DOOR.kept_back = DOOR.kept_back, []
    assert kept_back == [], "logged, and not allowed by bot/logs.py"
    assert leaks(EAR.lines, [_supplied, CAST]) == {}, "in the log, and supplied by a user"


def _listen() -> None:
    """Set up the logs as the service does, unless they are: the last test may have set up its own.

    pytest's handlers and hooks stay; the hooks make an error that nobody caught fail the test.
    """
    root = logging.getLogger()
    if structlog.get_config()["logger_factory"] is _ours.get("factory") and _ours["handler"] in root.handlers:
        return
    hooks, handlers = _hooks(), list(root.handlers)
    quiet_logs(logging.DEBUG, DOOR, EAR)
    _ours["factory"], (_ours["handler"],) = structlog.get_config()["logger_factory"], root.handlers
    _hook(hooks)
    for handler in handlers:
        if not isinstance(handler, Libraries):
            root.addHandler(handler)


@contextmanager
def other_logs() -> Iterator[None]:
    """For a test that sets up the logs in its own way; afterwards all is as it was."""
    root = logging.getLogger()
    config, hooks, handlers, level = structlog.get_config(), _hooks(), list(root.handlers), root.level
    try:
        yield
    finally:
        structlog.configure(**config)
        _hook(hooks)
        root.handlers[:] = handlers
        root.setLevel(level)


def _hooks() -> tuple[Any, ...]:
    return threading.excepthook, sys.unraisablehook, warnings.showwarning


def _hook(hooks: tuple[Any, ...]) -> None:
    threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks


def _noting(owner: Any, name: str, what: Callable[..., object]) -> None:
    """Note, at each call of `owner.name`, what `what` makes of its arguments. The call itself is unchanged."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def noted(*args: Any, **named: Any) -> Any:
        _supplied.append(what(*args, **named))
        return original(*args, **named)

    setattr(owner, name, noted)


def _noting_secrets(owner: Any, name: str) -> None:
    """Note what each call of `owner.name` returns."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def noted(*args: Any) -> Any:
        made = original(*args)
        _supplied.append(made)
        return made

    setattr(owner, name, noted)


def _request(_session: object, method: str, url: object, **more: Any) -> object:
    headers = {
        key: value for key, value in (more.get("headers") or {}).items() if key.lower() in _SECRET_HEADERS
    }
    return [URL(str(url)), headers, more.get("params"), more.get("json"), more.get("data")]


for _name in ("hear", "see", "press", "capture", "new_story", "arrive", "leave"):
    _noting(Talk, _name, lambda _talk, *said, **named: (said, named))
_noting(aiohttp.ClientSession, "_request", _request)
_noting_secrets(secrets, "token_urlsafe")
_noting_secrets(SecretStr, "get_secret_value")
