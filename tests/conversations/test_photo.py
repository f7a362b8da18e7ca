"""A photo in one's own chat: received, described, promised, kept, and deleted again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.terminal.chat import Chat, NoSuchButton
from dialogs.photo import STORIES_SHOWN
from dialogs.screens import DraftOffer, MyStories, Notice, PhotoForm, PhotoKept, PhotoLink, Screen, WhomToCall
from domain.photo_rules import CaptionProblem, PictureProblem, Redrawn
from storage.tables import Story, StoryPhoto
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, BENTE, Town

PICTURE = Redrawn(b"\xff\xd8\xff one", 4, 3)
SAID = {"alt_text": "En kaffekande på et bord", "no_citizen": "true", "all_agreed": "true"}
HARD = "I dag slog en borger ud efter mig og truede min kollega"


async def sees(
    chat: Chat, text: str = "", seen: Redrawn | PictureProblem | None = PICTURE
) -> Sequence[Screen]:
    return chat._show(await chat.talk.see(chat.speaker, chat.here, text, seen))


async def tells(town: Town, chat: Chat, title: str = "Kaffe på gangen") -> str:
    """The id of her new story, which is her newest."""
    town.clock.now += timedelta(minutes=1)
    await chat.says("del en god historie")
    await chat.taps("Send historien", **filled(title=title))
    return next(story.id for story in await rows(town, Story) if story.title == title)


@pytest.fixture
def anne(town: Town) -> Chat:
    return town.chat(ANNE)


async def test_from_the_picture_to_the_story(town: Town, anne: Chat) -> None:
    await tells(town, anne)
    (form,) = await sees(anne)
    assert isinstance(form, PhotoForm)
    assert "Billedet er modtaget" in str(anne.cards)
    (kept,) = await anne.taps("Gem billedet", **SAID)
    assert isinstance(kept, PhotoKept)
    assert (kept.title, kept.alt_text) == ("Kaffe på gangen", SAID["alt_text"])
    (mine,) = await anne.says("mine historier")
    assert isinstance(mine, MyStories)
    assert mine.stories[0].photo == SAID["alt_text"]
    await anne.taps("Slet billedet")
    assert await rows(town, StoryPhoto) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"alt_text": ""}, CaptionProblem.ALT_MISSING),
        ({"alt_text": "x" * 201}, CaptionProblem.ALT_TOO_LONG),
        ({"alt_text": "Kaffe 010190-1234"}, CaptionProblem.ALT_CPR),
        ({"no_citizen": "false"}, CaptionProblem.CITIZEN_NOT_CONFIRMED),
        ({"all_agreed": ""}, CaptionProblem.COLLEAGUES_NOT_CONFIRMED),
        ({"story": "another"}, CaptionProblem.STORY_MISSING),
    ],
)
async def test_until_all_is_said_it_is_nobody_elses_to_see(
    town: Town, anne: Chat, changed: dict[str, str], problem: CaptionProblem
) -> None:
    await tells(town, anne)
    await sees(anne)
    (again,) = await anne.taps("Gem billedet", **{**SAID, **changed})
    assert isinstance(again, PhotoForm)
    assert again.problems == (problem,)
    assert again.caption.alt_text == changed.get("alt_text", SAID["alt_text"])
    assert [photo.confirmed_at for photo in await rows(town, StoryPhoto)] == [None]
    right = {"story": again.stories[0].value} if "story" in changed else {}
    assert isinstance((await anne.taps("Gem billedet", **SAID, **right))[0], PhotoKept)


async def test_she_chooses_among_her_own_newest_stories(town: Town, anne: Chat) -> None:
    await tells(town, town.chat(BENTE), "Bentes egen")
    ids = [await tells(town, anne, f"Nummer {number}") for number in range(STORIES_SHOWN + 1)]
    (form,) = await sees(anne)
    assert isinstance(form, PhotoForm)
    assert [choice.value for choice in form.stories] == ids[:0:-1]
    assert form.story == ids[-1]
    await anne.taps("Gem billedet", **SAID, story=ids[2])
    (photo,) = await rows(town, StoryPhoto)
    assert photo.story_id == ids[2]


async def test_another_persons_story_cannot_be_chosen(town: Town, anne: Chat) -> None:
    colleagues = await tells(town, town.chat(BENTE), "Bentes egen")
    await tells(town, anne)
    await sees(anne)
    (again,) = await anne.taps("Gem billedet", **SAID, story=colleagues)
    assert isinstance(again, PhotoForm)
    assert again.problems == (CaptionProblem.STORY_MISSING,)


async def test_without_a_story_nothing_is_kept(town: Town, anne: Chat) -> None:
    assert await sees(anne) == [Notice("photo-story-first")]
    assert await rows(town, StoryPhoto) == []


async def test_words_and_picture_become_a_draft_with_a_picture(town: Town, anne: Chat) -> None:
    await tells(town, anne)
    town.clock.now += timedelta(minutes=1)
    offer, form = await sees(anne, "I dag sang vi alle sammen i fællesrummet efter frokost.")
    assert isinstance(offer, DraftOffer)
    assert isinstance(form, PhotoForm)
    (draft,) = [story.id for story in await rows(town, Story) if story.state == "draft"]
    assert form.stories[0].value == draft


@pytest.mark.parametrize(
    "text", [HARD, f"{COFFEE} 010190-1234", "noget er sket", "kaffe " * 1700, "mine historier"]
)
async def test_beside_anything_else_a_picture_is_not_kept(town: Town, anne: Chat, text: str) -> None:
    """Never with an incident, nor with words that are refused: those are answered, and it is said."""
    await tells(town, anne)
    *answered, last = await sees(anne, text)
    assert answered
    assert last == Notice("photo-not-kept", menu=False)
    assert await rows(town, StoryPhoto) == []


async def test_beside_despair_there_is_only_whom_she_can_call(town: Town, anne: Chat) -> None:
    (shown,) = await sees(anne, "jeg kan ikke mere")
    assert isinstance(shown, WhomToCall)


@pytest.mark.parametrize("problem", sorted(set(PictureProblem) - {PictureProblem.NONE}))
async def test_a_picture_that_cannot_be_used_is_said_so(anne: Chat, problem: PictureProblem) -> None:
    assert await sees(anne, "", problem) == [Notice(f"photo-problem-{problem.replace('_', '-')}")]


async def test_in_a_channel_no_picture_is_taken(town: Town) -> None:
    assert await sees(town.in_channel(ANNE), "se her") == [Notice("speak-privately", menu=False)]


async def test_the_button_gives_the_link_and_the_hint(town: Town, anne: Chat) -> None:
    await tells(town, anne)
    (link,) = await anne.taps("Tilføj et billede")
    assert isinstance(link, PhotoLink)
    assert link.link.startswith("https://medvind.example/photo?key=")
    assert "Send billedet her i chatten" in str(anne.cards)


async def test_a_picture_that_is_gone_is_said_so(town: Town, anne: Chat) -> None:
    """She deletes it on one card, and saves it on the one that stands above."""
    await tells(town, anne)
    await sees(anne)
    above = list(anne.cards)
    await anne.taps("Slet billedet")
    anne.cards = above
    assert await anne.taps("Gem billedet", **SAID) == [Notice("photo-gone")]


async def test_a_second_press_shows_how_things_stand(town: Town, anne: Chat) -> None:
    await tells(town, anne)
    await sees(anne)
    above = list(anne.cards)
    await anne.taps("Gem billedet", **SAID)
    anne.cards = above
    (again,) = await anne.taps("Gem billedet", **SAID)
    assert isinstance(again, PhotoKept)
    assert len(await rows(town, StoryPhoto)) == 1


async def test_no_form_of_an_incident_takes_a_picture(town: Town, anne: Chat) -> None:
    await tells(town, anne)
    await anne.says("noget er sket")
    with pytest.raises(NoSuchButton):
        await anne.taps("Tilføj et billede")
