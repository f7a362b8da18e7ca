"""What Medvind would have sent to a person in Teams, collected by her terminal instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs.base import Place, Scene
from dialogs.screens import Screen
from nudges.registry import BY_MESSAGE
from storage import outbox, people
from storage.database import Database
from storage.outbox import State


async def collect(
    database: Database, tenant_id: str, person_id: str, place: Place, now: datetime, language: str
) -> Sequence[Screen]:
    """Take this person's waiting messages out of the outbox and compose them for this place."""
    async with database.write() as session:
        person = await people.find(session, tenant_id, person_id)
        screens = []
        for row in await outbox.waiting_for(session, tenant_id, person_id, now):
            scene = Scene(session, now, tenant_id, place, language, "", person)
            screen = await BY_MESSAGE[row.message].compose(scene, row)
            row.state = State.DELIVERED if screen else State.DROPPED
            row.finished_at = now
            if screen is not None:
                screens.append(screen)
        return screens
