"""The fourth tap: about when and where; and the tally of a shift, in two taps.

Who sees it stands before the button, by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    TimeInput,
    ToggleInput,
)

from bot.teams.cards.incident_taps import kebab, together
from bot.teams.cards.parts import Pen, heading, line, problem, subtle
from dialogs import screens
from dialogs.screens import IncidentForm, IncidentSmallForm, Receiver
from dialogs.story_form import NOBODY
from domain.incident import SMALL_MOST, PlaceCategory, Small, WhenAbout

# What the fields can hold; anything else is shown as empty, with the problem beneath.
DAY, CLOCK = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")
LABEL_SHOWN = 40
COLLEAGUES_SHOWN = 60  # a card has room for no more


def incident_form(screen: IncidentForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        subtle(t("incident-tap-progress", number=4)),
        heading(t("incident-form-heading")),
        *_whom_it_hit(screen, pen),
        *_when(screen, pen),
        *_where(screen, pen),
        *_unit(screen.units, screen.unit, pen),
        *_wrong("unit", screen.problem, pen),
        *_toggles(screen, pen),
        subtle(t("incident-tap-kept"), spacing="Default"),
        line(_who_sees(screen.receivers, pen)),
    ]
    send = pen.act(t("incident-form-register"), "incident.register", screen.token, primary=True, inputs=True)
    return pen.card(body, [send, pen.act(t("incident-not-now"), "menu.open")])


def _whom_it_hit(screen: IncidentForm, pen: Pen) -> list[CardElement]:
    if not screen.colleagues:
        return []
    t = pen.t
    # A list cannot hold an empty value: who has no Teams is chosen as nobody here.
    nobody = Choice(title=t("incident-form-colleague-other"), value=NOBODY)
    known = labelled(screen.colleagues)[:COLLEAGUES_SHOWN]
    field = ChoiceSetInput(
        id="colleague",
        label=t("incident-form-colleague"),
        placeholder=t("incident-form-colleague-placeholder"),
        choices=[nobody, *known],
        value=screen.colleague if screen.colleague in [NOBODY, *(one.value for one in known)] else None,
        is_required=True,
        error_message=t("incident-form-colleague-error"),
    )
    return [field, *_wrong("colleague", screen.problem, pen)]


def labelled(choices: Iterable[screens.Choice]) -> list[Choice]:
    return [Choice(title=one.label[:LABEL_SHOWN], value=one.value) for one in choices if one.value]


def _when(screen: IncidentForm, pen: Pen) -> list[CardElement]:
    t = pen.t
    when = ChoiceSetInput(
        id="when",
        label=t("incident-form-when"),
        choices=[Choice(title=t(f"incident-when-{kebab(one)}"), value=one) for one in WhenAbout],
        value=screen.when if screen.when in list(WhenAbout) else WhenAbout.NOW,
        is_required=True,
        error_message=t("incident-form-when-error"),
    )
    day = DateInput(
        id="day",
        label=t("incident-form-day"),
        placeholder=t("incident-form-day-placeholder"),
        value=screen.day if DAY.fullmatch(screen.day) else None,
    )
    clock = TimeInput(
        id="clock",
        label=t("incident-form-clock"),
        placeholder=t("incident-form-clock-placeholder"),
        value=screen.clock if CLOCK.fullmatch(screen.clock) else None,
    )
    return [when, day, clock, *_wrong("when", screen.problem, pen)]


def _where(screen: IncidentForm, pen: Pen) -> list[CardElement]:
    t = pen.t
    places = [Choice(title=t(f"incident-place-{kebab(one)}"), value=one) for one in PlaceCategory]
    return [
        ChoiceSetInput(
            id="place",
            label=t("incident-form-place"),
            placeholder=t("incident-form-place-placeholder"),
            choices=places,
            value=screen.place if screen.place in list(PlaceCategory) else None,
        )
    ]


def _unit(units: Sequence[screens.Choice], chosen: str, pen: Pen) -> list[CardElement]:
    if not units:
        return []
    t, known = pen.t, labelled(units)
    return [
        ChoiceSetInput(
            id="unit",
            label=t("incident-form-unit"),
            placeholder=t("incident-form-unit-placeholder"),
            choices=known,
            value=chosen if chosen in [one.value for one in known] else None,
            is_required=True,
            error_message=t("incident-form-unit-error"),
        )
    ]


def _toggles(screen: IncidentForm, pen: Pen) -> list[CardElement]:
    t = pen.t
    ticks = [
        ("outside", t("incident-form-outside"), t("incident-form-outside-title"), screen.outside),
        ("citizen_hurt", t("incident-form-citizen"), t("incident-form-citizen-title"), False),
        ("force_used", t("incident-form-force"), t("incident-form-force-title"), False),
    ]
    fields: list[CardElement] = [
        ToggleInput(id=name, label=label, title=title, value="true" if ticked else "false", wrap=True)
        for name, label, title, ticked in ticks
    ]
    return [*fields, subtle(t("incident-form-pointers"))]


def incident_small_form(screen: IncidentSmallForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    counts = [Choice(title=str(number), value=str(number)) for number in range(SMALL_MOST + 1)]
    body: list[CardElement] = [
        heading(t("incident-small-heading")),
        line(t("incident-small-text")),
        *(
            ChoiceSetInput(id=small, label=t(f"incident-small-{small}"), choices=counts, value="0")
            for small in Small
        ),
        *_wrong("small", screen.problem, pen),
        *_unit(screen.units, screen.unit, pen),
        *_wrong("unit", screen.problem, pen),
        line(_who_sees(screen.receivers, pen)),
    ]
    send = pen.act(t("incident-form-register"), "incident.tally", screen.token, primary=True, inputs=True)
    return pen.card(body, [send, pen.act(t("incident-not-now"), "menu.open")])


def _wrong(name: str, found: str, pen: Pen) -> list[CardElement]:
    return [problem(pen.t(f"incident-problem-{name}"))] if name == found else []


def _who_sees(receivers: Sequence[Receiver], pen: Pen) -> str:
    """Before the button, by name: and a citizen's name does not belong in it."""
    if not receivers:
        return pen.t("incident-seen-by-nobody-yet")
    return pen.t("incident-form-seen-by", people=together(receivers, pen))
