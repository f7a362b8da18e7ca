"""What came of a check-in, for its team: in words, with one question to talk about and one thing to try.

Everybody in the channel can read it, buttons included: no person's name, no grade, nobody who is missing.
"""

from __future__ import annotations

import re
from typing import Literal

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, Container, DateInput, TextBlock, TextInput

from bot.check_in_words import as_asked, how_many, in_words
from bot.teams.cards.parts import Pen, banner, line, problem, quoted, row_of, subtle
from dialogs.screens import CheckInResult, Trial
from domain.agreement import LONGEST
from domain.anonymity import SMALLEST
from texts.dates import long_date

# What the field can hold; anything else is shown as empty, with the problem beneath.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_THE_DAY = "day"  # the problem that is the date's; the others are the text's


def check_in_result(screen: CheckInResult, pen: Pen) -> AdaptiveCard:
    t = pen.t
    said = "check-in-result-talked" if screen.talked else "check-in-result-closed"
    sub = t(said, team=screen.team, day=long_date(screen.closed_on, pen.language))
    body: list[CardElement] = [
        banner(t("check-in-result-heading"), sub, style="good" if screen.talked else "emphasis"),
        *(_last(screen.last, screen, pen) if screen.last else ()),
        _labelled(t("check-in-result-asked"), f"»{as_asked(screen.question, t)}«", size="Default"),
        *_answer(screen, pen),
        _labelled(t("check-in-talk-label"), f"»{_to_talk_about(screen, pen)}«", size="Large"),
        subtle(t("agenda-rule-safety")),
        *(_trial(screen.trial, pen) if screen.trial else ()),
        *(_form(screen, pen) if screen.keep else ()),
    ]
    return pen.card(body, _buttons(screen, pen))


def _to_talk_about(screen: CheckInResult, pen: Pen) -> str:
    level = str(screen.finding.level) if screen.finding else "none"
    asked_and_said = f"{screen.question}-{level}".replace("_", "-")
    return pen.t(f"checkin-talk-{asked_and_said}")


def _labelled(label: str, text: str, *, size: Literal["Default", "Large"]) -> Container:
    return Container(
        items=[
            TextBlock(text=label, color="Accent", size="Small", wrap=True),
            TextBlock(text=text, size=size, wrap=True, spacing="Small"),
        ]
    )


def _answer(screen: CheckInResult, pen: Pen) -> list[CardElement]:
    t, finding = pen.t, screen.finding
    if finding is None:
        why = "check-in-result-elsewhere" if screen.question.about_leader else "check-in-result-few"
        return [line(t(why)), *_who(screen, pen)]
    told: list[CardElement] = [
        _labelled(t("check-in-result-answer"), in_words(finding, t), size="Large"),
        line(how_many(finding.band, t)),
    ]
    if finding.divided:
        told.append(line(t("check-in-divided", least=SMALLEST)))
    return [*told, *_who(screen, pen)]


def _who(screen: CheckInResult, pen: Pen) -> list[CardElement]:
    if screen.together:
        return [subtle(pen.t("check-in-result-together", teams=", ".join(screen.together)))]
    return [subtle(pen.t("check-in-result-same"))]


def _last(last: Trial, screen: CheckInResult, pen: Pen) -> list[CardElement]:
    """What they wanted to try after the round before, and whether it happened."""
    t = pen.t
    told: list[CardElement] = [quoted(last.text, title=t("check-in-last"), lines=4)]
    if last.outcome:
        told.append(line(t(f"check-in-outcome-{last.outcome.replace('_', '-')}")))
        return told
    acts = [
        pen.act(t(title), do, token)
        for title, do, token in (
            ("check-in-happened", "result.happened", screen.happened),
            ("check-in-not-yet", "result.not-yet", screen.not_yet),
        )
        if token
    ]
    return [*told, line(t("check-in-last-asked")), row_of(*acts)] if acts else told


def _trial(trial: Trial, pen: Pen) -> list[CardElement]:
    told: list[CardElement] = [quoted(trial.text, title=pen.t("check-in-trial"), lines=4)]
    if trial.until:
        told.append(line(pen.t("check-in-trial-until", day=long_date(trial.until, pen.language))))
    return told


def _form(screen: CheckInResult, pen: Pen) -> list[CardElement]:
    t = pen.t
    text = TextInput(
        id="trial",
        label=t("check-in-trial-label"),
        placeholder=t("check-in-trial-placeholder"),
        value=screen.trial_text or None,
        is_multiline=True,
        max_length=LONGEST,
        is_required=True,
        error_message=t("check-in-problem-empty"),
    )
    until = DateInput(
        id="until",
        label=t("check-in-until-label"),
        placeholder=t("check-in-until-placeholder"),
        value=screen.trial_until if _DAY.fullmatch(screen.trial_until) else None,
        is_required=True,
        error_message=t("check-in-problem-day"),
    )
    wrong = _problem(screen, pen)
    of_the_day = screen.problem == _OF_THE_DAY
    return [
        line(t("check-in-trial-hint")),
        text,
        *(() if of_the_day else wrong),
        until,
        *(wrong if of_the_day else ()),
    ]


def _problem(screen: CheckInResult, pen: Pen) -> list[CardElement]:
    if not screen.problem:
        return []
    return [problem(pen.t(f"check-in-problem-{screen.problem.replace('_', '-')}", name=screen.name))]


def _buttons(screen: CheckInResult, pen: Pen) -> list[CardAction]:
    t = pen.t
    acts: list[CardAction] = []
    if screen.keep:
        acts.append(pen.act(t("check-in-keep"), "result.keep", screen.keep, primary=True, inputs=True))
    if screen.talk:
        acts.append(pen.act(t("check-in-talked"), "result.talked", screen.talk, primary=not screen.keep))
    if screen.plan:
        title = t("check-in-plan-again") if screen.trial else t("check-in-plan")
        acts.append(pen.act(title, "result.plan", screen.plan))
    return acts
