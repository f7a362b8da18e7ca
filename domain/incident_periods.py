"""Quarters and half-years in Copenhagen: what patterns of incidents are told of, once they are over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.calendar import at, local

_PERIOD = re.compile(r"(2[0-9]{3})-(?:Q([1-4])|H([12]))")


class NotAPeriod(ValueError):
    """This is neither a quarter such as 2026-Q4 nor a half-year such as 2026-H2."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A calendar quarter, or a half-year when `months` is 6. `first` is the number of its first month."""

    year: int
    first: int
    months: int = 3

    @classmethod
    def parse(cls, written: str) -> Period:
        """Read "2026-Q4" or "2026-H2", exactly so; anything else raises NotAPeriod."""
        found = _PERIOD.fullmatch(written)
        if found is None:
            raise NotAPeriod(f"{written[:20]!r} is not a period such as 2026-Q4 or 2026-H2.")
        if found[2]:
            return cls(int(found[1]), 3 * int(found[2]) - 2)
        return cls(int(found[1]), 6 * int(found[3]) - 5, 6)

    @classmethod
    def quarter_of(cls, moment: datetime) -> Period:
        """The quarter that it is in Copenhagen at an aware `moment`."""
        day = local(moment).date()
        return cls(day.year, (day.month - 1) // 3 * 3 + 1)

    @classmethod
    def last_quarter(cls, now: datetime) -> Period:
        """The last whole quarter before `now` (aware)."""
        return cls.quarter_of(now).previous()

    def __str__(self) -> str:
        return f"{self.year}-{self.letter}{self.number}"

    @property
    def letter(self) -> str:
        return "Q" if self.months == 3 else "H"

    @property
    def number(self) -> int:
        """Which quarter, or which half-year, of its year."""
        return (self.first - 1) // self.months + 1

    @property
    def half_year(self) -> Period:
        return Period(self.year, 1 if self.first < 7 else 7, 6)

    @property
    def quarters(self) -> tuple[Period, ...]:
        return tuple(Period(self.year, self.first + month) for month in range(0, self.months, 3))

    def previous(self) -> Period:
        if self.first > self.months:
            return Period(self.year, self.first - self.months, self.months)
        return Period(self.year - 1, 13 - self.months, self.months)

    def starts(self) -> datetime:
        """Midnight in Copenhagen on its first day, as UTC."""
        return at(date(self.year, self.first, 1), time(0))

    def ends(self) -> datetime:
        """The first moment after it, as UTC."""
        after = self.first + self.months
        return at(date(self.year + after // 13, (after - 1) % 12 + 1, 1), time(0))

    def is_over(self, now: datetime) -> bool:
        """Only then is it told of: what changes from day to day tells who was added on which day."""
        return self.ends() <= now
