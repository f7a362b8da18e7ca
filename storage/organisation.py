"""Bring the organisation in the database to what the import file says.

Roles come from here, or from an administrator's card: those stay as long as their holder and their unit do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import islice

from sqlalchemy import delete
from sqlmodel import col

from domain import organisation as file
from domain.follow_up import DEFAULT
from domain.kinds import Role, Topic
from storage import check_in_opening, follow_ups, forums, incident_rules, people, rosters
from storage.database import Session
from storage.organisation_rows import Rows, load
from storage.tables import Area, Contact, FollowUpModel, Forum, Person, RoleGrant, Team, Unit

Advance = Callable[[int, int], None]  # so many people of so many

_AT_A_TIME = 200  # people to one flush


def _unseen(done: int, total: int) -> None:
    """Progress that nobody looks at."""


async def apply(
    session: Session,
    tenant_id: str,
    wanted: file.Organisation,
    now: datetime,
    advance: Advance = _unseen,
) -> None:
    """Bring everything to what the file says; what is out of it is kept for old stories, and used no more.

    What the file does not say of a forum stays as its leader has arranged it.
    """
    await people.one_at_a_time(session, tenant_id)
    rows = await load(session, tenant_id)
    weeks_before = rows.check_in_weeks
    await _apply_area(session, tenant_id, wanted, rows)
    await _apply_teams(session, tenant_id, wanted, rows)
    await _apply_check_ins(session, tenant_id, wanted, weeks_before, now)
    await _apply_people(session, tenant_id, wanted, rows, advance)
    await _apply_roles(session, tenant_id, wanted, rows)
    await _apply_forums(session, tenant_id, wanted, rows, now)
    await _apply_contacts(session, tenant_id, wanted)
    await _apply_follow_up(session, tenant_id, wanted, now)
    await _apply_incidents(session, tenant_id, wanted)


async def _apply_area(session: Session, tenant_id: str, wanted: file.Organisation, rows: Rows) -> None:
    """One area a tenant; units that left it keep their name for the stories told there."""
    area = Area(tenant_id=tenant_id, id=wanted.area.id, name=wanted.area.name)
    area.check_in_weeks = wanted.check_in_weeks or rows.check_in_weeks
    await session.merge(area)
    await session.flush()
    named = {unit.id: unit.name for unit in wanted.units}
    for unit in rows.units.values():
        unit.area_id, unit.in_organisation = wanted.area.id, unit.id in named
        unit.name = named.get(unit.id, unit.name)
    for new in named.keys() - rows.units.keys():
        session.add(Unit(tenant_id=tenant_id, id=new, area_id=wanted.area.id, name=named[new]))
    await session.flush()
    await session.exec(delete(Area).where(col(Area.tenant_id) == tenant_id, col(Area.id) != wanted.area.id))


async def _apply_teams(session: Session, tenant_id: str, wanted: file.Organisation, rows: Rows) -> None:
    known = {team.id for team in wanted.teams}
    for team in rows.teams.values():
        if team.id not in known and team.in_organisation:
            team.in_organisation, team.conversation_id, team.service_url = False, None, None
            team.check_in_day = team.check_in_due_at = None
            await rosters.forget(session, team)
    for spec in wanted.teams:
        team = rows.teams.get(spec.id) or Team(
            tenant_id=tenant_id, id=spec.id, unit_id=spec.unit_id, name=spec.name
        )
        team.unit_id, team.name, team.teams_group_id = spec.unit_id, spec.name, spec.teams_group_id
        team.in_organisation = True
        session.add(team)
    await session.flush()


async def _apply_check_ins(
    session: Session, tenant_id: str, wanted: file.Organisation, weeks_before: int, now: datetime
) -> None:
    """On which day each team is asked, and how often all are."""
    weeks = wanted.check_in_weeks or weeks_before
    for spec in wanted.teams:
        team = await session.get_one(Team, (tenant_id, spec.id))
        day = spec.day_after(team.check_in_day)
        # Importing the same file again must not put off a round that is due.
        if (day, weeks) != (team.check_in_day, weeks_before):
            check_in_opening.set_day(team, day, weeks, now)
    await session.flush()


async def _apply_people(
    session: Session, tenant_id: str, wanted: file.Organisation, rows: Rows, advance: Advance
) -> None:
    named = {spec.id for spec in wanted.people}
    for person in rows.people.values():
        if person.id not in named:
            person.in_organisation = False
    pending, done = iter(wanted.people), 0
    while some := list(islice(pending, _AT_A_TIME)):
        for spec in some:
            person = rows.people.get(spec.id) or Person(tenant_id=tenant_id, id=spec.id)
            _bring_up_to_date(person, spec)
            session.add(person)
        await session.flush()
        done += len(some)
        advance(done, len(wanted.people))
    await session.flush()


def _bring_up_to_date(person: Person, spec: file.PersonSpec) -> None:
    """Only what differs is touched: of thousands most are as they were."""
    wanted = {"name": spec.name, "title": spec.title, "unit_id": spec.unit_id, "team_id": spec.team_id}
    for field, value in {**wanted, "in_organisation": True}.items():
        if getattr(person, field) != value:
            setattr(person, field, value)


async def _apply_roles(session: Session, tenant_id: str, wanted: file.Organisation, rows: Rows) -> None:
    """What the file gives is the file's from now on, also where a card gave it first."""
    given = {role.key for role in wanted.roles}
    stay = wanted.outlived_by(key for key, grant in rows.grants.items() if grant.by_card)
    for key, grant in rows.grants.items():
        if key in given:
            grant.by_card = False
        elif key not in stay:
            await session.delete(grant)
    for person_id, role, unit_id in sorted(given - rows.grants.keys()):
        session.add(RoleGrant(tenant_id=tenant_id, person_id=person_id, role=role, unit_id=unit_id))
    await session.flush()


