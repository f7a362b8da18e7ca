"""What may be written about an incident by the one it hit: never asked for, the citizen left out."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import AdaptiveCard, CardElement, TextInput

from bot.teams.cards.parts import Pen, line, problem, quoted, row_of, small_heading, subtle
from bot.teams.cards.room import first, length
from dialogs.screens import AskedMore, IncidentStatus, IncidentTextBack
from domain.incident import TEXT_MAX

# As clients count: a text that is too long comes back so that it can be shortened.
SHOWN, QUESTION_SHOWN = 3_000, 600
LABELS = ("one", "two")


def text_field(name: str, label: str, placeholder: str, value: str, most: int = TEXT_MAX) -> TextInput:
    shown = first(SHOWN, value)
    return TextInput(
        id=name,
        label=label,
        placeholder=placeholder,
        value=shown or None,
        is_multiline=True,
        max_length=max(most, length(shown)),
    )


def incident_text_back(screen: IncidentTextBack, pen: Pen) -> AdaptiveCard:
    """Her words, whole, and the way to send them again."""
    body: list[CardElement] = [line(pen.t("incident-text-back")), quoted(screen.text, lines=80)]
    body.append(subtle(pen.t("incident-not-report")))
    return pen.card(body, [pen.act(pen.t("button-incidents"), "case.open")])


def text_form(screen: IncidentStatus, pen: Pen) -> list[CardElement]:
    """Two fields, neither of them needed."""
    t = pen.t
    what, before = t("incident-text-placeholder"), t("incident-text-placeholder-before")
    return [
        small_heading(t("incident-text-heading")),
        line(t("incident-text-note")),
        text_field("what_happened", t("incident-text-what"), what, screen.what_happened),
        text_field("what_before", t("incident-text-before"), before, screen.what_before),
        *wrong("add", screen.problem_at, screen.problem, screen.name, pen),
        row_of(pen.act(t("incident-text-save"), "incident.add", screen.add, inputs=True)),
    ]


def answers_form(screen: IncidentStatus, pen: Pen) -> list[CardElement]:
    """What the work environment group asks. It may wait until she is paid to answer."""
    t = pen.t
    body: list[CardElement] = [small_heading(t("incident-questions-heading", count=len(screen.questions)))]
    if screen.answer:
        body += [line(t("incident-questions-wait")), subtle(t("incident-text-note"))]
    for label, asked in zip(LABELS, screen.questions, strict=False):
        body += _question(label, asked, screen, pen)
    body += wrong("answer", screen.problem_at, screen.problem, screen.name, pen)
    if screen.answer:
        body.append(row_of(pen.act(t("incident-answer-send"), "incident.answer", screen.answer, inputs=True)))
    return body


def _question(label: str, asked: AskedMore, screen: IncidentStatus, pen: Pen) -> list[CardElement]:
    t = pen.t
    shown = quoted(first(QUESTION_SHOWN, asked.question), title=t(f"incident-question-{label}"), lines=3)
    if screen.answer:
        title, placeholder = t(f"incident-answer-label-{label}"), t("incident-answer-placeholder")
        return [shown, text_field(f"answer_{asked.position}", title, placeholder, asked.answer)]
    return (
        [shown, quoted(asked.answer, title=t("incident-answer-given"), lines=4)] if asked.answer else [shown]
    )


def wrong(field: str, at: str, found: str, name: str, pen: Pen) -> list[CardElement]:
    """Beneath the field it is about."""
    return [problem(pen.t(f"incident-problem-{found}", name=name))] if found and field == at else []


def written(what_happened: str, what_before: str, pen: Pen) -> list[CardElement]:
    """In her own words, whole."""
    told = [("incident-text-what", what_happened), ("incident-text-before", what_before)]
    return [quoted(text, title=pen.t(text_id), lines=8) for text_id, text in told if text]


def small_counts(small: Sequence[tuple[str, int]], pen: Pen) -> list[CardElement]:
    """The tally of a shift, as it was counted."""
    t = pen.t
    return [
        line(t("incident-small-counted", what=t(f"incident-small-{name}"), count=count))
        for name, count in small
        if count
    ]
