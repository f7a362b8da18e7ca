"""People who are in none of their teams any more get nothing more, and nobody is sent to them."""

from __future__ import annotations

from dialogs.screens import ConsentRequest, Screen, StoryForm, StoryThanks, Undelivered, WhomToCall
from domain.kinds import Role
from domain.story_rules import Problem
from storage import follow_ups, outbox, people, rosters
from storage.outbox import DeliveryClass, State
from storage.rosters import Listed
from storage.tables import Outgoing, Person, Story
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, GRENAA, JONAS, KAREN, METTE, NAMES, NORD, SAMIRA, TENANT, Town

TEAM = (ANNE, METTE, JONAS, SAMIRA, KAREN)


async def roster(town: Town, *ids: str) -> None:
    """What Teams says today of who is in Team Nord."""
    async with town.database.write() as session:
        await rosters.store(session, TENANT, NORD, [Listed(id, NAMES[id]) for id in ids], town.clock())


async def leaves(town: Town, *who: str) -> None:
    """They have all been met: there is a way to each of them."""
    async with town.database.write() as session:
        for id in TEAM:
            person = await session.get_one(Person, (TENANT, id))
            person.service_url, person.conversation_id = "https://smba.example/", f"a:{id}"
    await roster(town, *TEAM)
    await roster(town, *(id for id in TEAM if id not in who))


async def mail(town: Town) -> list[tuple[str, Screen]]:
    """What is sent now, and to whom."""
    return [(address.person_id, screen) for address, screen in await town.tick()]


async def refused(town: Town) -> list[tuple[str, str]]:
    return [(row.message, row.reason) for row in await rows(town, Outgoing) if row.state == State.REFUSED]


async def test_her_consent_is_not_asked_for_and_the_administrator_is_told(town: Town) -> None:
    """She leaves between the story and the message; her chat with Medvind is not forgotten."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    await leaves(town, SAMIRA)
    assert await mail(town) == [(KAREN, Undelivered(NAMES[SAMIRA]))]
    assert await refused(town) == [("consent_request", "left")]
    (samira,) = [person for person in await rows(town, Person) if person.id == SAMIRA]
    assert (samira.unreachable_since, samira.conversation_id) == (None, f"a:{SAMIRA}")
    assert [story.state for story in await rows(town, Story)] == ["awaiting_consent"]


async def test_a_private_reminder_is_not_sent_and_the_administrator_is_told(town: Town) -> None:
    await leaves(town, METTE)
    async with town.database.write() as session:
        mette = await session.get_one(Person, (TENANT, METTE))
        run = await follow_ups.start(session, mette, ["Birk"], town.clock())
        run.due_at = town.clock()
    assert await mail(town) == [(KAREN, Undelivered(NAMES[METTE]))]
    assert await refused(town) == [("follow_up", "left")]


async def test_a_nudge_is_not_sent_and_nobody_is_told(town: Town) -> None:
    await leaves(town, METTE)
    async with town.database.write() as session:
        nudge = outbox.Note("n", "consent_outcome", "x", DeliveryClass.NUDGE, town.clock(), person_id=METTE)
        await outbox.add(session, TENANT, nudge, town.clock())
    assert await mail(town) == []
    assert await refused(town) == [("consent_outcome", "left")]


async def test_an_administrator_who_left_is_told_nothing(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    await leaves(town, SAMIRA, KAREN)
    assert await mail(town) == []
    assert [row.message for row in await rows(town, Outgoing)] == ["consent_request"]


async def test_she_is_nobodys_colleague_in_the_form(town: Town) -> None:
    await leaves(town, SAMIRA)
    (form,) = await town.chat(ANNE).says("del en god historie")
    assert isinstance(form, StoryForm)
    assert SAMIRA not in {choice.value for choice in form.colleagues}
    assert {METTE, JONAS} < {choice.value for choice in form.colleagues}


async def test_her_name_is_not_printed_because_she_cannot_be_asked(town: Town) -> None:
    """As of everybody else's: with her full name in it the story does not pass."""
    await leaves(town, SAMIRA)
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    (form,) = await anne.taps("Send historien", **filled(body=f"{COFFEE} Tak til {NAMES[SAMIRA]}."))
    assert isinstance(form, StoryForm)
    assert (form.problems, form.named) == ((Problem.COLLEAGUE_LEFT,), NAMES[SAMIRA])
    (thanks,) = await anne.taps("Send historien", **filled())
    assert isinstance(thanks, StoryThanks)


async def test_her_words_cannot_be_caught_and_nobody_claims_that_she_is_there(town: Town) -> None:
    """To be named by others is not to be there, not even in a form that was open when she left."""
    anne = town.chat(ANNE)
    await anne.catches(COFFEE, SAMIRA, NAMES[SAMIRA])
    await leaves(town, SAMIRA)
    await anne.taps("Send historien", **filled())
    assert await refused(town) == []
    assert await mail(town) == [(KAREN, Undelivered(NAMES[SAMIRA]))]
    (form,) = await anne.catches(COFFEE, SAMIRA, NAMES[SAMIRA])
    assert isinstance(form, StoryForm)
    assert (form.problems, form.values.body) == ((Problem.SOURCE_UNKNOWN,), "")


async def test_she_cannot_be_chosen_in_a_form_that_was_open_when_she_left(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await leaves(town, SAMIRA)
    (form,) = await anne.taps("Send historien", **filled(colleague=SAMIRA))
    assert isinstance(form, StoryForm)
    assert form.problems == (Problem.UNKNOWN_CHOICE,)


async def test_nobody_is_told_to_call_her(town: Town) -> None:
    await leaves(town, METTE)
    (card,) = await town.chat(ANNE).says("hvem kan jeg ringe til")
    assert isinstance(card, WhomToCall)
    assert (card.leaders, card.deputies) == ((), (NAMES[JONAS],))


async def test_she_has_no_rights_left(town: Town) -> None:
    """Of the web page too, where nobody asks whether she is still there."""
    await leaves(town, METTE)
    async with town.database.read() as session:
        mette = await session.get_one(Person, (TENANT, METTE))
        assert await people.grants(session, mette) == []
        assert await people.with_role(session, TENANT, Role.LEADER, GRENAA) == []


async def test_when_she_writes_she_is_there_again(town: Town) -> None:
    """What was refused meanwhile she finds where she has always found it."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    await leaves(town, SAMIRA)
    await town.tick()
    screens = await town.chat(SAMIRA).says("hej")
    assert any(isinstance(screen, ConsentRequest) for screen in screens)
    await roster(town, ANNE)
    (form,) = await anne.says("del en god historie")
    assert isinstance(form, StoryForm)
    assert SAMIRA in {choice.value for choice in form.colleagues}


async def test_when_she_is_in_a_roster_again_she_is_written_to_again(town: Town) -> None:
    await leaves(town, SAMIRA)
    await roster(town, *TEAM)
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    ((address, screen),) = await town.tick()
    assert isinstance(screen, ConsentRequest)
    assert address.person_id == SAMIRA


async def test_who_came_by_a_roster_finds_her_leader(town: Town) -> None:
    """The file does not know Nadia; that she is in Team Nord is enough to know whom she can call."""
    async with town.database.write() as session:
        await rosters.store(session, TENANT, NORD, [Listed("nadia-id", "Nadia Petrova")], town.clock())
        nadia = await session.get_one(Person, (TENANT, "nadia-id"))
        assert await people.grants(session, nadia) == []
        assert nadia.unit_id == GRENAA
