"""Del en god historie, told as the conversation goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.screens import (
    DraftOffer,
    IncidentFirst,
    MyStories,
    Notice,
    StoryForm,
    StoryThanks,
    StoryWithdrawn,
    Welcome,
)
from domain.kinds import NameShown, Theme
from domain.story_rules import Problem
from storage import printable
from storage.tables import Story
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, BENTE, NADIA, OTHER_TENANT, OTTO, TENANT, Town


async def test_from_hello_to_thanks(town: Town) -> None:
    """Hello, the form, one thing missing, and thanks that say what happens next."""
    anne = town.chat(ANNE)
    assert await anne.says("Hej!") == [Welcome("Anne")]

    (form,) = await anne.taps("Del en god historie")
    assert isinstance(form, StoryForm)

    (again,) = await anne.taps("Send historien", **filled(theme=""))
    assert isinstance(again, StoryForm)
    assert again.problems == (Problem.THEME_MISSING,)
    assert again.values.body == COFFEE, "what she wrote is still in the form"
    assert await rows(town, Story) == []

    (thanks,) = await anne.taps("Send historien", theme=Theme.CITIZEN_FOCUS)
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.byline == "Anne, social- og sundhedsassistent"
    (story,) = await rows(town, Story)
    assert (story.state, story.author_id, story.ready_at) == ("ready", ANNE, town.clock())


async def test_free_text_becomes_a_draft_that_only_she_sees(town: Town) -> None:
    """What is written straight to the bot comes back as a draft, and is finished in the form."""
    anne = town.chat(ANNE)
    (offer,) = await anne.says(COFFEE)
    assert isinstance(offer, DraftOffer)
    (form,) = await anne.taps("Gør den færdig")
    assert isinstance(form, StoryForm)
    assert form.values.body == COFFEE
    assert not form.changing, "a draft is told, not corrected"
    (thanks,) = await anne.taps("Send historien", **filled())
    assert isinstance(thanks, StoryThanks)
    assert len(await rows(town, Story)) == 1, "the draft became the story"


async def test_a_draft_can_be_thrown_away(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says(COFFEE)
    assert await anne.taps("Slet kladden") == [Notice("draft-discarded")]
    assert await rows(town, Story) == []


async def test_sending_twice_sends_once(town: Town) -> None:
    """The same card pressed again, as Teams does when it thinks that we were slow."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    card = dict(anne.cards[0])
    await anne.taps("Send historien", **filled())
    anne.cards = [card]
    assert await anne.taps("Send historien", **filled()) == [Notice("story-already-sent")]
    assert len(await rows(town, Story)) == 1


@pytest.mark.parametrize("where", ["title", "body"])
async def test_a_cpr_number_is_refused_and_not_stored(town: Town, where: str) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    text = f"{COFFEE} Det var 010190-1234."
    (form,) = await anne.taps("Send historien", **filled(**{where: text}))
    assert isinstance(form, StoryForm)
    assert Problem.CPR in form.problems
    assert await rows(town, Story) == []


async def test_a_cpr_number_in_free_text_is_not_even_a_draft(town: Town) -> None:
    anne = town.chat(ANNE)
    assert await anne.says(f"{COFFEE} 01 01 90 1234") == [Notice("cpr-refused")]
    assert await rows(town, Story) == []


async def test_something_hard_is_met_with_the_question(town: Town) -> None:
    """A text that sounds like an incident: care comes first, and the draft is gone."""
    anne = town.chat(ANNE)
    (offer,) = await anne.says("I dag slog en borger ud efter mig og truede min kollega")
    assert isinstance(offer, DraftOffer)
    assert offer.sounds_hard
    (card,) = await anne.taps("Ja, noget er sket")
    assert card == IncidentFirst()
    assert await rows(town, Story) == []


async def test_it_was_a_good_story_all_the_same(town: Town) -> None:
    """The form asks once too, keeps the text, and takes no for an answer."""
    anne = town.chat(ANNE)
    hard = "Han slog ud efter mig først, men vi fandt roen sammen over kaffen."
    await anne.says("del en god historie")
    (form,) = await anne.taps("Send historien", **filled(body=hard))
    assert isinstance(form, StoryForm)
    assert form.sounds_hard
    assert form.values.body == hard
    (thanks,) = await anne.taps("Nej, det er en god historie", **filled(body=hard))
    assert isinstance(thanks, StoryThanks)


