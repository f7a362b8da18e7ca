"""The private reminders of a leader whose colleague is ill: by which model, and on which days.

The models are the municipality's own (documents 002 and findings 186-187: 1-3-10, before it 1-5-14). The talk
is the law's: held at the latest four weeks after the first day (sygedagpengeloven § 7 a; facts 2.7).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, pairwise

from domain.calendar import at, is_working_day, local

REMINDS = time(8)  # in Copenhagen
TALK_WITHIN = timedelta(weeks=4)
TALK_NOTICE = timedelta(weeks=1)  # so that there is time to find an hour for it
KEPT_AFTER = timedelta(days=30)
EARLIEST = timedelta(days=28)  # a first day further back than this has had its talk
TEXT_MAX = 1500  # characters of the municipality's own text: more would not fit on the card
PRESETS = ("1-3-10", "1-5-14", "2-6-14")

_MOST_CONTACTS, _LAST_DAY = 5, 28
_WRITTEN = re.compile(r"[1-9][0-9]?(-[1-9][0-9]?)*")


class Counted(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class StepKind(StrEnum):
    FIRST = "first_contact"
    LATER = "later_contact"
    TALK = "talk"


def parse(written: str) -> tuple[int, ...]:
    """The days of a model written as "1-3-10"; raises ValueError for anything that is no model."""
    if not _WRITTEN.fullmatch(written):
        raise ValueError("A model is written as its days, such as 1-3-10.")
    days = tuple(map(int, written.split("-")))
    _check(days)
    return days


def _check(days: Sequence[int]) -> None:
    if not 1 <= len(days) <= _MOST_CONTACTS:
        raise ValueError(f"A model has one to {_MOST_CONTACTS} days.")
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("The days of a model come one after the other.")
    if days[0] < 1 or days[-1] > _LAST_DAY:
        raise ValueError(f"The days of a model are from 1 to {_LAST_DAY}.")


@dataclass(frozen=True, slots=True)
class Model:
    """On which days of an illness a leader gets in touch. The first day of the illness is day 1.

    Raises ValueError for days that are no model.
    """

    days: tuple[int, ...]
    counted: Counted
    talk: bool

    def __post_init__(self) -> None:
        _check(self.days)
        Counted(self.counted)

    def __str__(self) -> str:
        return "-".join(map(str, self.days))


DEFAULT = Model(parse(PRESETS[0]), Counted.CALENDAR, talk=True)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do on a date. `day` is the model's number for it; the talk has none."""

    kind: StepKind
    on: date
    day: int | None = None


def steps(model: Model, started_on: date) -> tuple[Step, ...]:
    """Every step of a run, in the order in which she is reminded of them."""
    kinds = [StepKind.FIRST] + [StepKind.LATER] * (len(model.days) - 1)
    found = [
        Step(kind, _on(model, started_on, day), day) for kind, day in zip(kinds, model.days, strict=True)
    ]
    if model.talk:
        found.append(Step(StepKind.TALK, talk_limit(started_on) - TALK_NOTICE))
    return tuple(sorted(found, key=remind_at))


def talk_limit(started_on: date) -> date:
    """The last day on which the talk may be held."""
    return started_on + TALK_WITHIN


def remind_at(step: Step) -> datetime:
    """8:00 in Copenhagen, as UTC, on a working day: at or after a contact's date, at or before the talk's."""
    towards = -1 if step.kind is StepKind.TALK else 1
    day = step.on
    while not is_working_day(day):
        day += timedelta(days=towards)
    return at(day, REMINDS)


def next_morning(moment: datetime) -> datetime:
    """8:00 in Copenhagen on the first working day after an aware `moment`'s, as UTC."""
    day = local(moment).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return at(day, REMINDS)


def reached(plan: Sequence[Step], behind: int, moment: datetime) -> int:
    """Which step it is at an aware `moment` when `behind` of them are done; `len(plan)` when all are.

    What was not done before the next one came is passed over: two reminders on one morning are one too many.
    """
    due = sum(remind_at(step) <= moment for step in plan)
    return max(behind, due - 1)


def is_open(step: Step, moment: datetime) -> bool:
    """Whether a step can be done now: its day has come, or its reminder has."""
    return step.on <= local(moment).date() or remind_at(step) <= moment


def erase_on(plan: Sequence[Step]) -> date:
    """When everything about a run is erased: 30 days after its last step."""
    return max(local(remind_at(step)).date() for step in plan) + KEPT_AFTER


def problem_with(first_day: date | None, today: date) -> str:
    """Why a day cannot be the first of a run: missing | future | early; empty when it can."""
    if first_day is None:
        return "missing"
    if first_day > today:
        return "future"
    return "early" if first_day < today - EARLIEST else ""


def word_for(words: Sequence[str], used: Collection[str]) -> str:
    """The first word that is not in use, then the first with a 2, and so on. `words` is not empty."""
    candidates = (word if number == 1 else f"{word} {number}" for number in count(1) for word in words)
    return next(word for word in candidates if word not in used)


def _on(model: Model, started_on: date, day: int) -> date:
    """The date of a model's day. Counted in working days, the first day is day 1 whatever it is."""
    if model.counted is Counted.CALENDAR:
        return started_on + timedelta(days=day - 1)
    found = started_on
    for _ in range(day - 1):
        found += timedelta(days=1)
        while not is_working_day(found):
            found += timedelta(days=1)
    return found
