"""Cards for a team's channel: the standing point, a dialogue card, the first hello, the rhythm.

Everybody in the channel can read these, buttons included: no person's name, no text from a person.
"""

from __future__ import annotations

import re

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    TextBlock,
    TimeInput,
)

from bot.teams.cards.parts import Pen, asks, banner, heading, line, problem, subtle
from dialogs.screens import (
    AgendaCard,
    DialogueCard,
    RhythmForm,
    RhythmSaved,
    RhythmTeams,
    TeamWelcome,
)
from domain.calendar import IsoWeek
from domain.kinds import Cadence

# What the fields can hold; anything else is shown as empty, with the problem beneath.
_CLOCK, _DAY = re.compile(r"\d\d:\d\d"), re.compile(r"\d{4}-\d\d-\d\d")


def agenda_card(screen: AgendaCard, pen: Pen) -> AdaptiveCard:
    t = pen.t
    week = IsoWeek.of(screen.meets_at).week
    if screen.discussed:
        top = banner(
            t("agenda-heading"), t("agenda-when-discussed", week=week, team=screen.team), style="good"
        )
        buttons = [pen.act(t("agenda-undo"), "agenda.undo", screen.undo)]
    else:
        when = pen.when(screen.meets_at)
        top = banner(t("agenda-heading"), t("agenda-when", week=week, team=screen.team, when=when))
        buttons = [pen.act(t("agenda-discussed"), "agenda.discussed", screen.discuss, primary=True)]
    if screen.swap:
        buttons.append(pen.act(t("agenda-swap"), "agenda.swap", screen.swap))
    return pen.card([top, _question(screen.card, pen)], buttons, lock="agenda-lock-screen")


def _question(card: str, pen: Pen) -> Container:
    question = pen.t(f"card-{card.replace('_', '-')}")
    items: list[CardElement] = [
        TextBlock(text=pen.t("agenda-card-label"), color="Accent", size="Small", wrap=True),
        TextBlock(text=f"»{question}«", size="Large", wrap=True, spacing="Small"),
        subtle(pen.t("agenda-rule"), spacing="Default"),
    ]
    return Container(items=items)


def dialogue_card(screen: DialogueCard, pen: Pen) -> AdaptiveCard:
    return pen.card([_question(screen.card, pen)], lock="agenda-lock-screen")


def team_welcome(screen: TeamWelcome, pen: Pen) -> AdaptiveCard:
    t = pen.t
    if screen.team is not None:
        after = (
            t("team-welcome-next", when=pen.when(screen.next_meeting_at))
            if screen.next_meeting_at
            else t("team-welcome-no-rhythm")
        )
        body = [
            heading(t("team-welcome-heading", team=screen.team)),
            line(t("team-welcome-text")),
            line(after),
        ]
        return pen.card(body)
    which = ChoiceSetInput(
        id="team",
        label=t("team-which-label"),
        placeholder=t("team-which-placeholder"),
        choices=[Choice(title=team.label, value=team.value) for team in screen.teams],
        is_required=True,
        error_message=t("team-which-error"),
    )
    button = pen.act(t("team-which-button"), "channel.bind", screen.bind, primary=True, inputs=True)
    return pen.card([heading(t("team-which-heading")), line(t("team-which-text")), which], [button])


def rhythm_teams(screen: RhythmTeams, pen: Pen) -> AdaptiveCard:
    t = pen.t
    which = _choose("team", [(team.value, team.label) for team in screen.teams], "", pen)
    choose = pen.act(t("rhythm-choose"), "rhythm.choose", screen.choose, primary=True, inputs=True)
    return pen.card(
        [heading(t("rhythm-heading")), which], [choose, pen.act(t("button-cancel"), "menu.cancel")]
    )


def rhythm_form(screen: RhythmForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("rhythm-heading")),
        line(t("rhythm-team", team=screen.team)),
        subtle(t("rhythm-text")),
    ]
    if screen.problems:
        body.append(asks(t("form-problems")))
    days = [(str(day), t(f"rhythm-weekday-{day}")) for day in range(7)]
    often = [(str(c), t(f"rhythm-cadence-{c.replace('_', '-')}")) for c in Cadence]
    fields: list[tuple[str, CardElement]] = [
        ("weekday", _choose("weekday", days, screen.weekday, pen)),
        ("at", _time(screen, pen)),
        ("cadence", _choose("cadence", often, screen.cadence, pen)),
        ("anchor", _date(screen, pen)),
    ]
    for name, element in fields:
        body.append(element)
        if name in screen.problems:
            body.append(problem(t(f"rhythm-problem-{name}")))
    save = pen.act(t("rhythm-save"), "rhythm.save", screen.save, primary=True, inputs=True)
    stop = pen.act(t("rhythm-stop"), "rhythm.stop", screen.stop)
    return pen.card(body, [save, stop, pen.act(t("button-cancel"), "menu.cancel")])


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


def _time(screen: RhythmForm, pen: Pen) -> TimeInput:
    return TimeInput(
        id="at",
        label=pen.t("rhythm-at-label"),
        value=screen.at if _CLOCK.fullmatch(screen.at) else None,
        is_required=True,
        error_message=pen.t("rhythm-problem-at"),
    )


def _date(screen: RhythmForm, pen: Pen) -> DateInput:
    return DateInput(
        id="anchor",
        label=pen.t("rhythm-anchor-label"),
        placeholder=pen.t("rhythm-anchor-placeholder"),
        value=screen.anchor if _DAY.fullmatch(screen.anchor) else None,
    )


def rhythm_saved(screen: RhythmSaved, pen: Pen) -> AdaptiveCard:
    t = pen.t
    if screen.next_meeting_at is None or screen.nudge_at is None:
        return pen.card([line(t("rhythm-stopped", team=screen.team))])
    when, nudge = pen.when(screen.next_meeting_at), pen.when(screen.nudge_at)
    body = [
        banner(t("rhythm-saved-heading"), style="good"),
        line(t("rhythm-saved-next", team=screen.team, when=when, nudge=nudge)),
        subtle(t("rhythm-saved-who" if screen.has_channel else "rhythm-saved-no-channel")),
    ]
    return pen.card(body)
