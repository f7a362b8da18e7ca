"""Patterns in incidents in a chat: in words. No picture rises or falls, and no colour grades."""

from __future__ import annotations

from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.teams.cards.parts import Pen, heading, line, plain, small_heading, subtle
from dialogs.screens import IncidentPatterns, PatternOf
from digest.patterns.wording import band_name, cell_name, dimension_name, period_name
from domain.anonymity import SMALLEST
from domain.incident_patterns import Table
from texts.catalogue import texts


def incident_patterns(screen: IncidentPatterns, pen: Pen) -> AdaptiveCard:
    t, say = pen.t, texts(pen.language)
    body: list[CardElement] = [
        heading(t("pattern-title", period=period_name(screen.period, say))),
        subtle(t("pattern-how")),
    ]
    for group in screen.groups:
        body += _group(group, pen)
    if not screen.groups:
        body.append(line(t("pattern-none")))
    body += [
        subtle(t("pattern-protects", least=SMALLEST)),
        line(t("pattern-last-see")),
        line(t("pattern-last-try")),
    ]
    body.append(subtle(t("newsletter-link-note")))
    return pen.card(body, [pen.link(t("pattern-link"), screen.link)])


def _group(group: PatternOf, pen: Pen) -> list[CardElement]:
    t, say, pattern = pen.t, texts(pen.language), group.pattern
    name: CardElement = small_heading(plain(group.name))
    if pattern.band is None:
        return [name, line(t("pattern-too-few"))]
    told = [line(words) for table in pattern.tables if (words := _in_short(table, pen))]
    about = line(t("pattern-of-about", band=band_name(pattern.band, say)))
    return [name, about, *told] if told else [name, about, line(t("pattern-too-few-parts"))]


def _in_short(table: Table, pen: Pen) -> str:
    """The cells that can be told, in the order in which they always stand; empty when there is none."""
    t, say = pen.t, texts(pen.language)
    cells = [
        t("pattern-cell-in-short", cell=cell_name(row.cell, say), band=band_name(row.band, say))
        for row in table.rows
        if row.band
    ]
    if not cells:
        return ""
    return t("pattern-in-short", of=dimension_name(table.dimension, say), cells=" · ".join(cells))
