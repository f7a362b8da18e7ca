"""What is to be followed up, what is missing and why it is asked for; and who is to appoint somebody.

On a reminder stand the number, the step and the reason: whom it is about does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.teams.cards.incident_taps import kebab
from bot.teams.cards.parts import Pen, banner, heading, line, row_of, small_heading, subtle
from bot.teams.cards.room import Section, as_much_as_fits
from dialogs.screens import IncidentAppoint, IncidentLine, IncidentNews, IncidentReminder, Incidents
from domain.incident import LEADING


def incidents(screen: Incidents, pen: Pen) -> AdaptiveCard:
    t = pen.t
    top: list[CardElement] = [heading(t("incident-list-heading")), subtle(t("incident-not-report"))]
    if not screen.received and not screen.own:
        top.append(line(t("incident-list-none")))
    sections = [Section(top), *_listed(screen.received, pen, own=False)]
    if screen.own:
        sections += [
            Section([small_heading(t("incident-list-own"))]),
            *_listed(screen.own, pen, own=True),
        ]
    body = as_much_as_fits(sections, subtle(t("incident-list-more")))
    if screen.more:
        body.append(subtle(t("incident-list-more")))
    actions = [pen.act(t("button-incident"), "incident.open")]
    if screen.link:
        actions.append(pen.read_on(t("incident-list-patterns"), screen.link))
    return pen.card(body, actions)


def _listed(lines: Sequence[IncidentLine], pen: Pen, *, own: bool) -> list[Section]:
    # The newest wait when there is no room: the oldest stand first.
    return [Section(_line(one, pen, own=own), rank) for rank, one in enumerate(lines, 1)]


def _line(one: IncidentLine, pen: Pen, *, own: bool) -> list[CardElement]:
    t, number = pen.t, str(one.number)
    told = t("incident-list-line", number=number, unit=one.unit, when=pen.when(one.registered_at))
    steps = ", ".join(t(f"incident-short-{kebab(step)}") for step in one.missing)
    missing = t("incident-list-missing", steps=steps) if steps else t("incident-list-nothing")
    late = f" {t('incident-step-late')}" if one.late else ""
    return [
        line(told).model_copy(update={"separator": True}),
        *([] if own and not steps else [subtle(missing + late, spacing="None")]),
        row_of(pen.act(t("incident-list-show", number=number), "case.show", one.show)),
    ]


def incident_news(screen: IncidentNews, pen: Pen) -> AdaptiveCard:
    """Something to look at; what it is about is read behind the button."""
    t = pen.t
    body: list[CardElement] = [
        banner(t("incident-number", number=str(screen.number))),
        line(t(f"incident-news-{kebab(screen.said)}")),
    ]
    if screen.assess_by:
        leads = "incident-news-assess" if screen.part in LEADING else "incident-step-assessment"
        body.append(line(t(leads, when=pen.when(screen.assess_by))))
    body += [
        subtle(t("incident-case-you", part=t(f"incident-part-{kebab(screen.part)}"))),
        subtle(t("incident-not-report")),
    ]
    return pen.card(body, [pen.act(t("incident-reminder-show"), "case.show", screen.show, primary=True)])


def incident_reminder(screen: IncidentReminder, pen: Pen) -> AdaptiveCard:
    t, when = pen.t, pen.when(screen.due_at)
    body: list[CardElement] = [
        banner(t("incident-reminder-heading", number=str(screen.number))),
        line(f"**{t(f'incident-short-{kebab(screen.step)}')}**"),
        line(t(f"incident-step-{kebab(screen.step)}", when=when)),
        line(t("incident-reminder-why-late" if screen.late else "incident-reminder-why", when=when)),
        line(t(f"incident-reminder-to-{kebab(screen.to)}")),
        subtle(t("incident-reminder-stops")),
        subtle(t("incident-not-report")),
    ]
    return pen.card(body, [pen.act(t("incident-reminder-show"), "case.show", screen.show, primary=True)])


def incident_appoint(screen: IncidentAppoint, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body = [
        banner(t("incident-appoint-heading")),
        line(t("incident-appoint-text", number=str(screen.number), unit=screen.unit)),
        line(t("incident-appoint-next")),
        subtle(t("incident-appoint-seen-by")),
        subtle(t("incident-not-report")),
    ]
    return pen.card(body, [pen.act(t("roles-give-open"), "roles.open", primary=True)])
