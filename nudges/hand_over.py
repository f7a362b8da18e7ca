"""To a deputy: the watch is hers until a day's end, or the leader's again. Why is nobody's business."""

from __future__ import annotations

from dialogs.base import Scene
from dialogs.screens import HandOverNews, Screen
from nudges.base import Nudge
from storage import hand_overs, people
from storage.tables import Outgoing


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, when it is not so any more, or when she is no deputy now."""
    watch = await hand_overs.told_of(scene.session, scene.tenant_id, row.key, scene.now)
    if watch is None:
        return None
    place = await people.place_name(scene.session, scene.tenant_id, watch.unit_id)
    return HandOverNews(watch.leader.name, place, watch.until)


HAND_OVER = Nudge("hand_over", compose)
