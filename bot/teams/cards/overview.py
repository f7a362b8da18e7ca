"""What a leader sees of her meetings. In her own chat; large enough to be read minutes before."""

from __future__ import annotations

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, Container

from bot.teams.cards.parts import Pen, heading, line, quoted, row_of, small_heading, subtle
from dialogs.screens import ForumLine, Overview
from domain.calendar import IsoWeek
from texts.dates import short_date


def overview(screen: Overview, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("overview-heading"))]
    body.extend(_forum(forum, pen) for forum in screen.forums)
    if not screen.forums:
        body.append(line(t("overview-no-forums")))
    if screen.more:
        body.append(subtle(t("overview-more", count=screen.more)))
    if screen.runs:
        body.append(small_heading(t("overview-runs")))
        body.append(subtle(t("overview-runs-seen-by")))
        for run in screen.runs:
            button = pen.act(t("overview-run-show", word=run.word), "followup.show", run.show)
            when = (
                t("overview-run-due", when=pen.when(run.next_at)) if run.next_at else t("overview-run-last")
            )
            body.extend([line(when), row_of(button)])
    if screen.link:
        body.append(subtle(t("overview-paper-text")))
    actions: list[Action] = [pen.link(t("overview-paper"), screen.link)] if screen.link else []
    if screen.leads:
        actions.append(pen.act(t("button-follow-up"), "followup.open"))
    return pen.card(body, actions)


def _forum(forum: ForumLine, pen: Pen) -> Container:
    t = pen.t
    items: list[CardElement] = [
        small_heading(pen.t("overview-forum", forum=forum.forum)),
        line(_when(forum, pen)),
    ]
    for question in forum.questions:
        items.append(subtle(t(f"card-{question.card.replace('_', '-')}")))
    if forum.last:
        items.append(line(t("agenda-last", week=IsoWeek.of(forum.last.met_at).week)))
        items.append(quoted(forum.last.text, lines=4))
    if forum.told:
        items.append(subtle(t("overview-told")))
    acts = [
        pen.act(t("overview-meeting"), "overview.meeting", forum.before) if forum.before else None,
        pen.act(t("overview-tell"), "overview.tell", forum.tell) if forum.tell else None,
        pen.act(t("overview-untell"), "overview.untell", forum.untell) if forum.untell else None,
    ]
    if any(acts):
        items.append(row_of(*(act for act in acts if act is not None)))
    return Container(items=items, separator=True)


def _when(forum: ForumLine, pen: Pen) -> str:
    if forum.meets_at is None:
        return pen.t("overview-no-rhythm")
    when = pen.t("overview-next", week=IsoWeek.of(forum.meets_at).week, when=pen.when(forum.meets_at))
    if forum.discussed:
        return pen.t("overview-discussed", when=when)
    if forum.paused_until:
        until = short_date(forum.paused_until, pen.language)
        return pen.t("overview-paused", when=when, until=until)
    return when
