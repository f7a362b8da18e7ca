"""What an incident is, and which way it goes: violence from citizens, threats, harassment, near misses.

Who did it decides the way, not what it is called (facts 2.1). What a colleague or a leader has done is never
stored here: the one who would receive it may be the one it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TEXT_MAX = 2000  # characters of what she writes later, if she wants to
SMALL_MOST = 20  # of each, in one shift
EARLIEST = timedelta(days=365)  # AES takes reports for a year (facts 2.2)
LATE_BY = timedelta(minutes=10)  # a clock on a phone may be a little ahead
NUMBERS = range(10_000, 100_000)  # drawn, never counted: a gap would tell of somebody else's incident


class IncidentKind(StrEnum):
    """What kind (facts 2.1). `SEVERAL_SMALL`: noted together at the end of a shift."""

    PHYSICAL_VIOLENCE = "physical_violence"
    THREAT = "threat"
    HARASSMENT = "harassment"
    UNWANTED_SEXUAL_ATTENTION = "unwanted_sexual_attention"
    NEAR_MISS = "near_miss"
    SEVERAL_SMALL = "several_small"


class WhomItHit(StrEnum):
    ME = "me"
    COLLEAGUE = "colleague"
    CITIZEN = "citizen"


class WhoDidIt(StrEnum):
    CITIZEN_OR_RELATIVE = "citizen_or_relative"
    COLLEAGUE_OR_LEADER = "colleague_or_leader"
    NOBODY = "nobody"


class PlaceCategory(StrEnum):
    """Where, so that a pattern can be seen and no citizen can."""

    CITIZENS_HOME = "citizens_home"
    RESIDENTS_ROOM = "residents_room"
    SHARED_ROOM = "shared_room"
    OUTDOORS = "outdoors"
    ON_THE_WAY = "on_the_way"
    PHONE_OR_WRITING = "phone_or_writing"
    OTHER = "other"


class WhenAbout(StrEnum):
    """When about: nobody at 03.15 is asked for a time of day."""

    NOW = "now"
    THIS_SHIFT = "this_shift"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"  # with a day of her own


class Small(StrEnum):
    """What is counted at the end of a shift."""

    PINCH = "pinch"
    SCRATCH = "scratch"
    BLOW = "blow"
    THREAT = "threat"


class Way(StrEnum):
    """Where it goes."""

    REGISTER = "register"
    AMONG_STAFF = "among_staff"  # stored nowhere
    CITIZEN_ONLY = "citizen_only"  # an utilsigtet hændelse: another law, another system


class PoliceDecision(StrEnum):
    """The injured person's own (facts 2.2: she has the final responsibility)."""

    OPEN = ""
    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    WANTS_HELP = "wants_help"


class OfficialReport(StrEnum):
    """How it stands with the workplace's anmeldelse, which Medvind neither makes nor replaces."""

    PENDING = "pending"
    MADE = "made"
    NOT_NEEDED = "not_needed"


class Offer(StrEnum):
    """The three offers (document 004, line 1641). Each is answered for itself."""

    PEER_FIRST_AID = "peer_first_aid"
    DEBRIEFING = "debriefing"
    CRISIS_SUPPORT = "crisis_support"


class OfferAnswer(StrEnum):
    OPEN = ""
    YES = "yes"
    NO = "no"
    LATER = "later"


class Part(StrEnum):
    """What somebody is to an incident. The first three are its own; the others receive it."""

    HIT = "hit"
    REPORTER = "reporter"
    WITNESS = "witness"
    LEADER = "leader"
    DEPUTY = "deputy"
    REPRESENTATIVE = "representative"
    AREA_HEAD = "area_head"
    APPOINTER = "appointer"  # an administrator who reads nothing of it, and gives somebody the role


RECEIVING = (Part.LEADER, Part.DEPUTY, Part.AREA_HEAD, Part.REPRESENTATIVE)
LEADING = (Part.LEADER, Part.DEPUTY, Part.AREA_HEAD)


class Audience(StrEnum):
    """Who receives it: those whose place it is, or one leader alone (document 002, line 84)."""

    ALL = "all"
    NARROW = "narrow"


class OpenState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Taps:
    """What has been tapped so far. Empty is not said yet."""

    kind: str = ""
    hit: str = ""
    who: str = ""

    @property
    def way(self) -> Way:
        if self.who == WhoDidIt.COLLEAGUE_OR_LEADER:
            return Way.AMONG_STAFF
        return Way.CITIZEN_ONLY if self.hit == WhomItHit.CITIZEN else Way.REGISTER


def occurred_at(when: WhenAbout, day: datetime | None, now: datetime) -> datetime:
    """About when (aware UTC). In doubt the earlier: a deadline must not seem further away than it is.

    Raises ValueError for a day that is missing, in the future, or more than a year ago.
    """
    if when is WhenAbout.NOW:
        return now
    if when is WhenAbout.THIS_SHIFT:
        return now - timedelta(hours=4)
    if when is WhenAbout.YESTERDAY:
        return now - timedelta(hours=24)
    if day is None or day > now + LATE_BY or day < now - EARLIEST:
        raise ValueError("It must have a day within the last year.")
    return min(day, now)


def may_be_reported_to_police(kind: IncidentKind) -> bool:
    """Whether compensation can depend on the police being told within 72 hours (facts 2.2)."""
    return kind in (
        IncidentKind.PHYSICAL_VIOLENCE,
        IncidentKind.THREAT,
        IncidentKind.UNWANTED_SEXUAL_ATTENTION,
        IncidentKind.SEVERAL_SMALL,
    )


def audience_of(kind: IncidentKind) -> Audience:
    """Who receives it to begin with; what is narrow she may share herself."""
    return Audience.NARROW if kind is IncidentKind.UNWANTED_SEXUAL_ATTENTION else Audience.ALL


def counted(written: Mapping[str, str]) -> dict[Small, int]:
    """The tally of a shift from the fields of a form; raises ValueError for an empty one, or nonsense."""
    found = {small: int(written.get(small) or "0") for small in Small}
    if not any(found.values()) or not all(0 <= number <= SMALL_MOST for number in found.values()):
        raise ValueError("Some of them, and none more than twenty times.")
    return found
