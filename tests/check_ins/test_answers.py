"""One answer a person, counted once, and told to nobody: AN1 and AN8 of safety.md, and what she reads herself."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlmodel import select

from dialogs.screens import CheckInCard, CheckInThanks, Notice, Screen
from domain.check_in import CheckInAnswer
from domain.tally import Tally
from storage import people
from storage.ballot import open_ballot
from storage.check_ins import State
from storage.month_keys import month_of
from storage.tables import CheckInEligible, CheckInRound, CheckInTaken, Heard, Person
from tests.check_ins.parish import (
    ASKED,
    CLOSES,
    OPENS,
    all_answer,
    answers,
    card_of,
    colleagues,
    person_id,
    settle,
)
from tests.stories import rows
from tests.town import BENTE, JONAS, METTE, NADIA, NORD, OTHER_TENANT, OTTO, Town

A = CheckInAnswer
FIRST, SECOND = person_id(100), person_id(101)


async def counted(town: Town) -> Tally:
    """What stands in the only round, opened as the service would."""
    (row,) = await rows(town, CheckInRound)
    keys = town.database.month_keys
    assert keys is not None
    ballot = open_ballot(row.tenant_id, row.id, keys.open(month_of(row.closes_on)), row.wrapped)
    return ballot.open(row.tally)


async def sent(town: Town, person: str, token: str, answer: str) -> Screen:
    (told,) = await town.chat(person).submits({"do": "checkin.answer", "token": token, "answer": answer})
    return told


async def test_one_tap_is_enough(parish: Town) -> None:
    chat = parish.chat(FIRST)
    (card,) = await chat.says("tjek ind")
    assert isinstance(card, CheckInCard)
    (thanks,) = await chat.taps("For det meste")
    assert isinstance(thanks, CheckInThanks)
    assert await counted(parish) == Tally(taken=1, mostly=1)


@pytest.mark.parametrize("answer", A)
async def test_the_thanks_are_the_same_for_every_answer(parish: Town, answer: CheckInAnswer) -> None:
    """Somebody may be looking over her shoulder; and the bytes that pass by tell nothing either."""
    chat, other = parish.chat(FIRST), parish.chat(SECOND)
    await answers(parish, FIRST, A.SKIP)
    card = await card_of(parish, SECOND)
    told = await sent(parish, SECOND, card.token, answer)
    assert told == await sent(parish, FIRST, (await card_of(parish, FIRST)).token, A.CLEARLY)
    assert chat.language == other.language


async def test_twenty_taps_at_once_are_one_answer(parish: Town) -> None:
    """AN1."""
    card = await card_of(parish, FIRST)
    told = await asyncio.gather(*(sent(parish, FIRST, card.token, A.NO) for _ in range(20)))
    assert {type(screen) for screen in told} == {CheckInThanks}
    assert len(set(told)) == 1
    assert await counted(parish) == Tally(taken=1, no=1)
    assert len(await rows(parish, CheckInTaken)) == 1


async def test_the_first_answer_counts(parish: Town) -> None:
    """Changed, or given again from a card that was opened later: thanked for, and not counted."""
    await answers(parish, FIRST, A.NO)
    assert isinstance(await answers(parish, FIRST, A.CLEARLY), CheckInThanks)
    assert await counted(parish) == Tally(taken=1, no=1)


async def test_the_card_does_not_tell_whether_she_has_answered(parish: Town) -> None:
    before = await card_of(parish, FIRST)
    await answers(parish, FIRST, A.SELDOM)
    after = await card_of(parish, FIRST)
    assert replace(after, stop="", resume="") == replace(before, stop="", resume="")


@pytest.mark.parametrize("now", [CLOSES, "2026-12-07 06:01", "2027-03-01 12:00"])
async def test_a_late_answer_is_not_counted(parish: Town, now: str) -> None:
    """AN8: from the instant of the close, whether or not anybody has got round to closing."""
    card = await card_of(parish, FIRST)
    parish.clock.set(now)
    assert await sent(parish, FIRST, card.token, A.CLEARLY) == Notice("check-in-closed")
    assert await counted(parish) == Tally()
    await parish.tick()
    assert await sent(parish, FIRST, card.token, A.CLEARLY) == Notice("check-in-closed")
    assert await rows(parish, CheckInTaken) == []


async def test_a_round_that_is_over_cannot_be_opened_again(parish: Town) -> None:
    """AN8: not by another tick, nor by the clock that goes back."""
    await all_answer(parish, [A.CLEARLY] * 5)
    card = await card_of(parish, person_id(105))
    parish.clock.set("2026-12-07 08:00")
    await parish.tick()
    (row, *_) = [row for row in await rows(parish, CheckInRound) if row.state == State.CLOSED]
    parish.clock.set(ASKED)
    await parish.tick()
    async with parish.database.read() as session:
        again = (await session.exec(select(CheckInRound).where(CheckInRound.id == row.id))).one()
    assert (again.state, again.tally, again.wrapped) == (State.CLOSED, bytes(52), bytes(60))
    late = await sent(parish, person_id(105), card.token, A.CLEARLY)
    assert late == Notice("check-in-closed"), "also by the clock of a replica that is slow"


@pytest.mark.parametrize("person", [SECOND, METTE, JONAS, BENTE, NADIA])
async def test_a_card_is_of_use_to_nobody_else(parish: Town, person: str) -> None:
    """Passed on, or its contents read: a colleague, the leader, somebody of another unit, a stranger."""
    card = await card_of(parish, FIRST)
    assert await sent(parish, person, card.token, A.NO) == Notice("check-in-gone")
    assert await counted(parish) == Tally()


async def test_a_card_is_of_no_use_in_another_tenant(parish: Town) -> None:
    card = await card_of(parish, FIRST)
    for person in (FIRST, OTTO):
        (told,) = await parish.chat(person, OTHER_TENANT).submits(
            {"do": "checkin.answer", "token": card.token, "answer": "no"}
        )
        assert told == Notice("check-in-gone")
    assert await counted(parish) == Tally()


async def test_a_card_cannot_be_made_up(parish: Town) -> None:
    card = await card_of(parish, FIRST)
    round_id = card.token.partition(".")[0]
    forged = ("", "x", ".", round_id, f"{round_id}.", f"{round_id}.{'0' * 32}", card.token[:-1], "é" * 40)
    for token in forged:
        assert await sent(parish, FIRST, token, A.NO) == Notice("check-in-gone")
    for answer in ("", "yes", "CLEARLY", "clearly ", "taken"):
        assert await sent(parish, FIRST, card.token, answer) == Notice("card-too-old")
    assert await counted(parish) == Tally()


async def test_a_card_in_the_channel_is_not_answered(parish: Town) -> None:
    card = await card_of(parish, FIRST)
    (told,) = await parish.in_channel(FIRST).submits(
        {"do": "checkin.answer", "token": card.token, "answer": "no"}
    )
    assert told == Notice("speak-privately", menu=False)
    assert await counted(parish) == Tally()


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (METTE, "check-in-leader"),
        (JONAS, "check-in-leader"),
        (NADIA, "check-in-no-team"),
        (BENTE, "check-in-no-team"),
    ],
)
async def test_who_is_not_asked_hears_why(parish: Town, person: str, told: str) -> None:
    assert await parish.chat(person).says("tjek ind") == [Notice(told)]


async def test_who_came_later_is_asked_the_next_time(parish: Town) -> None:
    """Who may answer is frozen at the opening: nobody can be added to, or taken out of, a round that is on."""
    await settle(parish, colleagues(7, NORD))
    assert await parish.chat(person_id(106)).says("tjek ind") == [Notice("check-in-not-eligible")]


async def test_who_moves_can_still_answer_where_she_was_asked(parish: Town) -> None:
    """And only there."""
    card = await card_of(parish, FIRST)
    async with parish.database.write() as session:
        mover = await people.find(session, "tenant-norddjurs", FIRST)
        assert mover is not None
        mover.team_id, mover.unit_id = None, "plejecenter-laerken"
    assert isinstance(await sent(parish, FIRST, card.token, A.NO), CheckInThanks)
    assert await parish.chat(FIRST).says("tjek ind") == [Notice("check-in-no-team")]
    assert await counted(parish) == Tally(taken=1, no=1)


async def test_an_answer_writes_nothing_but_a_token_and_the_tally(parish: Town) -> None:
    """Not that she was here, nor when: no row of hers is touched, and what came in is not remembered."""
    card = await card_of(parish, FIRST)

    async def everything() -> tuple[object, ...]:
        return [await rows(parish, table) for table in (Heard, Person, CheckInEligible)]  # type: ignore[return-value]

    before = await everything()
    here = replace(parish.chat(FIRST).here, service_url="https://elsewhere.example/", activity_id="1:2")
    speaker = replace(parish.chat(FIRST).speaker, name="Et Helt Andet Navn")
    value = {"do": "checkin.answer", "token": card.token, "answer": "no"}
    (told,) = (await parish.talk.press(speaker, here, value)).screens
    assert isinstance(told, CheckInThanks)
    assert await everything() == before


async def test_stop_ends_the_messages_and_not_the_right_to_answer(parish: Town) -> None:
    chat = parish.chat(FIRST)
    await chat.says("tjek ind")
    assert await chat.taps("Stop disse beskeder") == [Notice("check-in-stopped")]
    parish.clock.set("2026-12-07 06:00")
    await parish.tick()
    parish.clock.set("2026-12-09 10:00")
    asked = {address.person_id for address, shown in await parish.tick() if isinstance(shown, CheckInCard)}
    assert asked == {person_id(number) for number in range(101, 106)}
    await chat.says("tjek ind")
    assert await chat.taps("Få besked igen") == [Notice("check-in-resumed")]
    await chat.says("tjek ind")
    assert isinstance((await chat.taps("Nej"))[0], CheckInThanks)


async def test_a_round_whose_key_is_gone_counts_nothing(parish: Town) -> None:
    """An answer that nobody could ever read is not thanked for."""
    card = await card_of(parish, FIRST)
    keys = parish.database.month_keys
    assert keys is not None
    keys.destroy("2026-12")
    assert await sent(parish, FIRST, card.token, A.NO) == Notice("check-in-lost")
    assert await rows(parish, CheckInTaken) == []


async def test_without_a_place_for_keys_there_are_no_rounds(town: Town) -> None:
    town.database.month_keys = None
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    assert await rows(town, CheckInRound) == []
    assert await town.chat(FIRST).says("tjek ind") != []


def test_what_is_on_a_card_fits_the_button() -> None:
    assert len(f"{'0' * 20}.{'0' * 32}") <= 64
