"""Cards that stand in a channel: after a press, everybody's copy is replaced by how things stand."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.base import Place
from storage import outbox
from storage.database import Session

WORTH_IT = timedelta(days=1)


async def refresh(
    session: Session,
    tenant_id: str,
    posted_as: str,
    note: outbox.Note,
    now: datetime,
    place: Place | None = None,
) -> None:
    """Replace the card that was posted under a key, or the one pressed in `place`, if there is one.

    `note` says what is to be shown instead.
    """
    posted = await outbox.posted(session, tenant_id, posted_as)
    pressed = place.card_id if place and place.is_shared else ""
    replaces = pressed or (posted.activity_id if posted else "")
    if posted is None or posted.team_id is None or not replaces:
        return
    thread = (place.thread_id or place.conversation_id) if place and pressed else None
    note = replace(note, team_id=posted.team_id, replaces=replaces, conversation_id=thread)
    await outbox.add_refresh(session, tenant_id, note, now)


def new_key(kind: str) -> str:
    """A card may be replaced any number of times."""
    return f"{kind}|{uuid.uuid4().hex}"
