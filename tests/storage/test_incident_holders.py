"""Who would receive an incident, as the roles are now; and the municipality's own hours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event

from domain.incident_clocks import DEFAULT, Rules
from domain.incident_recipients import Holders
from domain.kinds import ContactKind, Role
from domain.organisation import IncidentsSpec
from storage import hand_overs, incident_rules, organisation, people
from storage.database import Session
from storage.incident_holders import Gap, gaps, holders_of
from storage.tables import Person, RoleGrant
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    METTE,
    OTHER_TENANT,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)


async def grant(
    session: Session, person_id: str, role: Role, unit_id: str = "", tenant: str = TENANT
) -> None:
    session.add(RoleGrant(tenant_id=tenant, person_id=person_id, role=role, unit_id=unit_id))
    await session.flush()


async def test_a_unit_s_own_people_and_those_of_the_whole_area(town: Town) -> None:
    async with town.database.write() as session:
        await grant(session, BENTE, Role.AREA_HEAD)
        await grant(session, ANNE, Role.ADMINISTRATOR, GRENAA)
        await grant(session, ANNE, Role.LEADER, LAERKEN)
        assert await holders_of(session, TENANT, GRENAA, town.clock()) == Holders(
            leaders=(METTE,),
            deputies=(JONAS,),
            representatives=(SAMIRA,),
            area_heads=(BENTE,),
            administrators=(ANNE, KAREN),
        )
        assert await holders_of(session, TENANT, LAERKEN, town.clock()) == Holders(
            leaders=(ANNE,), area_heads=(BENTE,), administrators=(KAREN,)
        )


async def test_those_of_the_area_come_in_where_a_unit_has_none_of_its_own(town: Town) -> None:
    async with town.database.write() as session:
        for role in (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP):
            await grant(session, BENTE, role)
        own = await holders_of(session, TENANT, GRENAA, town.clock())
        assert (own.leaders, own.deputies, own.representatives) == ((METTE,), (JONAS,), (SAMIRA,))
        other = await holders_of(session, TENANT, LAERKEN, town.clock())
        assert (other.leaders, other.deputies, other.representatives) == ((BENTE,), (BENTE,), (BENTE,))


async def test_who_has_left_holds_nothing_and_who_is_elsewhere_neither(town: Town) -> None:
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, METTE))).left_at = town.clock()
        await people.introduce(session, OTHER_TENANT, METTE, "Mette Anden")
        await grant(session, METTE, Role.LEADER, GRENAA, OTHER_TENANT)
        await grant(session, METTE, Role.AREA_HEAD, "", OTHER_TENANT)
        await grant(session, ANNE, Role.AREA_HEAD, GRENAA)  # of a unit, which no such role is
        found = await holders_of(session, TENANT, GRENAA, town.clock())
        assert (found.leaders, found.area_heads) == ((), ())


async def test_the_order_is_that_of_their_ids(town: Town) -> None:
    async with town.database.write() as session:
        for person_id in (SAMIRA, ANNE, BENTE):
            await grant(session, person_id, Role.LEADER, GRENAA)
        await grant(session, KAREN, Role.ADMINISTRATOR, GRENAA)  # beside the one that she has everywhere
        found = await holders_of(session, TENANT, GRENAA, town.clock())
        assert found.leaders == (ANNE, METTE, SAMIRA, BENTE)
        assert found.administrators == (KAREN,)


async def test_who_has_handed_over_until_then(town: Town) -> None:
    until = town.clock() + timedelta(hours=3)
    async with town.database.write() as session:
        await grant(session, ANNE, Role.LEADER, GRENAA)
        await grant(session, METTE, Role.LEADER, LAERKEN)
        mette = await session.get_one(Person, (TENANT, METTE))
        (deputy,) = await hand_overs.hand_over(session, mette, GRENAA, until, town.clock())
        assert deputy.id == JONAS
        moments = {until - timedelta(seconds=1): {METTE}, until: set(), until + timedelta(days=1): set()}
        for moment, away in moments.items():
            found = await holders_of(session, TENANT, GRENAA, moment)
            assert (found.leaders, found.handed_over) == ((ANNE, METTE), away)
        session.add(
            RoleGrant(tenant_id=TENANT, person_id=ANNE, role=Role.LEADER, unit_id="", handed_over_until=until)
        )
        own = await holders_of(session, TENANT, GRENAA, town.clock())
        assert own.handed_over == {METTE}, "what she has handed over elsewhere does not count here"
        elsewhere = await holders_of(session, TENANT, LAERKEN, town.clock())
        assert elsewhere.handed_over == frozenset(), "her other unit's watch is still hers"


async def test_it_takes_one_question(town: Town) -> None:
    asked: Counter[str] = Counter()

    def count(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked[statement.split(None, 1)[0].upper()] += 1

    async with town.database.read() as session:
        event.listen(town.database.engine.sync_engine, "before_cursor_execute", count)
        await holders_of(session, TENANT, GRENAA, town.clock())
        event.remove(town.database.engine.sync_engine, "before_cursor_execute", count)
    assert asked["SELECT"] == 1


async def test_where_an_incident_would_find_nobody(town: Town) -> None:
    every = (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP)
    async with town.database.write() as session:
        nobody = Gap(None, (Role.AREA_HEAD,))
        assert await gaps(session, TENANT) == [Gap("Plejecenter Lærken", every), nobody]
        await grant(session, BENTE, Role.AREA_HEAD)
        for role in every[:2]:
            await grant(session, BENTE, role, LAERKEN)
        (await session.get_one(Person, (TENANT, JONAS))).left_at = town.clock()
        assert await gaps(session, TENANT) == [
            Gap("Hjemmeplejen Grenaa", (Role.DEPUTY,)),
            Gap("Plejecenter Lærken", (Role.WORK_ENVIRONMENT_REP,)),
        ]


async def test_the_hours_come_and_go_with_the_file(town: Town) -> None:
    first = IncidentsSpec(Rules(calls_hours=48), "Beredskabsplanen", "HR", date(2026, 11, 2))
    second = IncidentsSpec(Rules(ask_last_days=60), "MED", "AMO", date(2026, 11, 20))
    for own in (None, first, second, second, None):
        async with town.database.write() as session:
            file = organisation_of_the_town()
            await organisation.apply(session, TENANT, replace(file, incidents=own), town.clock())
        async with town.database.read() as session:
            assert await incident_rules.rules_of(session, TENANT) == (own.rules if own else DEFAULT)
            assert await incident_rules.origin_of(session, TENANT) == (own.origin if own else "")
            assert await incident_rules.rules_of(session, OTHER_TENANT) == DEFAULT
            kept = await incident_rules.own_rules(session, TENANT)
            assert (kept and (kept.owner, kept.checked_on)) == (own and (own.owner, own.checked))


async def test_what_a_number_is_for_is_kept(town: Town) -> None:
    file = organisation_of_the_town()
    for kind in ContactKind:
        async with town.database.write() as session:
            numbers = (replace(file.contacts[0], kind=kind),)
            await organisation.apply(session, TENANT, replace(file, contacts=numbers), town.clock())
        async with town.database.read() as session:
            (alarm,) = await people.contacts(session, TENANT)
            assert ContactKind(alarm.kind) is kind
