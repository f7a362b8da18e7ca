"""What an import says it will change is what it changes: whatever was there, and whatever the file says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from domain.calendar import IsoWeek, at
from domain.follow_up import Counted, Model
from domain.incident_clocks import DEFAULT, Rules
from domain.kinds import Cadence, ContactKind, ForumKind, Role, Topic
from domain.organisation import (
    NO_DAY,
    NO_REST,
    AreaSpec,
    ContactSpec,
    FollowUpSpec,
    ForumSpec,
    IncidentsSpec,
    MeetingSpec,
    Organisation,
    PersonSpec,
    RoleSpec,
    TeamSpec,
    UnitSpec,
)
from domain.organisation_diff import Diff, Mark, What
from domain.quiet_hours import Hours
from domain.roles import AREA_WIDE, grantable
from domain.schedule import LONGEST_LEAD, Occasion, Rest
from storage import check_in_opening, forums, organisation
from storage.database import Database, Session
from storage.organisation_diff import diff
from storage.tables import (
    Area,
    Contact,
    FollowUpModel,
    Forum,
    IncidentRules,
    Person,
    RoleGrant,
    Team,
    Unit,
)
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    METTE,
    NADIA,
    SAMIRA,
    TENANT,
    Clock,
    Town,
    organisation_of_the_town,
)

KINDS: tuple[type[SQLModel], ...] = (
    Area, Unit, Team, Forum, Person, RoleGrant, Contact, FollowUpModel, IncidentRules,
)  # fmt: skip
IDS = [f"00000000-0000-4000-8000-0000000001{number:02}" for number in range(12)]


async def told(town: Town, wanted: Organisation, administrators: tuple[str, ...] = ()) -> Diff:
    async with town.database.read() as session:
        return await diff(session, TENANT, wanted, administrators, town.clock())


def marks(found: Diff) -> set[tuple[str, str, str]]:
    return {(entry.what, entry.mark, entry.name) for entry in (*found.changes, *found.kept)}


async def test_the_same_file_changes_nothing(town: Town) -> None:
    assert await told(town, organisation_of_the_town()) == Diff((), people=6)


async def test_everything_that_differs_is_told(town: Town) -> None:
    file = organisation_of_the_town()
    anne, mette, *others = file.people
    team, meeting, contact = file.teams[0], file.forums[0], file.contacts[0]
    assert meeting.meeting
    committee = ForumSpec("lmu", ForumKind.LOCAL_COMMITTEE, "LMU", GRENAA, convenor_id=METTE)
    new = PersonSpec(NADIA, "Nadia Petrova", "sygeplejerske", LAERKEN, None)
    wanted = replace(
        file,
        area=AreaSpec("so", "Sundhed"),
        units=(*file.units, UnitSpec("auning", "Auning")),
        teams=(replace(team, name="Nord"),),
        forums=(replace(meeting, meeting=replace(meeting.meeting, weekday=1)), committee),
        people=(replace(anne, title="leder", unit_id=LAERKEN), mette, *others[:-1], new),
        roles=file.roles[1:],
        contacts=(replace(contact, number="112", kind=ContactKind.CRISIS),),
        follow_up=FollowUpSpec(Model((1, 5), Counted.WORKING, talk=True), "", "HR", date(2026, 11, 2)),
        incidents=IncidentsSpec(Rules(calls_hours=48), "Beredskabsplanen", "HR", date(2026, 11, 2)),
    )
    found = await told(town, wanted)
    assert marks(found) == {
        (What.AREA, Mark.CHANGED, "Sundhed"),
        (What.UNIT, Mark.ADDED, "Auning"),
        (What.TEAM, Mark.CHANGED, "Nord"),
        (What.FORUM, Mark.CHANGED, "Team Nord"),
        (What.FORUM, Mark.ADDED, "LMU"),
        (What.PERSON, Mark.CHANGED, "Anne Holm"),
        (What.PERSON, Mark.ADDED, "Nadia Petrova"),
        (What.PERSON, Mark.LEFT, "Bente Krogh"),
        (What.ROLE, Mark.LEFT, "Mette Ravn"),
        (What.CONTACT, Mark.CHANGED, "Alarm"),
        (What.FOLLOW_UP, Mark.ADDED, "1-5"),
        (What.INCIDENTS, Mark.ADDED, "Beredskabsplanen"),
    }
    (number,) = (entry for entry in found.changes if entry.what is What.CONTACT)
    assert ("contact_kind", "", "crisis") in {(one.field, one.before, one.after) for one in number.fields}
    anne_changed = next(entry for entry in found.changes if entry.id == ANNE)
    fields = {change.field: (change.before, change.after) for change in anne_changed.fields}
    assert fields["title"] == ("social- og sundhedsassistent", "leder")
    assert [getattr(unit, "name", "") for unit in fields["unit"]] == [
        "Hjemmeplejen Grenaa",
        "Plejecenter Lærken",
    ]


async def test_days_of_check_ins_and_the_weeks_between_are_told(town: Town) -> None:
    file = organisation_of_the_town()
    wanted = replace(file, check_in_weeks=4, teams=(replace(file.teams[0], check_in_day=2),))
    area, team = (await told(town, wanted)).changes
    assert [(one.field, one.before, one.after) for one in area.fields] == [("check_in_weeks", 2, 4)]
    assert [(one.field, one.before, one.after) for one in team.fields] == [("check_in_day", None, 2)]
    await bring_in(town.database, wanted, town.clock())
    assert (await told(town, wanted)).changes == ()
    assert (await told(town, file)).changes == (), "what the file does not say stays"
    none = replace(wanted, teams=(replace(file.teams[0], check_in_day=NO_DAY),))
    (team,) = (await told(town, none)).changes
    assert [(one.field, one.before, one.after) for one in team.fields] == [("check_in_day", 2, None)]


async def test_a_role_by_card_is_named_and_stays_until_its_holder_is_out(town: Town) -> None:
    file = organisation_of_the_town()
    async with town.database.write() as session:
        for person_id, unit_id in ((ANNE, GRENAA), (BENTE, LAERKEN), (JONAS, "gone")):
            session.add(
                RoleGrant(
                    tenant_id=TENANT, person_id=person_id, role=Role.LEADER, unit_id=unit_id, by_card=True
                )
            )
    also = replace(file, roles=(*file.roles, RoleSpec(BENTE, Role.LEADER, LAERKEN)))
    found = await told(town, also)
    assert marks(found) == {
        (What.ROLE, Mark.KEPT, "Anne Holm"),
        (What.ROLE, Mark.CHANGED, "Bente Krogh"),  # the file gives it as well, and has it from now on
        (What.ROLE, Mark.LEFT, "Jonas Vestermark"),  # in a unit that is no more
    }
    await bring_in(town.database, also, town.clock())
    assert await told(town, also) == Diff((), found.kept, people=6)
    without_anne = replace(file, people=file.people[1:])
    assert (What.ROLE, Mark.LEFT, "Anne Holm") in marks(await told(town, without_anne))
    await bring_in(town.database, without_anne, town.clock())
    async with town.database.read() as session:
        grants = (await session.exec(select(RoleGrant))).all()
    assert {grant.person_id for grant in grants} == {METTE, JONAS, SAMIRA, KAREN}
    assert not any(grant.by_card for grant in grants)


async def test_who_leads_the_whole_area_may_come_from_the_settings(town: Town) -> None:
    file = organisation_of_the_town()
    nobody = replace(file, roles=file.roles[:-1])
    assert (await told(town, nobody)).loses_administrator
    assert not (await told(town, nobody, (NADIA,))).loses_administrator
    assert not (await told(town, file)).loses_administrator


async def test_an_administrator_who_has_left_is_none(town: Town) -> None:
    file = organisation_of_the_town()
    other = replace(file, roles=(*file.roles[:-1], RoleSpec(ANNE, Role.ADMINISTRATOR, None)))
    async with town.database.write() as session:
        anne = await session.get_one(Person, (TENANT, ANNE))
        anne.left_at = town.clock()
    assert (await told(town, other)).loses_administrator


@pytest.mark.parametrize(("left", "most"), [(4, False), (5, False), (6, True)])
async def test_most_people_are_more_than_half_and_at_least_five(town: Town, left: int, most: bool) -> None:
    file = organisation_of_the_town()
    crowd = tuple(PersonSpec(id, f"Navn {id[-2:]}", "medarbejder", GRENAA, None) for id in IDS[:4])
    await bring_in(town.database, replace(file, people=file.people + crowd), town.clock())
    fewer = (file.people + crowd)[left:]
    found = await told(town, replace(file, people=fewer, roles=()))
    assert (found.people_left, found.people, found.loses_most_people) == (left, 10, most)


async def bring_in(database: Database, wanted: Organisation, now: datetime) -> None:
    async with database.write() as session:
        await organisation.apply(session, TENANT, wanted, now)


# Any organisation after any other


def some_organisation(dice: Random) -> Organisation:
    """Names and ids from small bags, so that much is the same, and much is not."""
    units = tuple(UnitSpec(f"u{n}", dice.choice(["Nord", "Syd"])) for n in dice.sample(range(4), 2))
    teams = tuple(
        TeamSpec(
            f"t{n}",
            dice.choice(units).id,
            dice.choice(["Hold A", "Hold B"]),
            dice.choice([None, IDS[0]]),
            dice.choice([None, NO_DAY, 0, 2]),
        )
        for n in dice.sample(range(4), dice.randrange(3))
    )
    people = tuple(_person(id, units, teams, dice) for id in dice.sample(IDS, dice.randrange(8)))
    roles = {_role(person, dice) for person in people for _ in range(dice.randrange(3))}
    own = tuple(
        ForumSpec(t.id, ForumKind.TEAM_MEETING, t.name, t.unit_id, t.id, None, _topics(dice), _meeting(dice))
        for t in teams
    )
    more = tuple(
        _forum(f"f{n}", units, teams, people, dice) for n in dice.sample(range(3), dice.randrange(3))
    )
    contacts = [
        ContactSpec(
            dice.choice("AB"),
            dice.choice("12"),
            "",
            "HR",
            date(2026, 1, dice.choice([1, 2])),
            dice.choice([ContactKind.OTHER, ContactKind.HR]),
        )
        for _ in range(dice.randrange(4))
    ]
    model = Model(dice.choice([(1, 3, 10), (2,)]), dice.choice(list(Counted)), dice.random() < 0.5)
    follow_up = FollowUpSpec(model, dice.choice(["", "Ring."]), "HR", date(2026, 1, 1))
    incidents = [
        IncidentsSpec(rules, dice.choice("AB"), "HR", date(2026, 1, 1))
        for rules in (DEFAULT, Rules(calls_hours=48), Rules(ask_first_days=8))
    ]
    area = AreaSpec(dice.choice(["so", "ny"]), "Sundhed")
    return Organisation(
        area, units, teams, own + more, people, tuple(sorted(roles, key=str)), tuple(contacts),
        dice.choice([None, follow_up]), dice.choice([None, None, 2, 6]), dice.choice([None, *incidents]),
    )  # fmt: skip


def _person(id: str, units: Any, teams: Any, dice: Random) -> PersonSpec:
    team = dice.choice([None, *teams])
    unit_id = team.unit_id if team else dice.choice(units).id
    return PersonSpec(id, dice.choice(["Bo Holm", "Åse Kjær"]), "leder", unit_id, team and team.id)


def _role(person: PersonSpec, dice: Random) -> RoleSpec:
    role = dice.choice(list(Role))
    area_wide = role in AREA_WIDE and (role not in grantable(person.unit_id) or dice.random() < 0.5)
    return RoleSpec(person.id, role, None if area_wide else person.unit_id)


def _topics(dice: Random) -> tuple[Topic, ...]:
    return dice.choice([(), (Topic.ATTENDANCE,), tuple(Topic)])


def _forum(id: str, units: Any, teams: Any, people: Any, dice: Random) -> ForumSpec:
    team, person = dice.choice([None, *teams]), dice.choice([None, *people])
    kind = dice.choice([ForumKind.LOCAL_COMMITTEE, ForumKind.AREA_COMMITTEE])
    unit_id = team.unit_id if team else dice.choice(units).id
    return ForumSpec(
        id, kind, "Udvalg", None if kind is ForumKind.AREA_COMMITTEE else unit_id, team and team.id,
        person and person.id, _topics(dice), _meeting(dice),
    )  # fmt: skip


def _meeting(dice: Random) -> MeetingSpec | None:
    cadence = dice.choice(list(Cadence))
    anchor = date(2026, 1, 5) + timedelta(days=dice.randrange(3) * 7)
    return dice.choice(
        [
            None,
            MeetingSpec(
                dice.choice([2, 3]),
                time(dice.choice([9, 14]), 30),
                cadence,
                dice.choice([None, anchor]) if cadence is Cadence.WEEKLY else anchor,
                dice.choice([None, 1, LONGEST_LEAD[cadence]]),
                dice.choice([None, Hours(time(6), time(14))]),
                dice.choice([None, NO_REST, Rest(27, 32)]),
            ),
        ]
    )


async def _chat(session: Session, dice: Random, now: datetime) -> None:
    """What leaders and administrators do between two imports."""
    for forum in (await session.exec(select(Forum))).all():
        schedule = forums.schedule_of(forum)
        if forum.in_organisation and schedule and dice.random() < 0.4:
            to = now + timedelta(days=dice.randrange(3))
            pause, moved = dice.choice([(date(2027, 1, 4), None), (None, Occasion(IsoWeek.of(to), to))])
            changed = replace(schedule, lead_days=0, paused_until=pause, moved=moved, rest=None)
            forums.set_schedule(forum, changed, now)
            forums.set_topics(forum, (Topic.PSYCHOLOGICAL_SAFETY,))
    for team in (await session.exec(select(Team))).all():
        if team.in_organisation and dice.random() < 0.3:
            (area,) = (await session.exec(select(Area))).all()
            check_in_opening.set_day(team, dice.choice([None, 2, 4]), area.check_in_weeks, now)
    for person in (await session.exec(select(Person))).all():
        if person.in_organisation and dice.random() < 0.3:
            grant = _role(PersonSpec(person.id, "", "", person.unit_id or "", None), dice)
            _, role, unit_id = grant.key
            key: dict[str, Any] = {
                "tenant_id": TENANT,
                "person_id": person.id,
                "role": role,
                "unit_id": unit_id,
            }
            if await session.get(RoleGrant, tuple(key.values())) is None:
                session.add(RoleGrant(**key, by_card=True))


async def _seen(session: Session) -> dict[str, Any]:
    """Everything that anybody can see of the organisation, as it is in the database."""
    found = {}
    for kind in KINDS:
        rows = [row.model_dump(mode="json") for row in (await session.exec(select(kind))).all()]
        present = [row for row in rows if row.get("in_organisation", True)]
        found[kind.__name__] = sorted(str(sorted(row.items())) for row in present)
    return found


@pytest.mark.parametrize("seed", range(12))
async def test_any_file_after_any_other(database: Database, clock: Clock, seed: int) -> None:
    """After `apply` nothing differs; and something is told to differ exactly when `apply` changes something."""
    dice = Random(seed)
    wanted = some_organisation(dice)
    for number in range(6):
        now = at(date(2026, 11, 23) + timedelta(days=number), time(10))
        # The same file again is the commonest of all.
        wanted = dice.choice([wanted, some_organisation(dice)])
        async with database.read() as session:
            before, found = await _seen(session), await diff(session, TENANT, wanted, (), now)
        async with database.write() as session:
            await organisation.apply(session, TENANT, wanted, now)
        async with database.read() as session:
            after, again = await _seen(session), await diff(session, TENANT, wanted, (), now)
        assert again.changes == ()
        assert again.kept == found.kept
        assert (before == after) is (found.changes == ()), found.changes
        async with database.write() as session:
            await _chat(session, dice, now)
