"""A leader is reminded at 8 on working days, in order, and of the talk before its limit."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.calendar import at, is_working_day, local
from domain.follow_up import (
    DEFAULT,
    PRESETS,
    Counted,
    Model,
    Step,
    StepKind,
    erase_on,
    is_open,
    next_morning,
    parse,
    problem_with,
    reached,
    remind_at,
    steps,
    talk_limit,
    word_for,
)
from texts.catalogue import LANGUAGES, texts

MONDAY = date(2026, 11, 23)
models = st.builds(
    Model,
    st.sets(st.integers(1, 28), min_size=1, max_size=5).map(lambda days: tuple(sorted(days))),
    st.sampled_from(Counted),
    st.booleans(),
)
first_days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
WORKING = Model((1, 3, 10), Counted.WORKING, talk=True)
# Before both nights in which the clocks change, Christmas, Easter, and a first day nobody works on.
HARD = (date(2026, 10, 23), date(2027, 3, 26), date(2026, 12, 23), date(2027, 3, 24), date(2026, 12, 26))


def reminders(model: Model, first_day: date) -> list[str]:
    return [f"{local(remind_at(step)):%Y-%m-%d %H:%M} {step.kind}" for step in steps(model, first_day)]


def test_the_default_is_1_3_10_in_calendar_days_with_the_talk() -> None:
    """Monday 23 November: Monday, Wednesday, Wednesday, and a week before Monday 21 December."""
    assert str(DEFAULT) == "1-3-10" == PRESETS[0]
    assert reminders(DEFAULT, MONDAY) == [
        "2026-11-23 08:00 first_contact",
        "2026-11-25 08:00 later_contact",
        "2026-12-02 08:00 later_contact",
        "2026-12-14 08:00 talk",
    ]
    assert talk_limit(MONDAY) == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("model", "first_day", "expected"),
    [
        pytest.param(DEFAULT, date(2026, 12, 17), ["12-17", "12-21", "12-28", "01-07"], id="over Christmas"),
        pytest.param(DEFAULT, date(2027, 3, 24), ["03-24", "03-30", "04-02", "04-14"], id="over Easter"),
        pytest.param(DEFAULT, date(2026, 11, 28), ["11-30", "11-30", "12-07", "12-18"], id="from a Saturday"),
        pytest.param(WORKING, date(2026, 11, 26), ["11-26", "11-30", "12-09", "12-17"], id="working days"),
        pytest.param(WORKING, date(2026, 11, 28), ["11-30", "12-01", "12-10", "12-18"], id="from a day off"),
    ],
)
def test_days_off_move_a_contact_on_and_the_talk_back(
    model: Model, first_day: date, expected: list[str]
) -> None:
    assert [found[5:10] for found in reminders(model, first_day)] == expected


@given(models, first_days)
@settings(max_examples=300)
@example(DEFAULT, HARD[0])
@example(DEFAULT, HARD[1])
@example(WORKING, HARD[2])
@example(WORKING, HARD[3])
@example(Model((1, 14, 28), Counted.WORKING, talk=True), HARD[4])
def test_every_reminder_is_at_8_on_a_working_day_in_order(model: Model, first_day: date) -> None:
    plan = steps(model, first_day)
    told = [local(remind_at(step)) for step in plan]
    assert all(moment.time() == time(8) and is_working_day(moment.date()) for moment in told)
    assert all(remind_at(step).tzinfo is UTC for step in plan)
    assert told == sorted(told)
    assert len(plan) == len(model.days) + model.talk
    assert [step.day for step in plan if step.day] == list(model.days)
    assert next(step.kind for step in plan if step.day) is StepKind.FIRST
    assert erase_on(plan) == told[-1].date() + timedelta(days=30)


@given(models, first_days)
@settings(max_examples=200)
def test_a_contact_is_never_reminded_of_before_its_day(model: Model, first_day: date) -> None:
    """And on the first working day that there is from then on."""
    for step in steps(model, first_day):
        told = local(remind_at(step)).date()
        between = [step.on + timedelta(days=days) for days in range((told - step.on).days)]
        assert step.kind is StepKind.TALK or (told >= step.on and not any(map(is_working_day, between)))


@given(first_days)
@settings(max_examples=200)
@example(date(2027, 3, 4))  # a week before the limit is Maundy Thursday
def test_the_talk_is_reminded_of_a_week_before_its_limit(first_day: date) -> None:
    """At the latest four weeks after the first day (sygedagpengeloven § 7 a), never after it, never too soon."""
    (talk,) = [step for step in steps(DEFAULT, first_day) if step.kind is StepKind.TALK]
    told = local(remind_at(talk)).date()
    assert first_day < told <= talk_limit(first_day) - timedelta(weeks=1)
    assert talk_limit(first_day) == first_day + timedelta(days=28)
    assert talk_limit(first_day) - told <= timedelta(days=7 + 5)


@given(models, first_days, st.integers(0, 6), st.integers(0, 70 * 24))
@settings(max_examples=200)
def test_where_a_run_is_goes_forward_only(model: Model, first_day: date, behind: int, hours: int) -> None:
    """Never past a step that nobody was reminded of, never back, and later is never earlier."""
    plan = steps(model, first_day)
    behind, moment = min(behind, len(plan)), at(first_day, time(0)) + timedelta(hours=hours)
    here = reached(plan, behind, moment)
    assert behind <= here <= len(plan)
    assert here == behind or remind_at(plan[here]) <= moment
    assert all(remind_at(step) > moment for step in plan[here + 1 :])
    assert reached(plan, here, moment) == here
    assert reached(plan, behind, moment + timedelta(days=1)) >= here


def test_a_step_can_be_done_from_its_day_or_its_reminder_on() -> None:
    """A Saturday's contact on the Saturday, the talk's from the Friday that she is told on."""
    contact = Step(StepKind.LATER, date(2026, 11, 28), 3)
    talk = Step(StepKind.TALK, date(2026, 11, 28))
    assert not is_open(contact, at(date(2026, 11, 27), time(23, 59)))
    assert is_open(contact, at(date(2026, 11, 28), time(0)))
    assert not is_open(talk, at(date(2026, 11, 27), time(7, 59)))
    assert is_open(talk, at(date(2026, 11, 27), time(8)))


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-23 10:00", "2026-11-24 08:00"),
        ("2026-11-23 07:00", "2026-11-24 08:00"),
        ("2026-11-27 16:59", "2026-11-30 08:00"),
        ("2026-10-24 23:30", "2026-10-26 08:00"),
        ("2027-03-24 12:00", "2027-03-30 08:00"),
        ("2026-12-24 12:00", "2026-12-28 08:00"),
    ],
)
def test_tomorrow_is_the_next_working_morning(now: str, morning: str) -> None:
    day = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert f"{local(next_morning(at(day.date(), day.time()))):%Y-%m-%d %H:%M}" == morning


@pytest.mark.parametrize("written", [*PRESETS, "1", "28", "1-5-14-28", "1-2-3-4-5"])
def test_a_model_is_read_as_it_is_written(written: str) -> None:
    """The presets, and what municipalities have made of them (facts 2.7: 1, 5, 14 and 28)."""
    assert str(Model(parse(written), Counted.CALENDAR, talk=True)) == written


@pytest.mark.parametrize(
    "nonsense",
    ["", "-", "1-", "-1", "1--3", "0-3", "3-1", "1-1", "29", "1-29", "1-2-3-4-5-6", "01-3", "1,3,10"]
    + ["1-3-10 ", "1-3-10\n", "one", "1-３", "999999999", "1" * 10_000, "1.5"],
)
def test_what_is_no_model_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(nonsense)


@pytest.mark.parametrize(
    ("days", "counted"),
    [((), "calendar"), ((0,), "calendar"), ((3, 1), "calendar"), ((1, 29), "working"), ((1,), "weeks")],
)
def test_nonsense_is_no_model(days: tuple[int, ...], counted: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Model(days, counted, talk=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (None, "missing"),
        (MONDAY + timedelta(days=1), "future"),
        (MONDAY, ""),
        (MONDAY - timedelta(days=28), ""),
        (MONDAY - timedelta(days=29), "early"),
        (date.min, "early"),
        (date.max, "future"),
    ],
)
def test_a_first_day_is_today_or_in_the_last_four_weeks(day: date | None, problem: str) -> None:
    assert problem_with(day, MONDAY) == problem


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_used_once_and_then_with_a_number(language: str) -> None:
    words = texts(language).phrases("follow-up-word-phrases")
    assert len(words) == len(set(words)) == 30
    used: list[str] = []
    for _ in range(61):
        used.append(word_for(words, used))
    assert used[:30] == list(words)
    assert used[30:32] == [f"{words[0]} 2", f"{words[1]} 2"]
    assert used[60] == f"{words[0]} 3"
    assert word_for(words, set(used) - {words[4]}) == words[4], "a word that is free again is taken first"
