"""The demo's stories keep the rules that the program asks of everybody's stories."""

from __future__ import annotations

import re

import pytest

from bot.demo.data import DemoStory, organisation, stories
from domain.kinds import NameShown, StoryState, Theme

STORIES = stories()
PEOPLE = {person.id: person for person in organisation().people}
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title or story.body[:30])


def text_of(story: DemoStory) -> str:
    return f"{story.title or ''}\n{story.body}"


@each_story
def test_nothing_in_a_story_looks_like_a_cpr_number(story: DemoStory) -> None:
    assert not re.search(r"\d{6}", re.sub(r"[\s./-]", "", text_of(story)))


@each_story
def test_a_story_is_as_long_as_a_story(story: DemoStory) -> None:
    assert 15 <= len(story.body.split()) <= 140


@each_story
def test_a_story_speaks_of_citizens_with_respect(story: DemoStory) -> None:
    assert not re.search(r"\b(patient|bruger|dement|udadreagerende)", text_of(story), re.IGNORECASE)


@each_story
def test_a_story_names_nobody_in_full_but_the_one_it_praises(story: DemoStory) -> None:
    named = {person.id for person in PEOPLE.values() if person.name in text_of(story)}
    assert named <= {story.about}


@each_story
def test_everybody_in_a_story_works_here(story: DemoStory) -> None:
    assert {story.author, story.about, story.her_words} - {None} <= set(PEOPLE)


@each_story
def test_whoever_is_praised_or_quoted_has_been_asked(story: DemoStory) -> None:
    assert (story.about is None) == (story.about_answer is None)
    assert (story.her_words is None) == (story.her_words_answer is None)
    assert story.author not in {story.about, story.her_words}


def test_there_are_twelve_stories_on_all_four_themes_from_all_units() -> None:
    assert len(STORIES) == 12
    assert {story.theme for story in STORIES} == set(Theme)
    units = {PEOPLE[story.author].unit_id for story in STORIES}
    assert units == {unit.id for unit in organisation().units}


def test_there_is_enough_for_this_week_and_something_for_each_before() -> None:
    weeks = [story.weeks_ago for story in STORIES]
    assert weeks.count(0) >= 4
    assert set(weeks) == {0, 1, 2, 3}


def test_every_state_and_way_of_being_named_can_be_shown() -> None:
    states = [story.state for story in STORIES]
    shown = [story.name_shown for story in STORIES]
    assert states.count(StoryState.AWAITING_CONSENT) == 1
    assert states.count(StoryState.WITHDRAWN) == 1
    assert set(shown) == set(NameShown)
    assert shown.count(NameShown.NONE) >= 2
    assert any(story.her_words for story in STORIES)
    assert any(story.title is None for story in STORIES)


def test_one_exclamation_mark_is_enough_for_them_all() -> None:
    assert sum(text_of(story).count("!") for story in STORIES) <= 1
