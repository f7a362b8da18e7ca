"""A trail that misses no link: each entry is sealed with the one before it, and so are both ends.

Whoever can write in the database but has no data key can neither remove, edit, move nor add one unseen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

# Longer than an incident (a year after its report is settled), so that it can be shown afterwards who read
# it and that it was erased in time; one of the limits that KLE-Online recommends municipalities (facts 2.8).
KEPT = timedelta(days=5 * 365 + 2)


class Act(StrEnum):
    """What was done to an incident. Never what was said, nor which answer was given."""

    REGISTERED = "registered"
    READ = "read"
    TEXT_ADDED = "text_added"
    ASSESSED = "assessed"
    TALK_SET = "talk_set"
    DEBRIEFING_DECIDED = "debriefing_decided"
    CALLS_SENT = "calls_sent"
    FIRST_AID_GIVEN = "first_aid_given"
    OFFER_ANSWERED = "offer_answered"
    WITNESS_NAMED = "witness_named"
    SHARED = "shared"
    POLICE_DECIDED = "police_decided"
    POLICE_NOTE_KEPT = "police_note_kept"
    REPORT_SETTLED = "report_settled"
    ASKED_MORE = "asked_more"
    ANSWERED = "answered"
    ASKED = "asked"
    HELP_ANSWERED = "help_answered"
    DONE_SAID = "done_said"
    CLOSED = "closed"
    GROWN = "grown"
    RECIPIENT_ADDED = "recipient_added"
    RECIPIENT_REMOVED = "recipient_removed"
    REMINDED = "reminded"
    EXPORTED = "exported"
    ERASED = "erased"
    DRAFTED_FOR_NEWSLETTER = "drafted_for_newsletter"


class Fault(StrEnum):
    """How a trail is broken."""

    MISSING = "missing"
    CHANGED = "changed"
    MOVED = "moved"  # true, but of another position
    ADDED = "added"  # where the trail has no position
    HEAD = "head"  # where it begins and ends is not what was written


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was read. `at` is aware UTC; None where somebody has left no moment there."""

    position: int
    at: datetime | None
    person_id: str | None
    subject: str
    act: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a trail begins and ends. `anchor`: the seal before the first that is kept."""

    first: int
    anchor: str
    last: int
    newest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a tenant's trail stands: up to `fault`, which is at `position`, `count` entries are as written.

    `position` is None for a fault of the head. `since` and `until` (aware UTC): the first and last of them.
    `newest` is the last's seal: kept elsewhere, it shows also that a whole database was set back.
    """

    tenant_id: str
    count: int = 0
    first: int = 1
    last: int = 0
    since: datetime | None = None
    until: datetime | None = None
    newest: str = ""
    fault: Fault | None = None
    position: int | None = None

    @property
    def whole(self) -> bool:
        return self.fault is None


def seal_of_entry(secret: str, tenant_id: str, before: str, entry: Entry) -> str:
    """`before`: the seal of the entry before it."""
    at = entry.at.astimezone(UTC).isoformat() if entry.at else None
    return _seal(
        secret, "entry", before, tenant_id, entry.position, at, entry.person_id, entry.subject, entry.act
    )


def seal_of_head(secret: str, tenant_id: str, ends: Ends) -> str:
    return _seal(secret, "head", tenant_id, ends.first, ends.anchor, ends.last, ends.newest)


def _seal(secret: str, *said: object) -> str:
    # JSON, so that no two lists are written alike. SQLite lets anybody put any kind of value anywhere.
    written = json.dumps(said, default=repr).encode()
    return hmac.new(secret.encode(), written, hashlib.sha256).hexdigest()
