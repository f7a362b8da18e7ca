"""Who is in which team, and who has left: exactly those who were in some team and are in none."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from storage import people, rosters, teams
from storage.database import Database, Session
from storage.rosters import Change, Listed
from storage.tables import Member, Person, RoleGrant, Team
from tests.storage.registers import (
    ANNE,
    HERE,
    JONAS,
    METTE,
    NORD,
    SYD,
    TENANT,
    VEST,
    Known,
    found,
    listed,
    open_register,
)
from tests.town import Clock

DAY = timedelta(days=1)


@pytest.fixture
async def known(database: Database, clock: Clock) -> Known:
    return await open_register(database, clock)


async def test_whoever_is_new_is_known_from_then_on(known: Known) -> None:
    assert await known.reads(NORD, ANNE, METTE) == Change(members=2, joined=2, left=0)
    anne = await known.person(ANNE)
    assert (anne.name, anne.title, anne.in_organisation) == ("Anne", "", False)
    assert (anne.unit_id, anne.team_id, anne.left_at) == ("unit-nord", NORD, None)
    assert await known.members() == {(NORD, ANNE), (NORD, METTE)}


async def test_who_owns_the_team_is_known_also_when_that_changes(known: Known) -> None:
    """Owners are not asked in check-ins, and who becomes one has been a member before."""

    async def owners(team: str, *ids: str) -> set[tuple[str, str]]:
        async with known.database.write() as session:
            everybody = [Listed(one, "", owns=one in ids) for one in (ANNE, METTE)]
            assert await rosters.store(session, TENANT, team, everybody, known.clock())
        async with known.database.read() as session:
            rows = await session.exec(select(Member).where(Member.owns))
            return {(row.team_id, row.person_id) for row in rows}

    assert await owners(NORD, METTE) == {(NORD, METTE)}
    assert await owners(NORD, ANNE, METTE) == {(NORD, ANNE), (NORD, METTE)}
    assert await owners(NORD, ANNE) == {(NORD, ANNE)}
    assert await owners(SYD, METTE) == {(NORD, ANNE), (SYD, METTE)}, "of each team by itself"
    assert await known.reads(NORD, ANNE, METTE) == Change(members=2, joined=0, left=0)
    assert await owners(SYD) == set()


async def test_the_same_roster_again_changes_nothing(known: Known) -> None:
    await known.reads(NORD, ANNE, METTE)
    assert await known.reads(NORD, METTE, ANNE, ANNE) == Change(members=2, joined=0, left=0)
    assert await known.members() == {(NORD, ANNE), (NORD, METTE)}


async def test_no_roster_gives_a_role_and_no_team_means_no_roster(known: Known) -> None:
    await known.reads(NORD, ANNE)
    assert await known.reads("no-such-team", ANNE) is None
    async with known.database.read() as session:
        assert (await session.exec(select(RoleGrant))).all() == []


async def test_what_the_file_says_of_somebody_stays(known: Known) -> None:
    async with known.database.write() as session:
        session.add(
            Person(
                tenant_id=TENANT,
                id=ANNE,
                name="Anne Holm",
                title="SSA",
                unit_id="unit-syd",
                in_organisation=True,
            )
        )
        session.add(Person(tenant_id=TENANT, id=JONAS, name="Jonas Holm", title="", in_organisation=True))
    await known.reads(NORD, ANNE, JONAS)
    anne, jonas = await known.person(ANNE), await known.person(JONAS)
    assert (anne.name, anne.title, anne.unit_id, anne.team_id) == ("Anne Holm", "SSA", "unit-syd", None)
    assert anne.in_organisation
    # Of where Jonas works the file says nothing.
    assert (jonas.name, jonas.unit_id, jonas.team_id) == ("Jonas Holm", "unit-nord", NORD)


async def test_a_name_follows_teams_where_the_file_has_none(known: Known) -> None:
    await known.reads(NORD, ANNE)
    async with known.database.write() as session:
        await rosters.store(session, TENANT, NORD, [Listed(ANNE, "Anne Ravn")], known.clock())
    assert (await known.person(ANNE)).name == "Anne Ravn"
    async with known.database.write() as session:
        await rosters.store(session, TENANT, NORD, [Listed(ANNE, "")], known.clock())
    assert (await known.person(ANNE)).name == "Anne Ravn", "no name is none to take over"


async def test_in_two_teams_one_stays_with_the_first(known: Known) -> None:
    """Else her leader would be another one every day."""
    await known.reads(NORD, ANNE)
    await known.reads(SYD, ANNE)
    assert (await known.person(ANNE)).unit_id == "unit-nord"
    await known.reads(NORD, METTE)
    await known.reads(SYD, ANNE)
    anne = await known.person(ANNE)
    assert (anne.team_id, anne.unit_id, anne.left_at) == (SYD, "unit-syd", None)


async def test_a_team_that_moves_takes_its_people_along(known: Known) -> None:
    await known.reads(NORD, ANNE)
    await known.team(NORD, unit_id="unit-syd")
    await known.reads(NORD, ANNE)
    assert (await known.person(ANNE)).unit_id == "unit-syd"


async def test_left_and_back_again(known: Known) -> None:
    await known.reads(NORD, ANNE, METTE)
    assert await known.reads(NORD, METTE) == Change(members=1, joined=0, left=1)
    assert await known.left() == {ANNE}
    assert (await known.person(ANNE)).left_at == known.clock()
    assert await known.reads(SYD, ANNE) == Change(members=1, joined=1, left=0)
    assert await known.left() == set()


async def test_who_is_still_in_another_team_has_not_left(known: Known) -> None:
    await known.reads(NORD, ANNE, METTE)
    await known.reads(SYD, ANNE)
    assert await known.reads(NORD, METTE) == Change(members=1, joined=0, left=0)
    assert await known.left() == set()
    assert await known.reads(SYD, METTE) == Change(members=1, joined=1, left=1)
    assert await known.left() == {ANNE}


async def test_who_was_in_no_roster_has_not_left(known: Known) -> None:
    async with known.database.write() as session:
        await people.meet(session, TENANT, JONAS, "Jonas")
    await known.reads(NORD, ANNE)
    await known.reads(NORD, METTE)
    assert await known.left() == {ANNE}


async def test_when_somebody_left_is_told_once(known: Known) -> None:
    await known.reads(NORD, ANNE, METTE)
    await known.reads(NORD, METTE)
    then = known.clock()
    known.clock.now += DAY
    await known.reads(NORD, METTE)
    assert (await known.person(ANNE)).left_at == then


async def test_who_speaks_to_medvind_has_not_left(known: Known) -> None:
    """And the next rosters without her do not send her away again."""
    await known.reads(NORD, ANNE, METTE)
    await known.reads(NORD, METTE)
    async with known.database.write() as session:
        await people.introduce(session, TENANT, ANNE, "Anne")
    assert await known.left() == {ANNE}, "being named by others is not being there"
    async with known.database.write() as session:
        await people.meet(session, TENANT, ANNE, "Anne")
    assert await known.left() == set()
    await known.reads(NORD, METTE)
    assert await known.left() == set()


async def test_a_team_that_loses_its_channel_makes_nobody_leave(known: Known) -> None:
    """Not now, and not when it gets the channel of other people."""
    await known.reads(NORD, ANNE)
    async with known.database.write() as session:
        await people.forget_chat(session, TENANT, "19:nord@thread.tacv2")
    assert (await known.members(), await known.due()) == (set(), None)
    assert await known.left() == set()
    await known.team(NORD, service_url=HERE, conversation_id="19:other@thread.tacv2")
    await known.reads(NORD, METTE)
    assert await known.left() == set()


async def test_the_same_when_teams_says_so(known: Known) -> None:
    await known.reads(NORD, ANNE)
    async with known.database.write() as session:
        await teams.lose_channel(session, TENANT, NORD)
    assert (await known.members(), await known.due(), await known.left()) == (set(), None, set())


async def test_a_team_with_a_new_channel_begins_anew(known: Known) -> None:
    """Its leader has chosen another channel: who was in the old one has not left by that."""
    await known.reads(NORD, ANNE)
    moment = known.clock() + DAY
    async with known.database.write() as session:
        await rosters.begin(session, await session.get_one(Team, (TENANT, NORD)), moment)
    assert (await known.members(), await known.due()) == (set(), moment)
    await known.reads(NORD, METTE)
    assert await known.left() == set()


async def test_another_tenants_namesakes_are_left_alone(known: Known) -> None:
    """Over there one of them is in a team of the same name, and the other in none."""
    there = "tenant-elsewhere"
    async with known.database.write() as session:
        await found(session, there, None, NORD)
        await people.meet(session, there, ANNE, "Anne")
        await rosters.store(session, there, NORD, listed(METTE), known.clock())
    await known.reads(NORD, ANNE, METTE)
    await known.reads(NORD, JONAS)
    async with known.database.read() as session:
        both = [await session.get_one(Person, (there, person_id)) for person_id in (ANNE, METTE)]
        rows = await session.exec(select(Member.person_id).where(Member.tenant_id == there))
        assert ([person.left_at for person in both], rows.all()) == ([None, None], [METTE])


async def test_a_thousand_people_are_stored_and_leave(known: Known) -> None:
    """More than fit into one statement."""
    every = [f"person-{number}" for number in range(1201)]
    assert await known.reads(NORD, *every) == Change(members=1201, joined=1201, left=0)
    assert await known.reads(NORD, every[0]) == Change(members=1, joined=0, left=1200)
    assert await known.left() == set(every[1:])


async def test_two_replicas_that_read_two_teams_at_once_lose_nobody(known: Known) -> None:
    """Anne moves from one team to the other: whichever is stored first, she has not left."""
    for _ in range(5):
        await known.reads(NORD, ANNE, METTE)
        await known.reads(SYD, JONAS)
        await asyncio.gather(known.reads(NORD, METTE), known.reads(SYD, JONAS, ANNE))
        assert await known.left() == set()
        assert (NORD, ANNE) not in await known.members()


# People, and the teams in which a roster finds them: any history of rosters, and of people who speak.
crowds = st.sets(st.sampled_from([f"p{number}-id" for number in range(6)]))
roster = st.tuples(st.sampled_from([NORD, SYD, VEST]), crowds)
history = st.lists(roster, max_size=12)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history)
async def test_those_have_left_who_were_in_some_roster_and_are_in_none(
    database: Database, clock: Clock, history: list[tuple[str, set[str]]]
) -> None:
    tenant = uuid.uuid4().hex
    ever: set[str] = set()
    now: dict[str, set[str]] = {}
    async with database.write() as session:
        await found(session, tenant, None, NORD, SYD, VEST)
        for team, ids in history:
            await rosters.store(session, tenant, team, listed(*sorted(ids)), clock())
            ever |= ids
            now[team] = ids
            every = (await session.exec(select(Person).where(Person.tenant_id == tenant))).all()
            here = set().union(*now.values())
            assert {person.id for person in every} == ever
            assert {person.id for person in every if person.left_at is not None} == ever - here
            assert await _members(session, tenant) == {(t, p) for t, ids in now.items() for p in ids}


async def _members(session: Session, tenant: str) -> set[tuple[str, str]]:
    rows = await session.exec(select(Member).where(Member.tenant_id == tenant))
    return {(row.team_id, row.person_id) for row in rows}
