"""Resultater: what the rounds have said over time, to those whom they are about.

A team's results are its members' and its leader's; a unit's are those of everybody in it; the area's are
those of who reads for the whole area. Nobody sees into a group that she is not of (safety.md 5.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Conversation, Turn, opens
from dialogs.screens import CheckInTrends, Notice, Screen, Trend, TrendPoint
from domain.roles import Permission, may
from storage import access, check_ins, eligible, people, releases, teams
from storage.database import Session
from storage.eligible import LEADING
from storage.releases import Group, Release
from storage.tables import Person, Team

OPEN = "trends.open"


async def show(turn: Turn) -> Sequence[Screen]:
    trends = await trends_of(turn.session, turn.actor)
    own = await _teams_of(turn.session, turn.actor)
    ends = [await check_ins.open_until(turn.session, turn.tenant_id, team.id, turn.now) for team in own]
    open_until = min((end for end in ends if end), default=None)
    if not trends and open_until is None:
        return [Notice("check-in-trends-none")]
    return [CheckInTrends(trends, await _link(turn) if trends else "", open_until)]


async def _link(turn: Turn) -> str:
    key = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    return f"{turn.public_url}/editor/login?key={key}&to=check-ins"


async def trends_of(session: Session, person: Person) -> tuple[Trend, ...]:
    """What somebody may see, groups without a round left out."""
    found = [
        Trend(Group.TEAM, team.name, _points(await releases.of_team(session, team.tenant_id, team.id)))
        for team in await _teams_of(session, person)
    ]
    found += [
        Trend(group, name, _points(await releases.of_group(session, person.tenant_id, group, node_id)))
        for group, node_id, name in await _groups_of(session, person)
    ]
    return tuple(trend for trend in found if trend.points)


def _points(told: Sequence[Release]) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(one.closes_on, one.question, one.finding) for one in told)


async def _teams_of(session: Session, person: Person) -> Sequence[Team]:
    """The team that she is counted in, and those that she leads."""
    if person.left_at is not None:
        return []
    home = await eligible.home_of(session, person)
    units = await _units_led(session, person)
    every = await teams.all_of(session, person.tenant_id)
    return [team for team in every if team.id == home or team.unit_id in units]


async def _groups_of(session: Session, person: Person) -> Sequence[tuple[Group, str, str]]:
    if person.left_at is not None:
        return []
    own = await eligible.unit_of(session, person)
    units = await _units_led(session, person) | ({own} if own else set())
    every = await people.units(session, person.tenant_id)
    found = [(Group.UNIT, unit.id, unit.name) for unit in every if unit.id in units]
    if may(await people.grants(session, person), Permission.READ_FORUMS, None):
        area = await people.area(session, person.tenant_id)
        found += [(Group.AREA, area.id, area.name)] if area else []
    return found


async def _units_led(session: Session, person: Person) -> set[str]:
    grants = await people.grants(session, person)
    return {grant.unit_id for grant in grants if grant.role in LEADING and grant.unit_id}


CONVERSATION = Conversation(
    name="check_in_trends",
    phrases="check-in-trends-phrases",
    open=show,
    acts=(Act(OPEN, opens(show), bound=False),),
)
