"""The rules of incidents a second time, from the words of the issue and zoneinfo. Nothing here asks `domain`.

"Nearest leader, deputy when she is off, AMR of the unit; never the one it concerns." "Four clocks on one event,
each with owner, deputy, proof, escalation." The one it hit is asked at day 7 and day 30.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VIOLENT = ("physical_violence", "threat", "unwanted_sexual_attention")
KINDS = (*VIOLENT, "harassment", "near_miss", "several_small")
LEADERS = ("first_aid", "assessment", "calls", "report")
ASKS = {"ask_first": 7, "ask_last": 30}
LATEST_ESCALATION = 2 * DAY  # after a step was due, everybody above has heard of it
SILENCE = 14 * DAY  # the longest between two reminders: a week, and what Christmas and Easter lay upon it


def there(moment: datetime, days: int, clock: time) -> datetime:
    day = moment.astimezone(COPENHAGEN).date() + timedelta(days=days)
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def due_times(kind: str, occurred: datetime, registered: datetime) -> dict[str, datetime]:
    """When each step of an incident is due (aware UTC)."""
    small = {"assessment": registered + 24 * HOUR, "ask_first": there(registered, 7, time(10))}
    if kind in ("near_miss", "several_small"):
        return small
    due = {
        **small,
        "first_aid": registered + HOUR,
        "calls": max(occurred + 72 * HOUR, registered + 24 * HOUR),
        "report": there(occurred, 14, time(16)),
        "ask_last": there(registered, 30, time(10)),
    }
    return due | ({"police": occurred + 72 * HOUR} if kind in VIOLENT else {})


@dataclass
class Staff:
    """Who holds what, as somebody would write it on a board. A grant without a unit is for the whole area."""

    grants: set[tuple[str, str, str]] = field(default_factory=set)  # person, role, unit
    left: set[str] = field(default_factory=set)
    away: dict[tuple[str, str], datetime] = field(default_factory=dict)  # a leader's watch: who, where, until

    def chain(self, unit: str, hit: str | None, now: datetime) -> list[str]:
        """Who has it, who has it next, and so on: all of whom may read it once it is passed on to them."""
        leaders = self._nearest("leader", unit)
        off = [p for p in leaders if any(self.away.get((p, u), now) > now for u in (unit, ""))]
        on = [p for p in leaders if p not in off]
        deputies, amr = self._nearest("deputy", unit), self._nearest("work_environment_rep", unit)
        heads = self._with("area_head", "")
        return [p for p in dict.fromkeys([*on, *deputies, *off, *heads, *amr]) if p != hit]

    def amr(self, unit: str, hit: str | None) -> set[str]:
        return set(self._nearest("work_environment_rep", unit)) - {hit or ""}

    def administrators(self, hit: str | None) -> set[str]:
        return {p for p, role, _ in self.grants if role == "administrator"} - self.left - {hit or ""}

    def _nearest(self, role: str, unit: str) -> list[str]:
        return self._with(role, unit) or self._with(role, "")

    def _with(self, role: str, unit: str) -> list[str]:
        return sorted(
            p for p, held, where in self.grants if (held, where) == (role, unit) and p not in self.left
        )
