"""Logs: events and outcomes, never what people have written. One door, and a list of what may pass it.

Our own events and those of the libraries leave by the same door (safety.md T18). What is not in `KEYS`, or
has not the form that `KEYS` asks for, stays behind: a new key is thought about here before it is written.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

import structlog

log = structlog.get_logger()

_CHATTY = (
    "aiohttp.access",  # addresses, and with them the one-time keys
    "aiosqlite",  # every statement with its values
    "alembic",
    "apscheduler",
    "botbuilder",
    "botframework",
    "msal",
    "msrest",
    "psycopg",
    "sqlalchemy",
    "urllib3",
)
_MAX_NUMBER = 10_000_000  # a CPR number has more digits
_MAX_TRAIL = 12
_HERE = str(Path(__file__).parents[1])
_ROOMS = tuple(
    f"{Path(_HERE, room)}{os.sep}"
    for room in ("bot", "dialogs", "digest", "domain", "nudges", "storage", "texts")
)

Form = Callable[[Any], bool]


def _written(pattern: str) -> Form:
    form = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _number(value: Any) -> bool:
    """Also None, which is said of a status when there was no answer."""
    return value is None or (isinstance(value, int | float) and abs(value) < _MAX_NUMBER)


_name = _written(r"[a-z][a-z0-9_]{0,47}")
_class = _written(r"[A-Za-z_][A-Za-z0-9_.]{0,63}")
_outcome = _written(r"[A-Za-z_]{1,40}(: [\w.-]{0,64})?")
_route = _written(r"[/\w{}.|:*-]{0,64}")
_month = _written(r"\d{4}-\d\d")
_logger = _written(r"[\w.-]{1,64}")
_step = _written(r"[\w./\\:@+<>~ -]{1,200}:\d+( [\w<>.]{1,80})?")


def _trail(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= _MAX_TRAIL and all(map(_step, value))


KEYS: Mapping[str, Form] = MappingProxyType(
    {
        "event": _name,  # what happened, named in the code
        "level": _name,
        "kind": _name,  # of turn: a member of bot.teams.activities.Kind
        "message": _name,  # which message: its name in nudges.registry, never its words
        "outcome": _outcome,  # the class of an outcome, and Teams' own code for it
        "status": _number,  # of HTTP
        "reason": _name,  # why the gate refused: a phrase of the code's, never of the request's
        "address": _route,  # a route as it is declared: `/api/digest/{iso_week}`, never as it was asked for
        "error": _class,  # an exception's class, never its message: a database quotes the row in it
        "trail": _trail,  # `file:line function` of an exception, innermost last
        "logger": _logger,  # which library spoke
        "known": _number,  # how many signing keys are known
        "port": _number,  # where the service listens
        "members": _number,  # how many people a roster names, and how many of them are new to it
        "joined": _number,
        "left": _number,  # how many are in no team's roster any more
        "month": _month,  # of a key to check-ins
    }
)


class Door:
    """The last processor before a line is written. `dropped` counts what it kept back, for `/metrics`."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        kept = {key: value for key, value in event.items() if key in KEYS and KEYS[key](value)}
        if astray := [key for key in event if key not in kept]:
            self.keep_back(astray)
            kept["dropped"] = len(astray)
        return {"event": "event_without_a_name"} | kept

    def keep_back(self, keys: list[str]) -> None:
        """Something was logged that is not allowed. The tests' door raises here."""
        self.dropped += len(keys)


DOOR = Door()


class Libraries(logging.Handler):
    """What libraries log, reduced to who, how bad, which error and where: their words may be anybody's."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        level = min(max(record.levelno // 10 * 10, logging.DEBUG), logging.CRITICAL)
        here = [f"{_shortened(record.pathname)}:{record.lineno} {record.funcName}"]
        log.log(level, "library", logger=record.name, **(_about(error) if error else {"trail": here}))


def trail(error: BaseException) -> list[str]:
    """Where it failed, without the message: a database error quotes the row, which is somebody's story."""
    frames = list(traceback.extract_tb(error.__traceback__))
    # A database fails deep inside its library: half of the steps are for the way there through our own rooms.
    last = max(len(frames) - _MAX_TRAIL // 2, 0)
    ours = [frame for frame in frames[:last] if frame.filename.startswith(_ROOMS)]
    steps = [*ours[-(_MAX_TRAIL - _MAX_TRAIL // 2) :], *frames[last:]]
    return [f"{_shortened(frame.filename)}:{frame.lineno or 0} {frame.name}" for frame in steps]


def quiet_logs(level: int = logging.WARNING, door: Door = DOOR, to: TextIO | None = None) -> None:
    """Write events to stderr, or `to`, as lines of JSON, from `level` up; nobody else writes there."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            door,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(to or sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.addHandler(Libraries())
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    _quiet_python()


def unset() -> bool:
    """Nobody has opened a door yet; a test has one of its own."""
    return not structlog.is_configured()


def _quiet_python() -> None:
    """Python itself prints what nobody caught, with its message and past every logger."""

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.error("thread_failed", **_about(args.exc_value))

    def unraisable(args: Any) -> None:
        if args.exc_value is not None:
            log.error("error_lost", **_about(args.exc_value))

    def warned(_said: Any, category: type[Warning], file: str, line: int, *_: Any) -> None:
        log.warning("python_warning", error=category.__name__, trail=[f"{_shortened(file)}:{line}"])

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    warnings.showwarning = warned  # type: ignore[assignment]  # nobody passes its arguments by name


def crashed(error: BaseException) -> None:
    """What ends the process, told by where and not by what: Typer would print its whole message."""
    log.critical("crashed", **_about(error))


def _about(error: BaseException) -> dict[str, Any]:
    return {"error": type(error).__name__, "trail": trail(error)}


def _shortened(path: str) -> str:
    """The file without the folder it was installed in, which may be named after somebody."""
    roots = [root for root in (_HERE, *sys.path) if root and path.startswith(root)]
    inside = path[len(max(roots, key=len)) :] if roots else path.replace("\\", "/").rpartition("/")[2]
    return inside.lstrip("/\\")
