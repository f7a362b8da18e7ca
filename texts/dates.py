"""Dates and clock times as people here write them.

Babel knows the months and weekdays; the patterns are ours, because its Danish span abbreviates the month
and its English one puts the month first.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from babel.dates import format_date

# British English: the day before the month, as everywhere else around our readers.
_LOCALES = {"da": "da_DK", "en": "en_GB"}
_LONG = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}
# A number-only English date is read two ways (5/6), so English gets the month's name.
_SHORT = {"da": "d.M.y", "en": "d MMM y"}
_DAY = {"da": "d.", "en": "d"}
_DAY_AND_MONTH = {"da": "d. MMMM", "en": "d MMMM"}
_DAY_MONTH_YEAR = {"da": "d. MMMM y", "en": "d MMMM y"}
_CLOCK = {"da": "kl. %H.%M", "en": "%H:%M"}


def long_date(day: date, language: str) -> str:
    """`torsdag den 26. november 2026`, `Thursday 26 November 2026`."""
    return _format(day, _LONG, language)


def short_date(day: date, language: str) -> str:
    """`26.11.2026`, `26 Nov 2026`; without leading zeros, which is the official Danish rule."""
    return _format(day, _SHORT, language)


def week_span(monday: date, language: str) -> str:
    """The seven days from `monday`, naming month and year once if once is enough: `16.–22. november 2026`."""
    sunday = monday + timedelta(days=6)
    end = _format(sunday, _DAY_MONTH_YEAR, language)
    if monday.year != sunday.year:
        return f"{_format(monday, _DAY_MONTH_YEAR, language)} – {end}"
    if monday.month != sunday.month:
        return f"{_format(monday, _DAY_AND_MONTH, language)} – {end}"
    return f"{_format(monday, _DAY, language)}–{end}"


def clock(when: time | datetime, language: str) -> str:
    """`kl. 14.30`, `14:30`. A datetime is taken at its own wall clock: make it local first."""
    return when.strftime(_CLOCK[_known(language)])


def _format(day: date, patterns: dict[str, str], language: str) -> str:
    known = _known(language)
    return format_date(day, patterns[known], locale=_LOCALES[known])


def _known(language: str) -> str:
    """Danish for a language we do not have, as in the catalogue."""
    return language if language in _LOCALES else "da"
