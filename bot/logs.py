"""Logs: events and outcomes, never what people have written. Nothing of the libraries' chatter."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

_CHATTY = (
    "aiohttp.access",  # addresses, and with them the one-time keys
    "aiosqlite",  # every statement with its values
    "alembic",
    "apscheduler",
    "botbuilder",
    "botframework",
    "msrest",
    "psycopg",
    "sqlalchemy",
    "urllib3",
)


def trail(error: BaseException) -> list[str]:
    """Where it failed, without the message: a database error quotes the row, which is somebody's story."""
    frames = traceback.extract_tb(error.__traceback__, limit=-12)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def quiet_logs(level: int = logging.WARNING) -> None:
    """Send our events to stderr as lines of JSON, from `level` up."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
