"""Importing the organisation again: roles follow the file, and what people have stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from domain.check_in import EVERY, next_round
from domain.follow_up import DEFAULT, Counted, Model
from domain.kinds import ForumKind, Role, Topic
from domain.organisation import NO_DAY, AreaSpec, FollowUpSpec, ForumSpec, PersonSpec
from domain.roles import Grant
from storage import check_in_opening, follow_ups, forums, organisation, people
from storage.tables import Area, Forum, Member, Outgoing, Person, RoleGrant, Story, Team
from tests.stories import filled, rows
from tests.town import (
    ANNE,
    CHANNEL,
    GRENAA,
    JONAS,
    KAREN,
    METTE,
    NORD,
    TENANT,
    Town,
    organisation_of_the_town,
)


async def imported(town: Town, **changed: object) -> None:
    async with town.database.write() as session:
        file = replace(organisation_of_the_town(), **changed)  # type: ignore[arg-type]
        await organisation.apply(session, TENANT, file, town.clock())


async def test_a_role_that_is_out_of_the_file_is_gone(town: Town) -> None:
    """A leader who leaves has no rights at her next press, nor an editor."""
    await imported(town, roles=())
    async with town.database.read() as session:
        for person_id in (METTE, KAREN):
            person = await people.find(session, TENANT, person_id)
            assert person is not None
            assert await people.grants(session, person) == []


async def test_people_who_left_stay_as_authors_only(town: Town) -> None:
    """Their stories stay; they are nobody's colleague in a list any more."""
    anne = town.chat(ANNE)
    await anne.says("del en god historie")
    await anne.taps("Send historien", **filled())
    file = organisation_of_the_town()
    await imported(town, people=tuple(p for p in file.people if p.id == METTE), roles=file.roles[:1])
    by_id = {person.id: person for person in await rows(town, Person)}
    assert (by_id[METTE].in_organisation, by_id[ANNE].in_organisation) == (True, False)
    assert len(await rows(town, Story)) == 1
    async with town.database.read() as session:
        assert await people.colleagues(session, by_id[METTE], limit=60) == []


async def test_importing_the_same_file_does_not_bring_a_nudge_back(town: Town) -> None:
    """The meeting has been nudged; a second import must not plan it again."""
    await town.talk.arrive(town.in_channel(ANNE).speaker, CHANNEL)
    town.clock.set("2026-11-25 09:00")
    assert len(await town.tick()) == 1
    await imported(town)
    assert await town.tick() == []
    assert len(await rows(town, Outgoing)) == 1
    (team,) = await rows(town, Team)
    assert team.conversation_id == CHANNEL.conversation_id


async def test_two_imports_are_one(town: Town) -> None:
    await imported(town)
    async with town.database.read() as session:
        mette = await people.find(session, TENANT, METTE)
        assert mette is not None
        assert await people.grants(session, mette) == [Grant(Role.LEADER, GRENAA)]
        assert len(await people.units(session, TENANT)) == 2
        assert len(await people.contacts(session, TENANT)) == 1


async def test_a_role_that_a_card_gave_stays_and_the_files_own_follow_the_file(town: Town) -> None:
    async with town.database.write() as session:
        session.add(
            RoleGrant(tenant_id=TENANT, person_id=ANNE, role=Role.DEPUTY, unit_id=GRENAA, by_card=True)
        )
    await imported(town, roles=())
    kept = [(row.person_id, row.role) for row in await rows(town, RoleGrant)]
    assert kept == [(ANNE, Role.DEPUTY)]


async def test_whoever_is_out_of_the_organisation_keeps_no_role_in_it(town: Town) -> None:
    """Not even the one that a card gave: she would still administer everything."""
    async with town.database.write() as session:
        session.add(
            RoleGrant(tenant_id=TENANT, person_id=JONAS, role=Role.ADMINISTRATOR, unit_id="", by_card=True)
        )
    file = organisation_of_the_town()
    staying = tuple(p for p in file.people if p.id != JONAS)
    await imported(town, people=staying, roles=tuple(r for r in file.roles if r.person_id != JONAS))
    assert JONAS not in {row.person_id for row in await rows(town, RoleGrant)}


