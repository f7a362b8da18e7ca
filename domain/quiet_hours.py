"""When Medvind keeps quiet. Incident clocks do not ask here: they run through nights and weekends."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.calendar import at, local

WAKES = time(8)
SLEEPS = time(17)


def awake(moment: datetime) -> datetime:
    """`moment`, or the next 8 o'clock in Copenhagen when it falls in the quiet hours (UTC in and out)."""
    there = local(moment)
    if WAKES <= there.time() < SLEEPS:
        return moment
    day = there.date() if there.time() < WAKES else there.date() + timedelta(days=1)
    return at(day, WAKES)
