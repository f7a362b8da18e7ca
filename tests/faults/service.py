"""One process of the service, as the trials of its schedules start and stop it: sleeping costs no time."""

from __future__ import annotations

from datetime import timedelta

from bot.post import Post
from bot.scheduler import Metronome
from bot.sender import Sender
from storage.database import Database
from tests.town import Clock


def service(database: Database, post: Post, clock: Clock, true: Clock | None = None) -> Metronome:
    """What an earlier process knew is gone. `true` passes while it sleeps; `clock` is what it believes."""
    passing = true or clock

    async def sleep(seconds: float) -> None:
        passing.now += timedelta(seconds=seconds)

    name = f"started at {clock.now}"
    return Metronome(
        database, Sender(database, post, clock, "da", "https://medvind.example", name, sleep=sleep), clock
    )
