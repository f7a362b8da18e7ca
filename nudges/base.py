"""When Medvind speaks first: what a message is, and the moment in which it is composed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from dialogs.base import Scene
from dialogs.screens import Screen
from storage.database import Session
from storage.tables import Outgoing

Compose = Callable[[Scene, Outgoing], Awaitable[Screen | None]]
Plan = Callable[[Session, datetime], Awaitable[int]]


@dataclass(frozen=True)
class Nudge:
    """One file in `nudges/`.

    `compose` makes the screen at the moment of sending, from what is true then; None means that there
    is nothing to say any more. `plan` puts what is due in the outbox; messages that a dialog causes
    have none.
    """

    message: str
    compose: Compose
    plan: Plan | None = None
