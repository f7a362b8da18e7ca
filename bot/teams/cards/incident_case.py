"""An incident to those who follow up: every clock in words of its own, and what helps to do it.

What is to be done first stands first. Nothing is coloured by how late somebody is, and nobody is scored.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.teams.cards.incident import checklist
from bot.teams.cards.incident_case_forms import (
    ask_form,
    asked_her,
    assess_form,
    done_form,
    note_form,
    report_form,
)
from bot.teams.cards.incident_status import witness_form
from bot.teams.cards.incident_taps import kebab, together
from bot.teams.cards.incident_text import QUESTION_SHOWN, small_counts
from bot.teams.cards.parts import Pen, asks, banner, line, quoted, row_of, small_heading, subtle
from bot.teams.cards.room import Section, as_much_as_fits, first
from dialogs.screens import IncidentCase, StepLine
from domain.incident import OfficialReport, Part


def incident_case(screen: IncidentCase, pen: Pen) -> AdaptiveCard:
    sections = list(_to_put_right(screen, pen) if screen.problem else _sections(screen, pen))
    body = as_much_as_fits(sections, subtle(pen.t("incident-rest-waits")))
    return pen.card(body, [pen.act(pen.t("incident-case-all"), "case.open")])


def _to_put_right(screen: IncidentCase, pen: Pen) -> Iterator[Section]:
    """What is wrong, with what was typed; the rest has its room again afterwards."""
    forms = {"assess": assess_form, "note": note_form, "done": done_form, "ask": ask_form}
    form = forms[screen.problem_at](screen, pen)
    yield Section([*_top(screen, pen), asks(pen.t("incident-text-changed")), *form])


def _sections(screen: IncidentCase, pen: Pen) -> Iterator[Section]:
    t = pen.t
    yield Section(_top(screen, pen))
    if screen.first_aid:  # what is to be done now stands before what is to be done later
        done = pen.act(t("incident-case-first-aid"), "case.first-aid", screen.first_aid, primary=True)
        yield Section([line(t("incident-case-first")), row_of(done)], 1)
    yield Section(_clocks(screen, pen))
    yield Section(_origin(screen, pen), 3)
    if screen.first_aid:
        yield Section(checklist(pen), 4)
    if screen.assess:
        yield Section(assess_form(screen, pen), 1)
    if screen.calls:
        sent = row_of(pen.act(t("incident-case-calls"), "case.calls", screen.calls))
        yield Section([line(t("incident-case-calls-note")), sent], 1)
    yield Section(_registration(screen, pen), 2)
    for text_id, text in (("what", screen.what_happened), ("before", screen.what_before)):
        if text:
            yield Section([quoted(text, title=t(f"incident-text-{text_id}"), lines=8)], 2)
    if screen.offers:
        yield Section(_offers(screen, pen), 3)
    if screen.police:
        yield Section(_police(screen, pen), 3)
    if screen.note:
        yield Section(note_form(screen, pen), 4)
    if screen.report:
        yield Section(report_form(screen, pen), 3)
    yield from _what_was_done(screen, pen)
    yield from _questions(screen, pen)
    yield from _ending(screen, pen)
    if screen.witness and screen.witnesses:
        yield Section(witness_form(screen.witnesses, "case.witness", screen.witness, pen), 8)
    if not screen.first_aid and not screen.closed_at:
        yield Section(checklist(pen), 9)


def _top(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    t, when = pen.t, pen.when(screen.registered_at)
    sub = t("incident-case-sub", kind=t(f"incident-kind-{kebab(screen.kind)}"), unit=screen.unit)
    whom = t("incident-case-hit", name=screen.name) if screen.name else t("incident-case-hit-other")
    registered = (
        t("incident-case-reporter", name=screen.reporter, when=when)
        if screen.reporter
        else t("incident-case-registered", when=when)
    )
    official = [subtle(t(f"incident-official-{kebab(screen.official)}"))]
    if screen.official is OfficialReport.NOT_NEEDED:
        official.append(subtle(t("incident-official-self")))
    return [
        banner(t("incident-number", number=str(screen.number)), sub),
        line(f"**{t('incident-not-report')}**"),
        *official,
        line(whom),
        line(registered),
        subtle(t("incident-saved-seen-by", people=together(screen.receivers, pen)))
        if screen.receivers
        else subtle(t("incident-saved-nobody-yet")),
        subtle(t("incident-case-you", part=t(f"incident-part-{kebab(screen.part)}"))),
        *([line(t("incident-status-closed", when=pen.when(screen.closed_at)))] if screen.closed_at else []),
    ]


def _clocks(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    clocks = [element for one in screen.steps for element in _clock(one, pen)]
    return [small_heading(pen.t("incident-case-clocks")), *clocks]


def _origin(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """Where the hours come from: a proposal is no rule, and the law is no proposal."""
    t = pen.t
    origin = t("incident-origin", origin=screen.origin) if screen.origin else t("incident-origin-ours")
    return [subtle(origin, spacing="Default"), subtle(t("incident-origin-law"))]


def _clock(one: StepLine, pen: Pen) -> list[CardElement]:
    """What, by when, who has it; or who did it when. Late is a word about the task."""
    t = pen.t
    what = line(t(f"incident-step-{kebab(one.step)}", when=pen.when(one.due_at)))
    if one.done_at:
        when = pen.when(one.done_at)
        by = t("incident-step-done-by", when=when, name=one.done_by) if one.done_by else ""
        return [what, subtle(by or t("incident-step-done", when=when), spacing="None")]
    owner = t("incident-step-owner", name=one.owner) if one.owner else ""
    told = " ".join(filter(None, [t("incident-step-late") if one.late else "", owner]))
    return [what, subtle(told, spacing="None")] if told else [what]


def _registration(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    """What is known, to copy from: the workplace's anmeldelse is written from it, and nothing twice."""
    t = pen.t
    hours = "outside" if screen.outside_working_hours else "inside"
    known = [
        t(f"incident-kind-{kebab(screen.kind)}"),
        t("incident-case-copy-occurred", when=pen.when(screen.occurred_at)),
        t(f"incident-case-copy-{hours}"),
    ]
    if screen.place:
        known.append(t("incident-case-copy-place", place=t(f"incident-place-{kebab(screen.place)}")))
    return [
        quoted("\n".join(known), title=t("incident-case-copy")),
        *small_counts(screen.small, pen),
    ]


