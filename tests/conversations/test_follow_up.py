"""Private 1-3-10: started with one tap, reminded of in private, erased after 30 days. Nobody else sees a run."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col

from bot.terminal.chat import Chat, NoSuchButton
from dialogs.screens import (
    FirstDay,
    FollowUpOver,
    FollowUpRest,
    FollowUps,
    FollowUpStep,
    MyData,
    Notice,
    OwnText,
    Screen,
    WhatToExpect,
)
from domain.follow_up import Counted, Model, StepKind
from domain.kinds import Role
from nudges.plan import plan, prune
from storage import follow_ups
from storage.tables import FollowUp, Outgoing, Person, RoleGrant
from tests.stories import rows
from tests.town import ANNE, BENTE, JONAS, KAREN, METTE, NADIA, OTHER_TENANT, TENANT, Town

START = "Start en opfølgning i dag"


async def started(town: Town, person: str = METTE) -> Chat:
    chat = town.chat(person)
    await chat.says("1-3-10")
    await chat.taps(START)
    return chat


async def decide(town: Town, model: Model, text: str = "") -> None:
    """The municipality decides on its own model."""
    checked, now = date(2026, 11, 2), town.clock()
    async with town.database.write() as session:
        await follow_ups.set_model(session, TENANT, model, now, text=text, owner="HR", checked_on=checked)


async def beat(town: Town, local: str) -> None:
    """Time passes, and what is due is planned; the terminal collects it as Teams would be sent it."""
    town.clock.set(local)
    async with town.database.write() as session:
        await plan(session, town.clock())


async def told(town: Town, chat: Chat, local: str) -> Sequence[Screen]:
    await beat(town, local)
    return await chat.reads_mail()


async def run_of(town: Town) -> FollowUp:
    (run,) = await rows(town, FollowUp)
    return run


def presses(step: FollowUpStep) -> list[dict[str, Any]]:
    return [
        {"do": "followup.done", "token": step.done},
        {"do": "followup.snooze", "token": step.snooze},
        {"do": "followup.stop", "token": step.stop},
        {"do": "followup.move", "token": step.first_day.save, "day": "2026-11-20"},
    ]


async def test_one_tap_starts_a_run_and_shows_the_first_step(town: Town) -> None:
    """A word, a day, a leader: there is no more to keep."""
    mette = town.chat(METTE)
    (overview,) = await mette.says("1-3-10")
    assert isinstance(overview, FollowUps)
    assert (overview.model, overview.runs) == ("1-3-10", ())
    (step,) = await mette.taps(START)
    assert isinstance(step, FollowUpStep)
    assert (step.word, step.kind, step.day) == ("Birk", StepKind.FIRST, 1)
    assert step.first_day == FirstDay("2026-11-23", step.first_day.save)
    run = await run_of(town)
    kept = run.model_dump(exclude={"tenant_id", "id", "due_at"})
    assert kept == {
        "leader_id": METTE,
        "word": "Birk",
        "started_on": date(2026, 11, 23),
        "step": 0,
        "ended_at": None,
        "erase_on": date(2027, 1, 13),
    }


async def test_she_is_reminded_on_the_days_of_the_model_and_of_the_talk(town: Town) -> None:
    mette = await started(town)
    seen = []
    for day in ("11-24 12:00", "11-25 07:59", "11-25 08:00", "11-26 08:00", "12-02 08:00", "12-14 08:00"):
        for screen in await told(town, mette, f"2026-{day}"):
            assert isinstance(screen, FollowUpStep)
            seen.append((day, screen.word, screen.kind, screen.day))
    assert seen == [
        ("11-25 08:00", "Birk", StepKind.LATER, 3),
        ("12-02 08:00", "Birk", StepKind.LATER, 10),
        ("12-14 08:00", "Birk", StepKind.TALK, None),
    ]
    assert screen.limit == date(2026, 12, 21)  # type: ignore[attr-defined]
    (over,) = await mette.taps("Gjort")
    assert over == FollowUpOver("Birk", date(2027, 1, 13), finished=True)
    assert await told(town, mette, "2027-01-04 08:00") == ()


async def test_done_leads_to_the_next_step_and_a_second_press_changes_nothing(town: Town) -> None:
    mette = await started(town)
    card = list(mette.cards)
    (rest,) = await mette.taps("Gjort")
    assert isinstance(rest, FollowUpRest)
    assert (rest.said, str(rest.next_at)) == ("done", "2026-11-25 07:00:00+00:00")
    mette.cards = card
    (again,) = await mette.taps("Gjort")
    assert isinstance(again, FollowUpRest)
    assert (again.said, again.next_at) == ("waiting", rest.next_at)
    assert (await run_of(town)).step == 1


async def test_a_second_press_on_start_starts_nothing(town: Town) -> None:
    mette = town.chat(METTE)
    await mette.says("1-3-10")
    card = list(mette.cards)
    await mette.taps(START)
    mette.cards = card
    (overview,) = await mette.taps(START)
    assert isinstance(overview, FollowUps)
    assert [run.word for run in overview.runs] == ["Birk"]


async def test_two_starts_at_once_get_two_words(town: Town) -> None:
    """On the phone and at the desk: neither fails on the other's word."""
    chats = [town.chat(METTE) for _ in range(6)]
    for chat in chats:
        await chat.says("1-3-10")
    await asyncio.gather(*(chat.taps(START) for chat in chats))
    assert len({run.word for run in await rows(town, FollowUp)}) == len(chats)


