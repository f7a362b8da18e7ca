"""All tables. Every key begins with the tenant; every time is aware UTC; what people write is sealed.

There is no column for absence, for an answer by a person, or for anything about a citizen.
"""

from storage.tables.agenda import AgendaPoint, CardDraw
from storage.tables.edge import ApiToken, Button, Delivery, Heard, Outgoing, WebKey
from storage.tables.organisation import Area, Contact, Person, RoleGrant, Team, Unit
from storage.tables.stories import Story, StoryConsent

__all__ = [
    "AgendaPoint",
    "ApiToken",
    "Area",
    "Button",
    "CardDraw",
    "Contact",
    "Delivery",
    "Heard",
    "Outgoing",
    "Person",
    "RoleGrant",
    "Story",
    "StoryConsent",
    "Team",
    "Unit",
    "WebKey",
]