async def test_my_stories_change_and_withdraw(town: Town) -> None:
    """See it, change it, withdraw it, regret it."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled())

    (mine,) = await anne.says("mine historier")
    assert isinstance(mine, MyStories)
    assert [line.state for line in mine.stories] == ["ready"]

    (form,) = await anne.taps("Ret")
    assert isinstance(form, StoryForm)
    assert form.changing
    (thanks,) = await anne.taps("Send historien", **filled(title="Kaffe på gangen"))
    assert isinstance(thanks, StoryThanks)
    assert thanks.changed
    (story,) = await rows(town, Story)
    assert (story.title, story.revision) == ("Kaffe på gangen", 2)

    (gone,) = await anne.taps("Træk tilbage")
    assert isinstance(gone, StoryWithdrawn)
    assert await ready(town) == 0
    await anne.taps("Fortryd")
    assert await ready(town) == 1


async def ready(town: Town) -> int:
    async with town.database.read() as session:
        week = await printable.between(
            session, TENANT, town.clock().replace(year=2000), town.clock().replace(year=2100)
        )
    return len(week)


async def test_somebody_unknown_is_asked_for_her_unit_once(town: Town) -> None:
    """Of the tenant, not of the organisation: she can tell a story, and gets no role by it."""
    nadia = town.chat(NADIA)
    await nadia.says("del en god historie")
    (form,) = await nadia.taps("Send historien", **filled())
    assert isinstance(form, StoryForm)
    assert form.problems == (Problem.UNIT_MISSING,)
    (thanks,) = await nadia.taps("Send historien", unit="plejecenter-laerken")
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.byline == "Nadia"

    (form,) = await nadia.says("del en god historie")
    assert isinstance(form, StoryForm)
    assert form.units == (), "the choice is remembered"
    assert await nadia.says("nyhedsbrev") == [Notice("newsletter-editor-only")]


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({"body": ""}, Problem.BODY_EMPTY),
        ({"body": "🎉🎉🎉🎉"}, Problem.BODY_NO_WORDS),
        ({"body": "x" * 10_000}, Problem.BODY_TOO_LONG),
        ({"theme": "no such theme"}, Problem.UNKNOWN_CHOICE),
        ({"name_shown": "everything"}, Problem.UNKNOWN_CHOICE),
        ({"colleague": NADIA}, Problem.UNKNOWN_CHOICE),
        ({"no_citizen": "false"}, Problem.CITIZEN_NOT_CONFIRMED),
    ],
)
async def test_what_cannot_be_sent_comes_back_whole(
    town: Town, inputs: dict[str, str], problem: Problem
) -> None:
    """Nothing is stored, nothing is lost: the form has every word, and says what is wrong."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    (form,) = await anne.taps("Send historien", **filled(**inputs))
    assert isinstance(form, StoryForm)
    assert problem in form.problems
    assert form.values.body == filled(**inputs)["body"]
    assert await rows(town, Story) == []


async def test_a_long_message_is_told_its_length(town: Town) -> None:
    anne = town.chat(ANNE)
    (notice,) = await anne.says("kaffe " * 1700)
    assert isinstance(notice, Notice)
    assert notice.text == "text-too-long"
    assert await rows(town, Story) == []


@pytest.mark.parametrize("said", ["🎉", "ok", "", "   ", "tak skal du have"])
async def test_small_talk_is_not_a_story(town: Town, said: str) -> None:
    """Too little to keep is answered with a way on, never with "I don't understand"."""
    assert await town.chat(ANNE).says(said) == [Notice("tell-more")]


