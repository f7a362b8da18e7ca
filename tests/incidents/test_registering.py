"""Noget er sket: care first, four taps, a draft that waits, and three ways that are not Medvind's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.screens import (
    HelpColleague,
    IncidentCitizen,
    IncidentFirst,
    IncidentForm,
    IncidentNews,
    IncidentRoutes,
    IncidentSaved,
    IncidentSmallForm,
    IncidentStatus,
    IncidentTap,
    IncidentWhom,
    Notice,
)
from dialogs.story_form import NOBODY
from domain.incident import IncidentKind, Part, WhoDidIt, WhomItHit
from domain.kinds import Role
from nudges.plan import prune
from storage.tables import Button, Heard, Incident, IncidentDraft, Outgoing, Person, RoleGrant
from tests.incidents.shift import arrived, case, press, register, says, status, the_incident, three_taps
from tests.stories import rows
from tests.town import ANNE, BENTE, GRENAA, JONAS, KAREN, METTE, NADIA, SAMIRA, TENANT, Town


async def test_care_comes_first_and_the_form_can_wait(town: Town) -> None:
    assert isinstance(await says(town, ANNE, "noget er sket"), IncidentFirst)
    whom = await press(town, ANNE, "incident.whom")
    assert isinstance(whom, IncidentWhom)
    assert (whom.leaders, whom.deputies, whom.representatives) == (
        ("Mette Ravn",),
        ("Jonas Vestermark",),
        ("Samira Yildirim",),
    )
    assert [number.number for number in whom.numbers] == ["1-1-2"]
    assert isinstance(await press(town, ANNE, "care.open"), HelpColleague)
    assert await rows(town, IncidentDraft) == []


async def test_a_leader_who_has_handed_over_is_not_woken(town: Town) -> None:
    async with town.database.write() as session:
        grant = await session.get_one(RoleGrant, (TENANT, METTE, Role.LEADER, GRENAA))
        grant.handed_over_until = town.clock() + timedelta(days=2)
    whom = await press(town, ANNE, "incident.whom")
    assert isinstance(whom, IncidentWhom)
    assert (whom.leaders, whom.deputies) == ((), ("Jonas Vestermark",))
    saved = await register(town)
    assert [r.part for r in saved.receivers] == [Part.DEPUTY, Part.REPRESENTATIVE]
    assert {person for person, _ in await arrived(town)} == {ANNE, JONAS, SAMIRA}


async def test_four_taps_at_a_quarter_past_three(town: Town) -> None:
    town.clock.set("2026-11-21 03:15")
    taps = await press(town, ANNE, "incident.start")
    assert taps == IncidentTap("kind", 1)
    assert await press(town, ANNE, "incident.kind", kind="physical_violence") == IncidentTap("hit", 2)
    assert await press(town, ANNE, "incident.hit", hit="me") == IncidentTap("who", 3)
    form = await press(town, ANNE, "incident.who", who="citizen_or_relative")
    assert isinstance(form, IncidentForm)
    assert [(r.name, r.part) for r in form.receivers] == [
        ("Mette Ravn", Part.LEADER),
        ("Samira Yildirim", Part.REPRESENTATIVE),
    ]
    saved = await press(town, ANNE, "incident.register", token=form.token)
    assert isinstance(saved, IncidentSaved)
    assert 10_000 <= saved.number < 100_000
    assert saved.receivers == form.receivers
    kept = await the_incident(town)
    assert (kept.kind, kept.hit_id, kept.reporter_id) == ("physical_violence", ANNE, ANNE)
    assert kept.occurred_at == kept.registered_at == town.clock()
    assert await rows(town, IncidentDraft) == []
    to = dict(await arrived(town))
    assert set(to) == {ANNE, METTE, SAMIRA}, "at once, and to nobody else"
    assert isinstance(to[METTE], IncidentNews)
    assert isinstance(to[ANNE], IncidentStatus)


async def test_a_second_press_registers_nothing_more(town: Town) -> None:
    form = await three_taps(town)
    assert isinstance(form, IncidentForm)
    await press(town, ANNE, "incident.register", token=form.token)
    again = await press(town, ANNE, "incident.register", token=form.token)
    assert isinstance(again, Notice)
    assert again.text == "incident-registered-already"
    assert len(await rows(town, Incident)) == 1


async def test_each_tap_is_kept_for_a_day(town: Town) -> None:
    town.clock.set("2026-11-21 03:15")
    await press(town, ANNE, "incident.kind", kind="threat")
    town.clock.set("2026-11-22 03:00")
    first = await says(town, ANNE, "noget er sket")
    assert first == IncidentFirst(resume=True)
    assert await press(town, ANNE, "incident.start") == IncidentTap("hit", 2)
    await press(town, ANNE, "incident.hit", hit="me")
    town.clock.set("2026-11-23 02:59")
    assert await press(town, ANNE, "incident.start") == IncidentTap("who", 3)
    town.clock.set("2026-11-23 03:00")
    assert await press(town, ANNE, "incident.start") == IncidentTap("kind", 1)
    async with town.database.write() as session:
        await prune(session, town.clock())
    assert await rows(town, IncidentDraft) == []


async def test_she_can_begin_again(town: Town) -> None:
    await press(town, ANNE, "incident.kind", kind="threat")
    assert await press(town, ANNE, "incident.restart") == IncidentTap("kind", 1)
    assert await rows(town, IncidentDraft) == []


@pytest.mark.parametrize("hit", [WhomItHit.ME, WhomItHit.COLLEAGUE])
async def test_what_a_colleague_or_a_leader_has_done_is_stored_nowhere(town: Town, hit: WhomItHit) -> None:
    async with town.database.write() as session:
        session.add(RoleGrant(tenant_id=TENANT, person_id=BENTE, role=Role.AREA_HEAD, unit_id=""))
    told = await three_taps(town, who=WhoDidIt.COLLEAGUE_OR_LEADER, hit=hit)
    assert isinstance(told, IncidentRoutes)
    assert told.area_heads == ("Bente Krogh",)
    assert told.representatives == ("Samira Yildirim",)
    assert [number.number for number in told.numbers] == ["1-1-2"]
    for table in (IncidentDraft, Incident, Outgoing, Button):
        assert await rows(town, table) == [], table
    assert [row.answer for row in await rows(town, Heard) if row.answer] == []
    assert await arrived(town) == []


async def test_the_answer_about_staff_is_not_remembered_even_for_a_copy(town: Town) -> None:
    """Teams gives every press an id, and sends it again when it thinks that we were slow."""
    from_teams = {"do": "incident.who", "who": "colleague_or_leader"}
    chat = town.chat(ANNE)
    place = replace(chat.here, activity_id="activity-1")
    said = await town.talk.press(chat.speaker, place, from_teams, lambda said: "the card with the routes")
    assert isinstance(said.screens[0], IncidentRoutes)
    assert [row.answer for row in await rows(town, Heard)] == [None]


async def test_a_citizen_alone_is_not_for_medvind(town: Town) -> None:
    await press(town, ANNE, "incident.kind", kind="near_miss")
    assert isinstance(await press(town, ANNE, "incident.hit", hit="citizen"), IncidentCitizen)
    assert await rows(town, IncidentDraft) == []


async def test_the_pointers_are_shown_and_not_kept(town: Town) -> None:
    saved = await register(town, citizen_hurt="true", force_used="true", place="citizens_home")
    assert saved.citizen_hurt
    assert saved.force_used
    assert (await the_incident(town)).place == "citizens_home"


async def test_for_a_colleague_who_is_at_the_emergency_ward(town: Town) -> None:
    form = await three_taps(town, JONAS, hit=WhomItHit.COLLEAGUE)
    assert isinstance(form, IncidentForm)
    assert ANNE in {choice.value for choice in form.colleagues}
    saved = await press(town, JONAS, "incident.register", token=form.token, colleague=ANNE)
    assert isinstance(saved, IncidentSaved)
    assert saved.for_colleague
    hers = await status(town, ANNE)
    assert (hers.part, len(hers.offers), hers.police is not None) == (Part.HIT, 3, True)
    his = await status(town, JONAS)
    assert (his.part, his.offers, his.police) == (Part.REPORTER, (), None)


async def test_only_for_a_colleague_of_the_same_unit_whose_receivers_are_named(town: Town) -> None:
    form = await three_taps(town, hit=WhomItHit.COLLEAGUE)
    assert isinstance(form, IncidentForm)
    assert BENTE not in {choice.value for choice in form.colleagues}
    back = await press(town, ANNE, "incident.register", token=form.token, colleague=BENTE)
    assert isinstance(back, IncidentForm)
    assert back.problem == "colleague"
    assert await rows(town, Incident) == []


async def test_for_somebody_without_teams(town: Town) -> None:
    await register(town, hit=WhomItHit.COLLEAGUE, colleague=NOBODY)
    assert (await the_incident(town)).hit_id is None
    assert (await case(town)).name == ""


async def test_a_leader_who_is_hit_does_not_receive_it(town: Town) -> None:
    await register(town, METTE)
    assert {person for person, _ in await arrived(town)} == {JONAS, SAMIRA, METTE}
    listed = await says(town, METTE, "hændelser")
    assert listed.received == ()  # type: ignore[attr-defined]
    assert (await status(town, METTE)).part is Part.HIT


async def test_the_narrow_kind_goes_to_one_leader_until_she_shares_it(town: Town) -> None:
    saved = await register(town, kind=IncidentKind.UNWANTED_SEXUAL_ATTENTION)
    assert [r.part for r in saved.receivers] == [Part.LEADER]
    assert {person for person, _ in await arrived(town)} == {ANNE, METTE}
    card = await status(town)
    assert card.share
    shared = await press(town, ANNE, "incident.share", token=card.share)
    assert isinstance(shared, IncidentStatus)
    assert [r.part for r in shared.receivers] == [Part.LEADER, Part.REPRESENTATIVE]
    assert SAMIRA in {person for person, _ in await arrived(town)}


async def test_somebody_without_a_unit_says_where_she_works(town: Town) -> None:
    form = await three_taps(town, NADIA)
    assert isinstance(form, IncidentForm)
    assert form.units
    assert form.receivers == ()
    back = await press(town, NADIA, "incident.register", token=form.token)
    assert isinstance(back, IncidentForm)
    assert back.problem == "unit"
    saved = await press(town, NADIA, "incident.register", token=form.token, unit=form.units[0].value)
    assert isinstance(saved, IncidentSaved)


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "earlier"},
        {"when": "earlier", "day": "2026-11-24"},
        {"when": "earlier", "day": "2025-01-01"},
        {"when": "earlier", "day": "31-11-2026"},
        {"when": "earlier", "day": "2026-11-22", "clock": "25:00"},
        {"when": "some day"},
    ],
)
async def test_a_day_that_cannot_be_comes_back_and_nothing_is_lost(town: Town, wrong: dict[str, str]) -> None:
    form = await three_taps(town)
    assert isinstance(form, IncidentForm)
    back = await press(town, ANNE, "incident.register", token=form.token, place="outdoors", **wrong)
    assert isinstance(back, IncidentForm)
    assert (back.problem, back.place, back.token) == ("when", "outdoors", form.token)
    assert isinstance(await press(town, ANNE, "incident.register", token=form.token), IncidentSaved)


async def test_when_about(town: Town) -> None:
    town.clock.set("2026-11-21 03:15")
    await register(town, when="earlier", day="2026-11-19", clock="22:30", outside="true")
    kept = await the_incident(town)
    assert f"{kept.occurred_at:%d %H:%M}" == "19 21:30"
    assert kept.outside_working_hours


async def test_several_small_ones_take_two_taps_and_can_grow(town: Town) -> None:
    form = await press(town, ANNE, "incident.kind", kind="several_small")
    assert isinstance(form, IncidentSmallForm)
    for nothing in ({}, {"pinch": "0"}, {"pinch": "21"}, {"blow": "-1"}, {"blow": "many"}):
        back = await press(town, ANNE, "incident.tally", token=form.token, **nothing)
        assert isinstance(back, IncidentSmallForm)
        assert back.problem == "small"
    saved = await press(town, ANNE, "incident.tally", token=form.token, pinch="3", scratch="1")
    assert isinstance(saved, IncidentSaved)
    small = await status(town)
    assert dict(small.small) == {"pinch": 3, "scratch": 1}
    assert small.police is None
    grown = await press(town, ANNE, "incident.grow", token=small.grow)
    assert isinstance(grown, IncidentStatus)
    assert grown.kind is IncidentKind.PHYSICAL_VIOLENCE
    assert grown.police is not None
    assert grown.grow == ""


async def test_with_nobody_to_receive_it_an_administrator_is_asked_to_appoint_somebody(town: Town) -> None:
    async with town.database.write() as session:
        for row in await rows(town, RoleGrant):
            if row.role != Role.ADMINISTRATOR:
                await session.delete(await session.merge(row))
    saved = await register(town)
    assert saved.receivers == ()
    sent = dict(await arrived(town))
    assert set(sent) == {ANNE, KAREN}
    assert type(sent[KAREN]).__name__ == "IncidentAppoint"
    listed = await says(town, KAREN, "hændelser")
    assert listed.received == (), "she gives somebody the role, and reads nothing"  # type: ignore[attr-defined]
    assert len(await rows(town, Person)) >= 6
