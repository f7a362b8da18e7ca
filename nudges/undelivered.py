"""Told to the administrator: a message that must not get lost has reached nobody."""

from __future__ import annotations

from dialogs.base import Scene
from dialogs.screens import Screen, Undelivered
from nudges.base import Nudge
from storage import outbox, people
from storage.outbox import State
from storage.tables import Outgoing


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    """Who was not reached, never what about."""
    lost = await outbox.get(scene.session, scene.tenant_id, row.object_id)
    if lost is None or lost.state != State.REFUSED:
        return None
    person = await people.find(scene.session, scene.tenant_id, lost.person_id or "")
    return Undelivered(person.name) if person else None


UNDELIVERED = Nudge("undelivered", compose)
