"""Teams' four windows: no conversation is written to faster than its rate-limit page allows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import WINDOWS, Pace

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
BIRK, NORD = "a:birk", "19:nord@thread.tacv2"


def departures(pauses: list[float]) -> list[datetime]:
    """When messages leave that are ready one pause after the other."""
    pace, ready, left = Pace(), NINE, []
    for pause in pauses:
        ready += timedelta(seconds=pause)
        left.append(pace.book(BIRK, ready))
    return left


@given(st.lists(st.sampled_from([0, 0, 0, 0.05, 0.3, 1, 20]), max_size=120))
def test_no_window_is_ever_fuller_than_allowed(pauses: list[float]) -> None:
    left = departures(pauses)
    for seconds, most in WINDOWS:
        for first, beyond in zip(left, left[most:], strict=False):
            assert beyond - first >= timedelta(seconds=seconds)


def test_the_hour_is_a_window_too() -> None:
    left = departures([0] * 1801)
    assert left[1800] - left[0] >= timedelta(hours=1)


@given(st.lists(st.sampled_from([0, 0.2, 1, 5]), max_size=60))
def test_nothing_waits_without_need(pauses: list[float]) -> None:
    """Each leaves when it is ready, or at the very moment at which a window has room again."""
    pace, ready, left = Pace(), NINE, list[datetime]()
    for pause in pauses:
        ready += timedelta(seconds=pause)
        moment = pace.book(BIRK, ready)
        room = [left[-most] + timedelta(seconds=seconds) for seconds, most in WINDOWS if len(left) >= most]
        assert moment == max([ready, *room])
        left.append(moment)


def test_one_conversation_does_not_slow_another() -> None:
    pace = Pace()
    for _ in range(100):
        pace.book(BIRK, NINE)
    assert pace.book(NORD, NINE) == NINE


def test_quiet_conversations_are_forgotten() -> None:
    """A hundred thousand chats must not stay in memory; one that was busy within the hour does."""
    pace = Pace()
    for number in range(20_000):
        pace.book(f"a:{number}", NINE + timedelta(seconds=number))
    assert len(pace._departures) < 10_000
    assert f"a:{19_999}" in pace._departures


class Counting(Pace):
    """How often all conversations are looked through."""

    looks = 0

    def _forget_the_quiet(self, now: datetime) -> None:
        self.looks += 1
        super()._forget_the_quiet(now)


def test_a_message_to_everybody_does_not_look_through_everybody_for_each() -> None:
    pace = Counting()
    for number in range(20_000):
        pace.book(f"a:{number}", NINE)
    assert 0 < pace.looks < 10
