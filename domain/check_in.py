"""Check-ins on psychological safety: what is asked, what can be answered, and when a round is open.

A round opens and closes for all teams of a tenant at the same instant, so that no team's result can be told
from another's by when it came (safety.md 5.2). The questions are of our own wording (voice 3.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.calendar import IsoWeek, at, is_working_day, local
from domain.quiet_hours import at_work
from domain.schedule import SUMMER

BEGINS = time(6)  # in Copenhagen, when the first shift has not begun
ASKS = time(10)
LASTS = timedelta(weeks=2)
WORKDAYS = range(5)  # Monday is 0: nobody is asked on a day when half of them are off
EVERY = (2, 4, 6, 12)  # weeks from one opening to the next: never more often than every second (voice 3.4)
LEFT_TO_ANSWER = timedelta(days=5)  # what opens later than this before the end does not open at all
_FIRST = date(2026, 1, 5)  # a Monday; rounds are counted from here


class CheckInQuestion(StrEnum):
    """All are phrased so that a yes is good: reversed ones confuse on a phone."""

    DOUBT = "ci_doubt"
    HELP = "ci_help"
    MISTAKE = "ci_mistake"
    DISAGREE = "ci_disagree"
    NEWCOMER = "ci_newcomer"
    DIRECT = "ci_direct"
    LEADER = "ci_leader"
    FOLLOW_UP = "ci_followup"

    @property
    def about_leader(self) -> bool:
        """Of their leader no team is told by itself, however many have answered (voice 3.4)."""
        return self is CheckInQuestion.LEADER


class CheckInAnswer(StrEnum):
    CLEARLY = "clearly"
    MOSTLY = "mostly"
    SELDOM = "seldom"
    NO = "no"
    SKIP = "skip"


_Q = CheckInQuestion
_IN_TURN = (_Q.HELP, _Q.DOUBT, _Q.MISTAKE, _Q.NEWCOMER, _Q.DISAGREE, _Q.DIRECT, _Q.LEADER)
BETWEEN_FOLLOW_UPS = 3  # rounds: asking without acting harms (voice 3.4)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a tenant, by its first day, a Monday."""

    opens_on: date

    @property
    def closes_on(self) -> date:
        return self.opens_on + LASTS

    @property
    def opens_at(self) -> datetime:
        """Aware UTC, as all moments here."""
        return at(self.opens_on, BEGINS)

    @property
    def closes_at(self) -> datetime:
        return closes_at(self.closes_on)

    def asks_at(self, weekday: int) -> datetime:
        """When a team that has chosen `weekday` (Monday is 0) is asked: on a working day, in the daytime."""
        return at_work(at(self.opens_on + timedelta(days=weekday), ASKS))

    def can_open(self, now: datetime) -> bool:
        """Not before its time, and not when too few days are left for those who work every second weekend."""
        return self.opens_at <= now <= self.closes_at - LEFT_TO_ANSWER


def closes_at(closes_on: date) -> datetime:
    """The instant at which a round ends, for every team of a tenant (aware UTC)."""
    return at(closes_on, BEGINS)


def question_after(before: Sequence[CheckInQuestion]) -> CheckInQuestion:
    """What a tenant is asked next, from its last rounds' questions, the newest first.

    Each in turn, and what came of it at least every fourth round.
    """
    lately = before[:BETWEEN_FOLLOW_UPS]
    if len(lately) == BETWEEN_FOLLOW_UPS and CheckInQuestion.FOLLOW_UP not in lately:
        return CheckInQuestion.FOLLOW_UP
    last = next((one for one in before if one is not CheckInQuestion.FOLLOW_UP), _IN_TURN[-1])
    return _IN_TURN[(_IN_TURN.index(last) + 1) % len(_IN_TURN)]


def current_round(now: datetime, every: int) -> Round:
    """The newest round that has begun at an aware `now`, whether or not it is over."""
    return _rounds_until(local(now - timedelta(hours=BEGINS.hour)).date(), every)[-1]


def next_round(after: datetime, every: int) -> Round:
    """The first round that opens strictly after an aware `after`."""
    until = local(after).date() + timedelta(weeks=4 * every)
    return next(one for one in _rounds_until(until, every) if one.opens_at > after)


@lru_cache(maxsize=64)
def _rounds_until(last: date, every: int) -> tuple[Round, ...]:
    if every < 1:
        raise ValueError("Rounds are weeks apart.")
    return tuple(Round(day) for day in _openings(last, every))


def _openings(last: date, every: int) -> Iterator[date]:
    """None into the summer weeks, when too few are at work to answer, nor in a week without a working day."""
    day = _FIRST
    while day <= last:
        working = any(is_working_day(day + timedelta(days=n)) for n in WORKDAYS)
        weeks = (IsoWeek.of(at(day + timedelta(weeks=n), BEGINS)).week for n in range(LASTS.days // 7))
        if working and not any(map(SUMMER.holds, weeks)):
            yield day
        day += timedelta(weeks=every)


def pooled(sizes: Mapping[str, int], smallest: int) -> tuple[tuple[str, ...], ...]:
    """How a unit's teams are counted, by how many can answer in each: alone, or with a sibling.

    Teams that are too small are counted with each other; who is left over is counted with the smallest
    group. Where even that is not enough there is no round (safety.md 5.2).
    """
    own = [(team,) for team, size in sorted(sizes.items()) if size >= smallest]
    gathered: list[tuple[str, ...]] = []
    rest: tuple[str, ...] = ()
    for team in sorted(team for team, size in sizes.items() if 0 < size < smallest):
        rest = (*rest, team)
        if _of(rest, sizes) >= smallest:
            gathered.append(rest)
            rest = ()
    groups = own + gathered
    if rest and groups:
        least = min(groups, key=lambda group: (_of(group, sizes), group))
        groups[groups.index(least)] = (*least, *rest)
    return tuple(groups)


def _of(group: Sequence[str], sizes: Mapping[str, int]) -> int:
    return sum(sizes[team] for team in group)