def _offers(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    t = pen.t
    said = [
        t(
            "incident-case-offer",
            offer=t(f"incident-offer-{kebab(one.offer)}"),
            answer=t(f"incident-answer-{one.answer or 'none'}"),
        )
        for one in screen.offers
    ]
    return [small_heading(t("incident-case-offers")), *map(line, said)]


def _police(screen: IncidentCase, pen: Pen) -> list[CardElement]:
    found = screen.police
    if found is None:
        return []
    told: list[CardElement] = [line(pen.t(f"incident-case-police-{kebab(found.decision) or 'none'}"))]
    if found.passed:
        told.append(line(pen.t("incident-police-passed", when=pen.when(found.due_at))))
    if found.note and not screen.note:
        told.append(quoted(found.note, title=pen.t("incident-police-note"), lines=4))
    return told


def _what_was_done(screen: IncidentCase, pen: Pen) -> Iterator[Section]:
    if screen.done:
        yield Section(done_form(screen, pen), 5)
    elif screen.what_was_done:
        yield Section([quoted(screen.what_was_done, title=pen.t("incident-status-what"), lines=3)], 5)
    talk = []
    if screen.talk_at and not screen.assess:
        talk.append(line(pen.t("incident-status-talk-other", when=pen.when(screen.talk_at))))
    if screen.debriefing and not screen.assess:
        talk.append(line(pen.t(f"incident-status-debriefing-{screen.debriefing}")))
    if talk:
        yield Section(talk, 3)


def _questions(screen: IncidentCase, pen: Pen) -> Iterator[Section]:
    t, nothing = pen.t, pen.t("incident-case-answer-none")
    for one in screen.questions:
        asked = quoted(first(QUESTION_SHOWN, one.question), lines=3)
        given = quoted(one.answer, title=t("incident-case-answer"), lines=6) if one.answer else line(nothing)
        yield Section([asked, given], 6)
    if screen.ask:
        # To ask is what an AMR comes for; a leader has the clocks first.
        yield Section(ask_form(screen, pen), 2 if screen.part is Part.REPRESENTATIVE else 7)


def _ending(screen: IncidentCase, pen: Pen) -> Iterator[Section]:
    """It is closed only when the one it hit has been asked."""
    t = pen.t
    if screen.asked:
        yield Section([line(t(f"incident-case-asked-{screen.got_help or 'only'}"))], 4)
    if screen.asked_her:
        yield Section(asked_her(screen, pen), 4)
    if screen.close:
        yield Section([row_of(pen.act(t("incident-case-close"), "case.close", screen.close))], 3)
    elif not screen.closed_at:
        yield Section([subtle(t("incident-case-close-when"))], 4)
