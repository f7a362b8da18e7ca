"""What she sees when it could not be saved: that it was not, and all that she wrote (safety.md F8, F9, F10)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.teams.answers import say
from bot.teams.cards import CARDS
from dialogs.screens import StoryForm, StoryThanks
from storage import buttons
from storage.database import Database
from tests.stories import filled
from tests.town import ANNE, BENTE, JONAS, LAERKEN, NADIA, TENANT
from texts.catalogue import texts

from .door import eventually
from .fake_connector import fake_teams
from .flows import form
from .street import Activity, Street, data_of, failing_at, sending, sent_with, street
from .troubles import away, cut_at_the_end, cut_in_the_middle, full, locked, unshowable, writing

NOT_SAVED = texts("da")("not-saved")
STILL_HERE = texts("da")("form-not-saved")
LONG = "Vi drak kaffe sammen på gangen, og så kom snakken i gang. " * 60  # more than the file has room for


@pytest.fixture
async def here(database: Database) -> AsyncIterator[Street]:
    async with fake_teams() as (teams, session), street(database, teams, session, TENANT) as made:
        yield made


# Where the story is sent from, and whether the form comes back in the answer


async def in_chat(street: Street) -> Activity:
    """Teams leaves the pressed card as it is when the answer is a sentence."""
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled(body=LONG)))


async def in_chat_by_an_old_client(street: Street) -> Activity:
    return street.old_submit(NADIA, everything_filled(await form(street, NADIA)))


async def in_the_message_actions_dialog(street: Street) -> Activity:
    caught = (await street.deliver(street.catches(NADIA, LONG, BENTE))).card
    return street.submit(NADIA, everything_filled(caught))


async def in_a_tasks_dialog(street: Street) -> Activity:
    shown = (await street.deliver(street.invoke(NADIA, "task/fetch", {}))).card
    return street.submit(NADIA, everything_filled(shown), "task/submit")


async def in_plain_words(street: Street) -> Activity:
    return street.message(ANNE, LONG)


def everything_filled(shown: dict[str, Any]) -> dict[str, Any]:
    return data_of(shown, "story.send", **filled(body=LONG.strip(), colleague=JONAS, unit=LAERKEN))


FORM_COMES_BACK = (in_chat_by_an_old_client, in_the_message_actions_dialog, in_a_tasks_dialog)
WAYS = (in_chat, *FORM_COMES_BACK, in_plain_words)

TROUBLES = {
    "sqlite": (full, locked, unshowable),
    "postgresql": (away, cut_in_the_middle, cut_at_the_end, unshowable),
}
MATRIX = [
    pytest.param(kind, trouble, way, id=f"{kind}-{trouble.__name__}-{way.__name__}")
    for kind, troubles in TROUBLES.items()
    for trouble in troubles
    for way in WAYS
]


@pytest.mark.parametrize(("database_url", "trouble", "way"), MATRIX, indirect=["database_url"])
async def test_nothing_is_saved_and_nothing_is_lost(here: Street, trouble: Any, way: Any) -> None:
    activity = await way(here)
    before = await here.raw(())
    async with trouble(here.town.database):
        answer = await here.deliver(activity, "a")
    assert answer.status == 200
    assert await here.raw(()) == before
    if way in FORM_COMES_BACK:
        assert STILL_HERE in str(answer)
        again = data_of(answer.card, "story.send")
        assert again == sent_with(activity), "every field, and the same button"
        assert texts("da")("story-colleague-chosen") in str(answer)
        activity = sending(activity, again)
    else:
        assert NOT_SAVED in str(answer)
    done = await here.deliver(activity, "a")
    assert texts("da")("thanks-heading" if way is not in_plain_words else "draft-heading") in str(done)
    assert len((await here.opened(()))["story"]) == 1


async def test_in_chat_the_card_is_left_as_it_is(here: Street) -> None:
    """A message, not a card: hers stays, with what stands in it."""
    activity = await in_chat(here)
    async with unshowable(here.town.database):
        answer = await here.deliver(activity)
    assert answer.cards == []
    assert json.loads(answer.text) == say(NOT_SAVED)


async def test_when_the_form_itself_cannot_be_shown_the_sentence_is_left(here: Street) -> None:
    ways = [await way(here) for way in FORM_COMES_BACK]
    with pytest.MonkeyPatch.context() as patched:
        for screen in (StoryForm, StoryThanks):
            patched.delitem(CARDS, screen)
        answers = [await here.deliver(activity) for activity in ways]
    assert [NOT_SAVED in str(answer) for answer in answers] == [True] * 3
    assert [answer.status for answer in answers] == [200] * 3


async def test_a_form_is_never_given_back_where_others_read(here: Street) -> None:
    """An old client's button above a channel: its answer is a message that everybody sees."""
    activity = here.in_channel(await in_chat_by_an_old_client(here))
    with failing_at(here.town.database, "SELECT"):
        answer = await here.deliver(activity)
    assert NOT_SAVED in str(answer)
    assert LONG.strip() not in str(answer)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_short_foreign_lock_fails_nobody(here: Street) -> None:
    """F8: somebody writes for five seconds; we wait for twice as long, on every connection there is."""
    database = here.town.database
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(database.read()) for _ in range(5)]
        asked = text("PRAGMA busy_timeout")
        waits = [(await (await one.connection()).execute(asked)).scalar() for one in opened]
    assert waits == [10_000] * 5
    activity = await in_chat(here)
    with writing(database) as other:
        turn = asyncio.create_task(here.deliver(activity))

        async def at_it() -> bool:
            return database._writer.locked() or turn.done()

        await eventually(at_it)
        assert not turn.done()
        other.rollback()
        assert "Tak for historien" in str(await turn)


