"""The committee's list as it is gathered from storage: each forum's own, of its own tenant, and no person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from digest.committee.compile import compile_paper
from digest.committee.formats import PaperFormat, render
from digest.committee.paper import Paper, Point, State
from digest.committee.wording import as_json
from digest.section import Agreement
from domain.calendar import IsoWeek, at
from domain.kinds import Cadence, ForumKind, Topic
from domain.organisation import ForumSpec, MeetingSpec
from domain.schedule import Occasion
from storage import agenda, forums, organisation
from tests.storage.neighbours import move_in
from tests.town import (
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    NAMES,
    NORD,
    OTHER_TENANT,
    TENANT,
    TITLES,
    Town,
    organisation_of_the_town,
)

ATTENDANCE, SAFETY = Topic.ATTENDANCE, Topic.PSYCHOLOGICAL_SAFETY
THURSDAY = at(date(2026, 11, 19), time(14, 30))
FIRST_THURSDAYS = MeetingSpec(3, time(14, 30), Cadence.MONTHLY, date(2026, 11, 5))
FORUMS = (
    ForumSpec("omu", ForumKind.AREA_COMMITTEE, "OMU", None, None, KAREN, (ATTENDANCE,), FIRST_THURSDAYS),
    ForumSpec("aa", ForumKind.LOCAL_COMMITTEE, "LMU Åen", GRENAA, None, JONAS, tuple(Topic)),
    ForumSpec("oe", ForumKind.LOCAL_COMMITTEE, "LMU Ø", GRENAA, None, None, (ATTENDANCE,)),
    ForumSpec("lmu", ForumKind.LOCAL_COMMITTEE, "LMU Grenaa", GRENAA, NORD, None, (SAFETY,)),
    ForumSpec("med", ForumKind.STAFF_MEETING_MED, "Lærkens møde", LAERKEN, None, None, (ATTENDANCE,)),
)


@pytest.fixture(autouse=True)
async def committees(town: Town) -> None:
    wanted = organisation_of_the_town()
    async with town.database.write() as session:
        await organisation.apply(
            session, TENANT, replace(wanted, forums=(*wanted.forums, *FORUMS)), town.clock()
        )


async def meet(
    town: Town, forum_ids: Sequence[str], came_of_it: str = "", *, meets_at: datetime = THURSDAY
) -> str:
    """A meeting of forums that met as one, and what was pressed on its card."""
    async with town.database.write() as session:
        found = [await forums.get(session, TENANT, forum_id) for forum_id in forum_ids]
        together = [(forum, Occasion(IsoWeek.of(meets_at), meets_at)) for forum in found if forum]
        point = await agenda.point_for(session, together, meets_at)
        if came_of_it == "discussed":
            agenda.discuss(point, meets_at)
        if came_of_it == "postponed":
            agenda.postpone(point, meets_at)
        return point.id


async def agreed(town: Town, point_id: str, text: str, told_at: datetime | None) -> None:
    async with town.database.write() as session:
        point = await agenda.get(session, TENANT, point_id)
        assert point is not None
        agenda.agree(point, text, point.meets_at)
        agenda.tell(point, told_at)


async def paper(town: Town, since: date | None = None, tenant: str = TENANT) -> Paper:
    async with town.database.read() as session:
        return await compile_paper(session, tenant, town.clock(), "da", since)


def listed(found: Paper) -> dict[str, dict[Topic, State]]:
    return {
        line.name: {point.topic: point.state for point in line.points}
        for group in found.groups
        for line in group.forums
    }


async def test_every_forum_is_listed_in_order_with_its_next_meeting(town: Town) -> None:
    found = await paper(town)
    assert (found.area, found.first, found.last) == (
        "Sundhed og Omsorg",
        date(2026, 5, 25),
        date(2026, 11, 23),
    )
    lines = [(line.kind, line.unit, line.name, line.meets_on) for g in found.groups for line in g.forums]
    assert lines == [
        (ForumKind.AREA_COMMITTEE, "Sundhed og Omsorg", "OMU", date(2026, 12, 3)),
        (ForumKind.LOCAL_COMMITTEE, "Hjemmeplejen Grenaa", "LMU Grenaa", None),
        (ForumKind.LOCAL_COMMITTEE, "Hjemmeplejen Grenaa", "LMU Ø", None),
        (ForumKind.LOCAL_COMMITTEE, "Hjemmeplejen Grenaa", "LMU Åen", None),
        (ForumKind.STAFF_MEETING_MED, "Plejecenter Lærken", "Lærkens møde", None),
        (ForumKind.TEAM_MEETING, "Hjemmeplejen Grenaa", "Team Nord", date(2026, 11, 26)),
    ]
    arranged = {line.name for group in found.groups for line in group.forums if line.meets_on}
    stands = {name: set(points.values()) for name, points in listed(found).items()}
    assert stands == {name: {State.WAITING if name in arranged else State.NOT_YET} for name in stands}, (
        "what nobody has arranged is not said to be on an agenda"
    )


async def test_each_forum_tells_what_came_of_its_own_topics(town: Town) -> None:
    await meet(town, ["omu"], "discussed")
    await meet(town, ["med"], "postponed")
    found = await paper(town)
    assert listed(found) == {
        "OMU": {ATTENDANCE: State.DISCUSSED},
        "LMU Grenaa": {SAFETY: State.NOT_YET},
        "LMU Ø": {ATTENDANCE: State.NOT_YET},
        "LMU Åen": {ATTENDANCE: State.NOT_YET, SAFETY: State.NOT_YET},
        "Lærkens møde": {ATTENDANCE: State.POSTPONED},
        "Team Nord": {ATTENDANCE: State.WAITING},
    }
    assert found.groups[0].forums[0].points == (
        Point(ATTENDANCE, State.DISCUSSED, IsoWeek.parse("2026-W47")),
    )


async def test_forums_that_met_as_one_have_both_discussed_their_own(town: Town) -> None:
    """One card, two questions: the committee's counts though the card was the team's."""
    await meet(town, [NORD, "lmu"], "discussed")
    found = listed(await paper(town))
    assert found["Team Nord"] == {ATTENDANCE: State.DISCUSSED}
    assert found["LMU Grenaa"] == {SAFETY: State.DISCUSSED}
    assert found["LMU Åen"] == {ATTENDANCE: State.NOT_YET, SAFETY: State.NOT_YET}


@pytest.mark.parametrize(
    ("since", "state"),
    [
        (None, State.DISCUSSED),
        (date(2026, 11, 19), State.DISCUSSED),
        (date(2026, 11, 20), State.WAITING),
        (date(2026, 11, 23), State.WAITING),
    ],
)
async def test_the_span_begins_at_midnight_of_its_first_day(
    town: Town, since: date | None, state: State
) -> None:
    await meet(town, [NORD], "discussed")
    found = await paper(town, since)
    assert listed(found)["Team Nord"] == {ATTENDANCE: state}
    assert found.first == (since or date(2026, 5, 25))


async def test_half_a_year_is_26_weeks_and_no_longer(town: Town) -> None:
    for day, state in ((date(2026, 5, 24), State.WAITING), (date(2026, 5, 25), State.DISCUSSED)):
        await meet(town, ["omu"], "discussed", meets_at=at(day, time(0)))
        assert listed(await paper(town))["OMU"] == {ATTENDANCE: state}, day


async def test_a_meeting_to_come_has_not_discussed_anything(town: Town) -> None:
    later = town.clock() + timedelta(minutes=1)
    await meet(town, ["omu"], "discussed", meets_at=later)
    assert listed(await paper(town))["OMU"] == {ATTENDANCE: State.WAITING}
    town.clock.now = later + timedelta(seconds=1)
    assert listed(await paper(town))["OMU"] == {ATTENDANCE: State.DISCUSSED}


async def test_of_what_was_agreed_only_what_a_leader_has_ticked_in_the_span(town: Town) -> None:
    ticked, unticked = await meet(town, ["omu"], "discussed"), await meet(town, [NORD], "discussed")
    await agreed(town, unticked, "Gulspurven synger", None)
    await agreed(town, ticked, "Vi bytter de tunge morgener", THURSDAY + timedelta(hours=1))
    found = await paper(town)
    assert found.agreements == (Agreement("OMU", "Vi bytter de tunge morgener"),)
    assert (await paper(town, date(2026, 11, 20))).agreements == ()
    for fmt in PaperFormat:
        assert b"Gulspurven" not in render(found, fmt)
    await agreed(town, ticked, "Vi bytter de tunge morgener", None)
    assert (await paper(town)).agreements == (), "what is unticked is gone from the next list"


async def test_agreements_stand_in_the_order_of_the_alphabet(town: Town) -> None:
    for forum_id in ("aa", NORD, "omu", "med", "oe"):
        await agreed(town, await meet(town, [forum_id], "discussed"), "Vi prøver", THURSDAY)
    names = [agreement.forum for agreement in (await paper(town)).agreements]
    assert names == ["LMU Ø", "LMU Åen", "Lærkens møde", "OMU", "Team Nord"]


async def test_nobody_is_named_and_nothing_is_told_of_what_was_talked_about(town: Town) -> None:
    """Convenors, leaders and cards are known to storage, and to nobody who reads the list."""
    for forum_id in ("omu", "aa", NORD):
        await meet(town, [forum_id], "discussed")
    found = await paper(town)
    told = as_json(found).decode() + render(found, PaperFormat.MD).decode()
    names = [word for name in NAMES.values() for word in name.split()]
    for secret in (*names, *NAMES, *TITLES.values(), "culture", "doubt", "%"):
        assert secret not in told, secret


async def test_a_forum_that_has_left_the_organisation_is_not_listed(town: Town) -> None:
    await meet(town, ["omu"], "discussed")
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, organisation_of_the_town(), town.clock())
    assert list(listed(await paper(town))) == ["Team Nord"]


async def test_another_tenant_is_in_nobodys_list(town: Town) -> None:
    await meet(town, ["omu"], "discussed")
    alone = await paper(town)
    async with town.database.write() as session:
        await move_in(session, TENANT, OTHER_TENANT)
    assert await paper(town) == alone
    theirs = await paper(town, tenant=OTHER_TENANT)
    assert [group.kind for group in theirs.groups] == [group.kind for group in alone.groups]
    assert theirs.area != alone.area
    assert (await paper(town, tenant="nobody")).groups == ()
