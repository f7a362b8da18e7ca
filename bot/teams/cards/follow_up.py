"""Cards of the private reminders: for the leader alone, and what everybody else can expect."""

from __future__ import annotations

import re
from collections.abc import Iterable

from microsoft_teams.cards import AdaptiveCard, CardElement, DateInput, TextBlock

from bot.teams.cards.parts import (
    Pen,
    banner,
    heading,
    line,
    plain,
    problem,
    quoted,
    row_of,
    small_heading,
    subtle,
)
from dialogs.screens import (
    FirstDay,
    FollowUpOver,
    FollowUpRest,
    FollowUps,
    FollowUpStep,
    OwnText,
    WhatToExpect,
)
from domain.follow_up import StepKind
from texts.dates import long_date, short_date

# What the field can hold; anything else is shown as empty, with the problem beneath.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MAY_BE_ASKED = ("how-long", "tasks", "workplace", "partial", "contact", "colleagues")
_MAY_NOT_BE_ASKED = ("illness", "symptoms", "medicine")


def follow_ups(screen: FollowUps, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("follow-up-heading")),
        line(t("follow-up-text", model=screen.model)),
        subtle(t("follow-up-kept")),
    ]
    if screen.runs:
        body.append(small_heading(t("follow-up-running")))
    for run in screen.runs:
        when = pen.when(run.next_at) if run.next_at else ""
        told = t("follow-up-next", when=when) if when else t("follow-up-none-left")
        body += [
            line(f"**{plain(run.word)}** {told}"),
            row_of(pen.act(t("follow-up-show", word=run.word), "followup.show", run.show)),
        ]
    if screen.more:
        body.append(subtle(t("follow-up-more")))
    return pen.card(body, [pen.act(t("follow-up-start"), "followup.start", screen.start, primary=True)])


def follow_up_step(screen: FollowUpStep, pen: Pen) -> AdaptiveCard:
    t, day = pen.t, screen.day
    if screen.kind is StepKind.TALK or day is None:
        limit = long_date(screen.limit, pen.language)
        top = banner(t("follow-up-talk-heading", word=screen.word), t("follow-up-talk-limit", limit=limit))
        told = t("follow-up-talk-text")
    else:
        first = screen.kind is StepKind.FIRST
        top = banner(t("follow-up-day-heading", word=screen.word, day=day), t("follow-up-legitimate"))
        told = t("follow-up-first-text") if first else t("follow-up-later-text")
    body: list[CardElement] = [
        top,
        *([line(t("follow-up-rest-moved"))] if screen.moved else []),
        line(told),
        *_asked(t("follow-up-may"), _MAY_BE_ASKED, pen),
        *_asked(t("follow-up-may-not"), _MAY_NOT_BE_ASKED, pen),
        subtle(t("follow-up-law")),
        subtle(t("follow-up-told-anyway")),
        *_own(screen.own, pen),
        subtle(t("follow-up-seen-by", word=screen.word)),
        *_first_day(screen.first_day, pen),
    ]
    buttons = [
        pen.act(t("follow-up-done"), "followup.done", screen.done, primary=True),
        pen.act(t("follow-up-snooze"), "followup.snooze", screen.snooze),
        pen.act(t("follow-up-stop"), "followup.stop", screen.stop),
    ]
    return pen.card(body, buttons)


def follow_up_rest(screen: FollowUpRest, pen: Pen) -> AdaptiveCard:
    t = pen.t
    when = pen.when(screen.next_at) if screen.next_at else ""
    body: list[CardElement] = [
        banner(t(f"follow-up-rest-{screen.said}", word=screen.word)),
        line(t("follow-up-rest-next", word=screen.word, when=when) if when else t("follow-up-none-left")),
        subtle(t("follow-up-seen-by", word=screen.word)),
        *_first_day(screen.first_day, pen),
    ]
    buttons = [pen.act(t("follow-up-done"), "followup.done", screen.done)] if screen.done else []
    buttons.append(pen.act(t("follow-up-stop"), "followup.stop", screen.stop))
    return pen.card(body, [*buttons, pen.act(t("follow-up-all"), "followup.open")])


def follow_up_over(screen: FollowUpOver, pen: Pen) -> AdaptiveCard:
    t, day = pen.t, long_date(screen.erased_on, pen.language)
    said = "follow-up-finished" if screen.finished else "follow-up-stopped"
    body = [
        banner(t(said, word=screen.word), style="good" if screen.finished else "emphasis"),
        line(t("follow-up-erased", day=day)),
        subtle(t("follow-up-start-again")),
    ]
    return pen.card(body, [pen.act(t("follow-up-all"), "followup.open")])


def what_to_expect(screen: WhatToExpect, pen: Pen) -> AdaptiveCard:
    t = pen.t
    counted = "follow-up-in-working-days" if screen.in_working_days else "follow-up-in-calendar-days"
    body: list[CardElement] = [
        heading(t("follow-up-expect-heading")),
        line(t("follow-up-expect-text")),
        *(line(f"**{t('follow-up-day', day=day)}** {t('follow-up-expect-contact')}") for day in screen.days),
    ]
    if screen.talk:
        body.append(line(f"**{t('follow-up-four-weeks')}** {t('follow-up-expect-talk')}"))
    body += [
        subtle(t(counted)),
        *_asked(t("follow-up-expect-may"), _MAY_BE_ASKED, pen),
        *_asked(t("follow-up-expect-may-not"), _MAY_NOT_BE_ASKED, pen),
        subtle(t("follow-up-law")),
        line(t("follow-up-expect-bring")),
        *_own(screen.own, pen),
        subtle(t("follow-up-expect-kept")),
    ]
    return pen.card(body, [pen.act(t("button-menu"), "menu.open")])


def _asked(title: str, questions: Iterable[str], pen: Pen) -> list[CardElement]:
    """One question a line: a list in Markdown would have to be allowed for people's words as well."""
    asked = [pen.t(f"follow-up-ask-{name}") for name in questions]
    return [small_heading(title), *(TextBlock(text=f"– {one}", wrap=True, spacing="None") for one in asked)]


def _own(own: OwnText | None, pen: Pen) -> list[CardElement]:
    if own is None:
        return []
    checked = short_date(own.checked_on, pen.language)
    return [
        small_heading(pen.t("follow-up-own")),
        quoted(own.text),
        subtle(pen.t("follow-up-own-checked", owner=own.owner, date=checked)),
    ]


def _first_day(form: FirstDay, pen: Pen) -> list[CardElement]:
    t = pen.t
    field = DateInput(
        id="day",
        label=t("follow-up-first-day-label"),
        value=form.day if _DAY.fullmatch(form.day) else None,
        is_required=True,
        error_message=t("follow-up-problem-missing"),
    )
    save = row_of(pen.act(t("follow-up-first-day-save"), "followup.move", form.save, inputs=True))
    wrong = [problem(t(f"follow-up-problem-{form.problem}"))] if form.problem else []
    return [field, *wrong, save]
