"""What comes back to a team: a result in words, something to talk about, and one small thing to try."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.screens import CheckInCard, CheckInResult, Notice, Trial
from domain.anonymity import Band, Finding, Level
from domain.calendar import IsoWeek
from domain.check_in import CheckInAnswer, CheckInQuestion
from storage import check_ins, disturbances
from storage.tables import CheckInRound, CheckInTalk, CheckInTeam
from tests.check_ins.parish import (
    ASKED,
    OPENS,
    all_answer,
    card_of,
    colleagues,
    in_the_channel,
    person_id,
    settle,
)
from tests.stories import rows
from tests.town import ANNE, METTE, NORD, TENANT, Town

A = CheckInAnswer
RESULT, NEXT_OPENS, NEXT_ASKED, NEXT_RESULT = (
    "2026-12-07 08:00",
    "2026-12-07 06:00",
    "2026-12-09 10:00",
    "2026-12-21 08:00",
)
TRIAL = "Vi begynder vagten med to minutter om tvivl"


async def opened(town: Town, size: int = 6) -> None:
    await settle(town, colleagues(size, NORD))
    await in_the_channel(town)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await town.tick()


async def result(town: Town, at: str = RESULT) -> CheckInResult:
    """The card that is posted in the channel."""
    town.clock.set(at)
    (card,) = [screen for _, screen in await town.tick() if isinstance(screen, CheckInResult)]
    return card


async def pressed(town: Town, do: str, token: str, **fields: str) -> CheckInResult:
    """Somebody in the channel presses a button of the card."""
    (card,) = await town.in_channel(ANNE).submits({"do": do, "token": token, **fields})
    assert isinstance(card, CheckInResult), card
    return card


async def test_a_result_says_how_many_and_how_it_leans(town: Town) -> None:
    await opened(town, 7)
    await all_answer(town, [A.CLEARLY, A.CLEARLY, A.MOSTLY, A.MOSTLY, A.SELDOM])
    card = await result(town)
    assert card.finding == Finding(Band.FEW, Level.HIGH)
    assert (card.team, card.together, card.closed_on) == ("Team Nord", (), date(2026, 12, 7))


async def test_too_few_is_all_right(town: Town) -> None:
    """Skipped ones are no answers: five taps of which one skips are four."""
    await opened(town, 7)
    await all_answer(town, [A.NO] * 4 + [A.SKIP])
    assert (await result(town)).finding is None


async def test_the_question_about_the_leader_is_never_a_teams(town: Town) -> None:
    await opened(town, 7)
    async with town.database.write() as session:
        (row,) = [await session.merge(one) for one in await rows(town, CheckInRound)]
        row.question = CheckInQuestion.LEADER
    await all_answer(town, [A.NO] * 7)
    card = await result(town)
    assert (card.finding, card.question) == (None, CheckInQuestion.LEADER)


async def test_we_talked_about_it(town: Town) -> None:
    """For the one who pressed at once, and on everybody's copy."""
    await opened(town)
    card = await result(town)
    assert not card.talked
    after = await pressed(town, "result.talked", card.talk)
    assert (after.talked, after.talk) == (True, "")
    (replaced,) = [screen for _, screen in await town.tick() if isinstance(screen, CheckInResult)]
    assert replaced.talked
    assert (await pressed(town, "result.talked", card.talk)).talked
    assert await town.tick() == [], "said twice is said once"


async def test_one_small_thing_with_a_date(town: Town) -> None:
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    assert form.keep
    card = await pressed(town, "result.keep", form.keep, trial=f"  {TRIAL} ", until="2026-12-18")
    assert card.trial == Trial(TRIAL, date(2026, 12, 18))
    assert card.talked, "who plans has talked"
    again = await pressed(town, "result.plan", card.plan)
    assert (again.trial_text, again.trial_until) == (TRIAL, "2026-12-18")


async def test_it_is_shown_at_the_next_round_and_asked_about(town: Town) -> None:
    """To each who is asked, and in the channel: I ville prøve … Skete det?"""
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    await pressed(town, "result.keep", form.keep, trial=TRIAL, until="2026-12-18")
    town.clock.set(NEXT_ASKED)
    invited = [screen for _, screen in await town.tick() if isinstance(screen, CheckInCard)]
    assert {screen.tried for screen in invited} == {TRIAL}
    card = await result(town, NEXT_RESULT)
    assert card.last == Trial(TRIAL, date(2026, 12, 18))
    done = await pressed(town, "result.happened", card.happened)
    assert done.last == Trial(TRIAL, date(2026, 12, 18), "happened")
    assert (done.happened, done.not_yet) == ("", "")
    other = await pressed(town, "result.not-yet", card.not_yet)
    assert other.last is not None
    assert other.last.outcome == "not_yet", "who was too quick can say so"


