"""The clocks of one incident: what is to be done by when, and who is reminded of it.

They run in clock hours through nights, weekends and holidays (facts 2.2). The 24 and 72 hours are one
hospital department's rule (document 004, lines 1653 and 1657): configuration with its origin, not a rule. The
police's 72 hours and the 14 days are the law's (facts 2.2). The two 72 hours are never one clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.calendar import at, local
from domain.incident import IncidentKind, may_be_reported_to_police
from domain.quiet_hours import at_work, awake

_DAILY = 7  # reminders a day apart, before they are a week apart
_ASKS = time(10)


class Step(StrEnum):
    FIRST_AID = "first_aid"  # a colleague, now
    ASSESSMENT = "assessment"  # when do you talk, are more called to a debriefing
    CALLS = "calls"  # the calls are sent; the talk itself may be later
    POLICE = "police"  # the injured person's decision, with the employer's help
    REPORT = "report"  # the workplace's anmeldelse
    ASK_FIRST = "ask_first"  # did she get the help that she wanted
    ASK_LAST = "ask_last"


class To(StrEnum):
    """Who is reminded: whoever has the case, who stands in for her, who is above her, or the one it hit."""

    OWNER = "owner"
    STANDS_IN = "stands_in"
    ABOVE = "above"
    HIT = "hit"


LEADERS_STEPS = (Step.FIRST_AID, Step.ASSESSMENT, Step.CALLS, Step.REPORT)
ASKING = (Step.ASK_FIRST, Step.ASK_LAST)


@dataclass(frozen=True, slots=True)
class Rules:
    """A municipality's hours and days. Raises ValueError for what cannot be."""

    first_aid_hours: int = 1
    assessment_hours: int = 24
    calls_hours: int = 72
    police_hours: int = 72
    report_days: int = 14
    ask_first_days: int = 7
    ask_last_days: int = 30

    def __post_init__(self) -> None:
        hours = (self.first_aid_hours, self.assessment_hours, self.calls_hours, self.police_hours)
        if not all(1 <= number <= 24 * 14 for number in hours):
            raise ValueError("Hours are from 1 to 336.")
        if not 1 <= self.report_days <= 14:
            raise ValueError("The law gives 14 days, and a municipality can only give fewer.")
        if not 1 <= self.ask_first_days < self.ask_last_days <= 180:
            raise ValueError("She is asked twice, the second time later, and within half a year.")


DEFAULT = Rules()


@dataclass(frozen=True, slots=True)
class Clock:
    """A step and its moment (aware UTC)."""

    step: Step
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    at: datetime
    to: tuple[To, ...]


def steps_of(kind: IncidentKind) -> tuple[Step, ...]:
    """A near miss and a shift's small ones are looked at and asked about, and no more."""
    if kind in (IncidentKind.NEAR_MISS, IncidentKind.SEVERAL_SMALL):
        return (Step.ASSESSMENT, Step.ASK_FIRST)
    police = (Step.POLICE,) if may_be_reported_to_police(kind) else ()
    return (Step.FIRST_AID, Step.ASSESSMENT, Step.CALLS, *police, Step.REPORT, *ASKING)


def due_at(rules: Rules, step: Step, occurred: datetime, registered: datetime) -> datetime:
    """When a step is due (aware UTC).

    What the law counts from the event is counted from it, however late it is registered. The house's own
    steps are counted from when somebody could know. The 14 days run from the first day of absence, which is
    never stored: the earliest that it can be is the day itself.
    """
    match step:
        case Step.FIRST_AID:
            return registered + timedelta(hours=rules.first_aid_hours)
        case Step.ASSESSMENT:
            return registered + timedelta(hours=rules.assessment_hours)
        case Step.CALLS:
            # Nobody can be called before it is known: a day is left for it.
            return max(occurred + timedelta(hours=rules.calls_hours), registered + timedelta(hours=24))
        case Step.POLICE:
            return occurred + timedelta(hours=rules.police_hours)
        case Step.REPORT:
            return at(local(occurred).date() + timedelta(days=rules.report_days), time(16))
        case Step.ASK_FIRST:
            return _asks(registered, rules.ask_first_days)
        case Step.ASK_LAST:
            return _asks(registered, rules.ask_last_days)


def clocks(rules: Rules, kind: IncidentKind, occurred: datetime, registered: datetime) -> tuple[Clock, ...]:
    return tuple(Clock(step, due_at(rules, step, occurred, registered)) for step in steps_of(kind))


def reminders(clock: Clock, registered: datetime) -> Iterator[Reminder]:
    """Every reminder of a step that nobody does, in order; without end where it may not be forgotten."""
    if clock.step in ASKING:
        return _questions(clock)
    if clock.step is Step.POLICE:
        return iter(_before_police(clock, registered))
    return _until_done(clock, registered)


def next_reminder(clock: Clock, registered: datetime, after: datetime) -> Reminder | None:
    """The first that comes later than `after`, or None when there is none left."""
    return next((one for one in reminders(clock, registered) if one.at > after), None)


def _until_done(clock: Clock, registered: datetime) -> Iterator[Reminder]:
    # What was registered after its time is reminded of as if a day were left.
    due = clock.due_at if clock.due_at > registered else registered + timedelta(days=1)
    span = due - registered
    early = due - span / 4
    # Of days' warning there is time to wait for the morning; of hours' there is not.
    yield Reminder(min(at_work(early), due) if span > timedelta(days=4) else early, (To.OWNER,))
    yield Reminder(due, (To.OWNER, To.STANDS_IN))
    late = due + min(max(span / 4, timedelta(hours=1)), timedelta(days=2))
    yield Reminder(late, (To.OWNER, To.STANDS_IN, To.ABOVE))
    told = 0
    while True:
        late += timedelta(days=1 if told < _DAILY else 7)
        told += 1
        yield Reminder(at_work(late), (To.OWNER, To.STANDS_IN))


def _before_police(clock: Clock, registered: datetime) -> tuple[Reminder, ...]:
    """A day before, by daylight; then it is over: a warning after the fact helps nobody."""
    early = awake(clock.due_at - timedelta(hours=24))
    return (Reminder(early, (To.HIT, To.OWNER)),) if registered < early < clock.due_at else ()


def _questions(clock: Clock) -> Iterator[Reminder]:
    """She is asked, once more after three days, and then it is for a person to ask her."""
    yield Reminder(clock.due_at, (To.HIT,))
    yield Reminder(awake(clock.due_at + timedelta(days=3)), (To.HIT,))
    late = clock.due_at + timedelta(days=7)
    while True:
        yield Reminder(at_work(late), (To.OWNER, To.STANDS_IN))
        late += timedelta(days=7)


def _asks(registered: datetime, days: int) -> datetime:
    return at(local(registered).date() + timedelta(days=days), _ASKS)
