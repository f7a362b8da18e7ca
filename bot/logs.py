"""Logs: events and outcomes, never what people have written. Nothing of the libraries' chatter."""

from __future__ import annotations

import logging
import sys

import structlog

_CHATTY = ("msrest", "urllib3", "botbuilder", "botframework", "aiohttp.access", "apscheduler", "alembic")


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
