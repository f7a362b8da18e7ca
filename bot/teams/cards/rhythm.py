"""When a forum meets and is reminded: the form, its breaks, and what was saved."""

from __future__ import annotations

import re

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    TimeInput,
)

from bot.teams.cards.parts import Pen, asks, banner, heading, line, problem, row_of, small_heading, subtle
from dialogs.rhythm_form import HOURS, LEADS, NO_REST, TOPICS
from dialogs.screens import RhythmBreak, RhythmForm, RhythmSaved, RhythmTeams
from domain.kinds import Cadence

# What the fields can hold; anything else is shown as empty, with the problem beneath.
_CLOCK, _DAY = re.compile(r"\d\d:\d\d"), re.compile(r"\d{4}-\d\d-\d\d")
_WEEKS = re.compile(r"(\d{1,2})-(\d{1,2})")


def rhythm_teams(screen: RhythmTeams, pen: Pen) -> AdaptiveCard:
    t = pen.t
    which = _choose("forum", [(one.value, one.label) for one in screen.forums], "", pen)
    choose = pen.act(t("rhythm-choose"), "rhythm.choose", screen.choose, primary=True, inputs=True)
    return pen.card(
        [heading(t("rhythm-heading-which")), which], [choose, pen.act(t("button-cancel"), "menu.cancel")]
    )


def rhythm_form(screen: RhythmForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    about = "rhythm-text" if screen.in_channel else "rhythm-text-private"
    body: list[CardElement] = [
        heading(t("rhythm-heading", forum=screen.forum)),
        subtle(t(about)),
    ]
    if screen.problems:
        body.append(asks(t("form-problems")))
    for name, element in _fields(screen, pen):
        body.append(element)
        if name in screen.problems:
            body.append(problem(t(f"rhythm-problem-{name}")))
    actions = [
        pen.act(t("rhythm-save"), "rhythm.save", screen.save, primary=True, inputs=True),
        *([pen.act(t("rhythm-breaks"), "rhythm.breaks", screen.breaks)] if screen.breaks else []),
        pen.act(t("rhythm-stop"), "rhythm.stop", screen.stop),
        pen.act(t("button-cancel"), "menu.cancel"),
    ]
    return pen.card(body, actions)


def _fields(screen: RhythmForm, pen: Pen) -> list[tuple[str, CardElement]]:
    t, values = pen.t, screen.values
    days = [(str(day), t(f"rhythm-weekday-{day}")) for day in range(7)]
    often = [(str(c), t(f"rhythm-cadence-{c.replace('_', '-')}")) for c in Cadence]
    leads = [(lead, t("rhythm-lead", days=int(lead))) for lead in _with(LEADS, values.lead)]
    hours = [(span, _hours(span, pen)) for span in _with(HOURS, values.hours)]
    topics = [(one, t(f"rhythm-topics-{one.replace('_', '-').replace(' ', '-and-')}")) for one in TOPICS]
    return [
        ("weekday", _choose("weekday", days, values.weekday, pen)),
        ("at", _time("at", values.at, pen, required=True)),
        ("cadence", _choose("cadence", often, values.cadence, pen)),
        ("anchor", _date("anchor", values.anchor, pen)),
        ("topics", _choose("topics", topics, values.topics, pen)),
        ("lead", _choose("lead", leads, values.lead, pen)),
        ("hours", _choose("hours", hours, values.hours, pen)),
        ("summer", _choose("summer", _summers(values.summer, pen), values.summer, pen)),
    ]


def _with(usual: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The usual choices, and what the import file has chosen besides; never what somebody made up."""
    known = value in usual or not re.fullmatch(r"\d{1,2}|\d\d:\d\d-\d\d:\d\d", value)
    return usual if known else (*usual, value)


def _hours(span: str, pen: Pen) -> str:
    first, last = (clock.replace(":", ".") for clock in span.split("-"))
    return pen.t("rhythm-hours", first=first, last=last)


def _summers(value: str, pen: Pen) -> list[tuple[str, str]]:
    span = value if _WEEKS.fullmatch(value) else "28-30"
    first, last = span.split("-")
    return [(span, pen.t("rhythm-summer", first=first, last=last)), (NO_REST, pen.t("rhythm-summer-none"))]


def _choose(name: str, choices: list[tuple[str, str]], value: str, pen: Pen) -> ChoiceSetInput:
    return ChoiceSetInput(
        id=name,
        label=pen.t(f"rhythm-{name}-label"),
        placeholder=pen.t("rhythm-choose"),
        choices=[Choice(title=title, value=key) for key, title in choices],
        value=value if value in dict(choices) else None,
        is_required=True,
        error_message=pen.t(f"rhythm-problem-{name}"),
    )


def _time(name: str, value: str, pen: Pen, *, required: bool = False) -> TimeInput:
    return TimeInput(
        id=name,
        label=pen.t(f"rhythm-{name}-label"),
        value=value if _CLOCK.fullmatch(value) else None,
        is_required=required or None,
        error_message=pen.t(f"rhythm-problem-{name}") if required else None,
    )


def _date(name: str, value: str, pen: Pen) -> DateInput:
    return DateInput(
        id=name,
        label=pen.t(f"rhythm-{name}-label"),
        placeholder=pen.t("rhythm-anchor-placeholder"),
        value=value if _DAY.fullmatch(value) else None,
    )


def rhythm_break(screen: RhythmBreak, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("rhythm-breaks-heading", forum=screen.forum))]
    if screen.problems:
        body.append(asks(t("form-problems")))
    body.append(small_heading(t("rhythm-pause-heading")))
    body.extend(_field("until", _date("until", screen.until or screen.paused_until, pen), screen, pen))
    pauses = [pen.act(t("rhythm-pause"), "rhythm.pause", screen.pause, inputs=True)]
    if screen.go_on:
        pauses.append(pen.act(t("rhythm-go-on"), "rhythm.go-on", screen.go_on))
    body.append(row_of(*pauses))
    if screen.move and screen.next_meeting_at:
        body.append(small_heading(t("rhythm-move-heading")))
        body.append(subtle(t("rhythm-move-text", when=pen.when(screen.next_meeting_at))))
        body.extend(_field("day", _date("day", screen.day, pen), screen, pen))
        body.extend(_field("at", _time("at", screen.at, pen), screen, pen))
        body.append(row_of(pen.act(t("rhythm-move"), "rhythm.move", screen.move, inputs=True)))
    return pen.card(body, [pen.act(t("button-cancel"), "menu.cancel")])


def _field(name: str, element: CardElement, screen: RhythmBreak, pen: Pen) -> list[CardElement]:
    wrong = [problem(pen.t(f"rhythm-problem-{name}"))] if name in screen.problems else []
    return [element, *wrong]


def rhythm_saved(screen: RhythmSaved, pen: Pen) -> AdaptiveCard:
    t = pen.t
    breaks = [pen.act(t("rhythm-breaks"), "rhythm.breaks", screen.breaks)] if screen.breaks else []
    if screen.next_meeting_at is None:
        return pen.card([line(t("rhythm-stopped", forum=screen.forum))], breaks)
    when = pen.when(screen.next_meeting_at)
    nudge = (
        t("rhythm-saved-nudge", nudge=pen.when(screen.nudge_at))
        if screen.nudge_at
        else t("rhythm-saved-sent")
    )
    body = [
        banner(t("rhythm-saved-heading"), style="good"),
        line(t("rhythm-saved-next", forum=screen.forum, when=when)),
        line(nudge),
        subtle(t(screen.reaches)),
    ]
    return pen.card(body, breaks)
