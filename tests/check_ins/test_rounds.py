"""A round from its opening to its result, as those who are asked see it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from dialogs.screens import CheckInCard, CheckInResult, Notice
from domain.anonymity import Band, Level
from domain.check_in import CheckInAnswer, CheckInQuestion
from nudges.plan import plan, prune
from storage import check_in_closing
from storage.check_ins import State
from storage.month_keys import MonthKeys
from storage.tables import Area, CheckInRelease, CheckInRound, CheckInTaken, Unit
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
from tests.town import GRENAA, LAERKEN, NORD, OTHER_TENANT, TENANT, Town

A = CheckInAnswer


async def test_a_team_is_asked_answers_and_hears_the_result(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    await in_the_channel(town)
    town.clock.set(OPENS)
    assert await town.tick() == []
    town.clock.set(ASKED)
    asked = {address.person_id for address, shown in await town.tick() if isinstance(shown, CheckInCard)}
    assert asked == {person_id(number) for number in range(100, 106)}
    await all_answer(town, [A.CLEARLY, A.MOSTLY, A.MOSTLY, A.CLEARLY, A.SELDOM])
    town.clock.set("2026-12-07 08:00")
    (result,) = [screen for _, screen in await town.tick() if isinstance(screen, CheckInResult)]
    assert (result.question, result.team) == (CheckInQuestion.HELP, "Team Nord")
    assert result.finding is not None
    assert (result.finding.band, result.finding.level) == (Band.FEW, Level.HIGH)


async def closed_state(town: Town) -> set[str]:
    return {row.state for row in await rows(town, CheckInRound) if row.closes_on == date(2026, 12, 7)}


async def test_a_close_waits_for_a_key_that_is_elsewhere(town: Town) -> None:
    """Another replica may have it; after a week the round is over, as if nobody had answered."""
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await all_answer(town, [A.NO] * 6)
    keys = town.database.month_keys
    assert keys is not None
    kept = keys.open("2026-12")
    keys.destroy("2026-12")
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    assert await closed_state(town) == {State.OPEN}
    town.clock.set("2026-12-14 06:01")
    await town.tick()
    assert await closed_state(town) == {State.CLOSED}
    told = {row.body for row in await rows(town, CheckInRelease)}
    assert told == {'{"question": "ci_help"}'}
    assert kept


async def test_a_key_that_turns_up_again_closes_the_round(town: Town, tmp_path: Path) -> None:
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await all_answer(town, [A.NO] * 6)
    here = town.database.month_keys
    town.database.month_keys = MonthKeys(tmp_path / "elsewhere")
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    town.database.month_keys = here
    await town.tick()
    (team, *_) = [row for row in await rows(town, CheckInRelease) if row.level == "team"]
    assert '"level": "low"' in team.body


async def test_one_tenants_missing_key_does_not_keep_the_others_rounds_open(
    town: Town, tmp_path: Path
) -> None:
    here = town.database.month_keys
    for tenant, keys in ((OTHER_TENANT, MonthKeys(tmp_path / "lost")), (TENANT, here)):
        town.database.month_keys = keys
        await settle(town, colleagues(6, NORD), tenant=tenant)
        town.clock.set(OPENS)
        await town.tick()
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    states = {row.tenant_id: row.state for row in await rows(town, CheckInRound) if row.closes_on.day == 7}
    assert states == {OTHER_TENANT: State.OPEN, TENANT: State.CLOSED}


async def test_one_units_trouble_does_not_silence_the_others(town: Town) -> None:
    """Its area says that there are no weeks between two rounds, which nobody can reckon with."""
    await settle(town, colleagues(6, NORD), colleagues(6, "team-syd", LAERKEN, first=200))
    async with town.database.write() as session:
        session.add(Area(tenant_id=TENANT, id="broken", name="", check_in_weeks=0))
        await session.flush()
        (await session.get_one(Unit, (TENANT, GRENAA))).area_id = "broken"
    town.clock.set(OPENS)
    await town.tick()
    assert {row.unit_id for row in await rows(town, CheckInRound)} == {LAERKEN}
    async with town.database.write() as session:
        (await session.get_one(Unit, (TENANT, GRENAA))).area_id = "so"
    town.clock.set("2026-11-23 07:30")
    await town.tick()
    assert {row.unit_id for row in await rows(town, CheckInRound)} == {LAERKEN, GRENAA}


async def test_every_tenant_has_its_own_answers(town: Town) -> None:
    """The same people, teams and units twice."""
    for tenant in (TENANT, OTHER_TENANT):
        await settle(town, colleagues(6, NORD), tenant=tenant)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await all_answer(town, [A.CLEARLY] * 6)
    await all_answer(town, [A.NO] * 6, tenant=OTHER_TENANT)
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    told = {(row.tenant_id, json.loads(row.body)["level"]) for row in await rows(town, CheckInRelease)}
    assert told == {(TENANT, "high"), (OTHER_TENANT, "low")}


async def test_an_old_result_is_erased_after_two_years(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    for now, there in (("2028-12-05 12:00", True), ("2028-12-08 12:00", False)):
        town.clock.set(now)
        async with town.database.write() as session:
            await prune(session, town.clock())
        assert bool([row for row in await rows(town, CheckInRelease) if row.closes_on.year == 2026]) is there
        assert (State.CLOSED in await closed_state(town)) is there


async def test_a_team_is_told_that_nobody_could_be_read(town: Town) -> None:
    """A week late the result still reaches the channel: as too few."""
    await settle(town, colleagues(6, NORD))
    await in_the_channel(town)
    town.clock.set(OPENS)
    await town.tick()
    keys = town.database.month_keys
    assert keys is not None
    keys.destroy("2026-12")
    town.clock.set("2026-12-14 06:01")
    await town.tick()
    town.clock.set("2026-12-14 08:00")
    (told,) = [shown for _, shown in await town.tick() if isinstance(shown, CheckInResult)]
    assert told.finding is None


async def test_a_moment_that_is_asked_about_ends_no_round(town: Town) -> None:
    """`medvind tick --at` looks ahead: by the database's clock the round is still open."""
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    await all_answer(town, [A.NO] * 6)
    async with town.database.write() as session:
        await plan(session, town.clock() + timedelta(days=40))
    assert {(row.state, row.closes_on.day) for row in await rows(town, CheckInRound)} == {(State.OPEN, 7)}
    assert len(await rows(town, CheckInTaken)) == 6


async def test_a_restored_round_says_that_it_is_over_for_good(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    card = await card_of(town, person_id(100))
    async with town.database.write() as session:
        await check_in_closing.abandon(session)
    value = {"do": "checkin.answer", "token": card.token, "answer": "no"}
    assert await town.chat(person_id(100)).submits(value) == [Notice("check-in-lost")]
    (answer,) = await town.chat(person_id(100)).says("tjek ind")
    assert isinstance(answer, Notice)
    assert answer.text == "check-in-none-open"
