"""On which day a team is asked: by its leader's form, or by the organisation file."""

from __future__ import annotations

from datetime import datetime

from storage import check_in_opening
from storage.tables import Team


def set_day(team: Team, day: int | None, weeks: int, now: datetime) -> None:
    """The weekday, Monday is 0; None ends it. Its first round is the next one that opens."""
    team.check_in_day = day
    check_in_opening.look_ahead(team, weeks, now)