async def test_an_old_card_does_not_skip_the_step_that_came_since(town: Town) -> None:
    """»Gjort« on day 1's card, pressed on day 3: day 3 is still to be done, and is shown."""
    mette = await started(town)
    old = list(mette.cards)
    await told(town, mette, "2026-11-25 08:00")
    mette.cards = old
    (step,) = await mette.taps("Gjort")
    assert isinstance(step, FollowUpStep)
    assert step.day == 3
    mette.cards = old
    (step,) = await mette.taps("Mind mig næste arbejdsdag")
    assert isinstance(step, FollowUpStep)
    assert await told(town, mette, "2026-11-26 08:00") == ()


async def test_what_was_done_before_it_was_sent_is_not_sent(town: Town) -> None:
    mette = await started(town)
    await beat(town, "2026-11-25 08:00")
    await mette.says("1-3-10")
    await mette.taps("Vis Birk")
    await mette.taps("Gjort")
    assert await mette.reads_mail() == ()
    assert [row.state for row in await rows(town, Outgoing)] == ["dropped"]


@pytest.mark.parametrize("button", ["Stop", "Mind mig næste arbejdsdag"])
async def test_what_was_stopped_or_put_off_before_it_was_sent_is_not_sent(town: Town, button: str) -> None:
    mette = await started(town)
    await beat(town, "2026-11-25 08:00")
    await mette.says("1-3-10")
    await mette.taps("Vis Birk")
    await mette.taps(button)
    assert await mette.reads_mail() == ()
    again = await told(town, mette, "2026-11-26 08:00")
    assert len(again) == (button != "Stop"), "what is put off comes, once, and what is stopped does not"


