"""Every message that Medvind sends first, a line each."""

from __future__ import annotations

from nudges import agenda, consent, undelivered
from nudges.base import Nudge

NUDGES: tuple[Nudge, ...] = (
    agenda.AGENDA,
    agenda.AGENDA_REFRESH,
    consent.CONSENT_REQUEST,
    consent.CONSENT_OUTCOME,
    undelivered.UNDELIVERED,
)

BY_MESSAGE: dict[str, Nudge] = {nudge.message: nudge for nudge in NUDGES}
