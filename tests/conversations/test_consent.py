"""Somebody else's words, and stories about a colleague: nothing goes anywhere before her yes."""

from __future__ import annotations

from dialogs.base import Place, PlaceKind
from dialogs.screens import (
    ConsentAnswered,
    ConsentOutcome,
    ConsentRequest,
    MyStories,
    Notice,
    Screen,
    StoryForm,
    StoryThanks,
    Welcome,
)
from digest.compile import compile_section
from domain.calendar import IsoWeek
from domain.kinds import ConsentReason
from domain.story_rules import Problem
from storage.tables import Person, Story, StoryConsent
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, BENTE, JONAS, KAREN, METTE, NAMES, SAMIRA, TENANT, Town

WORDS = "Vi fik alle med ned til søen i dag, fordi nogen tog sig tid til at vente."


async def printed(town: Town) -> list[str]:
    """The texts in this week's section."""
    async with town.database.read() as session:
        section = await compile_section(session, TENANT, IsoWeek.of(town.clock()), "da")
    return [item.text for item in section.items]


async def caught(town: Town) -> StoryThanks:
    """Anne saves a message that Bente wrote."""
    anne = town.chat(ANNE)
    (form,) = await anne.catches(WORDS, BENTE, NAMES[BENTE])
    assert isinstance(form, StoryForm)
    assert (form.values.body, form.words_of) == (WORDS, "Bente Krogh")
    assert await rows(town, Story) == [], "opening the form keeps nothing"
    (thanks,) = await anne.taps("Send historien", **filled(body=WORDS))
    assert isinstance(thanks, StoryThanks)
    return thanks


async def test_somebody_elses_words_wait_for_her_yes(town: Town) -> None:
    thanks = await caught(town)
    assert thanks.story.state == "awaiting_consent"
    assert thanks.story.waiting_for == ("Bente Krogh",)
    assert await printed(town) == []

    bente = town.chat(BENTE)
    (question,) = await bente.reads_mail()
    assert isinstance(question, ConsentRequest)
    assert (question.author, question.reason) == ("Anne Holm", ConsentReason.HER_WORDS)
    (answered,) = await bente.taps("Ja, det er i orden")
    assert answered == ConsentAnswered(True, answered.change)  # type: ignore[attr-defined]
    assert await printed(town) == [WORDS]

    (told,) = await town.chat(ANNE).reads_mail()
    assert isinstance(told, ConsentOutcome)
    assert (told.colleague, told.said_yes, told.still_waiting) == ("Bente Krogh", True, False)


async def test_a_no_keeps_the_story_out(town: Town) -> None:
    await caught(town)
    bente = town.chat(BENTE)
    await bente.reads_mail()
    await bente.taps("Nej tak")
    assert await printed(town) == []
    (mine,) = await town.chat(ANNE).says("mine historier")
    assert isinstance(mine, MyStories)
    assert [line.state for line in mine.stories] == ["refused"]


async def test_a_yes_can_be_taken_back(town: Town) -> None:
    """From the card, or from her own list, also much later: it is gone from the next pull."""
    await caught(town)
    bente = town.chat(BENTE)
    await bente.reads_mail()
    await bente.taps("Ja, det er i orden")
    town.clock.set("2027-02-01 10:00")
    (mine,) = await bente.says("mine historier")
    assert isinstance(mine, MyStories)
    assert [given.author for given in mine.given] == ["Anne Holm"]
    await bente.taps("Træk mit ja tilbage")
    town.clock.set("2026-11-23 12:00")
    assert await printed(town) == []


