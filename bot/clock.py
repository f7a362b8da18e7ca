"""The wall clock, read at the edge only and handed down as `now`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Aware UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