async def test_the_same_line_kept_again_leaves_what_they_said_of_it(town: Town) -> None:
    """A second tap on "Gem det" must not ask them once more whether it happened."""
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    await pressed(town, "result.keep", form.keep, trial=TRIAL, until="2026-12-18")
    later = await result(town, NEXT_RESULT)
    await pressed(town, "result.happened", later.happened)
    town.clock.set(RESULT)
    again = await pressed(town, "result.keep", form.keep, trial=TRIAL, until="2026-12-18")
    assert again.trial == Trial(TRIAL, date(2026, 12, 18), "happened")


async def test_of_what_has_happened_later_rounds_say_no_more(town: Town) -> None:
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    await pressed(town, "result.keep", form.keep, trial=TRIAL, until="2026-12-18")
    town.clock.set(NEXT_ASKED)
    await town.tick()
    await pressed(town, "result.happened", (await result(town, NEXT_RESULT)).happened)
    last = await result(town, "2027-01-04 08:00")
    assert last.last is None
    assert (await card_of(town, person_id(100))).tried == ""


@pytest.mark.parametrize(
    ("trial", "until", "problem", "left"),
    [
        ("", "2026-12-18", "empty", ""),
        ("x" * 301, "2026-12-18", "too_long", "x" * 301),
        ("Spørg 010190-1234 om det", "2026-12-18", "cpr", ""),
        ("Anne Holm holder øje med det", "2026-12-18", "name", "Anne Holm holder øje med det"),
        ("Vi spørger Kollega101 først", "2026-12-18", "name", "Vi spørger Kollega101 først"),
        (TRIAL, "", "day", TRIAL),
        (TRIAL, "2026-12-06", "day", TRIAL),
        (TRIAL, "2027-12-18", "day", TRIAL),
        (TRIAL, "i morgen", "day", TRIAL),
    ],
)
async def test_what_cannot_be_kept_is_given_back(
    town: Town, trial: str, until: str, problem: str, left: str
) -> None:
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    again = await pressed(town, "result.keep", form.keep, trial=trial, until=until)
    assert (again.problem, again.trial_text) == (problem, left)
    assert [row.trial for row in await rows(town, CheckInTalk) if row.trial] == []
    kept = await pressed(town, "result.keep", again.keep, trial=TRIAL, until="2026-12-18")
    assert kept.trial == Trial(TRIAL, date(2026, 12, 18))


async def test_a_form_that_was_left_too_long_is_given_back(town: Town) -> None:
    await opened(town)
    form = await pressed(town, "result.plan", (await result(town)).plan)
    town.clock.set("2027-05-01 12:00")
    again = await pressed(town, "result.keep", form.keep, trial=TRIAL, until="2027-06-01")
    assert (again.trial_text, again.trial_until) == (TRIAL, "2027-06-01")
    assert (await pressed(town, "result.keep", again.keep, trial=TRIAL, until="2027-06-01")).trial


async def test_a_result_is_told_once(town: Town) -> None:
    """However often anybody looks, and also when the clock is put back."""
    await opened(town)
    await result(town)
    for at in (RESULT, "2026-12-07 08:01", ASKED, "2026-12-08 10:00"):
        town.clock.set(at)
        assert [screen for _, screen in await town.tick() if isinstance(screen, CheckInResult)] == []


async def test_a_result_does_not_come_at_night_nor_on_a_holiday(town: Town) -> None:
    """The round that ends on Easter Monday is told of on Tuesday."""
    await opened(town)
    town.clock.set("2027-03-15 06:00")
    await town.tick()
    town.clock.set("2027-03-29 08:00")
    assert [screen for _, screen in await town.tick() if isinstance(screen, CheckInResult)] == []
    assert (await result(town, "2027-03-30 08:00")).closed_on == date(2027, 3, 29)


