"""Importing the organisation again: roles follow the file, and what people have stays."""

from __future__ import annotations

from dataclasses import replace

from domain.kinds import Role
from domain.roles import Grant
from storage import organisation, people
from storage.tables import Outgoing, Person, Story, Team
from tests.stories import filled, rows
from tests.town import ANNE, CHANNEL, GRENAA, KAREN, METTE, TENANT, Town, organisation_of_the_town


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
