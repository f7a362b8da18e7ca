"""Who may answer: the team's people, each in one team, without those who lead it (safety.md 5.2)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dialogs.screens import Notice
from domain.kinds import Role
from domain.organisation import OrganisationFileError, read
from storage import eligible, people, rosters, teams
from storage.rosters import Listed
from storage.tables import RoleGrant
from tests.check_ins.parish import colleagues, person_id, settle
from tests.town import GRENAA, JONAS, LAERKEN, METTE, NORD, TENANT, Town

SYD = "team-syd"
SIX = [person_id(number) for number in range(100, 106)]


async def may_answer(town: Town, team_id: str = NORD) -> list[str]:
    async with town.database.read() as session:
        team = await teams.get(session, TENANT, team_id)
        assert team is not None
        return [person.id for person in await eligible.of_team(session, team)]


async def roster(town: Town, team_id: str, listed: Sequence[Listed]) -> None:
    """What Teams says of who is in the team."""
    async with town.database.write() as session:
        await rosters.store(session, TENANT, team_id, listed, town.clock())


def named(*ids: str, owner: str = "") -> list[Listed]:
    return [Listed(id, "Navn", owns=id == owner) for id in ids]


async def test_the_people_of_the_team(town: Town) -> None:
    await settle(town, colleagues(6, NORD), colleagues(3, SYD, first=200))
    assert await may_answer(town) == SIX
    assert await may_answer(town, SYD) == [person_id(number) for number in range(200, 203)]


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPUTY])
@pytest.mark.parametrize("unit", [GRENAA, ""])
async def test_no_leader_and_no_deputy(town: Town, role: Role, unit: str) -> None:
    """Also of the whole area; who leads another unit is a colleague here."""
    await settle(town, colleagues(6, NORD))
    async with town.database.write() as session:
        session.add(RoleGrant(tenant_id=TENANT, person_id=SIX[0], role=role, unit_id=unit))
        session.add(RoleGrant(tenant_id=TENANT, person_id=SIX[1], role=role, unit_id=LAERKEN))
        session.add(
            RoleGrant(tenant_id=TENANT, person_id=SIX[2], role=Role.WORK_ENVIRONMENT_REP, unit_id=unit)
        )
    assert await may_answer(town) == SIX[1:]


async def test_no_owner_of_the_team_in_teams(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    await roster(town, NORD, named(*SIX, owner=SIX[5]))
    assert await may_answer(town) == SIX[:5]
    assert await town.chat(SIX[5]).says("tjek ind") == [Notice("check-in-owner")]


async def test_nobody_who_has_left(town: Town) -> None:
    await settle(town, colleagues(6, NORD))
    async with town.database.write() as session:
        leaver = await people.find(session, TENANT, SIX[3])
        assert leaver is not None
        leaver.left_at = town.clock()
    assert await may_answer(town) == SIX[:3] + SIX[4:]


async def test_where_the_roster_is_known_it_decides(town: Town) -> None:
    """Nobody is asked who is not in the team in Teams; somebody whom only Teams knows is."""
    await settle(town, colleagues(6, NORD))
    stranger = person_id(300)
    await roster(town, NORD, named(*SIX[:4], stranger, METTE, JONAS))
    assert await may_answer(town) == [*SIX[:4], stranger]


async def test_nobody_the_organisation_has_let_go(town: Town) -> None:
    """Without a roster there is only the file to go by."""
    await settle(town, colleagues(6, NORD))
    async with town.database.write() as session:
        gone = await people.find(session, TENANT, SIX[2])
        assert gone is not None
        gone.in_organisation = False
    assert await may_answer(town) == SIX[:2] + SIX[3:]


async def test_who_is_in_two_teams_is_counted_in_one(town: Town) -> None:
    await settle(town, colleagues(6, NORD), colleagues(6, SYD, first=200))
    both = person_id(300)
    await roster(town, NORD, named(*SIX, both))
    await roster(town, SYD, named(*(person_id(number) for number in range(200, 206)), both, SIX[0]))
    assert (both in await may_answer(town)) is not (both in await may_answer(town, SYD))
    assert SIX[0] in await may_answer(town)
    assert SIX[0] not in await may_answer(town, SYD), "the organisation has her in Team Nord"


@pytest.mark.parametrize("key", ["smallest", "min_answers", "threshold", "k"])
def test_no_file_can_lower_the_threshold(key: str) -> None:
    """AN8: five is in the code."""
    written = f'[area]\nid = "so"\nname = "S&O"\n\n[check_in]\nevery_weeks = 2\n{key} = 3\n'
    with pytest.raises(OrganisationFileError) as refused:
        read(written)
    assert key in str(refused.value)
