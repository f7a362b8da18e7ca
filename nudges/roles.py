"""To somebody who has been given a role, or has lost one: which, where, and by whom."""

from __future__ import annotations

from dialogs.base import Scene
from dialogs.screens import RoleNews, Screen
from nudges.base import Nudge
from storage import people, role_grants
from storage.tables import Outgoing


async def compose(scene: Scene, row: Outgoing) -> Screen | None:
    """Nothing, when it has been undone before it was told."""
    change = await role_grants.told_of(scene.session, scene.tenant_id, row.key)
    if change is None:
        return None
    by = await people.find(scene.session, scene.tenant_id, row.object_id)
    unit = await people.unit(scene.session, scene.tenant_id, change.unit_id) if change.unit_id else None
    where = unit or await people.area(scene.session, scene.tenant_id)
    return RoleNews(change.role, where.name if where else "", change.given, by.name if by else "")


ROLE_CHANGED = Nudge("role_changed", compose)
