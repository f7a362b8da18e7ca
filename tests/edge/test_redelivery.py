"""Teams brings things more than once, with the same id and with new ones: it is done once (safety.md T6, F3)."""

from __future__ import annotations

import asyncio

import pytest

from bot.teams.activities import Kind
from dialogs.registry import ACTS, CONVERSATIONS
from storage.tables import Person
from tests.town import ANNE
from texts.catalogue import texts

from .conftest import NewStreet
from .flows import FLOWS
from .street import Activity, Answered, Street

# A copy with a new id is a new thing to say, and a card that is shown makes buttons, or a link.
SHOWN_ANEW = ("heard", "button", "web_key")
ERRORS = (
    *("not-saved", "form-not-saved", "button-gone", "form-button-gone", "card-too-old", "nobody"),
    *("story-gone", "agenda-gone", "consent-gone", "rhythm-leader-only", "bind-leader-only"),
    *("check-in-gone", "check-in-closed", "check-in-lost", "check-in-day-leader-only"),
)


async def test_a_late_copy_of_a_removal_takes_nothing_away(here: Street) -> None:
    """She has taken Medvind out and in again: what the copy is about is over."""
    removal = here.message(ANNE, None, type="installationUpdate", action="remove")
    ways = []
    for activity, id in (
        (here.installs(ANNE), "in"),
        (removal, "out"),
        (here.installs(ANNE), "in again"),
        (removal, "out"),
    ):
        assert (await here.deliver(activity, id)).status == 200
        async with here.town.database.read() as session:
            ways.append((await session.get_one(Person, (here.tenant, ANNE))).conversation_id)
    assert ways == [f"a:{ANNE}", None, f"a:{ANNE}", f"a:{ANNE}"]


async def test_an_answer_to_a_check_in_is_not_even_remembered_as_heard(here: Street) -> None:
    """From the front door on, whatever is new about who sent it: a token and the tally, and nothing else."""
    activity = await FLOWS["checkin.answer"](here)
    activity["from"] = {**activity["from"], "name": "Et Helt Andet Navn"}
    answered = ("check_in_taken", "check_in_round")
    before, all_before = await here.raw(answered), await here.raw(())
    assert is_no_error(await here.deliver({**activity, "serviceUrl": f"{activity['serviceUrl']}new/"}, "a"))
    assert await here.raw(answered) == before
    after = await here.raw(())
    assert {table for table, rows in after.items() if rows != all_before[table]} == set(answered)


def test_no_flow_is_missing() -> None:
    """A new act, conversation or kind of activity needs a flow here."""
    begun = {name.partition(",")[0].partition(":")[0] for name in FLOWS}
    assert set(ACTS) - begun == set()
    assert {f"words: {talk.name}" for talk in CONVERSATIONS if talk.phrases} - set(FLOWS) == set()
    assert {Kind.CAPTURE, Kind.DIALOG_OPEN, Kind.INSTALLED} - begun == set()
    assert len(FLOWS) >= 40


def is_no_error(answer: Answered) -> bool:
    say = texts("da")
    return answer.status == 200 and not any(say(text_id) in str(answer) for text_id in ERRORS)


@pytest.mark.some_on_postgresql(4)
@pytest.mark.parametrize("name", FLOWS)
async def test_four_deliveries_are_one(name: str, new_street: NewStreet) -> None:
    """Two with the same id, two with new ones: one after the other, and all at once."""
    flow, serial = FLOWS[name], await new_street()
    activity = await flow(serial)
    first = await serial.deliver(activity, "a")
    done = await serial.opened(SHOWN_ANEW)
    await told_once(serial, activity, first)

    at_once = await new_street()
    activity, before = await flow(at_once), len(at_once.teams.sent)
    one, other, *_ = answers = await asyncio.gather(*(at_once.deliver(activity, id) for id in "aabc"))
    assert await at_once.opened(SHOWN_ANEW) == done
    assert one.text == other.text
    posted = [len(at_once.posted(id, before)) for id in "abc"]
    assert all(map(is_no_error, answers)) or not is_no_error(first)
    # Whoever says hello again is greeted again; whoever is told of twice is greeted once.
    once = sum(posted) if name.startswith("installed") else posted[0]
    assert once == len(first.posted)


async def told_once(street: Street, activity: Activity, first: Answered) -> None:
    """The same id: the very same answer, and not a byte is different. New ids: how things stand."""
    after_first = await street.raw()
    again = await street.deliver(activity, "a")
    assert (again.status, again.text) == (200, first.text)
    assert again.posted == (), "what was posted once is not posted again"
    assert await street.raw() == after_first
    after_first = await street.raw(SHOWN_ANEW)
    for new in "bc":
        answer = await street.deliver(activity, new)
        assert is_no_error(answer) or not is_no_error(first), str(answer)
    assert await street.raw(SHOWN_ANEW) == after_first
