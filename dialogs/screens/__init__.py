"""What Medvind shows, before any channel decides how it looks: a file for each conversation.

A screen is data: text ids and values, tokens for its buttons, and nothing that a person must not see.
"""

from dialogs.screens.agenda import AgendaCard, DialogueCard, RhythmForm, RhythmSaved, RhythmTeams, TeamWelcome
from dialogs.screens.base import Choice, Notice, Screen
from dialogs.screens.consent import ConsentAnswered, ConsentOutcome, ConsentRequest
from dialogs.screens.contacts import Number, Undelivered, WhomToCall
from dialogs.screens.newsletter import NewsletterReady
from dialogs.screens.story import (
    ConsentGiven,
    DraftOffer,
    MyStories,
    StoryForm,
    StoryLine,
    StoryThanks,
    StoryValues,
    StoryWithdrawn,
)
from dialogs.screens.welcome import MyData, Welcome

__all__ = [
    "AgendaCard",
    "Choice",
    "ConsentAnswered",
    "ConsentGiven",
    "ConsentOutcome",
    "ConsentRequest",
    "DialogueCard",
    "DraftOffer",
    "MyData",
    "MyStories",
    "NewsletterReady",
    "Notice",
    "Number",
    "RhythmForm",
    "RhythmSaved",
    "RhythmTeams",
    "Screen",
    "StoryForm",
    "StoryLine",
    "StoryThanks",
    "StoryValues",
    "StoryWithdrawn",
    "TeamWelcome",
    "Undelivered",
    "Welcome",
    "WhomToCall",
]
