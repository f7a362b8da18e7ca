"""Every conversation, a line each. The order is the order in which phrases are tried."""

from __future__ import annotations

from dialogs import (
    agenda,
    channel,
    check_in,
    check_in_day,
    check_in_result,
    check_in_trends,
    consent,
    contacts,
    contribute,
    edit_request,
    follow_up,
    hand_over,
    incident,
    incident_case,
    incident_lead,
    incident_own,
    incident_patterns,
    incident_tell,
    my_data,
    my_stories,
    newsletter,
    overview,
    photo,
    rhythm,
    rhythm_break,
    roles,
    story,
    welcome,
)
from dialogs.base import Act, Conversation

CONVERSATIONS: tuple[Conversation, ...] = (
    welcome.HELLO,
    story.CONVERSATION,
    my_stories.CONVERSATION,
    photo.CONVERSATION,
    *contribute.CONVERSATIONS,
    edit_request.CONVERSATION,
    consent.CONVERSATION,
    incident.CONVERSATION,
    incident.CARE_CONVERSATION,
    incident_own.CONVERSATION,
    incident_tell.CONVERSATION,
    incident_case.CONVERSATION,
    incident_lead.CONVERSATION,
    incident_patterns.CONVERSATION,
    contacts.CONVERSATION,
    check_in.CONVERSATION,
    check_in_result.CONVERSATION,
    check_in_trends.CONVERSATION,
    agenda.CONVERSATION,
    rhythm.CONVERSATION,
    rhythm_break.CONVERSATION,
    channel.CONVERSATION,
    check_in_day.CONVERSATION,
    overview.CONVERSATION,
    newsletter.CONVERSATION,
    follow_up.CONVERSATION,
    roles.CONVERSATION,
    hand_over.CONVERSATION,
    my_data.CONVERSATION,
    welcome.CANCELLED,
)

# What may be answered where everybody reads along.
CHANNEL_ACTS = frozenset(
    act.name for conversation in CONVERSATIONS if conversation.in_channel for act in conversation.acts
)
ACTS: dict[str, Act] = {act.name: act for conversation in CONVERSATIONS for act in conversation.acts}
