"""How fast one conversation may be written to: Teams' four windows (rate-limit page; safety.md 1.5)."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

# Within any so many seconds, at the most so many messages.
WINDOWS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
_LONGEST = timedelta(seconds=WINDOWS[-1][0])
_SWEEP_AT = 4096  # conversations remembered before those that have been quiet for an hour are forgotten


class Pace:
    """Remembers when messages left, and says when the next may."""

    def __init__(self) -> None:
        self._departures: dict[str, deque[datetime]] = {}

    def book(self, conversation: str, earliest: datetime) -> datetime:
        """The first moment from `earliest` on that keeps every window; it counts as a departure."""
        left = self._departures.setdefault(conversation, deque(maxlen=WINDOWS[-1][1]))
        waits = [left[-most] + timedelta(seconds=seconds) for seconds, most in WINDOWS if len(left) >= most]
        moment = max([earliest, *waits])
        left.append(moment)
        if len(self._departures) > _SWEEP_AT:
            self._forget_the_quiet(earliest)
        return moment

    def _forget_the_quiet(self, now: datetime) -> None:
        self._departures = {
            name: left for name, left in self._departures.items() if left[-1] > now - _LONGEST
        }
