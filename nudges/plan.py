"""What is due and has no row yet? Asked every minute; asking twice does nothing."""

from __future__ import annotations

from datetime import datetime

from nudges.registry import NUDGES
from storage import (
    access,
    agenda,
    audit,
    buttons,
    check_in_closing,
    disturbances,
    exports,
    follow_ups,
    heard,
    incident_drafts,
    incidents,
    outbox,
    photos,
    stories,
)
from storage.database import Session


async def plan(session: Session, now: datetime) -> int:
    """Put in the outbox what is due at `now` (aware UTC); returns how many notes are new."""
    return sum([await nudge.plan(session, now) for nudge in NUDGES if nudge.plan])


async def prune(session: Session, now: datetime) -> None:
    """Erase what has outlived its purpose (retention proposal, facts 2.8)."""
    await stories.prune(session, now)
    await photos.prune(session, now)
    await exports.prune(session, now)
    await agenda.prune(session, now)
    await check_in_closing.prune(session, now)
    await disturbances.prune(session, now)
    await follow_ups.prune(session, now)
    await incident_drafts.prune(session, now)
    await incidents.prune(session, now)
    await audit.prune(session, now)
    await outbox.prune(session, now)
    await buttons.prune(session, now)
    await access.prune(session, now)
    await heard.prune(session, now)
