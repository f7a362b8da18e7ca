"""How fast one conversation may be written to: Teams' four windows (rate-limit page; safety.md 1.5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.delivery import PER_SECOND

# Within any so many seconds, at the most so many messages.
Window = tuple[float, int]
WINDOWS: Sequence[Window] = ((1, 7), (2, 8), (30, 60), (3600, 1800))
_SWEEP_AT = 4096  # conversations remembered before those that have been quiet for the longest window go


class Pace:
    """Remembers when messages left, and says when the next may.

    `windows` hold for each conversation, `per_second` for a whole tenant: that one the replicas share, so it
    is kept in the database (`storage.delivery`), and here is only how much it is.
    """

    def __init__(self, windows: Sequence[Window] = WINDOWS, per_second: int = PER_SECOND) -> None:
        self.per_second = per_second
        self._windows = windows
        self._most = max((most for _, most in windows), default=1)
        self._longest = timedelta(seconds=max((seconds for seconds, _ in windows), default=0))
        self._departures: dict[str, deque[datetime]] = {}
        self._sweep_at = _SWEEP_AT

    def book(self, conversation: str, earliest: datetime) -> datetime:
        """The first moment from `earliest` on that keeps every window; it counts as a departure."""
        left = self._departures.setdefault(conversation, deque(maxlen=self._most))
        waits = [
            left[-most] + timedelta(seconds=seconds) for seconds, most in self._windows if len(left) >= most
        ]
        moment = max([earliest, *waits])
        left.append(moment)
        if len(self._departures) > self._sweep_at:
            self._forget_the_quiet(earliest)
        return moment

    def _forget_the_quiet(self, now: datetime) -> None:
        self._departures = {
            name: left for name, left in self._departures.items() if left[-1] > now - self._longest
        }
        # A message to all makes thousands that are not quiet: not to be looked through for each of them.
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._departures))