async def test_foreign_buttons_open_nothing(town: Town) -> None:
    """Anne's button in Bente's hand, in another tenant, or a month later: no change, no data."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled())
    (mine,) = await anne.says("mine historier")
    assert isinstance(mine, MyStories)
    press = {"do": "stories.withdraw", "token": mine.stories[0].withdraw}

    for other in (town.chat(BENTE), town.chat(OTTO, OTHER_TENANT), town.chat(ANNE, OTHER_TENANT)):
        assert await other.submits(press) == [Notice("button-gone")]
    beside = town.chat(BENTE)
    beside.place = anne.here
    assert await beside.submits(press) == [Notice("button-gone")], "the same chat, but not the same person"
    elsewhere = town.chat(ANNE)
    elsewhere.place = replace(anne.here, conversation_id="another chat")
    assert await elsewhere.submits(press) == [Notice("button-gone")]
    wrong_act = {**press, "do": "story.continue"}
    assert await anne.submits(wrong_act) == [Notice("button-gone")]
    town.clock.set("2027-01-23 10:00")
    assert await anne.submits(press) == [Notice("button-gone")]
    assert await ready(town) == 1


async def test_her_name_is_as_she_chose(town: Town) -> None:
    anne = town.chat(ANNE)
    for shown, byline in (
        (NameShown.NONE, None),
        (NameShown.FULL, "Anne Holm, social- og sundhedsassistent"),
    ):
        await anne.says("del en god historie")
        (thanks,) = await anne.taps("Send historien", **filled(name_shown=shown))
        assert isinstance(thanks, StoryThanks)
        assert thanks.story.byline == byline


async def test_the_same_message_twice_is_answered_once(town: Town) -> None:
    """Teams sends a message again when it thinks that we were slow: one draft, one answer."""
    anne = town.chat(ANNE)
    anne.place = replace(anne.here, activity_id="1700000000001")
    assert len(await anne.says(COFFEE)) == 1
    assert await anne.says(COFFEE) == []
    assert len(await rows(town, Story)) == 1


async def test_the_question_about_an_incident_is_asked_once(town: Town) -> None:
    """She has said on the draft that it was a good story: the form does not doubt her again."""
    anne = town.chat(ANNE)
    hard = "Han slog ud efter mig først, men vi fandt roen sammen over kaffen."
    await anne.says(hard)
    await anne.taps("Nej, det er en god historie")
    (thanks,) = await anne.taps("Send historien", **filled(body=hard))
    assert isinstance(thanks, StoryThanks)


async def test_a_withdrawn_story_does_not_come_back_through_an_old_card(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled())
    await anne.taps("Ret")
    old_form = list(anne.cards)
    await anne.says("mine historier")
    await anne.taps("Træk tilbage")
    anne.cards = old_form
    assert await anne.taps("Send historien", **filled()) == [Notice("story-already-withdrawn")]
    assert await ready(town) == 0


async def test_words_are_not_lost_when_their_draft_is_gone(town: Town) -> None:
    """The draft was thrown away on another card; what stands in the form is still hers to send."""
    anne = town.chat(ANNE)
    await anne.says(COFFEE)
    offer = list(anne.cards)
    await anne.taps("Gør den færdig")
    form = list(anne.cards)
    anne.cards = offer
    await anne.taps("Slet kladden")
    anne.cards = form
    (thanks,) = await anne.taps("Send historien", **filled())
    assert isinstance(thanks, StoryThanks)


async def test_clients_differ_in_how_they_send_a_tick(town: Town) -> None:
    """A real boolean, an empty field as null, and Teams' own key beside ours: the story is sent."""
    anne = town.chat(ANNE)
    (form,) = await anne.says("del en god historie")
    assert isinstance(form, StoryForm)
    value = {**filled(), "do": "story.send", "token": form.send, "no_citizen": True, "colleague": None}
    (thanks,) = await anne.submits({**value, "msteams": {"feedback": {"hide": True}}})
    assert isinstance(thanks, StoryThanks)


async def test_every_story_can_be_reached_and_withdrawn(town: Town) -> None:
    """The tenth story is as much hers as the first."""
    anne = town.chat(ANNE)
    for number in range(10):
        await anne.says("del en god historie")
        await anne.taps("Send historien", **filled(title=f"Historie {number}"))
    seen = []
    await anne.says("mine historier")
    while True:
        (page,) = anne.screens
        assert isinstance(page, MyStories)
        seen += [line.title for line in page.stories]
        if page.next_page is None:
            break
        await anne.taps("Vis flere")
    assert sorted(seen) == [f"Historie {number}" for number in range(10)]
