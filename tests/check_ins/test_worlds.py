"""What can be told of a round from outside: AN9 and AN10 of safety.md, and who sees which group."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import count

import pytest

from bot.metrics import TURNS
from bot.teams.activities import Inbound, read
from bot.teams.turns import TeamsTurns
from dialogs.check_in_trends import trends_of
from dialogs.screens import CheckInTrends, Notice
from domain.anonymity import Level
from domain.check_in import CheckInAnswer
from domain.kinds import Role
from storage import people
from storage.tables import CheckInRelease, CheckInTaken, Member, RoleGrant
from tests.check_ins.parish import (
    ASKED,
    CLOSES,
    OPENS,
    all_answer,
    card_of,
    colleagues,
    in_the_channel,
    person_id,
    settle,
)
from tests.stories import rows
from tests.town import (
    ANNE,
    BENTE,
    CHANNEL,
    GRENAA,
    JONAS,
    KAREN,
    METTE,
    NADIA,
    NORD,
    OTHER_TENANT,
    TENANT,
    Town,
)

A = CheckInAnswer
RESULT = "2026-12-07 08:00"
RANDOM = re.compile(r"[0-9a-f]{20}(\.[0-9a-f]{32})?|[\w-]{22,}")


def masked(told: object) -> str:
    """As it reads, with everything that chance has made in the order in which it turns up."""
    numbers = count()
    names: dict[str, str] = {}
    written = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, default=str)
    return RANDOM.sub(lambda found: names.setdefault(found[0], f"#{next(numbers)}"), written)


async def open_round(town: Town, *sizes: int, tenant: str = TENANT) -> None:
    """Teams of so many in Hjemmeplejen Grenaa; the first is Team Nord."""
    groups = [
        colleagues(size, NORD if number == 0 else f"team-{number}", first=100 + 100 * number)
        for number, size in enumerate(sizes)
    ]
    await settle(town, *groups, tenant=tenant)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)


async def told(town: Town, tenant: str) -> list[tuple[str, str]]:
    """What was released in a tenant, by group; a round's own id is chance."""
    found = [row for row in await rows(town, CheckInRelease) if row.tenant_id == tenant]
    return sorted((row.level, row.body) for row in found)


@pytest.mark.parametrize("others", [[], [A.NO] * 2, [A.CLEARLY, A.NO, A.SKIP]])
async def test_below_five_her_answer_changes_nothing_that_is_told(town: Town, others: list[A]) -> None:
    """AN9: two worlds that differ in one person's answer, and worlds in which she gave none."""
    worlds: dict[str, list[A]] = {TENANT: [*others, A.CLEARLY], OTHER_TENANT: [*others, A.NO]}
    for tenant in worlds:
        await settle(town, colleagues(6, NORD), tenant=tenant)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    for tenant, given in worlds.items():
        await all_answer(town, given, tenant=tenant)
    town.clock.set(RESULT)
    await town.tick()
    one, other = [await told(town, tenant) for tenant in worlds]
    assert one == other
    assert {body for _, body in one} == {'{"question": "ci_help"}'}, "and the same as of no answer at all"


async def seen_by_a_leader(town: Town) -> str:
    """Everything that Mette, Jonas and Karen can ask for, in private and in the channel, and what is sent."""
    seen: list[object] = [[(a.person_id, repr(s)) for a, s in await town.tick()]]
    words = ("tjek ind", "resultater", "overblik", "mine data", "tjek-ind-dag", "påmindelser", "hej")
    for person in (METTE, JONAS, KAREN, ANNE):
        chat = town.chat(person)
        for said in words:
            await chat.says(said)
            seen.append(chat.cards)
    for said in ("tjek ind", "resultater", "tjek-ind-dag"):
        chat = town.in_channel(METTE)
        await chat.says(said)
        seen.append(chat.cards)
    return masked(seen)


async def test_while_it_is_open_a_leader_sees_the_same_whoever_has_answered(town: Town) -> None:
    """AN10: for nobody's answer and for everybody's."""
    await in_the_channel(town)
    await open_round(town, 6)
    await town.tick()
    await seen_by_a_leader(town)  # the first hello is welcomed, the others are not
    before = await seen_by_a_leader(town)
    for number in range(6):
        await all_answer(town, [A.NO], first=100 + number)
        assert await seen_by_a_leader(town) == before, number
    assert len(await rows(town, CheckInTaken)) == 6
    assert "Fortroligt" not in before, "leaders have no card to answer"


async def test_a_team_and_its_leader_see_the_same_at_the_same_time(town: Town) -> None:
    await in_the_channel(town)
    await open_round(town, 7)
    await all_answer(town, [A.NO] * 5 + [A.SKIP])
    member, leader = town.chat(person_id(100)), town.chat(METTE)
    assert (await leader.says("resultater"))[0] == (await member.says("resultater"))[0]
    town.clock.set(CLOSES)
    for chat in (member, leader):
        (before,) = await chat.says("resultater")
        assert isinstance(before, Notice)
    await town.tick()
    seen = []
    for chat in (member, leader):
        (trends,) = await chat.says("resultater")
        assert isinstance(trends, CheckInTrends)
        seen.append(trends.trends)
    assert seen[0] == seen[1]
    (trend, *_) = seen[0]
    assert [point.finding.level for point in trend.points if point.finding] == [Level.LOW]


