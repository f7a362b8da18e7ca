"""What has been answered is not done again: the cases that Zulip tests (safety.md 1.4), and what it costs.

Teams' id of an activity is the key. Zulip answers a twin with 409; ours waits, because Teams shows errors.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.talk import UNANSWERED_AFTER
from bot.teams.cards import CARDS
from bot.teams.seam import PATIENCE
from dialogs.screens import StoryThanks
from domain.kinds import Role
from domain.organisation import RoleSpec
from storage import heard, organisation, stories
from tests.stories import COFFEE, filled
from tests.town import ANNE, BENTE, KAREN, METTE, organisation_of_the_town
from texts.catalogue import texts

from .fake_connector import Fault
from .flows import form
from .street import Activity, Answered, Street, counted, data_of, failing_at


async def asks_for_the_newsletter(street: Street, person: str, id: str) -> Answered:
    return await street.deliver(street.execute(person, {"do": "newsletter.open"}), id)


async def send(street: Street, **changed: str) -> Activity:
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled(**changed)))


async def stories_of(street: Street) -> int:
    return len((await street.opened(()))["story"])


async def test_case_1_done_once_and_answered_alike(here: Street) -> None:
    activity = await send(here)
    answers = [await here.deliver(activity, "a") for _ in range(4)]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert "Tak for historien" in answers[0].text
    assert await stories_of(here) == 1
    another = await send(here, title="En anden dag")
    assert "Tak for historien" in (await here.deliver(another, "b")).text
    assert await stories_of(here) == 2


@pytest.mark.parametrize("wrong", [{"token": "no such token", "do": "story.discard"}, {"do": "no.such.act"}])
async def test_case_2_what_is_refused_at_the_door_stays_refused(here: Street, wrong: dict[str, str]) -> None:
    answers = [await here.deliver(here.execute(ANNE, wrong), "a") for _ in range(3)]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert "Der er ikke sket noget" in answers[0].text


async def test_case_3_what_is_wrong_in_the_form_is_said_again(here: Street) -> None:
    activity = await send(here, theme="")
    first, again = [await here.deliver(activity, "a") for _ in range(2)]
    assert first.text == again.text
    right = here.execute(ANNE, data_of(again.card, "story.send", **filled()))
    assert "Tak for historien" in (await here.deliver(right, "b")).text
    assert await stories_of(here) == 1


async def test_case_4_what_cannot_be_shown_is_not_done(here: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zulip does the work twice here. Ours is undone, and the same activity may come again."""
    activity = await send(here)
    before = await here.raw(())
    with monkeypatch.context() as patched:
        patched.delitem(CARDS, StoryThanks)
        assert "Det blev ikke gemt" in (await here.deliver(activity, "a")).text
        assert await here.raw(()) == before
    answers = [await here.deliver(activity, "a") for _ in range(2)]
    assert "Tak for historien" in answers[0].text
    assert answers[0].text == answers[1].text
    assert await stories_of(here) == 1


async def test_case_5_another_thing_with_the_same_id(here: Street) -> None:
    """The id counts. Somebody else's id is another id, and so is the same one in another place."""
    first = await here.deliver(here.execute(ANNE, {"do": "menu.open"}), "a")
    assert (await here.deliver(here.execute(ANNE, {"do": "data.open"}), "a")).text == first.text
    assert "Hej Mette" in (await here.deliver(here.execute(METTE, {"do": "menu.open"}), "a")).text
    for person, told in ((METTE, "rhythm-text"), (ANNE, "rhythm-leader-only")):
        in_channel = here.in_channel(here.execute(person, {"do": "rhythm.open"}))
        await here.deliver(here.in_channel(here.installs(METTE)))
        assert texts("da")(told) in str(await here.deliver(in_channel, "a"))


async def test_case_6_what_she_may_has_changed_meanwhile(here: Street) -> None:
    """The copy is answered as the first was, allowed or not; what is new is judged anew."""
    refused, allowed = texts("da")("newsletter-editor-only"), texts("da")("newsletter-open")
    assert refused in str(await asks_for_the_newsletter(here, BENTE, "a"))
    assert allowed in str(await asks_for_the_newsletter(here, KAREN, "a"))
    file = organisation_of_the_town()
    roles = [RoleSpec(BENTE, Role.EDITOR, None)]
    async with here.town.database.write() as session:
        await organisation.apply(session, here.tenant, replace(file, roles=tuple(roles)), here.town.clock())
    assert refused in str(await asks_for_the_newsletter(here, BENTE, "a"))
    assert allowed in str(await asks_for_the_newsletter(here, KAREN, "a"))
    assert allowed in str(await asks_for_the_newsletter(here, BENTE, "b"))
    assert refused in str(await asks_for_the_newsletter(here, KAREN, "b"))


async def test_case_7_a_turn_that_failed_has_not_been_heard(here: Street) -> None:
    activity = here.message(ANNE, COFFEE)
    with failing_at(here.town.database, "INSERT INTO story"):
        sorry = await here.deliver(activity, "a")
    assert "Det blev ikke gemt" in str(sorry)
    assert await stories_of(here) == 0
    answers = [await here.deliver(activity, "a") for _ in range(2)]
    assert [len(answer.posted) for answer in answers] == [1, 0]
    assert await stories_of(here) == 1