async def test_what_the_leader_chose_and_the_file_does_not_say_stays(town: Town) -> None:
    async with town.database.write() as session:
        forum = await session.get_one(Forum, (TENANT, NORD))
        schedule = forums.schedule_of(forum)
        assert schedule
        chosen = replace(schedule, lead_days=2, paused_until=date(2027, 1, 4), rest=None)
        forums.set_schedule(forum, chosen, town.clock())
        forums.set_topics(forum, tuple(Topic))
    await imported(town)
    (forum,) = await rows(town, Forum)
    assert (forums.schedule_of(forum), forums.topics_of(forum)) == (chosen, tuple(Topic))


async def test_a_committee_of_its_own_is_added_and_goes_with_the_file(town: Town) -> None:
    file = organisation_of_the_town()
    lmu = ForumSpec("lmu", ForumKind.LOCAL_COMMITTEE, "LMU", GRENAA, convenor_id=METTE)
    await imported(town, forums=(*file.forums, replace(lmu, meeting=file.forums[0].meeting)))
    by_id = {forum.id: forum for forum in await rows(town, Forum)}
    assert (by_id["lmu"].convenor_id, by_id["lmu"].topics) == (METTE, "attendance")
    assert by_id["lmu"].nudge_due_at == by_id[NORD].nudge_due_at
    await imported(town)
    by_id = {forum.id: forum for forum in await rows(town, Forum)}
    assert (by_id["lmu"].in_organisation, by_id["lmu"].nudge_due_at) == (False, None)


async def test_a_team_that_is_out_of_the_file_is_nobodys_any_more(town: Town) -> None:
    """Who was in it must be able to count as gone from every team."""
    async with town.database.write() as session:
        session.add(Member(tenant_id=TENANT, team_id=NORD, person_id=ANNE))
    await imported(town, teams=(), forums=())
    assert await rows(town, Member) == []
    assert [team.in_organisation for team in await rows(town, Team)] == [False]


async def asked(town: Town) -> tuple[int | None, datetime | None]:
    """On which day the team is, and when its next round opens."""
    (team,) = await rows(town, Team)
    return team.check_in_day, team.check_in_due_at


def on(day: Any) -> dict[str, Any]:
    """The town's team, with what the file says of its day."""
    (team,) = organisation_of_the_town().teams
    return {"teams": (replace(team, check_in_day=day),)}


async def led(town: Town, day: int | None) -> None:
    """The leader has chosen a day in chat."""
    async with town.database.write() as session:
        check_in_opening.set_day(await session.get_one(Team, (TENANT, NORD)), day, 2, town.clock())


async def test_the_day_on_which_a_team_is_asked_follows_the_file(town: Town) -> None:
    """Its next round is the first that opens from then on; "ingen" ends it."""
    await imported(town, **on(2))
    assert await asked(town) == (2, next_round(town.clock(), 2).opens_at)
    await imported(town, **on(0))
    assert (await asked(town))[0] == 0
    await imported(town, **on(NO_DAY))
    assert await asked(town) == (None, None)


async def test_the_day_that_the_leader_chose_stays_when_the_file_says_nothing(town: Town) -> None:
    await led(town, 3)
    chosen = await asked(town)
    await imported(town)
    assert await asked(town) == chosen
    await imported(town, **on(1))
    assert (await asked(town))[0] == 1, "what the file says wins"


async def test_importing_the_same_day_again_does_not_put_off_a_round_that_is_due(town: Town) -> None:
    await imported(town, **on(2), check_in_weeks=4)
    day, due = await asked(town)
    assert due
    town.clock.set("2027-01-25 06:05")
    assert due <= town.clock()
    await imported(town, **on(2), check_in_weeks=4)
    await imported(town, **on(2))
    assert await asked(town) == (day, due)


