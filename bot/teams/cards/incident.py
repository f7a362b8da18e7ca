"""Something happened: is she safe, whom to call, where else to go, and how to help a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.teams.cards.parts import Pen, asks, heading, line, plain, small_heading, subtle
from dialogs.screens import (
    HelpColleague,
    IncidentCitizen,
    IncidentFirst,
    IncidentRoutes,
    IncidentWhom,
    Number,
)
from texts.dates import short_date

# Arbejdstilsynet's advice for who helps, and for the leader too (facts 2.2).
DOES = ("calm", "lead", "listen", "short", "stay", "home")
NEVER = ("feelings", "own", "lecture", "promise")


def incident_first(screen: IncidentFirst, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("call-heading")), asks(t("call-danger"))]
    if screen.resume:
        body.append(line(t("incident-resume")))
    actions = [
        pen.act(t("incident-safe"), "incident.whom", primary=True),
        pen.act(t("incident-help-button"), "care.open"),
    ]
    return pen.card(body, actions)


def incident_whom(screen: IncidentWhom, pen: Pen) -> AdaptiveCard:
    t = pen.t
    people = [
        (t("call-leader"), screen.leaders),
        (t("call-deputy"), screen.deputies),
        (t("call-representative"), screen.representatives),
    ]
    body: list[CardElement] = [
        heading(t("call-people")),
        *(_people(people) or [line(t("call-nobody"))]),
        *_numbers(screen.numbers, pen),
        line(f"**{t('incident-can-wait')}**"),
    ]
    start = t("incident-continue" if screen.resume else "incident-start")
    if screen.resume:
        body.append(line(t("incident-resume")))
    actions = [pen.act(start, "incident.start", primary=True)]
    if screen.resume:
        actions.append(pen.act(t("incident-restart"), "incident.restart"))
    return pen.card(body, [*actions, pen.act(t("incident-not-now"), "menu.open")])


def incident_routes(screen: IncidentRoutes, pen: Pen) -> AdaptiveCard:
    """Whoever it is about may be the one who would receive it: so nobody does, and that is said first."""
    t = pen.t
    people = [
        (t("incident-routes-head"), screen.area_heads),
        (t("call-representative"), screen.representatives),
    ]
    others = ("spokesperson", *screen.unlisted)
    body: list[CardElement] = [
        heading(t("incident-routes-heading")),
        line(f"**{t('incident-routes-kept')}**"),
        line(t("incident-routes-choose")),
        *_people(people),
        *(line(f"**{t(f'incident-routes-{one}')}**") for one in others),
        *_numbers(screen.numbers, pen),
        subtle(t("call-danger")),
    ]
    return pen.card(body, [pen.act(t("button-menu"), "menu.open")])


def incident_citizen(_screen: IncidentCitizen, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body = [heading(t("incident-citizen-heading")), line(t("incident-citizen-kept")), *pointers(pen)]
    actions = [
        pen.act(t("incident-citizen-also"), "incident.start", primary=True),
        pen.act(t("button-menu"), "menu.open"),
    ]
    return pen.card(body, actions)


def pointers(pen: Pen, *, citizen: bool = True, force: bool = True) -> list[CardElement]:
    """Where else it is written: other laws, other systems, and both can be true of one event."""
    told = [("incident-pointer-citizen", citizen), ("incident-pointer-force", force)]
    return [asks(pen.t(text_id)) for text_id, is_so in told if is_so]


def help_colleague(_screen: HelpColleague, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("incident-help-heading")),
        line(t("incident-help-first")),
        *checklist(pen),
        subtle(t("incident-help-limit"), spacing="Default"),
        subtle(t("incident-help-source")),
    ]
    actions = [
        pen.act(t("button-incident"), "incident.open"),
        pen.act(t("incident-help-call"), "contacts.open"),
    ]
    return pen.card(body, actions)


def checklist(pen: Pen) -> list[CardElement]:
    """What whoever helps does, and does not do."""
    t = pen.t
    return [
        small_heading(t("incident-help-does")),
        *(subtle_point(t(f"incident-help-does-{name}")) for name in DOES),
        small_heading(t("incident-help-never")),
        *(subtle_point(t(f"incident-help-never-{name}")) for name in NEVER),
    ]


def subtle_point(text: str) -> CardElement:
    return line(f"– {text}").model_copy(update={"spacing": "Small"})


def _people(people: Iterable[tuple[str, Sequence[str]]]) -> list[CardElement]:
    # Lines, not a fact set: on a phone its narrow column breaks the long Danish titles inside a word.
    return [line(f"**{role}** {plain(', '.join(names))}") for role, names in people if names]


def _numbers(numbers: Sequence[Number], pen: Pen) -> list[CardElement]:
    t = pen.t
    told: list[CardElement] = [small_heading(t("call-numbers"))] if numbers else []
    for number in numbers:
        checked = short_date(number.checked_on, pen.language)
        told.append(line(f"**{plain(number.name)}** {plain(number.number)}"))
        note = t("call-number-checked", note=number.note, date=checked, owner=number.owner)
        told.append(subtle(note.strip(), spacing="None"))
    return told
