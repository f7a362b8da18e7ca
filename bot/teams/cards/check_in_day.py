"""On which day a team is asked: its leader's form, and which of her teams it is about."""

from __future__ import annotations

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, Choice, ChoiceSetInput

from bot.teams.cards.parts import Pen, banner, heading, line, subtle
from dialogs.screens import CheckInDay, CheckInTeams
from domain.check_in import WORKDAYS

_DAYS = tuple(map(str, WORKDAYS))


def check_in_day(screen: CheckInDay, pen: Pen) -> AdaptiveCard:
    return _saved(screen, pen) if screen.saved else _form(screen, pen)


def _saved(screen: CheckInDay, pen: Pen) -> AdaptiveCard:
    t = pen.t
    if screen.next_at:
        body: list[CardElement] = [
            banner(t("check-in-day-saved"), style="good"),
            line(t("check-in-day-next", team=screen.team, when=pen.when(screen.next_at))),
            subtle(t("check-in-day-leaders")),
        ]
    else:
        body = [banner(t("check-in-day-stopped")), line(t("check-in-day-again", team=screen.team))]
    return pen.card(body, [pen.act(t("check-in-day-change"), "checkinday.open")])


def _form(screen: CheckInDay, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("check-in-day-heading", team=screen.team)),
        line(t("check-in-day-text", every=screen.every)),
        subtle(t("check-in-day-leaders")),
    ]
    if screen.next_at:
        body.append(line(t("check-in-day-next", team=screen.team, when=pen.when(screen.next_at))))
    body.append(
        ChoiceSetInput(
            id="day",
            label=t("check-in-day-label"),
            placeholder=t("check-in-day-placeholder"),
            choices=[Choice(title=t(f"rhythm-weekday-{day}"), value=day) for day in _DAYS],
            value=screen.day if screen.day in _DAYS else None,
            is_required=True,
            error_message=t("check-in-day-error"),
        )
    )
    acts: list[CardAction] = [
        pen.act(t("check-in-day-save"), "checkinday.save", screen.save, primary=True, inputs=True)
    ]
    if screen.stop:
        acts.append(pen.act(t("check-in-day-stop"), "checkinday.stop", screen.stop))
    return pen.card(body, [*acts, pen.act(t("button-cancel"), "menu.cancel")])


def check_in_teams(screen: CheckInTeams, pen: Pen) -> AdaptiveCard:
    t = pen.t
    which = ChoiceSetInput(
        id="team",
        label=t("check-in-teams-label"),
        placeholder=t("check-in-teams-placeholder"),
        choices=[Choice(title=one.label, value=one.value) for one in screen.teams],
        is_required=True,
        error_message=t("check-in-teams-error"),
    )
    choose = pen.act(
        t("check-in-teams-choose"), "checkinday.choose", screen.choose, primary=True, inputs=True
    )
    return pen.card(
        [heading(t("check-in-teams-heading")), which], [choose, pen.act(t("button-cancel"), "menu.cancel")]
    )
