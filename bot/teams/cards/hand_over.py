"""Cards about a leader's watch: her own, and the message to her deputies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, DateInput

from bot.teams.cards.parts import (
    Pen,
    asks,
    banner,
    heading,
    line,
    problem,
    row_of,
    small_heading,
    subtle,
)
from dialogs.screens import HandOver, HandOverNews, WatchLine

# What the field can hold; anything else is shown as empty, with the problem beneath.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DONE = {"given": "hand-over-done-given", "taken": "hand-over-done-taken"}


def hand_over(screen: HandOver, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("hand-over-heading")), line(t("hand-over-text"))]
    if screen.said in _DONE:
        body.append(banner(t(_DONE[screen.said]), t("hand-over-told"), style="good"))
    if any(one.give for one in screen.lines):
        body += _day(screen, pen)
    several = len(screen.lines) > 1
    for one in screen.lines:
        body += _line(one, pen)
        if several and (buttons := list(_buttons(one, pen, named=True))):
            body.append(row_of(*buttons))
    if screen.more:
        body.append(subtle(t("hand-over-more")))
    body.append(subtle(t("hand-over-kept")))
    own = [] if several else [button for one in screen.lines for button in _buttons(one, pen, named=False)]
    return pen.card(body, [*own, pen.act(t("button-cancel"), "menu.cancel")])


def _line(one: WatchLine, pen: Pen) -> list[CardElement]:
    t, names = pen.t, ", ".join(one.deputies)
    body: list[CardElement] = [small_heading(pen.t("hand-over-place", place=one.place))]
    if not names:
        return [*body, asks(t("hand-over-nobody", place=one.place)), line(t("hand-over-nobody-next"))]
    if one.until:
        return [*body, line(t("hand-over-given", names=names, until=pen.when(one.until)))]
    return [*body, line(t("hand-over-yours")), subtle(t("hand-over-deputies", names=names))]


def _buttons(one: WatchLine, pen: Pen, *, named: bool) -> Iterator[Action]:
    """With several places each button says which it is about."""
    t = pen.t
    if one.take:
        title = t("hand-over-take-in", place=one.place) if named else t("hand-over-take")
        yield pen.act(title, "handover.take", one.take)
    if one.give:
        title = t("hand-over-give-in", place=one.place) if named else t("button-hand-over")
        yield pen.act(title, "handover.give", one.give, primary=not one.take, inputs=True)


def _day(screen: HandOver, pen: Pen) -> list[CardElement]:
    t = pen.t
    field = DateInput(
        id="day",
        label=t("hand-over-day-label"),
        value=screen.day if _DAY.fullmatch(screen.day) else None,
        is_required=True,
        error_message=t("hand-over-problem-missing"),
    )
    return [field, *([problem(t(f"hand-over-problem-{screen.problem}"))] if screen.problem else [])]


def hand_over_news(screen: HandOverNews, pen: Pen) -> AdaptiveCard:
    t, name = pen.t, screen.name or pen.t("hand-over-somebody")
    if screen.until:
        body: list[CardElement] = [
            banner(t("hand-over-news-heading")),
            line(t("hand-over-news", name=name, place=screen.place)),
            line(t("hand-over-news-until", until=pen.when(screen.until))),
            line(t("hand-over-news-next")),
            subtle(t("hand-over-news-ends")),
        ]
    else:
        body = [
            banner(t("hand-over-news-back-heading")),
            line(t("hand-over-news-back", name=name, place=screen.place)),
        ]
    return pen.card(body, [pen.act(t("button-menu"), "menu.open")])
