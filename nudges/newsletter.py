"""Messages that the editor's desk causes: to an author, and to the teams when a week is out."""

from __future__ import annotations

from dialogs import edit_request, published
from dialogs.base import Scene
from dialogs.screens import Screen
from nudges.base import Nudge
from storage.tables import Outgoing


async def ask(scene: Scene, row: Outgoing) -> Screen | None:
    return await edit_request.request(scene, scene.reader, row.object_id) if scene.reader else None


async def thank(scene: Scene, row: Outgoing) -> Screen | None:
    return await published.printed(scene, scene.reader, row.object_id) if scene.reader else None


async def tell(scene: Scene, row: Outgoing) -> Screen | None:
    return await published.out(scene, row.object_id)


EDIT_REQUEST = Nudge("edit_request", ask)
STORY_PRINTED = Nudge("story_printed", thank)
NEWSLETTER_OUT = Nudge("newsletter_out", tell)