async def test_too_small_a_team_is_counted_with_a_sibling(town: Town) -> None:
    """Named on the card, and told in both channels."""
    await settle(town, colleagues(3, NORD), colleagues(9, "team-syd", first=200))
    await in_the_channel(town)
    town.clock.set(OPENS)
    await town.tick()
    card = await card_of(town, person_id(100))
    assert (card.team, card.together) == ("Team Nord", ("Team team-syd",))
    assert (await card_of(town, person_id(200))).together == ("Team Nord",)
    assert len(await rows(town, CheckInRound)) == 1
    assert {row.team_id for row in await rows(town, CheckInTeam)} == {NORD, "team-syd"}
    town.clock.set(ASKED)
    await all_answer(town, [A.CLEARLY] * 2)
    await all_answer(town, [A.CLEARLY] * 3, first=200)
    told = await result(town)
    assert (told.team, told.together) == ("Team Nord", ("Team team-syd",))
    assert told.finding == Finding(Band.FEW, Level.HIGH)


async def test_too_small_a_team_without_a_sibling_has_no_round(town: Town) -> None:
    await settle(town, colleagues(4, NORD))
    town.clock.set(OPENS)
    await town.tick()
    assert await rows(town, CheckInRound) == []
    assert await town.chat(person_id(100)).says("tjek ind") == [Notice("check-in-too-small")]


async def test_a_neighbours_result_is_not_worked_out_from_the_units(town: Town) -> None:
    """Six here and three there: with the unit's nine told as well, the three would be told too."""
    await settle(town, colleagues(6, NORD), colleagues(6, "team-syd", first=200))
    await in_the_channel(town)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await all_answer(town, [A.CLEARLY] * 6)
    await all_answer(town, [A.NO] * 3, first=200)
    assert (await result(town)).finding is None
    (trends,) = await town.chat(METTE).says("resultater")
    told = {trend.level: trend.points[-1].finding for trend in trends.trends}  # type: ignore[attr-defined]
    assert told["team"] is None
    assert told["unit"] is not None


async def test_the_leader_chooses_the_day(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    await in_the_channel(town)
    chat = town.chat(METTE)
    await chat.says("tjek-ind-dag")
    (saved,) = await chat.taps("Gem dagen", day="3")
    assert saved.day == "3"  # type: ignore[attr-defined]
    town.clock.set("2026-12-07 06:00")
    await town.tick()
    for at, count in (("2026-12-09 10:00", 0), ("2026-12-10 10:00", 6)):
        town.clock.set(at)
        asked = [screen for _, screen in await town.tick() if isinstance(screen, CheckInCard)]
        assert len(asked) == count, at
    await chat.says("tjek-ind-dag")
    await chat.taps("Stop tjek-ind i teamet")
    town.clock.set("2026-12-21 06:00")
    await town.tick()
    assert {row.closes_on for row in await rows(town, CheckInRound)} == {date(2026, 12, 21)}


async def test_nobody_else_chooses_it(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    assert await town.chat(person_id(100)).says("tjek-ind-dag") == [Notice("check-in-day-leader-only")]


async def test_one_message_a_week_and_no_reminder(town: Town) -> None:
    """She who has had her one message of the week is asked in the next; nobody is asked twice in a round."""
    await settle(town, colleagues(6, NORD))
    await in_the_channel(town)
    async with town.database.write() as session:
        await disturbances.take(session, TENANT, person_id(100), IsoWeek(2026, 48), "agenda")
    town.clock.set(OPENS)
    await town.tick()
    asked = dict[str, list[str]]()
    for day in ("25", "26", "27", "30"):
        town.clock.set(f"2026-11-{day} 10:00")
        for address, screen in await town.tick():
            if isinstance(screen, CheckInCard):
                asked.setdefault(address.person_id or "", []).append(day)
    for day in ("01", "02", "03", "04"):
        town.clock.set(f"2026-12-{day} 10:00")
        for address, screen in await town.tick():
            if isinstance(screen, CheckInCard):
                asked.setdefault(address.person_id or "", []).append(day)
    assert asked == {person_id(100): ["02"]} | {person_id(n): ["25"] for n in range(101, 106)}


async def test_a_round_that_could_not_open_in_time_waits_for_the_next(town: Town) -> None:
    """After a long stop nobody is asked on the last days of a round."""
    await settle(town, colleagues(6, NORD))
    town.clock.set("2026-12-03 10:00")
    assert await town.tick() == []
    assert await rows(town, CheckInRound) == []
    town.clock.set(NEXT_OPENS)
    await town.tick()
    (row,) = await rows(town, CheckInRound)
    assert row.closes_on == date(2026, 12, 21)
    assert await check_ins_of(town) == {check_ins.State.OPEN}


async def check_ins_of(town: Town) -> set[str]:
    return {row.state for row in await rows(town, CheckInRound)}
