"""A leader's watch in her deputies' hands: who may, who is told, and that it ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import SQLModel

from bot.terminal.chat import actions_of
from dialogs.screens import HandOver, HandOverNews, Notice, Screen, Welcome
from domain.hand_over import LONGEST
from domain.kinds import Role
from domain.organisation import RoleSpec
from storage import buttons, hand_overs, organisation, people
from storage.tables import Outgoing, Person, RoleGrant
from tests.stories import rows
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    METTE,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)

REFUSED = Notice("hand-over-leader-only")
GRENAA_NAME = "Hjemmeplejen Grenaa"
# 23:59 in Copenhagen, on the day that she chooses below.
FRIDAY, FRIDAYS_END = "2026-11-27", datetime.fromisoformat("2026-11-27T22:59+00:00")


async def hands_over(town: Town, day: str = FRIDAY, person: str = METTE) -> Screen:
    chat = town.chat(person)
    await chat.says("overdrag vagten")
    (answer,) = await chat.taps("Overdrag vagten", day=day)
    return answer


async def watches(town: Town) -> dict[tuple[str, str, str], datetime]:
    """Every row that says that somebody has handed over."""
    return {
        (row.person_id, row.role, row.unit_id): row.handed_over_until
        for row in await rows(town, RoleGrant)
        if row.handed_over_until
    }


async def imported(town: Town, *more: RoleSpec, without: str = "") -> None:
    file = organisation_of_the_town()
    roles = (*(role for role in file.roles if role.person_id != without), *more)
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, replace(file, roles=roles), town.clock())


async def mail(town: Town, person: str) -> list[Screen]:
    await town.chat(person).says("hej")
    return list(await town.chat(person).reads_mail())


@pytest.mark.parametrize("words", ["overdrag vagten", "Jeg holder fri", "hand over", "I am off."])
async def test_she_is_shown_who_has_the_watch(town: Town, words: str) -> None:
    (shown,) = await town.chat(METTE).says(words)
    assert isinstance(shown, HandOver)
    (line,) = shown.lines
    assert (line.place, line.deputies, line.until, bool(line.give), line.take) == (
        GRENAA_NAME, ("Jonas Vestermark",), None, True, "",
    )  # fmt: skip
    assert shown.day == "2026-11-23", "today, unless she says otherwise"


async def test_her_deputy_has_it_until_the_day_is_over_and_is_told_at_once(town: Town) -> None:
    town.clock.set("2026-11-23 22:30")  # nobody waits for office hours with a watch
    answer = await hands_over(town)
    assert isinstance(answer, HandOver)
    assert (answer.said, answer.lines[0].until, bool(answer.lines[0].take)) == ("given", FRIDAYS_END, True)
    assert await watches(town) == {(METTE, "leader", GRENAA): FRIDAYS_END}
    assert await mail(town, JONAS) == [HandOverNews("Mette Ravn", GRENAA_NAME, FRIDAYS_END)]
    (note,) = await rows(town, Outgoing)
    assert (note.person_id, note.delivery_class) == (JONAS, "deadline")


async def test_what_she_and_her_deputy_read(town: Town) -> None:
    mette, jonas = town.chat(METTE), town.chat(JONAS)
    await mette.says("overdrag vagten")
    assert "Jeg spørger ikke hvorfor." in str(mette.cards)
    await mette.taps("Overdrag vagten", day=FRIDAY)
    assert "Jonas Vestermark har vagten til fredag den 27. november 2026 kl. 23.59." in str(mette.cards)
    await jonas.says("hej")
    await jonas.reads_mail()
    read = str(jonas.cards)
    assert "Mette Ravn har overdraget vagten i Hjemmeplejen Grenaa til dig." in read
    assert "Du har den til fredag den 27. november 2026 kl. 23.59." in read
    assert jonas.cards[0]["fallbackText"] == "Du har en besked fra Medvind"


async def test_it_ends_by_itself_at_23_59(town: Town) -> None:
    await hands_over(town)
    for at, away in (("2026-11-27 23:58", True), ("2026-11-27 23:59", False), ("2026-11-28 08:00", False)):
        town.clock.set(at)
        (shown,) = await town.chat(METTE).says("overdrag vagten")
        assert isinstance(shown, HandOver)
        assert bool(shown.lines[0].until) is bool(shown.lines[0].take) is away
        grants = [row for row in await rows(town, RoleGrant) if row.person_id == METTE]
        assert hand_overs.has_handed_over(grants, town.clock()) is away


async def test_she_takes_it_back_any_time_and_her_deputy_is_told(town: Town) -> None:
    await hands_over(town)
    assert len(await mail(town, JONAS)) == 1
    mette = town.chat(METTE)
    await mette.says("tag vagten tilbage")
    (answer,) = await mette.taps("Tag vagten tilbage")
    assert isinstance(answer, HandOver)
    assert (answer.said, answer.lines[0].until) == ("taken", None)
    assert await watches(town) == {}
    assert await mail(town, JONAS) == [HandOverNews("Mette Ravn", GRENAA_NAME, None)]


async def test_what_is_taken_back_before_it_is_told_is_not_told_as_if_it_were_so(town: Town) -> None:
    await hands_over(town)
    mette = town.chat(METTE)
    await mette.says("overdrag vagten")
    await mette.taps("Tag vagten tilbage")
    assert await mail(town, JONAS) == [HandOverNews("Mette Ravn", GRENAA_NAME, None)]


async def test_another_day_is_another_message_and_the_same_day_is_none(town: Town) -> None:
    await hands_over(town)
    town.clock.set("2026-11-23 10:05")
    await hands_over(town)
    assert len(await rows(town, Outgoing)) == 1
    town.clock.set("2026-11-24 10:00")
    await hands_over(town, "2026-11-30")
    assert (await watches(town))[METTE, "leader", GRENAA].date().isoformat() == "2026-11-30"
    # The first has been overtaken, so both say what is true now.
    told = await mail(town, JONAS)
    assert told
    assert {one.until.date().isoformat() for one in told if isinstance(one, HandOverNews) and one.until} == {
        "2026-11-30"
    }


@pytest.mark.parametrize(
    ("day", "problem"),
    [("", "missing"), ("fredag", "missing"), ("2026-11-22", "past"), ("2027-01-23", "far")],
)
async def test_a_day_that_cannot_be_is_asked_for_again(town: Town, day: str, problem: str) -> None:
    answer = await hands_over(town, day)
    assert isinstance(answer, HandOver)
    assert (answer.problem, answer.said) == (problem, "")
    assert (await watches(town), await rows(town, Outgoing)) == ({}, [])


async def test_today_until_its_end_and_the_furthest_day_are_in_order(town: Town) -> None:
    for day in (town.clock().date(), town.clock().date() + LONGEST):
        answer = await hands_over(town, day.isoformat())
        assert isinstance(answer, HandOver)
        assert answer.said == "given"
    town.clock.set("2026-11-23 23:59")
    answer = await hands_over(town, "2026-11-23")
    assert isinstance(answer, HandOver)
    assert answer.problem == "past", "there is nothing left of it"


async def test_without_a_deputy_nothing_is_handed_over(town: Town) -> None:
    await imported(town, without=JONAS)
    mette = town.chat(METTE)
    (shown,) = await mette.says("overdrag vagten")
    assert isinstance(shown, HandOver)
    assert (shown.lines[0].deputies, shown.lines[0].give) == ((), "")
    assert f"Der er ingen stedfortræder i {GRENAA_NAME}. Derfor kan vagten ikke overdrages." in str(
        mette.cards
    )
    assert "handover.give" not in {action["data"]["do"] for action in actions_of(mette.cards[0])}


async def gone(town: Town) -> None:
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, JONAS))).left_at = town.clock()


async def test_a_deputy_who_has_gone_meanwhile_is_given_nothing(town: Town) -> None:
    """The card is still open, and says that he is there."""
    mette = town.chat(METTE)
    await mette.says("overdrag vagten")
    await gone(town)
    (answer,) = await mette.taps("Overdrag vagten", day=FRIDAY)
    assert isinstance(answer, HandOver)
    assert (answer.said, answer.lines[0].deputies) == ("", ())
    assert (await watches(town), await rows(town, Outgoing)) == ({}, [])


async def test_a_leader_who_is_her_own_deputy_is_none(town: Town) -> None:
    await imported(town, RoleSpec(METTE, Role.DEPUTY, GRENAA), without=JONAS)
    await imported(
        town, RoleSpec(METTE, Role.LEADER, GRENAA), RoleSpec(METTE, Role.DEPUTY, GRENAA), without=JONAS
    )
    (shown,) = await town.chat(METTE).says("overdrag vagten")
    assert isinstance(shown, HandOver)
    assert shown.lines[0].give == ""


async def test_the_same_file_again_leaves_it_and_a_role_that_is_gone_takes_it_along(town: Town) -> None:
    await hands_over(town)
    await imported(town)
    assert await watches(town) == {(METTE, "leader", GRENAA): FRIDAYS_END}
    await imported(town, without=METTE)
    await imported(town)
    assert await watches(town) == {}, "a role that is given anew begins anew"


async def test_with_two_units_each_has_its_own_watch(town: Town) -> None:
    file = organisation_of_the_town()
    await imported(
        town, *file.roles, RoleSpec(METTE, Role.LEADER, LAERKEN), RoleSpec(BENTE, Role.DEPUTY, LAERKEN)
    )
    mette = town.chat(METTE)
    (shown,) = await mette.says("overdrag vagten")
    assert isinstance(shown, HandOver)
    assert [line.deputies for line in shown.lines] == [("Jonas Vestermark",), ("Bente Krogh",)]
    await mette.taps("Overdrag vagten i Plejecenter Lærken", day=FRIDAY)
    assert await watches(town) == {(METTE, "leader", LAERKEN): FRIDAYS_END}
    assert {note.person_id for note in await rows(town, Outgoing)} == {BENTE}


@pytest.mark.parametrize("person", [ANNE, JONAS, SAMIRA, KAREN, BENTE])
async def test_nobody_else_hands_over_anything(town: Town, person: str) -> None:
    """Not by words, not on the front door, and not with a button that is good."""
    chat = town.chat(person)
    assert await chat.says("overdrag vagten") == [REFUSED]
    (hello, *_) = await chat.says("hej")
    assert isinstance(hello, Welcome)
    assert not hello.hands_over
    for act in ("handover.give", "handover.take"):
        for unit_id in (GRENAA, LAERKEN, ""):
            async with town.database.write() as session:
                token = await buttons.mint(
                    session,
                    TENANT,
                    act,
                    unit_id,
                    person_id=person,
                    conversation_id=chat.here.conversation_id,
                    expires_at=town.clock().replace(year=2030),
                )
            day = {"day": FRIDAY} if act == "handover.give" else {}
            assert await chat.submits({"do": act, "token": token, **day}) == [REFUSED]
    assert await watches(town) == {}


@pytest.mark.parametrize("unit_id", [LAERKEN, "", "no such unit"])
async def test_a_leader_hands_over_her_own_units_watch_and_no_other(town: Town, unit_id: str) -> None:
    """A button that is good, for a unit that she does not lead."""
    mette = town.chat(METTE)
    await mette.says("hej")
    for act in ("handover.give", "handover.take"):
        async with town.database.write() as session:
            token = await buttons.mint(
                session,
                TENANT,
                act,
                unit_id,
                person_id=METTE,
                conversation_id=mette.here.conversation_id,
                expires_at=town.clock().replace(year=2030),
            )
        day = {"day": FRIDAY} if act == "handover.give" else {}
        assert await mette.submits({"do": act, "token": token, **day}) == [REFUSED]
    assert await watches(town) == {}


async def test_a_role_that_has_ended_ends_with_the_card_still_open(town: Town) -> None:
    mette = town.chat(METTE)
    await mette.says("overdrag vagten")
    await imported(town, without=METTE)
    assert await mette.taps("Overdrag vagten", day=FRIDAY) == [REFUSED]


async def test_another_leader_of_the_unit_keeps_her_own_watch(town: Town) -> None:
    await imported(town, *organisation_of_the_town().roles, RoleSpec(ANNE, Role.LEADER, GRENAA))
    await hands_over(town)
    (shown,) = await town.chat(ANNE).says("overdrag vagten")
    assert isinstance(shown, HandOver)
    assert (shown.lines[0].until, shown.lines[0].take) == (None, "")
    assert set(await watches(town)) == {(METTE, "leader", GRENAA)}


async def test_who_is_no_deputy_any_more_is_not_told(town: Town) -> None:
    await hands_over(town)
    await imported(town, without=JONAS)
    assert await mail(town, JONAS) == []


async def test_a_leader_has_the_way_on_her_front_door(town: Town) -> None:
    mette = town.chat(METTE)
    (hello, *_) = await mette.says("hej")
    assert isinstance(hello, Welcome)
    assert hello.hands_over
    (shown,) = await mette.taps("Overdrag vagten")
    assert isinstance(shown, HandOver)


async def test_only_in_ones_own_chat(town: Town) -> None:
    said = await town.in_channel(METTE).says("jeg holder fri")
    assert said == [Notice("speak-privately", menu=False)]


async def test_nothing_is_kept_but_when_it_ends(town: Town) -> None:
    """No reason, no moment of saying so, and no earlier ones: it is no data about absence."""
    kept = {name for table in SQLModel.metadata.tables.values() for name in map(str, table.c)}
    assert {name for name in kept if "hand" in name.lower()} == {"role_grant.handed_over_until"}
    await hands_over(town)
    await hands_over(town, "2026-11-24")
    async with town.database.read() as session:
        mette = await people.find(session, TENANT, METTE)
        assert mette
        assert [grant.handed_over_until for grant in await hand_overs.led_by(session, mette)] == [
            datetime.fromisoformat("2026-11-24T22:59+00:00")
        ]