async def test_a_new_wording_needs_a_new_yes(town: Town) -> None:
    """Bente said yes to what stood there then; the old card cannot say yes to the new text."""
    await caught(town)
    bente = town.chat(BENTE)
    await bente.reads_mail()
    old_card = list(bente.cards)
    await bente.taps("Ja, det er i orden")

    anne = town.chat(ANNE)
    await anne.says("mine historier")
    await anne.taps("Ret")
    await anne.taps("Send historien", **filled(body=WORDS + " Det regnede."))
    assert await printed(town) == []

    bente.cards = old_card
    (notice,) = await bente.taps("Nej tak")
    assert isinstance(notice, ConsentRequest), "the old button shows the new wording instead"
    assert notice.body.endswith("Det regnede.")
    (again,) = await bente.reads_mail()
    assert isinstance(again, ConsentRequest)
    await bente.taps("Ja, det er i orden")
    assert await printed(town) == [WORDS + " Det regnede."]


async def test_a_withdrawn_story_is_not_asked_about(town: Town) -> None:
    """The question is composed when it is read: withdrawn meanwhile, it is not asked at all."""
    await caught(town)
    anne = town.chat(ANNE)
    await anne.says("mine historier")
    await anne.taps("Træk tilbage")
    assert await town.chat(BENTE).reads_mail() == ()


