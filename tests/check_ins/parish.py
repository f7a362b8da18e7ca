"""A unit of several teams for the tests of check-ins: people by the dozen, and rounds that open and close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dialogs.screens import CheckInCard, Screen
from domain.check_in import CheckInAnswer
from domain.organisation import Organisation, PersonSpec, TeamSpec, UnitSpec
from storage import check_in_opening, organisation, teams
from tests.town import CHANNEL, GRENAA, METTE, NAMES, TENANT, Town, organisation_of_the_town

OPENS, ASKED, CLOSES = "2026-11-23 06:00", "2026-11-25 10:00", "2026-12-07 06:00"
WEDNESDAY = 2


def person_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def colleagues(count: int, team: str, unit: str = GRENAA, *, first: int = 100) -> tuple[PersonSpec, ...]:
    """So many invented colleagues of one team."""
    found = []
    for number in range(first, first + count):
        id = person_id(number)
        NAMES.setdefault(id, f"Kollega{number} Nr{number}")
        found.append(PersonSpec(id, NAMES[id], "medarbejder", unit, team))
    return tuple(found)


def with_people(*groups: tuple[PersonSpec, ...]) -> Organisation:
    base = organisation_of_the_town()
    new = tuple(person for group in groups for person in group)
    known = {team.id for team in base.teams}
    units = {unit.id for unit in base.units}
    teams_ = {person.team_id: person.unit_id for person in new if person.team_id not in known}
    return replace(
        base,
        units=base.units + tuple(UnitSpec(u, u) for u in sorted(set(teams_.values()) - units)),
        teams=base.teams + tuple(TeamSpec(team, unit, f"Team {team}") for team, unit in teams_.items()),
        people=base.people + new,
    )


async def settle(
    town: Town, *groups: tuple[PersonSpec, ...], day: int = WEDNESDAY, tenant: str = TENANT
) -> None:
    """These people join the town, and all its teams are asked on a day."""
    async with town.database.write() as session:
        await organisation.apply(session, tenant, with_people(*groups), town.clock())
        for team in await teams.all_of(session, tenant):
            # As if it had been chosen the day before the round opens.
            check_in_opening.set_day(team, day, 2, town.clock() - timedelta(days=1))


async def in_the_channel(town: Town) -> None:
    """Medvind is added to Team Nord's team in Teams."""
    await town.talk.arrive(town.in_channel(METTE).speaker, CHANNEL)


async def card_of(town: Town, person: str, tenant: str = TENANT) -> CheckInCard:
    (card,) = await town.chat(person, tenant).says("tjek ind")
    assert isinstance(card, CheckInCard), card
    return card


async def answers(town: Town, person: str, answer: CheckInAnswer, tenant: str = TENANT) -> Screen:
    card = await card_of(town, person, tenant)
    (told,) = await town.chat(person, tenant).submits(
        {"do": "checkin.answer", "token": card.token, "answer": answer.value}
    )
    return told


async def all_answer(
    town: Town, given: Sequence[CheckInAnswer], *, first: int = 100, tenant: str = TENANT
) -> None:
    for number, answer in enumerate(given, first):
        await answers(town, person_id(number), answer, tenant)
