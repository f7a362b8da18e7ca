"""Every message that Medvind sends first, a line each."""

from __future__ import annotations

from nudges import agenda, consent, follow_up, roles, undelivered
from nudges.base import Nudge

NUDGES: tuple[Nudge, ...] = (
    agenda.AGENDA,
    agenda.AGENDA_REFRESH,
    consent.CONSENT_REQUEST,
    consent.CONSENT_OUTCOME,
    follow_up.FOLLOW_UP,
    roles.ROLE_CHANGED,
    undelivered.UNDELIVERED,
)

BY_MESSAGE: dict[str, Nudge] = {nudge.message: nudge for nudge in NUDGES}
