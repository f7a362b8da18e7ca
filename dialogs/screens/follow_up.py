"""A leader's private reminders, and what everybody else can expect of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.screens.base import Screen
from domain.follow_up import StepKind


@dataclass(frozen=True)
class OwnText:
    """The municipality's own words, who keeps them right, and when they last were."""

    text: str
    owner: str
    checked_on: date


@dataclass(frozen=True)
class FollowUpLine:
    """One of her runs in the list. `next_at` is None when there is nothing more to be reminded of."""

    word: str
    next_at: datetime | None
    show: str


@dataclass(frozen=True)
class FollowUps(Screen):
    """To a leader: the button that starts a run, and those that are running. `model` is as 1-3-10."""

    model: str
    start: str
    runs: tuple[FollowUpLine, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class WhatToExpect(Screen):
    """To everybody else: what the municipality's model means for the one who is ill."""

    days: tuple[int, ...]
    in_working_days: bool
    talk: bool
    own: OwnText | None = None


@dataclass(frozen=True)
class FirstDay:
    """The small form that corrects a run's first day. `problem`: missing | future | early."""

    day: str
    save: str
    problem: str = ""


@dataclass(frozen=True)
class FollowUpStep(Screen):
    """What there is to do now, what may be asked and what may not. `limit` is the talk's last day.

    `moved`: she has just corrected the first day.
    """

    word: str
    kind: StepKind
    day: int | None
    limit: date
    done: str
    snooze: str
    stop: str
    first_day: FirstDay
    own: OwnText | None = None
    moved: bool = False


@dataclass(frozen=True)
class FollowUpRest(Screen):
    """Nothing to do before `next_at`. `said`: started | done | snoozed | moved | waiting."""

    word: str
    said: str
    next_at: datetime | None
    stop: str
    first_day: FirstDay
    done: str = ""


@dataclass(frozen=True)
class FollowUpOver(Screen):
    """No more reminders. `finished`: every step is behind her; else she has stopped it."""

    word: str
    erased_on: date
    finished: bool