# The button is too old


OLD, PRUNED = timedelta(days=31), timedelta(days=61)


async def later(street: Street, time: timedelta) -> None:
    street.town.clock.now += time
    async with street.town.database.write() as session:
        await buttons.prune(session, street.town.clock())


@pytest.mark.parametrize("time", [OLD, PRUNED], ids=["expired", "pruned"])
@pytest.mark.parametrize("way", [in_chat, *FORM_COMES_BACK])
async def test_an_old_button_gives_the_form_back_with_a_new_one(
    here: Street, way: Any, time: timedelta
) -> None:
    activity = await way(here)
    await later(here, time)
    before = await here.raw(("heard", "button"))
    answer = await here.deliver(activity)
    assert await here.raw(("heard", "button")) == before
    assert texts("da")("form-button-gone") in str(answer)
    old, new = sent_with(activity), data_of(answer.card, "story.send")
    assert new["token"] != old["token"]
    assert {**new, "token": old["token"]} == {**old, "body": LONG.strip()}
    done = await here.deliver(here.execute(activity["from"]["aadObjectId"], new))
    assert "form-button-gone" not in str(done)


async def test_an_old_button_does_not_make_her_words_mine(here: Street) -> None:
    """What the form began with is kept: the colleague who wrote the words is still asked."""
    caught = (await here.deliver(here.catches(ANNE, LONG, BENTE))).card
    activity = here.submit(ANNE, data_of(caught, "story.send", **filled(body=LONG)))
    await later(here, OLD)
    again = (await here.deliver(activity)).card
    done = await here.deliver(here.submit(ANNE, data_of(again, "story.send")))
    assert "Jeg har spurgt Bente Krogh" in str(done)


async def test_what_was_sent_is_not_sent_again_by_its_old_card(here: Street) -> None:
    activity = await in_chat(here)
    await here.deliver(activity)
    await later(here, OLD)
    assert texts("da")("story-already-sent") in str(await here.deliver(activity))


@pytest.mark.parametrize("time", [timedelta(0), OLD], ids=["fresh", "expired"])
async def test_somebody_elses_button_stays_shut(here: Street, time: timedelta) -> None:
    data = data_of(await form(here), "story.send", **filled())
    await later(here, time)
    answer = await here.deliver(here.execute(BENTE, data))
    assert texts("da")("button-gone") in str(answer)
    assert texts("da")("form-button-gone") not in str(answer)
