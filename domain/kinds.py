"""The words that every room shares: themes, names shown, states, roles."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """The four themes of the memo (document 001)."""

    CITIZEN_FOCUS = "citizen_focus"
    DIGITAL_OPTIONS = "digital_options"
    ATTRACTIVE_WORKPLACE = "attractive_workplace"
    STRONG_NARRATIVE = "strong_narrative"


class StoryKind(StrEnum):
    """What somebody sends to the newsletter; each has its place there (documents 000 and 004)."""

    STORY = "story"
    KUDOS = "kudos"  # ros
    COMMUNITY = "community"  # an event: coffee, song, a walk
    VISIT = "visit"  # føl-besøg: come along for a day
    LEARNING = "learning_story"  # det lærte vi
    NEIGHBOUR = "neighbour"  # "Kend din nabo": what we do in our unit


class NameShown(StrEnum):
    """How the storyteller wants to be named in the newsletter."""

    FULL = "full"
    FIRST_NAME_AND_TITLE = "first_name_and_title"
    NONE = "none"


class StoryState(StrEnum):
    """Where a story is on its way from a chat to the newsletter."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    READY = "ready"
    WITHDRAWN = "withdrawn"


class ConsentReason(StrEnum):
    """Why somebody other than the storyteller must say yes."""

    HER_WORDS = "her_words"  # a Teams message that she wrote
    ABOUT_HER = "about_her"  # recognition (ros) that names her


class ConsentAnswer(StrEnum):
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Role(StrEnum):
    LEADER = "leader"
    DEPUTY = "deputy"
    WORK_ENVIRONMENT_REP = "work_environment_rep"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    AREA_HEAD = "area_head"  # the leaders' leader
    MED_SECRETARY = "med_secretary"  # prepares the committees' papers (facts 2.9)


class ContactKind(StrEnum):
    """What a number is for. One without a kind is shown with the others."""

    OTHER = ""
    PEER = "peer"  # a colleague on watch
    CRISIS = "crisis"
    HR = "hr"
    WHISTLEBLOWER = "whistleblower"
    HOTLINE = "hotline"  # Arbejdstilsynet's


class Cadence(StrEnum):
    WEEKLY = "weekly"
    EVERY_SECOND_WEEK = "every_second_week"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"


class ForumKind(StrEnum):
    """Where something stands on the agenda (facts 2.9). A small unit has no LMU, but a staff meeting."""

    TEAM_MEETING = "team_meeting"
    LOCAL_COMMITTEE = "local_committee"
    STAFF_MEETING_MED = "staff_meeting_med"
    AREA_COMMITTEE = "area_committee"


class Topic(StrEnum):
    """What stands there: decided for all MED and team meetings (document 002), or chosen by the forum."""

    ATTENDANCE = "attendance"
    PSYCHOLOGICAL_SAFETY = "psychological_safety"
