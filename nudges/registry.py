"""Every message that Medvind sends first, a line each."""

from __future__ import annotations

from nudges import (
    agenda,
    check_in,
    consent,
    follow_up,
    hand_over,
    incident,
    newsletter,
    roles,
    undelivered,
)
from nudges.base import Nudge

NUDGES: tuple[Nudge, ...] = (
    agenda.AGENDA,
    agenda.AGENDA_REFRESH,
    check_in.CHECK_IN,
    check_in.CHECK_IN_RESULT,
    check_in.CHECK_IN_RESULT_REFRESH,
    consent.CONSENT_REQUEST,
    consent.CONSENT_OUTCOME,
    follow_up.FOLLOW_UP,
    hand_over.HAND_OVER,
    incident.INCIDENT_NEWS,
    incident.INCIDENT_STATUS,
    incident.INCIDENT_STATUS_REFRESH,
    incident.INCIDENT_AGAIN,
    incident.INCIDENT_REMINDER,
    incident.INCIDENT_ASK,
    incident.INCIDENT_WITNESS,
    incident.INCIDENT_APPOINT,
    newsletter.EDIT_REQUEST,
    newsletter.STORY_PRINTED,
    newsletter.NEWSLETTER_OUT,
    roles.ROLE_CHANGED,
    undelivered.UNDELIVERED,
)

BY_MESSAGE: dict[str, Nudge] = {nudge.message: nudge for nudge in NUDGES}
