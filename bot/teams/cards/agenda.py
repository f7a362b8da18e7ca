"""The standing points of a meeting, and a dialogue card to look at.

Everybody in the channel can read these, buttons included: no person's name. What was agreed is checked for
names before it gets here.
"""

from __future__ import annotations

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, Container, TextBlock, TextInput

from bot.teams.cards.parts import Pen, asks, banner, line, problem, quoted, small_heading, subtle
from dialogs.screens import AgendaCard, Agreement, DialogueCard, Question
from domain.agreement import LONGEST
from domain.calendar import IsoWeek
from domain.kinds import Topic


def agenda_card(screen: AgendaCard, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [_top(screen, pen)]
    if screen.note:
        body.append(asks(t(screen.note)))
    if screen.last:
        body.extend(_last(screen.last, pen))
    several = len(screen.questions) > 1
    for question in screen.questions:
        body.append(_question(question.card, pen, heading=_topic(question, pen) if several else ""))
    about_illness = any(question.topic is Topic.ATTENDANCE for question in screen.questions)
    body.append(subtle(t("agenda-rule" if about_illness else "agenda-rule-safety"), spacing="Default"))
    if screen.discussed:
        body.extend(_agreement(screen, pen))
    return pen.card(body, _buttons(screen, pen), lock="agenda-lock-screen")


def _top(screen: AgendaCard, pen: Pen) -> Container:
    t = pen.t
    week = IsoWeek.of(screen.meets_at).week
    heading = _topic(screen.questions[0], pen) if len(screen.questions) == 1 else t("agenda-heading-several")
    if screen.discussed:
        return banner(heading, t("agenda-when-discussed", week=week, forum=screen.forum), style="good")
    if screen.postponed:
        return banner(heading, t("agenda-when-postponed", week=week, forum=screen.forum))
    return banner(heading, t("agenda-when", week=week, forum=screen.forum, when=pen.when(screen.meets_at)))


def _topic(question: Question, pen: Pen) -> str:
    return pen.t(f"agenda-topic-{question.topic.replace('_', '-')}")


def _last(last: Agreement, pen: Pen) -> list[CardElement]:
    week = IsoWeek.of(last.met_at).week
    return [small_heading(pen.t("agenda-last", week=week)), quoted(last.text, lines=4)]


def _agreement(screen: AgendaCard, pen: Pen) -> list[CardElement]:
    """The field, or what stands there."""
    t = pen.t
    if not screen.agree:
        return (
            [small_heading(t("agenda-agreed")), quoted(screen.agreement, lines=4)] if screen.agreement else []
        )
    items: list[CardElement] = [
        TextInput(
            id="agreement",
            label=t("agenda-agreement-label"),
            placeholder=t("agenda-agreement-placeholder"),
            value=screen.agreement or None,
            is_multiline=True,
            max_length=LONGEST,
        )
    ]
    if screen.problem:
        items.append(problem(t(f"agenda-problem-{screen.problem.replace('_', '-')}", name=screen.name)))
    items.append(subtle(t("agenda-agreement-hint" if screen.in_channel else "agenda-agreement-hint-private")))
    return items


def _buttons(screen: AgendaCard, pen: Pen) -> list[CardAction]:
    t = pen.t
    acts = [
        pen.act(t("agenda-agree"), "agenda.agree", screen.agree, primary=True, inputs=True)
        if screen.agree
        else None,
        pen.act(t("agenda-discussed"), "agenda.discussed", screen.discuss, primary=not screen.postponed)
        if screen.discuss
        else None,
        pen.act(t("agenda-postpone"), "agenda.postpone", screen.postpone) if screen.postpone else None,
        pen.act(t("agenda-swap"), "agenda.swap", screen.swap) if screen.swap else None,
        pen.act(t("agenda-edit"), "agenda.edit", screen.edit) if screen.edit else None,
        pen.act(t("agenda-undo"), "agenda.undo", screen.undo) if screen.undo else None,
    ]
    return [act for act in acts if act is not None]


def _question(card: str, pen: Pen, heading: str = "") -> Container:
    question = pen.t(f"card-{card.replace('_', '-')}")
    items: list[CardElement] = [
        TextBlock(text=heading or pen.t("agenda-card-label"), color="Accent", size="Small", wrap=True),
        TextBlock(text=f"»{question}«", size="Large", wrap=True, spacing="Small"),
    ]
    return Container(items=items)


def dialogue_card(screen: DialogueCard, pen: Pen) -> AdaptiveCard:
    body: list[CardElement] = [_question(screen.card, pen), line(pen.t("agenda-rule"))]
    return pen.card(body, lock="agenda-lock-screen")