@pytest.mark.parametrize("lost", [Fault(500), Fault(reset=True)], ids=["refused", "cut"])
async def test_case_8_an_answer_that_never_arrived(here: Street, lost: Fault) -> None:
    """Or we were killed between the commit and the reply. A copy that comes later is given what is owed."""
    here.teams.fail(lost)
    activity, clock = here.message(ANNE, COFFEE), here.town.clock
    (never_seen,) = (await here.deliver(activity, "a")).posted
    assert (await here.deliver(activity, "a")).posted == (), "it may still be on its way"
    clock.now += UNANSWERED_AFTER
    late = await asyncio.gather(*(here.deliver(activity, "a") for _ in range(3)))
    assert [card for answer in late for card in answer.posted][:1] == [never_seen]
    assert len(here.posted("a")) == 2, "and once only"
    clock.now += UNANSWERED_AFTER
    assert (await here.deliver(activity, "a")).posted == ()
    assert await stories_of(here) == 1


async def test_case_8_an_invokes_answer_that_never_arrived(here: Street) -> None:
    activity = await send(here)
    first = await here.deliver(activity, "a")
    here.town.clock.now += timedelta(minutes=59)
    assert (await here.deliver(activity, "a")).text == first.text


async def test_case_9_a_copy_waits_for_the_first(here: Street) -> None:
    """Ten at once: one does it, nobody is told to come back, all have its answer."""
    activity = await send(here, colleague=METTE)
    answers = await asyncio.gather(*(here.deliver(activity, "a") for _ in range(10)))
    assert {(answer.status, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert "Tak for historien" in answers[0].text
    kept = await here.opened(())
    assert (len(kept["story"]), len(kept["outbox"])) == (1, 1)


# What is kept of an answer, and what that costs


def test_teams_is_given_up_before_an_answer_is_owed() -> None:
    """And before Teams brings the same again, after some 15 s."""
    assert timedelta(seconds=PATIENCE) < UNANSWERED_AFTER < timedelta(seconds=15)


async def test_an_answer_is_kept_for_an_hour_and_its_id_for_a_week(here: Street) -> None:
    spoken, activity = here.message(ANNE, COFFEE), await send(here)
    assert len((await here.deliver(spoken, "a")).posted) == 1
    await here.deliver(activity, "b")
    await pruned(here, timedelta(minutes=61))
    assert all("'answer': None" in row for row in (await here.opened(()))["heard"])
    assert (await here.deliver(spoken, "a")).posted == ()
    assert "Det er allerede gjort" in (await here.deliver(activity, "b")).text
    assert await stories_of(here) == 2
    await pruned(here, timedelta(days=7))
    assert (await here.opened(()))["heard"] == []


async def pruned(street: Street, later: timedelta) -> None:
    street.town.clock.now += later
    async with street.town.database.write() as session:
        await heard.prune(session, street.town.clock())


async def test_to_note_that_it_was_shown_cannot_spoil_it(here: Street) -> None:
    with failing_at(here.town.database, "UPDATE heard"), capture_logs() as logs:
        answer = await here.deliver(here.message(ANNE, "hej"), "a")
    assert (answer.status, len(answer.posted)) == (200, 1)
    assert [line["event"] for line in logs] == ["reply_not_noted"]


async def test_to_remember_costs_one_statement(here: Street) -> None:
    """Compared with the same turn where nothing is sent twice; and no copy is ever looked for beforehand."""
    anne = here.town.chat(ANNE, here.tenant)
    told = []
    for activity_id in ("", "a"):
        anne.place = replace(anne.here, activity_id="")
        await anne.says("del en god historie")
        anne.place = replace(anne.here, activity_id=activity_id)
        with counted(here.town.database) as statements:
            await anne.taps("Send historien", **filled())
        told.append(statements)
    without, remembering = told
    assert [said for said in remembering if "heard" not in said] == without
    assert len(remembering) == len(without) + 1


async def test_the_same_words_again_are_the_same_draft(here: Street) -> None:
    """Until she finishes it or throws it away; other words are another draft."""
    said = here.message(ANNE, COFFEE)
    await here.deliver(said)
    here.town.clock.now += timedelta(days=29)
    (offer,) = (await here.deliver(said)).posted
    assert await stories_of(here) == 1
    await here.deliver(here.message(BENTE, COFFEE))
    await here.deliver(here.message(ANNE, COFFEE + " Igen."))
    assert await stories_of(here) == 3
    here.town.clock.now += timedelta(days=29)
    async with here.town.database.write() as session:
        await stories.prune(session, here.town.clock())
    assert await stories_of(here) == 3, "kept for 30 days from when she was last told so"
    shown = (await here.deliver(here.execute(ANNE, data_of(offer, "story.continue")))).card
    await here.deliver(here.execute(ANNE, data_of(shown, "story.send", **filled())))
    await here.deliver(said)
    assert await stories_of(here) == 4