async def test_recognition_asks_the_colleague_first(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    (thanks,) = await anne.taps("Send historien", **filled(colleague=SAMIRA))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.waiting_for == ("Samira Yildirim",)
    assert await printed(town) == []
    samira = town.chat(SAMIRA)
    (question,) = await samira.reads_mail()
    assert isinstance(question, ConsentRequest)
    assert question.reason is ConsentReason.ABOUT_HER
    await samira.taps("Ja, det er i orden")
    assert await printed(town) == [COFFEE]


async def test_a_colleague_of_another_unit_can_be_praised(town: Town) -> None:
    """One's own unit stands first in the list; the others are there too."""
    anne = town.chat(ANNE)
    (form,) = await anne.says("del en god historie")
    assert isinstance(form, StoryForm)
    assert [choice.value for choice in form.colleagues] == [JONAS, KAREN, METTE, SAMIRA, BENTE]
    (thanks,) = await anne.taps("Send historien", **filled(colleague=BENTE))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.waiting_for == ("Bente Krogh",)


async def test_a_colleague_named_in_the_text_must_be_chosen(town: Town) -> None:
    """A full name in the text without a question to its owner is a problem, not a story."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    body = COFFEE + " Tak til Samira Yildirim."
    (form,) = await anne.taps("Send historien", **filled(body=body))
    assert isinstance(form, StoryForm)
    assert form.problems == (Problem.COLLEAGUE_NAMED,)
    assert form.named == "Samira Yildirim"
    (thanks,) = await anne.taps("Send historien", **filled(body=body, colleague=SAMIRA))
    assert isinstance(thanks, StoryThanks)


async def test_taking_the_name_out_takes_the_question_back(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    await anne.taps("Ret")
    (thanks,) = await anne.taps("Send historien", **filled(colleague="nobody"))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.state == "ready"
    assert await town.chat(SAMIRA).reads_mail() == ()
    assert await rows(town, StoryConsent) == []


async def test_a_no_is_not_undone_by_choosing_nobody(town: Town) -> None:
    """Her first name is enough: as long as it stands there, her no stands too."""
    anne, body = town.chat(ANNE), COFFEE + " Samira reddede aftenvagten."
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(body=body, colleague=SAMIRA))
    samira = town.chat(SAMIRA)
    await samira.reads_mail()
    await samira.taps("Nej tak")
    await anne.says("mine historier")
    await anne.taps("Ret")
    (thanks,) = await anne.taps("Send historien", **filled(body=body, colleague="nobody"))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.state == "refused"
    assert await printed(town) == []
    await anne.taps("Ret")
    (thanks,) = await anne.taps("Send historien", **filled(body=COFFEE, colleague="nobody"))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.state == "ready", "without her there is nobody to ask"


async def test_withdrawn_and_back_again_the_question_is_still_asked(town: Town) -> None:
    """The question was dropped while the story was away; it comes back with it."""
    await caught(town)
    anne, bente = town.chat(ANNE), town.chat(BENTE)
    await anne.says("mine historier")
    await anne.taps("Træk tilbage")
    assert await bente.reads_mail() == ()
    await anne.taps("Fortryd")
    (question,) = await bente.reads_mail()
    assert isinstance(question, ConsentRequest)


async def test_the_author_hears_every_change_of_mind(town: Town) -> None:
    """Yes, no, yes: what she was told last is what is true."""
    await caught(town)
    bente, anne = town.chat(BENTE), town.chat(ANNE)
    await bente.reads_mail()
    for minute, title in enumerate(("Ja, det er i orden", "Træk mit ja tilbage", "Jeg siger ja alligevel")):
        town.clock.set(f"2026-11-23 10:0{minute}")
        await bente.taps(title)
        (told,) = await anne.reads_mail()
        assert isinstance(told, ConsentOutcome)
        assert told.said_yes is (minute != 1)


async def test_both_must_say_yes(town: Town) -> None:
    """Bente's words about Samira: one yes is not enough."""
    anne = town.chat(ANNE)
    await anne.catches(WORDS, BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled(body=WORDS, colleague=SAMIRA))
    for person, expected in ((BENTE, []), (SAMIRA, [WORDS])):
        chat = town.chat(person)
        await chat.reads_mail()
        await chat.taps("Ja, det er i orden")
        assert await printed(town) == expected


async def test_her_own_message_needs_nobody_elses_yes(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.catches(WORDS, ANNE, NAMES[ANNE])
    (thanks,) = await anne.taps("Send historien", **filled(body=WORDS))
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.state == "ready"


async def test_words_of_nobody_known_are_not_taken(town: Town) -> None:
    """A message whose writer cannot be asked is not put into the form."""
    (form,) = await town.chat(ANNE).catches(WORDS, None, "")
    assert isinstance(form, StoryForm)
    assert form.problems == (Problem.SOURCE_UNKNOWN,)
    assert form.values.body == ""


async def test_a_colleague_whom_nobody_knew_is_asked_too(town: Town) -> None:
    """The writer is not in the organisation: she is met when the story is sent, not before."""
    stranger = "00000000-0000-4000-8000-0000000000ff"
    anne = town.chat(ANNE)
    await anne.catches(WORDS, stranger, "Ny Vikar")
    assert stranger not in {person.id for person in await rows(town, Person)}
    await anne.taps("Send historien", **filled(body=WORDS))
    assert stranger in {person.id for person in await rows(town, Person)}
    assert await printed(town) == []


async def test_nobody_answers_for_somebody_else(town: Town) -> None:
    await caught(town)
    bente = town.chat(BENTE)
    (question,) = await bente.reads_mail()
    assert isinstance(question, ConsentRequest)
    press = {"do": "consent.yes", "token": question.yes}
    for other in (ANNE, JONAS):
        assert await town.chat(other).submits(press) == [Notice("button-gone")]
    assert await printed(town) == []


async def test_hello_finds_the_open_question_again(town: Town) -> None:
    await caught(town)
    screens: list[Screen] = list(await town.chat(BENTE).says("hej"))
    assert isinstance(screens[0], Welcome)
    assert isinstance(screens[1], ConsentRequest)


async def test_the_message_action_teaches_no_chat(town: Town) -> None:
    """Used in a chat between two people, it must not make that chat the one Medvind writes to."""
    anne = town.chat(ANNE)
    private = Place(
        PlaceKind.PERSONAL, "19:anne_mette@unq.gbl.spaces", "https://smba.example/", in_dialog=True
    )
    await town.talk.capture(anne.speaker, private, WORDS, BENTE, NAMES[BENTE])
    (person,) = [person for person in await rows(town, Person) if person.id == ANNE]
    assert person.conversation_id != private.conversation_id
    assert person.service_url == private.service_url