async def grant(town: Town, person: str, role: Role, unit: str) -> None:
    async with town.database.write() as session:
        session.add(RoleGrant(tenant_id=TENANT, person_id=person, role=role, unit_id=unit))


@pytest.mark.parametrize(
    ("person", "groups"),
    [
        (person_id(100), ["team Team Nord", "unit Hjemmeplejen Grenaa"]),
        (person_id(200), ["team Team team-1", "unit Hjemmeplejen Grenaa"]),
        (METTE, ["team Team Nord", "team Team team-1", "unit Hjemmeplejen Grenaa"]),
        (ANNE, ["unit Hjemmeplejen Grenaa"]),
        (KAREN, ["unit Hjemmeplejen Grenaa", "area Sundhed og Omsorg"]),
        (BENTE, ["area Sundhed og Omsorg"]),
    ],
)
async def test_everybody_sees_her_own_groups_and_no_others(
    town: Town, person: str, groups: Sequence[str]
) -> None:
    """Bente is the committees' secretary here: she reads for the area, and into no unit of it."""
    await open_round(town, 6, 12)
    await grant(town, BENTE, Role.MED_SECRETARY, "")
    await all_answer(town, [A.CLEARLY] * 6)
    await all_answer(town, [A.SELDOM] * 12, first=200)
    town.clock.set(RESULT)
    await town.tick()
    (shown,) = await town.chat(person).says("resultater")
    assert isinstance(shown, CheckInTrends)
    assert [f"{trend.level} {trend.name}" for trend in shown.trends] == groups


async def test_who_has_left_sees_nothing(town: Town) -> None:
    await open_round(town, 6)
    await all_answer(town, [A.CLEARLY] * 6)
    town.clock.set(RESULT)
    await town.tick()
    async with town.database.write() as session:
        leaver = await people.find(session, TENANT, person_id(100))
        assert leaver is not None
        leaver.left_at = town.clock()
        assert await trends_of(session, leaver) == ()


async def test_who_has_chosen_a_unit_by_herself_sees_nothing_of_it(town: Town) -> None:
    """Nadia says in a story that she works in Grenaa; neither the organisation nor Teams says so."""
    await open_round(town, 6)
    await all_answer(town, [A.NO] * 6)
    town.clock.set(RESULT)
    await town.tick()
    await town.chat(NADIA).says("hej")
    async with town.database.write() as session:
        chooser = await people.find(session, TENANT, NADIA)
        assert chooser is not None
        chooser.unit_id, chooser.team_id = GRENAA, NORD
    assert await town.chat(NADIA).says("resultater") == [Notice("check-in-trends-none")]


async def test_who_is_out_of_the_organisation_sees_nothing(town: Town) -> None:
    """And whom Teams has in the team sees what the team sees."""
    await open_round(town, 6)
    await all_answer(town, [A.NO] * 6)
    town.clock.set(RESULT)
    await town.tick()
    async with town.database.write() as session:
        gone = await people.find(session, TENANT, person_id(100))
        assert gone is not None
        gone.in_organisation = False
    chat = town.chat(person_id(100))
    assert await chat.says("resultater") == [Notice("check-in-trends-none")]
    async with town.database.write() as session:
        session.add(Member(tenant_id=TENANT, team_id=NORD, person_id=person_id(100)))
    (shown,) = await chat.says("resultater")
    assert isinstance(shown, CheckInTrends)
    assert [trend.level for trend in shown.trends] == ["team", "unit"]


async def test_the_figures_do_not_count_an_answer(town: Town) -> None:
    """`/metrics` is open: whoever reads it twice must not see that somebody has answered between."""
    await open_round(town, 6)
    cards = [await card_of(town, person_id(number)) for number in range(100, 106)]
    turns = TeamsTurns(town.talk, "da")
    before = [
        sample for family in TURNS.collect() for sample in family.samples if "created" not in sample.name
    ]
    for number, card in enumerate(cards, 100):
        value = {"do": "checkin.answer", "token": card.token, "answer": "no"}
        answer = await turns.take(pressed_in_teams(person_id(number), value))
        assert "Tak for dit tjek-ind" in str(answer.invoke)
    after = [
        sample for family in TURNS.collect() for sample in family.samples if "created" not in sample.name
    ]
    assert after == before
    assert len(await rows(town, CheckInTaken)) == 6


def pressed_in_teams(person: str, value: dict[str, str]) -> Inbound:
    return read(
        {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "id": f"f:{person}",
            "channelId": "msteams",
            "serviceUrl": CHANNEL.service_url,
            "from": {"id": f"29:{person}", "name": "Navn", "aadObjectId": person},
            "recipient": {"id": "28:bot"},
            "conversation": {"id": f"a:{person}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "value": {"action": {"type": "Action.Execute", "verb": "checkin.answer", "data": value}},
        }
    )