async def test_another_cadence_moves_every_team(town: Town) -> None:
    """Also one whose day the file does not say; a team without a day stays without."""
    (team,) = organisation_of_the_town().teams
    second = replace(team, id="syd", name="Team Syd", teams_group_id=None)
    idle = replace(team, id="vest", name="Team Vest", teams_group_id=None)
    teams = (replace(team, check_in_day=2), second, idle)
    await imported(town, teams=teams)
    async with town.database.write() as session:
        check_in_opening.set_day(await session.get_one(Team, (TENANT, "syd")), 0, 2, town.clock())
    for weeks in EVERY[1:]:
        await imported(town, teams=teams, check_in_weeks=weeks)
        expected = next_round(town.clock(), weeks).opens_at
        dues = {row.id: row.check_in_due_at for row in await rows(town, Team)}
        assert dues == {NORD: expected, "syd": expected, "vest": None}
        assert [area.check_in_weeks for area in await rows(town, Area)] == [weeks]


async def test_a_file_that_says_nothing_of_the_cadence_leaves_it(town: Town) -> None:
    """Also when the area gets another id."""
    await imported(town, check_in_weeks=6)
    await imported(town)
    await imported(town, area=AreaSpec("ny", "Sundhed"))
    assert [(area.id, area.check_in_weeks) for area in await rows(town, Area)] == [("ny", 6)]


async def test_a_team_that_is_out_of_the_file_is_asked_no_more(town: Town) -> None:
    await imported(town, **on(2))
    await imported(town, teams=(), forums=())
    assert await asked(town) == (None, None)
    await imported(town)
    assert await asked(town) == (None, None), "nor when it comes back, until somebody says so"


async def test_the_model_of_follow_up_comes_and_goes_with_the_file(town: Town) -> None:
    own = FollowUpSpec(Model((1, 5, 14), Counted.WORKING, talk=False), "Ring.", "HR", date(2026, 11, 2))
    for said, model in ((own, own.model), (None, DEFAULT)):
        await imported(town, follow_up=said)
        async with town.database.read() as session:
            assert await follow_ups.model(session, TENANT) == model
            kept = await follow_ups.own_model(session, TENANT)
            assert (kept and (kept.text, kept.owner)) == (said and ("Ring.", "HR"))


@pytest.mark.parametrize("again", [False, True], ids=["all new", "all known"])
async def test_no_question_is_asked_for_each_person(town: Town, again: bool) -> None:
    """Thousands of people take as many questions as ten."""
    asked: Counter[str] = Counter()

    def count(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked[statement.split(None, 1)[0].upper()] += 1

    found = []
    for size in (10, 190):
        crowd = tuple(
            PersonSpec(f"00000000-0000-4000-8000-{size}{n:08}", f"Navn {n}", "leder", GRENAA, None)
            for n in range(size)
        )
        if again:
            await imported(town, people=crowd, roles=())
        asked.clear()
        event.listen(town.database.engine.sync_engine, "before_cursor_execute", count)
        await imported(town, people=crowd, roles=())
        event.remove(town.database.engine.sync_engine, "before_cursor_execute", count)
        found.append(asked["SELECT"])
    assert found[0] == found[1]


async def test_somebody_is_told_how_far_it_is(town: Town) -> None:
    told: list[tuple[int, int]] = []
    crowd = tuple(
        PersonSpec(f"00000000-0000-4000-8000-{n:012}", f"Navn {n}", "leder", GRENAA, None) for n in range(450)
    )
    file = replace(organisation_of_the_town(), people=crowd, roles=())
    async with town.database.write() as session:
        await organisation.apply(
            session, TENANT, file, town.clock(), lambda done, total: told.append((done, total))
        )
    assert told == [(200, 450), (400, 450), (450, 450)]
