"""All tables. Every key begins with the tenant; every time is aware UTC; what people write is sealed.

There is no column for absence, for an answer by a person, or for anything about a citizen.
"""

from storage.tables.agenda import AgendaPoint, AgendaQuestion, CardDraw, Forum
from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.check_ins import (
    CheckInEligible,
    CheckInRelease,
    CheckInRound,
    CheckInTaken,
    CheckInTalk,
    CheckInTeam,
)
from storage.tables.edge import ApiToken, Button, Delivery, Disturbance, Heard, Outgoing, WebKey
from storage.tables.follow_up import FollowUp, FollowUpModel
from storage.tables.incidents import (
    Incident,
    IncidentDraft,
    IncidentOffer,
    IncidentPart,
    IncidentQuestion,
    IncidentRules,
    IncidentStep,
)
from storage.tables.newsletters import (
    Newsletter,
    NewsletterExport,
    NewsletterItem,
    StoryPhoto,
    StoryVersion,
)
from storage.tables.organisation import Area, Contact, Member, Person, RoleGrant, Team, Unit
from storage.tables.stories import Story, StoryConsent

__all__ = [
    "AgendaPoint",
    "AgendaQuestion",
    "ApiToken",
    "Area",
    "AuditEntry",
    "AuditHead",
    "Button",
    "CardDraw",
    "CheckInEligible",
    "CheckInRelease",
    "CheckInRound",
    "CheckInTaken",
    "CheckInTalk",
    "CheckInTeam",
    "Contact",
    "Delivery",
    "Disturbance",
    "FollowUp",
    "FollowUpModel",
    "Forum",
    "Heard",
    "Incident",
    "IncidentDraft",
    "IncidentOffer",
    "IncidentPart",
    "IncidentQuestion",
    "IncidentRules",
    "IncidentStep",
    "Member",
    "Newsletter",
    "NewsletterExport",
    "NewsletterItem",
    "Outgoing",
    "Person",
    "RoleGrant",
    "Story",
    "StoryConsent",
    "StoryPhoto",
    "StoryVersion",
    "Team",
    "Unit",
    "WebKey",
]
