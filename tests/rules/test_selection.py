"""The section spreads its stories over themes and units, the same way every time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kinds import Theme
from domain.selection import Chosen, Reason, by_theme, choose

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
CITIZEN, DIGITAL, WORKPLACE, NARRATIVE = Theme


@dataclass(frozen=True)
class Story:
    id: str
    theme: Theme
    unit_id: str
    ready_at: datetime


def story(name: str, theme: Theme = CITIZEN, unit: str = "havblik", hours: int = 0) -> Story:
    return Story(name, theme, unit, MONDAY + timedelta(hours=hours))


stories = st.lists(
    st.builds(story, st.uuids().map(str), st.sampled_from(Theme), st.sampled_from("abcd"), st.integers(0, 5)),
    max_size=20,
    unique_by=lambda one: one.id,
)


def ids(chosen: list[Chosen]) -> list[str]:
    return [one.candidate.id for one in chosen]


def test_a_rare_theme_comes_before_a_newer_story() -> None:
    """The first story is the newest; then themes take turns, then units, then the clock."""
    pool = [
        story("newest", CITIZEN, "a", 9),
        story("newer", CITIZEN, "a", 8),
        story("other unit", CITIZEN, "b", 7),
        story("other theme", DIGITAL, "a", 1),
    ]
    assert [(one.candidate.id, one.reason) for one in choose(pool)] == [
        ("newest", Reason.NEWEST),
        ("other theme", Reason.NEW_THEME),
        ("other unit", Reason.NEW_UNIT),
        ("newer", Reason.NEWEST),
    ]


def test_stories_of_the_same_second_are_ordered_by_id() -> None:
    """Nothing is left to chance."""
    assert ids(choose([story("b"), story("c"), story("a")])) == ["a", "b", "c"]


def test_twelve_stories_are_enough() -> None:
    """Unless the editor asks for another number."""
    pool = [story(f"{number:02}", hours=number) for number in range(20)]
    assert len(choose(pool)) == 12
    assert len(choose(pool, limit=3)) == 3
    assert choose(pool, limit=0) == choose([]) == []


@given(stories, st.randoms(use_true_random=False), st.integers(0, 20))
@settings(max_examples=60)
def test_the_order_of_the_candidates_does_not_matter(pool: list[Story], random: object, limit: int) -> None:
    """Two databases may answer in different orders."""
    shuffled = list(pool)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(pool, limit) == choose(shuffled, limit)


@given(stories, st.integers(1, 20))
@settings(max_examples=60)
def test_no_theme_gets_ahead_while_another_waits(pool: list[Story], limit: int) -> None:
    """A theme with stories left over is at most one behind any other."""
    chosen = choose(pool, limit)
    printed = Counter(one.candidate.theme for one in chosen)
    waiting = {one.theme for one in pool if one.id not in ids(chosen)}
    assert len(set(ids(chosen))) == len(chosen) == min(limit, len(pool))
    assert all(count - printed[theme] <= 1 for theme in waiting for count in printed.values())


@given(stories)
@settings(max_examples=40)
def test_grouping_keeps_every_story_and_the_memos_order(pool: list[Story]) -> None:
    """No theme without stories, none lost, none twice."""
    chosen = choose(pool)
    groups = by_theme(chosen)
    themes = [theme for theme, _ in groups]
    assert themes == [theme for theme in Theme if theme in themes]
    assert sorted(ids([one for _, group in groups for one in group])) == sorted(ids(chosen))
    assert all(group and {one.candidate.theme for one in group} == {theme} for theme, group in groups)
