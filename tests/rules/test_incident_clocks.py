"""The clocks of incidents: ten thousand random ones, across summer time, weekends, holidays and long stops."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise

import pytest

from domain.calendar import is_working_day, local
from domain.incident import IncidentKind
from domain.incident_clocks import (
    ASKING,
    DEFAULT,
    LEADERS_STEPS,
    Clock,
    Reminder,
    Rules,
    Step,
    To,
    clocks,
    due_at,
    next_reminder,
    reminders,
    steps_of,
)
from storage import incident_steps
from storage.tables import Incident, IncidentStep

CASES, FIRST = 10_000, datetime(2026, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def cases(seed: int, number: int = CASES) -> Iterator[tuple[Rules, IncidentKind, datetime, datetime]]:
    """Any minute of four years, four summer times among them; registered at once, or up to a year later."""
    dice = random.Random(seed)
    for _ in range(number):
        occurred = FIRST + timedelta(minutes=dice.randrange(4 * 365 * 24 * 60))
        late = dice.choice(
            [0, 0, dice.randrange(120), dice.randrange(30 * 24 * 60), dice.randrange(365 * 24 * 60)]
        )
        rules = DEFAULT if dice.random() < 0.5 else _rules(dice)
        yield rules, dice.choice(list(IncidentKind)), occurred, occurred + timedelta(minutes=late)


def _rules(dice: random.Random) -> Rules:
    first = dice.randint(1, 30)
    return Rules(
        first_aid_hours=dice.randint(1, 24),
        assessment_hours=dice.randint(1, 72),
        calls_hours=dice.randint(1, 168),
        police_hours=dice.randint(1, 72),
        report_days=dice.randint(1, 14),
        ask_first_days=first,
        ask_last_days=first + dice.randint(1, 90),
    )


def test_hours_are_clock_hours_and_days_are_copenhagens() -> None:
    for rules, kind, occurred, registered in cases(1):
        found = {clock.step: clock.due_at for clock in clocks(rules, kind, occurred, registered)}
        assert tuple(found) == steps_of(kind)
        assert found[Step.ASSESSMENT] - registered == rules.assessment_hours * HOUR
        assert (
            found.get(Step.POLICE, occurred + rules.police_hours * HOUR) - occurred
            == rules.police_hours * HOUR
        )
        if Step.CALLS in found:
            assert found[Step.CALLS] - occurred >= rules.calls_hours * HOUR
            assert found[Step.CALLS] - registered >= DAY
        if Step.REPORT in found:
            there = local(found[Step.REPORT])
            assert there.date() == local(occurred).date() + timedelta(days=rules.report_days)
            assert there.time() == time(16)
        for step in ASKING:
            assert step not in found or local(found[step]).time() == time(10)


def test_who_must_act_is_reminded_before_and_then_who_stands_in_and_then_who_is_above() -> None:
    for rules, kind, occurred, registered in cases(2):
        for clock in clocks(rules, kind, occurred, registered):
            if clock.step not in LEADERS_STEPS:
                continue
            told = list(islice(reminders(clock, registered), 25))
            due = clock.due_at if clock.due_at > registered else registered + DAY
            assert told[0].to == (To.OWNER,)
            assert registered < told[0].at <= due
            assert (told[1].at, told[1].to) == (due, (To.OWNER, To.STANDS_IN))
            assert told[2].to == (To.OWNER, To.STANDS_IN, To.ABOVE)
            assert due < told[2].at <= due + 2 * DAY
            _never_silent(told)


def _never_silent(told: list[Reminder]) -> None:
    """Never backwards, never longer than a week and an Easter without a word, and by daylight once it is a habit."""
    for before, after in pairwise(told):
        assert timedelta(0) <= after.at - before.at <= timedelta(days=13)
    for habit in told[3:]:
        assert is_working_day(local(habit.at).date())
        assert time(8) <= local(habit.at).time() < time(17)


def test_of_the_police_she_is_told_once_in_time_and_by_daylight() -> None:
    warned = 0
    for rules, kind, occurred, registered in cases(3):
        if Step.POLICE not in steps_of(kind):
            continue
        clock = Clock(Step.POLICE, due_at(rules, Step.POLICE, occurred, registered))
        told = list(reminders(clock, registered))
        assert len(told) <= 1
        for one in told:
            warned += 1
            assert one.to == (To.HIT, To.OWNER)
            assert registered < one.at < clock.due_at
            assert time(8) <= local(one.at).time() < time(17)
    assert warned > CASES / 10


def test_she_is_asked_twice_and_then_by_a_person() -> None:
    for rules, kind, occurred, registered in cases(4, 2_000):
        for clock in clocks(rules, kind, occurred, registered):
            if clock.step in ASKING:
                told = list(islice(reminders(clock, registered), 12))
                assert [one.to for one in told[:2]] == [(To.HIT,)] * 2
                assert {one.to for one in told[2:]} == {(To.OWNER, To.STANDS_IN)}
                assert told[0].at == clock.due_at
                assert all(before.at < after.at for before, after in pairwise(told))


def test_after_any_stop_one_reminder_says_it_and_goes_as_far_up_as_it_has_come() -> None:
    """Medvind is looked at at random moments, with stops of seconds and of months between them."""
    dice = random.Random(5)
    for rules, kind, occurred, registered in cases(5):
        incident = Incident(tenant_id="t", id="i", number=1, unit_id="u", reporter_id="p",
                            occurred_at=occurred, registered_at=registered)  # fmt: skip
        clock = dice.choice(clocks(rules, kind, occurred, registered))
        row = IncidentStep(tenant_id="t", incident_id="i", step=clock.step, due_at=clock.due_at)
        first = next_reminder(clock, registered, registered)
        row.next_at = first.at if first else None
        now, seen = registered, registered
        done_at = registered + timedelta(hours=dice.randrange(24 * 60))
        for _ in range(dice.randint(1, 12)):
            now += timedelta(minutes=int(dice.expovariate(1 / dice.choice([60, 1_440, 20_000]))) + 1)
            if now >= done_at and row.done_at is None:
                row.done_at, row.next_at = now, None
            passed = _passed(clock, registered, seen, now)
            told = incident_steps.told(incident, row, now)
            if row.done_at is not None:
                assert told is None, "whoever acts stops it for all"
            else:
                assert (told is not None) == bool(passed)
                assert told is None or set(told.to) == {to for one in passed for to in one.to}
            seen = now


def _passed(clock: Clock, registered: datetime, after: datetime, now: datetime) -> list[Reminder]:
    found = []
    for one in reminders(clock, registered):
        if one.at > now:
            break
        if one.at > after:
            found.append(one)
    return found


def test_an_incident_is_looked_at_within_the_hour_while_it_is_open() -> None:
    now = FIRST
    incident = Incident(tenant_id="t", id="i", number=1, unit_id="u", reporter_id="p",
                        occurred_at=now, registered_at=now)  # fmt: skip
    rows = [IncidentStep(tenant_id="t", incident_id="i", step=Step.CALLS, due_at=now, next_at=now + 20 * DAY)]
    incident_steps.look_again(incident, rows, now)
    assert incident.due_at == now + HOUR
    rows[0].next_at = now + timedelta(minutes=5)
    incident_steps.look_again(incident, rows, now)
    assert incident.due_at == now + timedelta(minutes=5)
    incident.state = "closed"
    incident_steps.look_again(incident, rows, now)
    assert incident.due_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_aid_hours": 0},
        {"assessment_hours": 337},
        {"report_days": 15},
        {"report_days": 0},
        {"ask_first_days": 30, "ask_last_days": 30},
        {"ask_last_days": 181},
    ],
)
def test_rules_that_cannot_be(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Rules(**wrong)


def test_a_near_miss_has_no_clock_of_the_law() -> None:
    assert steps_of(IncidentKind.NEAR_MISS) == (Step.ASSESSMENT, Step.ASK_FIRST)
    assert Step.POLICE not in steps_of(IncidentKind.HARASSMENT)