async def appoint(session: Session, tenant_id: str, administrators: Iterable[str]) -> None:
    """The first administrators come from the settings: without them nobody could give anybody a role."""
    for person_id in administrators:
        await people.introduce(session, tenant_id, person_id, "")
        await session.merge(
            RoleGrant(tenant_id=tenant_id, person_id=person_id, role=Role.ADMINISTRATOR, unit_id="")
        )


async def _apply_forums(
    session: Session, tenant_id: str, wanted: file.Organisation, rows: Rows, now: datetime
) -> None:
    known = {forum.id for forum in wanted.forums}
    for forum in rows.forums.values():
        if forum.id not in known and forum.in_organisation:
            forum.in_organisation = False
            forums.set_schedule(forum, None, now)
    moved = []
    for spec in wanted.forums:
        before = rows.forums[spec.id].next_meeting_at if spec.id in rows.forums else None
        forum = _forum(tenant_id, spec, rows.forums, now)
        session.add(forum)
        moved += [forum] if forum.next_meeting_at != before else []
    await session.flush()
    for forum in moved:
        await forums.look_ahead_together(session, forum, now)
    await session.flush()


def _forum(tenant_id: str, wanted: file.ForumSpec, known: Mapping[str, Forum], now: datetime) -> Forum:
    found = known.get(wanted.id)
    forum = found or Forum(tenant_id=tenant_id, id=wanted.id, kind=wanted.kind, name=wanted.name)
    forum.kind, forum.name, forum.in_organisation = wanted.kind, wanted.name, True
    forum.unit_id, forum.team_id, forum.convenor_id = wanted.unit_id, wanted.team_id, wanted.convenor_id
    if wanted.topics or found is None:
        forums.set_topics(forum, wanted.topics or (Topic.ATTENDANCE,))
    if wanted.meeting is not None:
        before = forums.schedule_of(forum)
        schedule = wanted.meeting.schedule(before, now.date())
        # Importing the same file again must not bring a nudge back that has been planned.
        if before != schedule:
            forums.set_schedule(forum, schedule, now)
    return forum


async def _apply_contacts(session: Session, tenant_id: str, wanted: file.Organisation) -> None:
    await session.exec(delete(Contact).where(col(Contact.tenant_id) == tenant_id))
    for position, contact in enumerate(wanted.contacts):
        session.add(
            Contact(
                tenant_id=tenant_id,
                id=f"{position:02}",
                position=position,
                kind=contact.kind,
                name=contact.name,
                number=contact.number,
                note=contact.note,
                owner=contact.owner,
                checked_on=contact.checked,
            )
        )


async def _apply_follow_up(
    session: Session, tenant_id: str, wanted: file.Organisation, now: datetime
) -> None:
    """Without a word about it in the file, the usual model holds, also for what is under way."""
    own = wanted.follow_up or file.FollowUpSpec(DEFAULT, "", "", date.min)
    await follow_ups.set_model(
        session, tenant_id, own.model, now, text=own.text, owner=own.owner, checked_on=own.checked
    )
    if wanted.follow_up is None:
        await session.exec(delete(FollowUpModel).where(col(FollowUpModel.tenant_id) == tenant_id))


async def _apply_incidents(session: Session, tenant_id: str, wanted: file.Organisation) -> None:
    """Without a word about them in the file, the usual hours and days hold."""
    own = wanted.incidents
    if own is None:
        await incident_rules.forget_rules(session, tenant_id)
    else:
        await incident_rules.set_rules(
            session, tenant_id, own.rules, origin=own.origin, owner=own.owner, checked_on=own.checked
        )
