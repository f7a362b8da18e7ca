"""How an incident stands, to the one it hit or whoever registered it: one card, which changes.

A deadline is told calmly, nothing has to be answered, and it is always said that this is not the anmeldelse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, ChoiceSetInput

from bot.teams.cards.incident_form import labelled
from bot.teams.cards.incident_offers import offers
from bot.teams.cards.incident_taps import kebab
from bot.teams.cards.incident_text import answers_form, small_counts, text_form, written
from bot.teams.cards.parts import Pen, asks, banner, line, quoted, row_of, small_heading, subtle
from bot.teams.cards.room import Section, as_much_as_fits, units
from dialogs.screens import Choice, IncidentStatus, PoliceLine, Receiver
from domain.incident import OfficialReport, Part, PoliceDecision

DECISIONS = (PoliceDecision.REPORTED, PoliceDecision.NOT_REPORTED, PoliceDecision.WANTS_HELP)
WITNESS_ROOM = 2_000  # what the list of colleagues may take of a card, in UTF-16 units


def incident_status(screen: IncidentStatus, pen: Pen) -> AdaptiveCard:
    t = pen.t
    sections = _to_put_right(screen, pen) if screen.problem else _sections(screen, pen)
    return pen.card(
        as_much_as_fits(sections, subtle(t("incident-rest-waits"))),
        [pen.act(t("incident-help-call"), "contacts.open")],
    )


def _top(screen: IncidentStatus, pen: Pen) -> list[CardElement]:
    t = pen.t
    number = t("incident-number", number=str(screen.number))
    kind = t(f"incident-kind-{kebab(screen.kind)}")
    return [
        banner(number, t("incident-status-sub", kind=kind, when=pen.when(screen.registered_at))),
        line(f"**{t('incident-not-report')}**"),
    ]


def _to_put_right(screen: IncidentStatus, pen: Pen) -> list[Section]:
    """Nothing but what is wrong: her words come back whole, and there is room for them."""
    form = answers_form(screen, pen) if screen.problem_at == "answer" else text_form(screen, pen)
    return [Section([*_top(screen, pen), asks(pen.t("incident-text-changed")), *form])]


def _sections(screen: IncidentStatus, pen: Pen) -> list[Section]:
    t = pen.t
    top = [
        *_top(screen, pen),
        subtle(t(f"incident-official-{kebab(screen.official)}")),
        *([subtle(t("incident-official-self"))] if screen.official is OfficialReport.NOT_NEEDED else []),
        line(t("incident-status-occurred", when=pen.when(screen.occurred_at))),
        *(_reader(one, pen) for one in screen.receivers),
        *_done(screen, pen),
    ]
    found = [Section(top)]
    if screen.helped:
        found.append(Section([row_of(pen.act(t("incident-helped"), "incident.helped", screen.helped))], 2))
    if screen.questions:
        found.append(Section(answers_form(screen, pen), 3))
    if screen.offers:
        found.append(Section(offers(screen.offers, "incident.offer", screen.offer, pen), 1))
    if screen.police:
        found.append(Section(police(screen.police, screen.decide, pen), 1))
        if screen.police.note:
            note = quoted(screen.police.note, title=t("incident-police-note"), lines=4)
            found.append(Section([note], 3))
    if screen.share:
        found.append(_with_note("share", pen.act(t("incident-share"), "incident.share", screen.share), pen))
    if screen.grow:
        found.append(_with_note("grow", pen.act(t("incident-grow"), "incident.grow", screen.grow), pen))
    if screen.learn:
        found.append(_with_note("learn", pen.act(t("incident-learn"), "incident.learn", screen.learn), pen))
    if screen.add:
        found.append(Section(text_form(screen, pen), 4))
    elif screen.what_happened or screen.what_before:
        found.append(Section(written(screen.what_happened, screen.what_before, pen), 4))
    if screen.witness and screen.witnesses:
        found.append(Section(witness_form(screen.witnesses, "incident.witness", screen.witness, pen), 5))
    return found


def _with_note(name: str, button: CardAction, pen: Pen) -> Section:
    return Section([line(pen.t(f"incident-{name}-note")), row_of(button)], 2)


def _reader(one: Receiver, pen: Pen) -> CardElement:
    """Who has it, and since when it has been read. Who has not read it is not pointed at."""
    part = kebab(one.part)
    if one.seen_at:
        told = pen.t(f"incident-receiver-read-{part}", name=one.name, when=pen.when(one.seen_at))
    else:
        told = pen.t(f"incident-receiver-line-{part}", name=one.name)
    return line(told).model_copy(update={"spacing": "Small"})


def _done(screen: IncidentStatus, pen: Pen) -> list[CardElement]:
    t = pen.t
    told = [line(text) for text in _happened(screen, pen)]
    body: list[CardElement] = [small_heading(t("incident-status-done"))]
    body += told or [line(t("incident-status-wait"))]
    if screen.what_was_done:
        body.append(quoted(screen.what_was_done, title=t("incident-status-what"), lines=3))
    return [*body, *small_counts(screen.small, pen)]


def _happened(screen: IncidentStatus, pen: Pen) -> Iterator[str]:
    t, whose = pen.t, "hit" if screen.part is Part.HIT else "other"

    def told(text_id: str, moment: datetime | None) -> Iterator[str]:
        if moment:
            yield t(text_id, when=pen.when(moment))

    yield from told(f"incident-status-first-aid-{whose}", screen.first_aid_at)
    yield from told("incident-status-assessed", screen.assessed_at)
    yield from told(f"incident-status-talk-{whose}", screen.talk_at)
    if screen.debriefing:
        yield t(f"incident-status-debriefing-{screen.debriefing}")
    yield from told("incident-status-calls", screen.calls_at)
    yield from told("incident-status-closed", screen.closed_at)


def police(one: PoliceLine, token: str, pen: Pen) -> list[CardElement]:
    """Her own decision, with the exact moment; when it has passed, with what can still be done."""
    t = pen.t
    due = "incident-police-passed" if one.passed else "incident-police-due"
    told: list[CardElement] = [
        small_heading(t("incident-police-heading")),
        line(t("incident-police-text")),
        line(t(due, when=pen.when(one.due_at))),
    ]
    if one.decision:
        told.append(line(t("incident-answered", answer=t(f"incident-police-{kebab(one.decision)}"))))
    if not token:
        return told
    others = [
        pen.act(t(f"incident-police-{kebab(decision)}"), "incident.decide", token, police=decision)
        for decision in DECISIONS
        if decision != one.decision
    ]
    return [*told, line(t("incident-police-choose")), row_of(*others)]


def witness_form(people: Sequence[Choice], act: str, token: str, pen: Pen) -> list[CardElement]:
    """Who else was there. The list is as long as there is room for."""
    t = pen.t
    field = ChoiceSetInput(
        id="person",
        label=t("incident-witness-label"),
        placeholder=t("incident-witness-placeholder"),
        choices=labelled(people),
    )
    while field.choices and len(field.choices) > 1 and units([field]) > WITNESS_ROOM:
        field.choices = field.choices[:-1]
    note = "incident-witness-note" if act == "incident.witness" else "incident-case-witness-note"
    return [
        small_heading(t("incident-witness-heading")),
        line(t(note)),
        field,
        row_of(pen.act(t("incident-witness-add"), act, token, inputs=True)),
    ]
