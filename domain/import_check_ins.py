"""Reading what an organisation file says of check-ins: how often, and on which day each team is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from domain.check_in import EVERY, WORKDAYS
from domain.import_table import ImportTable
from domain.organisation_specs import NO_DAY

_NOT_ASKED = ("ingen", "none")


def day_of(team: ImportTable, weekdays: Mapping[str, int]) -> int | Literal["none"] | None:
    """The weekday on which a team is asked, Monday is 0. None: the file does not say."""
    written = team.text("check_in_day").lower()
    if written in _NOT_ASKED:
        return NO_DAY
    known = {name: number for name, number in weekdays.items() if number in WORKDAYS}
    if written and written not in known:
        choices = [*list(known)[: len(WORKDAYS)], _NOT_ASKED[0]]
        team.fault("bad-check-in-day", "check_in_day", written, ", ".join(choices))
    return known.get(written)


def weeks_of(check_in: ImportTable) -> int | None:
    """From one round to the next. None: the file does not say."""
    weeks = check_in.number("every_weeks")
    if weeks is not None and weeks not in EVERY:
        check_in.fault("bad-every-weeks", "every_weeks", weeks, ", ".join(map(str, EVERY)))
        return None
    return weeks
