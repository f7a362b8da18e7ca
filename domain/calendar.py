"""Wall-clock choices: ISO weeks, Danish holidays, Copenhagen time.

Everything stored is aware UTC; a week, a working day and "9 o'clock" exist only in Copenhagen, and only here.
Source: domain facts 2.10 (holidays, weeks) and "Time" in the design. The 24th and 31st of December, 1 May and
5 June are working days: care staff work them, and whether an office closes is a local agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
# Years outside these cannot be meant, and near year 1 and 9999 Python's own dates overflow.
_YEARS = range(1900, 3000)
_PRAYER_DAY_ABOLISHED = 2024


class NotAWeek(ValueError):
    """This is not an ISO week such as 2026-W47."""


@dataclass(frozen=True, order=True, slots=True)
class IsoWeek:
    """An ISO 8601 week, Monday to Sunday in Copenhagen.

    The year is the ISO year: 1 January 2027 is in 2026-W53. Raises NotAWeek for a week which a year does not
    have.
    """

    year: int
    week: int

    def __post_init__(self) -> None:
        if self.year not in _YEARS or not 1 <= self.week <= _weeks_in(self.year):
            raise NotAWeek(f"There is no week {self.week} in {self.year}.")

    @classmethod
    def parse(cls, written: str) -> IsoWeek:
        """Read "2026-W47", exactly so; anything else raises NotAWeek."""
        found = _WEEK.fullmatch(written)
        if found is None:
            raise NotAWeek(f"{written[:20]!r} is not a week such as 2026-W47.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, moment: datetime) -> IsoWeek:
        """The week that it is in Copenhagen at an aware `moment`."""
        return cls._holding(local(moment).date())

    @classmethod
    def _holding(cls, day: date) -> IsoWeek:
        year, week, _ = day.isocalendar()
        return cls(year, week)

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02}"

    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.week, 1)

    def starts(self) -> datetime:
        """Monday 00:00 in Copenhagen, as UTC."""
        return at(self.monday(), time(0))

    def ends(self) -> datetime:
        """The next Monday 00:00 in Copenhagen, as UTC: the first moment that is outside the week."""
        return at(self.monday() + timedelta(weeks=1), time(0))

    def next(self) -> IsoWeek:
        return self._holding(self.monday() + timedelta(weeks=1))

    def previous(self) -> IsoWeek:
        return self._holding(self.monday() - timedelta(weeks=1))


def local(moment: datetime) -> datetime:
    """An aware `moment` as the clocks in Copenhagen show it. A naive one raises ValueError."""
    if moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(COPENHAGEN)


def at(day: date, clock: time) -> datetime:
    """The UTC moment when the clocks in Copenhagen show `clock` on `day`.

    In the autumn night, when 02:30 comes twice, the first is meant. In the spring night, when it never comes,
    the answer is as long after midnight as 02:30 usually is: the clocks then show 03:30.
    A `clock` with a time zone raises ValueError.
    """
    if clock.tzinfo is not None:
        raise ValueError("A clock time in Copenhagen is written without a time zone.")
    # Without fold=0 a time that came out of an autumn datetime could ask for the second 02:30.
    return datetime.combine(day, clock.replace(fold=0), tzinfo=COPENHAGEN).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in danish_holidays(day.year)


@lru_cache(maxsize=64)
def danish_holidays(year: int) -> frozenset[date]:
    """The public holidays of `year`. Store bededag was abolished from 2024 (facts 2.10)."""
    easter = _easter_sunday(year)
    after_easter = [-3, -2, 0, 1, 39, 49, 50]  # skærtorsdag … 2. påskedag, Kristi himmelfart, pinse
    if year < _PRAYER_DAY_ABOLISHED:
        after_easter.append(26)
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter + timedelta(days=days) for days in after_easter})


def _easter_sunday(year: int) -> date:
    """The Gregorian computus (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, leap_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _weeks_in(year: int) -> int:
    # The 28th of December is always in a year's last ISO week.
    return date(year, 12, 28).isocalendar().week
