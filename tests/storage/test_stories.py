"""What is ready, what is not, what is erased: rows, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from domain.kinds import ConsentAnswer, ConsentReason, NameShown, Role, Theme
from domain.roles import Grant
from nudges.plan import prune
from storage import consents, organisation, people, printable, stories
from storage.tables import Button, Story, StoryConsent
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, BENTE, GRENAA, NADIA, NAMES, OTHER_TENANT, TENANT, Town


async def test_the_consent_is_asked_again_at_every_pull(town: Town) -> None:
    """A story whose state says ready but whose consent does not is not pulled."""
    async with town.database.write() as session:
        anne = await people.meet(session, TENANT, ANNE, "")
        story = await stories.draft(session, anne, COFFEE, town.clock())
        wording = stories.Wording("", COFFEE, Theme.CITIZEN_FOCUS, NameShown.NONE, GRENAA)
        await stories.submit(session, story, wording, [], town.clock())
        session.add(
            StoryConsent(
                tenant_id=TENANT,
                id="forgotten",
                story_id=story.id,
                person_id=BENTE,
                reason="about_her",
                answer=ConsentAnswer.NO,
                asked_at=town.clock(),
            )
        )
    day = timedelta(days=1)
    async with town.database.read() as session:
        assert not await printable.between(session, TENANT, town.clock() - day, town.clock() + day)


async def test_whose_words_they_are_and_who_is_named_in_them_is_asked_once(town: Town) -> None:
    async with town.database.turn() as session:
        anne = await people.meet(session, TENANT, ANNE, "")
        wording = stories.Wording("", COFFEE, Theme.CITIZEN_FOCUS, NameShown.NONE, GRENAA)
        asks = [consents.Ask(BENTE, reason) for reason in (ConsentReason.ABOUT_HER, ConsentReason.HER_WORDS)]
        story, asked = await stories.tell(session, anne, wording, asks, town.clock())
    assert (story.state, [one.person_id for one in asked]) == ("awaiting_consent", [BENTE])
    assert [one.reason for one in await rows(town, StoryConsent)] == [ConsentReason.HER_WORDS]


async def test_a_story_belongs_to_the_week_of_its_last_yes(town: Town) -> None:
    """Told in one week, said yes to in the next: it is printed in the next, not lost between them."""
    anne, bente = town.chat(ANNE), town.chat(BENTE)
    await anne.catches(COFFEE, BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled())
    town.clock.set("2026-12-01 10:00")
    await bente.reads_mail()
    await bente.taps("Ja, det er i orden")
    (story,) = await rows(town, Story)
    assert story.ready_at == town.clock()


async def test_two_presses_at_once_make_one_story(town: Town) -> None:
    """Teams sends the same press twice, and both arrive: one story, one polite answer."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    value = {**filled(), "do": "story.send", "token": anne.screens[0].send, "colleague": "nobody"}  # type: ignore[attr-defined]
    await asyncio.gather(*(town.chat(ANNE).submits(value) for _ in range(4)))
    assert len(await rows(town, Story)) == 1


async def test_drafts_and_withdrawn_stories_are_erased_after_thirty_days(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says(COFFEE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled())
    await anne.taps("Træk tilbage")
    for days, left in ((29, 2), (31, 0)):
        async with town.database.write() as session:
            await prune(session, town.clock() + timedelta(days=days))
        assert len(await rows(town, Story)) == left


async def test_expired_buttons_are_forgotten(town: Town) -> None:
    await town.chat(ANNE).says("del en god historie")
    async with town.database.write() as session:
        await prune(session, town.clock() + timedelta(days=61))
    assert await rows(town, Button) == []


async def test_the_first_administrators_come_from_the_settings(town: Town) -> None:
    """An area-wide administrator without an import; appointing twice is appointing once."""
    for _ in range(2):
        async with town.database.write() as session:
            await organisation.appoint(session, TENANT, [NADIA])
    async with town.database.read() as session:
        nadia = await people.find(session, TENANT, NADIA)
        assert nadia is not None
        assert await people.grants(session, nadia) == [Grant(Role.ADMINISTRATOR, None)]


async def test_a_story_is_found_by_its_author_alone(town: Town) -> None:
    """Even with the right id: another person's story, and another tenant's, do not exist."""
    anne = town.chat(ANNE)
    await anne.catches(COFFEE, BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled())
    (story,) = await rows(town, Story)
    (consent,) = await rows(town, StoryConsent)
    async with town.database.write() as session:
        people_here = [await people.meet(session, TENANT, id, "") for id in (ANNE, BENTE)]
        elsewhere = await people.meet(session, OTHER_TENANT, ANNE, "")
        author, asked = people_here
        assert await stories.own(session, author, story.id) is not None
        assert await consents.asked_of(session, asked, consent.id) is not None
        for other in (asked, elsewhere):
            assert await stories.own(session, other, story.id) is None
        for other in (author, elsewhere):
            assert await consents.asked_of(session, other, consent.id) is None
