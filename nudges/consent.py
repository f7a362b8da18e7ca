"""Messages that a consent causes: the question to the colleague, the answer to the storyteller."""

from __future__ import annotations

from dialogs import consent
from dialogs.base import Scene
from dialogs.screens import Screen
from nudges.base import Nudge
from storage.tables import Outgoing


async def ask(scene: Scene, row: Outgoing) -> Screen | None:
    return await consent.request(scene, scene.reader, row.object_id) if scene.reader else None


async def tell(scene: Scene, row: Outgoing) -> Screen | None:
    return await consent.outcome(scene, scene.reader, row.object_id) if scene.reader else None


CONSENT_REQUEST = Nudge("consent_request", ask)
CONSENT_OUTCOME = Nudge("consent_outcome", tell)