async def test_put_off_it_comes_again_the_next_working_morning(town: Town) -> None:
    """On a Friday that is Monday. It is another occurrence: the key has the new date."""
    town.clock.set("2026-11-27 09:00")
    mette = await started(town)
    card = list(mette.cards)
    for said in ("the first press", "the second"):
        mette.cards = card
        (rest,) = await mette.taps("Mind mig næste arbejdsdag")
        assert isinstance(rest, FollowUpRest)
        assert (rest.said, str(rest.next_at)) == ("snoozed", "2026-11-30 07:00:00+00:00"), said
    assert await told(town, mette, "2026-11-30 07:59") == ()
    # Day 3 was the Sunday: it comes on the same morning, and one reminder is enough.
    (step,) = await told(town, mette, "2026-11-30 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 3
    await mette.taps("Mind mig næste arbejdsdag")
    (step,) = await told(town, mette, "2026-12-01 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 3
    run = await run_of(town)
    keys = [row.key for row in await rows(town, Outgoing)]
    assert sorted(keys) == [f"follow_up|{run.id}|1|2026-11-30", f"follow_up|{run.id}|1|2026-12-01"]
    (rest,) = await mette.taps("Gjort")
    assert isinstance(rest, FollowUpRest)
    assert str(rest.next_at) == "2026-12-07 07:00:00+00:00", "day 10 is a Sunday"


async def test_after_a_long_stop_one_reminder_comes_and_not_two(town: Town) -> None:
    """Day 2 passed while nothing ran, day 4 is here: she is told of day 4, at 8, and once."""
    await decide(town, Model((1, 2, 4), Counted.CALENDAR, talk=False))
    mette = await started(town)
    assert await told(town, mette, "2026-11-25 23:30") == (), "48 hours late, and in the night"
    assert await told(town, mette, "2026-11-26 07:59") == ()
    (step,) = await told(town, mette, "2026-11-26 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 4
    assert await told(town, mette, "2026-11-26 16:00") == ()
    assert len(await rows(town, Outgoing)) == 1, "day 2 was not even planned: both would leave at 8"


async def test_a_message_that_was_planned_and_not_sent_is_overtaken_by_the_next(town: Town) -> None:
    """Teams was away for a week: what is sent then is one card, of where the run is now."""
    mette = await started(town)
    await beat(town, "2026-11-25 08:00")
    (step,) = await told(town, mette, "2026-12-02 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 10
    assert sorted(row.state for row in await rows(town, Outgoing)) == ["delivered", "dropped"]


@pytest.mark.parametrize("late", ["2026-11-25 17:00", "2026-11-28 10:00"])
async def test_nobody_is_reminded_in_the_quiet_hours_or_on_a_day_off(town: Town, late: str) -> None:
    """Late by some hours or days: it waits for the next working morning."""
    await started(town)
    await beat(town, late)
    (row,) = await rows(town, Outgoing)
    morning = {"25": "2026-11-26 07:00", "28": "2026-11-30 07:00"}[late[8:10]]
    assert f"{row.not_before:%Y-%m-%d %H:%M}" == morning
    assert row.delivery_class == "deadline"


async def test_the_first_day_can_be_corrected(town: Town) -> None:
    """She was ill since Friday: today is day 4, day 3 is what there is to do, and the rest comes earlier."""
    mette = await started(town)
    (step,) = await mette.taps("Ret første dag", day="2026-11-20")
    assert isinstance(step, FollowUpStep)
    assert (step.word, step.day, step.first_day.day, step.moved) == ("Birk", 3, "2026-11-20", True)
    assert step.limit == date(2026, 12, 18)
    assert await told(town, mette, "2026-11-27 08:00") == ()
    (step,) = await told(town, mette, "2026-11-30 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 10
    assert (await run_of(town)).erase_on == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2026-11-24", "future"),
        ("2026-10-25", "early"),
        ("i går", "missing"),
        ("", "missing"),
        ("0001-01-01", "early"),
    ],
)
async def test_a_day_that_cannot_be_is_said_and_nothing_is_lost(town: Town, day: str, problem: str) -> None:
    mette = await started(town)
    before = await run_of(town)
    (step,) = await mette.taps("Ret første dag", day=day)
    assert isinstance(step, FollowUpStep)
    assert (step.first_day.problem, step.first_day.day) == (problem, day)
    assert await run_of(town) == before
    (step,) = await mette.taps("Ret første dag", day="2026-10-26")
    assert isinstance(step, FollowUpStep)
    assert step.first_day.problem == "", "the same button still works"
    assert step.kind is StepKind.TALK, "four weeks have passed: the talk is today at the latest"


async def test_a_model_that_begins_later_says_when(town: Town) -> None:
    await decide(town, Model((2, 6, 14), Counted.WORKING, talk=True), "Ring om formiddagen.")
    mette = town.chat(METTE)
    await mette.says("opfølgning")
    (rest,) = await mette.taps(START)
    assert isinstance(rest, FollowUpRest)
    assert (rest.said, str(rest.next_at)) == ("started", "2026-11-24 07:00:00+00:00")
    (step,) = await told(town, mette, "2026-11-24 08:00")
    assert isinstance(step, FollowUpStep)
    assert (step.kind, step.day) == (StepKind.FIRST, 2)
    assert step.own == OwnText("Ring om formiddagen.", "HR", date(2026, 11, 2))


@pytest.mark.parametrize("first_is_done", [True, False])
async def test_a_model_that_changes_holds_from_then_on(town: Town, first_is_done: bool) -> None:
    """Day 3 is no day of the new model: she is not reminded on it, but on day 5."""
    mette = await started(town)
    if first_is_done:
        await mette.taps("Gjort")
    for days in ((1, 4), (1, 5, 14)):
        await decide(town, Model(days, Counted.CALENDAR, talk=True))
    assert await told(town, mette, "2026-11-25 08:00") == ()
    (step,) = await told(town, mette, "2026-11-27 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 5


async def test_what_was_put_off_stays_put_off_when_the_model_changes(town: Town) -> None:
    mette = await started(town)
    await mette.taps("Mind mig næste arbejdsdag")
    await decide(town, Model((1, 5, 14), Counted.CALENDAR, talk=True))
    (step,) = await told(town, mette, "2026-11-24 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 1
    (step,) = await told(town, mette, "2026-11-27 08:00")
    assert isinstance(step, FollowUpStep)
    assert step.day == 5


async def test_every_run_has_a_word_of_its_own(town: Town) -> None:
    """Her own, not the municipality's: nobody is told how many are ill."""
    mette = town.chat(METTE)
    for word in ("Birk", "Eg", "Bøg"):
        await mette.says("1-3-10")
        (step,) = await mette.taps(START)
        assert isinstance(step, FollowUpStep)
        assert step.word == word
    (overview,) = await mette.says("1-3-10")
    assert isinstance(overview, FollowUps)
    assert sorted(run.word for run in overview.runs) == ["Birk", "Bøg", "Eg"]
    await mette.taps("Vis Eg")
    (over,) = await mette.taps("Stop")
    assert isinstance(over, FollowUpOver)
    (overview,) = await mette.taps("Mine opfølgninger")
    assert isinstance(overview, FollowUps)
    assert sorted(run.word for run in overview.runs) == ["Birk", "Bøg"]
    jonas = town.chat(JONAS)
    (others,) = await jonas.says("1-3-10")
    assert isinstance(others, FollowUps)
    assert others.runs == ()
    (step,) = await jonas.taps(START)
    assert isinstance(step, FollowUpStep)
    assert step.word == "Birk"


@pytest.mark.parametrize("person", [ANNE, BENTE, KAREN, NADIA])
async def test_everybody_else_is_told_what_to_expect(town: Town, person: str) -> None:
    """The same rules as the leader has on her card, and no button that starts anything."""
    await decide(town, Model((1, 5, 14), Counted.WORKING, talk=True), "Ring til HR.")
    await started(town)
    chat = town.chat(person)
    (shown,) = await chat.says("det kan du forvente")
    assert shown == WhatToExpect((1, 5, 14), True, True, OwnText("Ring til HR.", "HR", date(2026, 11, 2)))
    assert "Birk" not in str(chat.cards)
    with pytest.raises(NoSuchButton):
        await chat.taps(START)


async def test_an_area_wide_leader_follows_up_and_an_administrator_does_not(town: Town) -> None:
    async with town.database.write() as session:
        session.add(RoleGrant(tenant_id=TENANT, person_id=BENTE, role=Role.LEADER, unit_id=""))
    (step,) = (await started(town, BENTE)).screens
    assert isinstance(step, FollowUpStep)


@pytest.mark.parametrize("thief", [ANNE, JONAS, KAREN])
async def test_a_stolen_token_reads_does_and_stops_nothing(town: Town, thief: str) -> None:
    """Also in her own chat's name, and also for somebody who leads in the same unit."""
    mette = await started(town)
    (step,) = mette.screens
    assert isinstance(step, FollowUpStep)
    (overview,) = await mette.says("1-3-10")
    assert isinstance(overview, FollowUps)
    before = await run_of(town)
    stolen = [
        *presses(step),
        {"do": "followup.show", "token": overview.runs[0].show},
        {"do": "followup.start", "token": overview.start},
    ]
    chat = town.chat(thief)
    for place in (None, mette.here):
        chat.place = place
        for press in stolen:
            assert await chat.submits(press) == [Notice("button-gone")]
    assert await rows(town, FollowUp) == [before]


async def test_a_run_is_found_for_its_leader_only(town: Town) -> None:
    """Below the buttons too: asked by its id, by another leader of the unit or in another tenant."""
    await started(town)
    run = await run_of(town)
    await town.chat(JONAS).says("hej")
    await town.chat(METTE, OTHER_TENANT).says("hej")
    async with town.database.write() as session:
        for tenant, person, found in ((TENANT, METTE, 1), (TENANT, JONAS, 0), (OTHER_TENANT, METTE, 0)):
            asking = await session.get_one(Person, (tenant, person))
            assert bool(await follow_ups.get(session, asking, run.id)) == found
            assert len(await follow_ups.running(session, asking, limit=9)) == found
            assert await follow_ups.kept_of(session, asking) == found


async def test_who_leads_nobody_any_more_is_not_reminded_and_can_still_stop(town: Town) -> None:
    mette = await started(town)
    (step,) = mette.screens
    assert isinstance(step, FollowUpStep)
    async with town.database.write() as session:
        await session.exec(delete(RoleGrant).where(col(RoleGrant.person_id) == METTE))
    assert await told(town, mette, "2026-11-25 08:00") == ()
    for press in presses(step)[:2]:
        assert await mette.submits(press) == [Notice("follow-up-gone")]
    (over,) = await mette.submits(presses(step)[2])
    assert over == FollowUpOver("Birk", date(2026, 12, 25), finished=False)


async def test_a_start_button_is_asked_whether_she_still_leads(town: Town) -> None:
    mette = town.chat(METTE)
    await mette.says("1-3-10")
    async with town.database.write() as session:
        await session.exec(delete(RoleGrant).where(col(RoleGrant.person_id) == METTE))
    assert await mette.taps(START) == [Notice("follow-up-leader-only")]
    assert await rows(town, FollowUp) == []


async def test_in_a_channel_there_is_nothing_to_see(town: Town) -> None:
    await started(town)
    channel = town.in_channel(METTE)
    for said in ("1-3-10", "opfølgning", "det kan du forvente"):
        assert await channel.says(said) == [Notice("speak-privately", menu=False)]
    assert await channel.submits({"do": "followup.open"}) == [Notice("speak-privately", menu=False)]


@pytest.mark.parametrize(
    ("ends", "eve", "gone"),
    [
        ("", "2027-01-12 23:59", "2027-01-13 00:00"),
        ("2026-11-23 12:00", "2026-12-22 23:59", "2026-12-23 00:00"),
        ("2027-01-05 12:00", "2027-01-12 23:59", "2027-01-13 00:00"),
    ],
    ids=["left alone", "stopped early", "stopped late"],
)
async def test_thirty_days_after_the_last_step_no_row_is_left(
    town: Town, ends: str, eve: str, gone: str
) -> None:
    """Nor when she was reminded of it. Ended late, it is not kept longer for that."""
    mette = await started(town)
    (step,) = mette.screens
    assert isinstance(step, FollowUpStep)
    if ends[:4] != "2026":
        assert len(await told(town, mette, "2026-11-25 08:00")) == 1
        assert len(await told(town, mette, "2026-12-14 08:00")) == 1
    if ends:
        town.clock.set(ends)
        await mette.submits(presses(step)[2])
    for moment, left in ((eve, 1), (gone, 0)):
        town.clock.set(moment)
        async with town.database.write() as session:
            await prune(session, town.clock())
        assert len(await rows(town, FollowUp)) == left
        messages = [row for row in await rows(town, Outgoing) if row.message == "follow_up"]
        assert bool(messages) == bool(left and ends[:4] != "2026")
    assert await mette.submits(presses(step)[0]) in ([Notice("follow-up-gone")], [Notice("button-gone")])


async def test_a_leader_sees_under_her_data_how_many_are_kept(town: Town) -> None:
    mette = await started(town)
    for person, count in ((METTE, 1), (JONAS, 0), (ANNE, 0)):
        (data,) = await town.chat(person).says("mine data")
        assert isinstance(data, MyData)
        assert data.follow_ups == count
    await mette.taps("Stop")
    (data,) = await mette.says("mine data")
    assert isinstance(data, MyData)
    assert data.follow_ups == 1, "it is there until it is erased"


async def test_she_is_sent_it_in_private_with_nothing_on_a_locked_phone(town: Town) -> None:
    """Through the outbox, to her own chat; somebody else's phone stays silent."""
    await started(town)
    await town.in_channel(ANNE).says("hej")  # Medvind has met Teams, and knows where to send
    town.clock.set("2026-11-25 08:00")
    sent = [(a, s) for a, s in await town.tick() if isinstance(s, FollowUpStep)]
    ((address, step),) = sent
    assert (address.tenant_id, address.person_id) == (TENANT, METTE)
    assert step.word == "Birk"
    assert [s for _, s in await town.tick() if isinstance(s, FollowUpStep)] == []


async def test_english(town: Town) -> None:
    mette = town.chat(METTE)
    await mette.says("follow-up")
    (step,) = await mette.taps("Start a follow-up today")
    assert isinstance(step, FollowUpStep)
    assert step.word == "Birch"
