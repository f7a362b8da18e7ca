"""What Medvind shows, before any channel decides how it looks: a file for each conversation.

A screen is data: text ids and values, tokens for its buttons, and nothing that a person must not see.
"""

from dialogs.screens.agenda import (
    AgendaCard,
    Agreement,
    DialogueCard,
    Question,
    RhythmBreak,
    RhythmForm,
    RhythmSaved,
    RhythmTeams,
    RhythmValues,
    TeamWelcome,
)
from dialogs.screens.base import Choice, Notice, Screen
from dialogs.screens.check_in import (
    CheckInCard,
    CheckInDay,
    CheckInResult,
    CheckInTeams,
    CheckInThanks,
    CheckInTrends,
    Trend,
    TrendPoint,
    Trial,
)
from dialogs.screens.consent import ConsentAnswered, ConsentOutcome, ConsentRequest
from dialogs.screens.contacts import Number, Undelivered, WhomToCall
from dialogs.screens.follow_up import (
    FirstDay,
    FollowUpLine,
    FollowUpOver,
    FollowUpRest,
    FollowUps,
    FollowUpStep,
    OwnText,
    WhatToExpect,
)
from dialogs.screens.newsletter import NewsletterReady
from dialogs.screens.overview import ForumLine, Overview
from dialogs.screens.roles import (
    RoleForm,
    RoleGiven,
    RoleLine,
    RoleNews,
    RolePlaces,
    RolesHere,
    RoleTaken,
)
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
    "Agreement",
    "CheckInCard",
    "CheckInDay",
    "CheckInResult",
    "CheckInTeams",
    "CheckInThanks",
    "CheckInTrends",
    "Choice",
    "ConsentAnswered",
    "ConsentGiven",
    "ConsentOutcome",
    "ConsentRequest",
    "DialogueCard",
    "DraftOffer",
    "FirstDay",
    "FollowUpLine",
    "FollowUpOver",
    "FollowUpRest",
    "FollowUpStep",
    "FollowUps",
    "ForumLine",
    "MyData",
    "MyStories",
    "NewsletterReady",
    "Notice",
    "Number",
    "Overview",
    "OwnText",
    "Question",
    "RhythmBreak",
    "RhythmForm",
    "RhythmSaved",
    "RhythmTeams",
    "RhythmValues",
    "RoleForm",
    "RoleGiven",
    "RoleLine",
    "RoleNews",
    "RolePlaces",
    "RoleTaken",
    "RolesHere",
    "Screen",
    "StoryForm",
    "StoryLine",
    "StoryThanks",
    "StoryValues",
    "StoryWithdrawn",
    "TeamWelcome",
    "Trend",
    "TrendPoint",
    "Trial",
    "Undelivered",
    "Welcome",
    "WhatToExpect",
    "WhomToCall",
]
