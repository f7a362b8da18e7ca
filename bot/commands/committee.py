"""`medvind forums`: the committee's paper at the command line."""

from __future__ import annotations

from datetime import date

from bot.clock import wall_clock
from bot.commands.data import open_database, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from digest.committee.compile import compile_paper
from digest.committee.formats import PaperFormat, render
from digest.committee.paper import Paper
from digest.committee.wording import as_json
from domain.calendar import IsoWeek, local

__all__ = ["as_json", "format_of", "paper", "render", "since_of"]


async def paper(settings: Settings, since: date | None) -> Paper:
    """The list of the municipality, of the meetings since a day; the last half year when none is named."""
    async with open_database(settings) as database, database.read() as session:
        found = await compile_paper(session, tenant_of(settings), wall_clock(), settings.language, since)
    if not found.area:
        raise CommandRefused("cli-no-organisation")
    return found


def format_of(written: str) -> PaperFormat:
    try:
        return PaperFormat(written)
    except ValueError as unknown:
        raise CommandRefused("web-unknown-format", known=", ".join(PaperFormat)) from unknown


def since_of(written: str) -> date:
    """The day that `--since` names, in Copenhagen; refuses what is no day, and one that has not come."""
    try:
        day = date.fromisoformat(written)
        IsoWeek(*day.isocalendar()[:2])  # refuses a year that nobody can mean
    except ValueError as wrong:  # NotAWeek is one
        raise CommandRefused("cli-not-a-date", since=written) from wrong
    if day > local(wall_clock()).date():
        raise CommandRefused("cli-since-in-future", since=written)
    return day
