"""What a leader, a deputy or an AMR fills in about an incident: short forms, each with its own button."""

from __future__ import annotations

from microsoft_teams.cards import CardElement, Choice, ChoiceSetInput, DateInput, TextInput, TimeInput

from bot.teams.cards.incident_form import CLOCK, DAY
from bot.teams.cards.incident_offers import GOT_HELP
from bot.teams.cards.incident_text import text_field, wrong
from bot.teams.cards.parts import Pen, line, row_of, small_heading, subtle
from dialogs.screens import IncidentCase
from domain.calendar import local

LINE_MAX, QUESTION_MAX = 300, 300  # what the fields take; the dialog's limit is wider
YES_NO = ("yes", "no")


def _wrong(field: str, screen: IncidentCase, pen: Pen) -> list[CardElement]:
    return wrong(field, screen.problem_at, screen.problem, screen.problem_name, pen)


def assess_form(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """The leader's own assessment: when do they talk, and are more called to a debriefing."""
    t = pen.t
    there = local(screen.talk_at) if screen.talk_at else None
    day = screen.talk_day or (there.date().isoformat() if there else "")
    clock = screen.talk_clock or (f"{there:%H:%M}" if there else "")
    answers = [Choice(title=t(f"incident-case-debriefing-{one}"), value=one) for one in YES_NO]
    return [
        small_heading(t("incident-case-assess-heading")),
        subtle(t("incident-case-assess-note")),
        DateInput(
            id="talk_day",
            label=t("incident-case-talk-day"),
            placeholder=t("incident-form-day-placeholder"),
            value=day if DAY.fullmatch(day) else None,
        ),
        TimeInput(
            id="talk_clock",
            label=t("incident-case-talk-clock"),
            placeholder=t("incident-form-clock-placeholder"),
            value=clock if CLOCK.fullmatch(clock) else None,
        ),
        ChoiceSetInput(
            id="debriefing",
            label=t("incident-case-debriefing"),
            choices=answers,
            style="expanded",
            value=screen.debriefing if screen.debriefing in YES_NO else None,
        ),
        *_wrong("assess", screen, pen),
        row_of(
            pen.act(
                t("incident-case-assess"),
                "case.assess",
                screen.assess,
                inputs=True,
                primary=not screen.first_aid and not there,
            )
        ),
    ]


def note_form(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """Why the workplace does not go to the police: a draft that names the exceptions (facts 2.2)."""
    t, kept = pen.t, screen.police.note if screen.police else ""
    draft = t("incident-case-note-draft", number=str(screen.number), when=pen.when(screen.occurred_at))
    label, placeholder = t("incident-case-note-label"), t("incident-case-note-placeholder")
    return [
        small_heading(t("incident-case-note-heading")),
        line(t("incident-case-note-text")),
        subtle(t("incident-case-note-seen-by")),
        text_field("note", label, placeholder, kept or draft),
        *_wrong("note", screen, pen),
        row_of(pen.act(t("incident-case-note-save"), "case.note", screen.note, inputs=True)),
    ]


def report_form(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """Says how it stands with what the workplace makes elsewhere."""
    t = pen.t
    return [
        line(t("incident-case-report-text")),
        row_of(
            pen.act(t("incident-case-report-made"), "case.report", screen.report, report="made"),
            pen.act(t("incident-case-report-not-needed"), "case.report", screen.report, report="not_needed"),
        ),
    ]


def done_form(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    t = pen.t
    field = TextInput(
        id="done",
        label=t("incident-case-done-label"),
        placeholder=t("incident-case-done-placeholder"),
        value=screen.what_was_done or None,
        max_length=max(LINE_MAX, len(screen.what_was_done)),
    )
    return [
        subtle(t("incident-case-done-note"), spacing="Default"),
        field,
        *_wrong("done", screen, pen),
        row_of(pen.act(t("incident-case-done-save"), "case.done", screen.done, inputs=True)),
    ]


def ask_form(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """At most two questions: an answer is not an interrogation."""
    t, placeholder = pen.t, pen.t("incident-case-ask-placeholder")
    fields = [("question_1", "one", screen.ask_1), ("question_2", "two", screen.ask_2)]
    return [
        small_heading(t("incident-case-ask-heading")),
        line(t("incident-case-ask-note")),
        *(
            text_field(name, t(f"incident-question-{which}"), placeholder, typed, QUESTION_MAX)
            for name, which, typed in fields[: max(1, 2 - len(screen.questions))]
        ),
        *_wrong("ask", screen, pen),
        row_of(pen.act(t("incident-case-ask-send"), "case.ask", screen.ask, inputs=True)),
    ]


def asked_her(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """Asked by a person: by phone, or face to face."""
    t = pen.t
    answers = [
        pen.act(t(f"incident-case-got-help-{one}"), "case.asked", screen.asked_her, got_help=one)
        for one in GOT_HELP
    ]
    return [line(t("incident-case-asked-note")), row_of(*answers)]
