"""`medvind incidents`: the patterns of a quarter or a half-year at the command line."""

from __future__ import annotations

from bot.clock import wall_clock
from bot.commands.data import open_database, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from digest.patterns.compile import compile_patterns
from digest.patterns.formats import PatternFormat, render
from digest.patterns.paper import Paper
from domain.incident_periods import NotAPeriod, Period
from storage import people

__all__ = ["format_of", "paper", "period_of", "render"]


async def paper(settings: Settings, period: Period | None, unit_id: str | None) -> Paper:
    """The area and every unit, or one of them; the last whole quarter when no period is named."""
    now, tenant_id = wall_clock(), tenant_of(settings)
    async with open_database(settings) as database, database.read() as session:
        if await people.area(session, tenant_id) is None:
            raise CommandRefused("cli-no-organisation")
        if unit_id is not None and unit_id not in {u.id for u in await people.units(session, tenant_id)}:
            raise CommandRefused("cli-unknown-unit", unit=unit_id)
        return await compile_patterns(
            session,
            tenant_id,
            period or Period.last_quarter(now),
            now,
            settings.language,
            lambda unit: unit_id in (None, unit),
        )


def format_of(written: str) -> PatternFormat:
    try:
        return PatternFormat(written)
    except ValueError as unknown:
        raise CommandRefused("web-unknown-format", known=", ".join(PatternFormat)) from unknown


def period_of(written: str) -> Period:
    """The period that `--period` names; refuses what is none."""
    try:
        return Period.parse(written)
    except NotAPeriod as wrong:
        raise CommandRefused("web-unknown-period") from wrong
