"""Hello, help, numbers to call, the editor's summary, one's own data, and the ways out."""

from __future__ import annotations

import pytest

from dialogs.screens import (
    DraftOffer,
    MyData,
    NewsletterReady,
    Notice,
    StoryForm,
    TeamWelcome,
    Welcome,
    WhomToCall,
)
from domain.calendar import IsoWeek
from domain.kinds import Theme
from storage.tables import Person, Story
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, BENTE, CHANNEL, KAREN, METTE, NADIA, OTHER_TENANT, OTTO, Town


@pytest.mark.parametrize("said", ["hej", "Hej!", "HJÆLP", "hjælp ", "Hvad kan du?"])
async def test_hello_opens_the_front_door(town: Town, said: str) -> None:
    assert await town.chat(ANNE).says(said) == [Welcome("Anne")]


async def test_everybody_gets_the_buttons_that_are_hers(town: Town) -> None:
    assert await town.chat(METTE).says("hej") == [Welcome("Mette", sets_rhythm=True, hands_over=True)]
    assert await town.chat(KAREN).says("hej") == [
        Welcome("Karen", is_editor=True, sets_rhythm=True, gives_roles=True)
    ]


async def test_the_welcome_comes_once(town: Town) -> None:
    """Teams tells of the installation again and again; a person is welcomed one time."""
    anne = town.chat(ANNE)
    first = await town.talk.arrive(anne.speaker, anne.here)
    assert first.screens == [Welcome("Anne")]
    again = await town.talk.arrive(anne.speaker, anne.here)
    assert again.screens == []


async def test_hello_in_the_channel_names_nobody(town: Town) -> None:
    (card,) = await town.in_channel(ANNE).says("hej")
    assert isinstance(card, TeamWelcome)
    assert card.team == "Team Nord"


async def test_who_writes_english_is_answered_in_english(town: Town) -> None:
    """And is spoken to in English from then on, until she writes Danish again."""
    anne = town.chat(ANNE)
    await anne.says("hello")
    assert anne.language == "da", "a Dane says hello too"
    await anne.says("share a good story")
    assert anne.language == "en"
    await anne.says("🎉")
    assert anne.language == "en"
    await anne.says("hej")
    assert anne.language == "en", "a hello does not undo a choice"
    await anne.says("mine historier")
    assert anne.language == "da"
    await anne.says("english")
    assert anne.language == "en"


async def test_a_channel_is_spoken_to_in_the_services_language(town: Town) -> None:
    """Whoever asks in English does not turn the channel, nor herself, to English."""
    chat = town.in_channel(ANNE)
    await chat.says("dialogue card")
    assert chat.language == "da"
    anne = town.chat(ANNE)
    await anne.says("hej")
    assert anne.language == "da"


@pytest.mark.parametrize("said", ["han slog mig", "Borger truede mig"])
async def test_three_hard_words_count_as_much_as_thirty(town: Town, said: str) -> None:
    """Somebody who was just hit is not asked for a good story."""
    (offer,) = await town.chat(ANNE).says(said)
    assert isinstance(offer, DraftOffer)
    assert offer.sounds_hard


async def test_who_cannot_go_on_gets_people_and_numbers(town: Town) -> None:
    """At once, and nothing of it is kept."""
    (card,) = await town.chat(ANNE).says("jeg kan ikke mere")
    assert isinstance(card, WhomToCall)
    assert await rows(town, Story) == []


async def test_a_bare_cpr_number_is_refused_as_one(town: Town) -> None:
    assert await town.chat(ANNE).says("010190-1234") == [Notice("cpr-refused")]


async def test_people_and_numbers_and_nothing_is_kept(town: Town) -> None:
    (card,) = await town.chat(ANNE).says("hvem kan jeg ringe til")
    assert isinstance(card, WhomToCall)
    assert card.leaders == ("Mette Ravn",)
    assert [number.number for number in card.numbers] == ["1-1-2"]
    assert await rows(town, Story) == []


async def test_a_leader_is_not_told_to_call_herself(town: Town) -> None:
    (card,) = await town.chat(METTE).says("hvem kan jeg ringe til")
    assert isinstance(card, WhomToCall)
    assert card.leaders == ()
    assert card.deputies == ("Jonas Vestermark",)


async def test_without_a_unit_the_numbers_are_still_there(town: Town) -> None:
    (card,) = await town.chat(NADIA).says("hvem kan jeg ringe til")
    assert isinstance(card, WhomToCall)
    assert (card.leaders, len(card.numbers)) == ((), 1)


async def test_the_editor_sees_what_is_ready(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(title=""))
    (card,) = await town.chat(KAREN).says("nyhedsbrev")
    assert isinstance(card, NewsletterReady)
    assert card.week == IsoWeek(2026, 48)
    assert card.counts == ((Theme.CITIZEN_FOCUS, 1),)
    assert card.titles == ("I går satte vi en kande …",)
    assert card.link.startswith("https://medvind.example/editor/login?key=")


@pytest.mark.parametrize("person", [ANNE, METTE, BENTE, NADIA])
async def test_nobody_else_gets_the_link(town: Town, person: str) -> None:
    assert await town.chat(person).says("nyhedsbrev") == [Notice("newsletter-editor-only")]


async def test_my_data_tells_what_is_kept_and_erases_drafts(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says(COFFEE)
    (card,) = await anne.says("mine data")
    assert isinstance(card, MyData)
    assert (card.name, card.unit, card.drafts, card.stories) == ("Anne Holm", "Hjemmeplejen Grenaa", 1, 0)
    assert await anne.taps("Slet mine kladder") == [Notice("drafts-erased")]
    assert await rows(town, Story) == []


async def test_every_form_has_a_way_out(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    assert await anne.taps("Annullér") == [Notice("cancelled")]
    await anne.says("del en god historie")
    assert await anne.says("annullér") == [Notice("cancelled")]


async def test_a_card_from_an_earlier_version_is_answered_kindly(town: Town) -> None:
    anne = town.chat(ANNE)
    for old in ({"do": "story.save"}, {}, {"do": "story.send", "token": "x", "place": "stuen"}, {"do": 7}):
        assert await anne.submits(old) == [Notice("card-too-old")]
    (form,) = await anne.submits({"do": "story.open"})
    assert isinstance(form, StoryForm)


async def test_another_tenant_is_another_world(town: Town) -> None:
    """Otto has the same words and none of the people: no unit, no number, no colleague of ours."""
    otto = town.chat(OTTO, OTHER_TENANT)
    (card,) = await otto.says("hvem kan jeg ringe til")
    assert card == WhomToCall((), (), (), ())
    (form,) = await otto.says("del en god historie")
    assert isinstance(form, StoryForm)
    assert (form.units, form.colleagues) == ((), ())
    assert await otto.says("nyhedsbrev") == [Notice("newsletter-editor-only")]
    ours = {person.id for person in await rows(town, Person) if person.tenant_id == OTHER_TENANT}
    assert ours == {OTTO}


async def test_check_in_says_why_there_is_none(town: Town) -> None:
    assert await town.chat(ANNE).says("tjek ind") == [Notice("check-in-no-team")]


async def test_a_channel_of_another_conversation_is_not_mistaken(town: Town) -> None:
    """The same person, the same words: where it is said decides what may be said back."""
    assert await town.in_channel(KAREN, CHANNEL).says("nyhedsbrev") == [Notice("speak-privately", menu=False)]
