"""Everything that can be done about check-ins in Teams; flows.py gathers it.

Rounds are opened for the street's own tenant by hand: the beat would open those of every street there is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.teams.cards import card
from dialogs.base import Scene
from dialogs.check_in_result import about, posted_as, result_for
from domain.check_in import CheckInAnswer, Round
from domain.organisation import Organisation, TeamSpec
from storage import check_in_closing, check_in_talks, check_ins, eligible, organisation, people, teams
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing
from tests.check_ins.parish import colleagues, with_people
from tests.town import ANNE, BENTE, CHANNEL, GRENAA, METTE, NORD, organisation_of_the_town

from .street import MESSAGE_ID, Activity, Card, Street, data_of

# Monday 23 November, 10:00, is when the streets begin.
CURRENT, LAST, BEFORE_LAST = (Round(date(2026, *day)) for day in ((11, 23), (11, 9), (10, 26)))
TRIAL = {"trial": "Vi begynder vagten med to minutter om tvivl", "until": "2026-12-14"}
CHECK_IN_FLOWS: dict[str, Callable[[Street], Awaitable[Activity]]] = {}


def flow(name: str) -> Callable[[Callable[[Street], Awaitable[Activity]]], None]:
    def keep(made: Callable[[Street], Awaitable[Activity]]) -> None:
        CHECK_IN_FLOWS[name] = made

    return keep


def _organisation() -> Organisation:
    """Anne and five colleagues are Team Nord."""
    file = with_people(colleagues(5, NORD))
    moved = tuple(replace(person, team_id=NORD) if person.id == ANNE else person for person in file.people)
    return replace(file, people=moved)


async def _settle(street: Street, file: Organisation) -> None:
    async with street.town.database.write() as session:
        await organisation.apply(session, street.tenant, file, street.town.clock())


async def _open(street: Street, held: Round) -> str:
    """Team Nord is asked; returns the round's id."""
    async with street.town.database.write() as session:
        team = await teams.get(session, street.tenant, NORD)
        (unit,) = [unit for unit in await people.units(session, street.tenant) if unit.id == GRENAA]
        assert team
        asked = {NORD: await eligible.of_team(session, team)}
        (round_id,) = await check_ins.open_together(session, asked, unit, held)
    return round_id


async def _held(street: Street, held: Round) -> str:
    """A round in which everybody has answered, and which is over."""
    round_id = await _open(street, held)
    async with street.town.database.write() as session:
        team = await teams.get(session, street.tenant, NORD)
        assert team
        for person in await eligible.of_team(session, team):
            given = await check_ins.round_given(session, person, round_id)
            assert given
            answer = CheckInAnswer.MOSTLY
            await check_ins.answer(session, street.tenant, person.id, given.card, answer, held.opens_at)
        await check_in_closing.close(session, street.tenant, held.closes_on, street.town.clock())
    return round_id


async def _question(street: Street) -> Card:
    await _settle(street, _organisation())
    await _open(street, CURRENT)
    return await _said(street, ANNE, "tjek ind")


async def _said(street: Street, person: str, text: str) -> Card:
    return (await street.deliver(street.message(person, text))).cards[-1]


async def _answers(answer: str, street: Street) -> Activity:
    pressed = data_of(await _question(street), "checkin.answer")
    return street.execute(ANNE, {**pressed, "answer": answer})


CHECK_IN_FLOWS["checkin.answer"] = partial(_answers, "seldom")
CHECK_IN_FLOWS["checkin.answer, skipped"] = partial(_answers, "skip")


@flow("checkin.answer, after another answer")
async def _(street: Street) -> Activity:
    pressed = data_of(await _question(street), "checkin.answer")
    await street.deliver(street.execute(ANNE, {**pressed, "answer": "no"}))
    return street.execute(ANNE, {**pressed, "answer": "clearly"})


@flow("words: check_in, a round is open")
async def _(street: Street) -> Activity:
    await _question(street)
    return street.message(ANNE, "tjek ind")


@flow("checkin.open, a round is open")
async def _(street: Street) -> Activity:
    await _question(street)
    return street.execute(ANNE, {"do": "checkin.open"})


@flow("checkin.stop")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await _question(street), "checkin.stop"))


@flow("checkin.resume")
async def _(street: Street) -> Activity:
    await street.deliver(street.execute(ANNE, data_of(await _question(street), "checkin.stop")))
    return street.execute(ANNE, data_of(await _said(street, ANNE, "tjek ind"), "checkin.resume"))


# What came of it, in the team's channel


async def _results(street: Street) -> Card:
    """The card of the last round as it was posted; after the one before they wanted to try something."""
    await _settle(street, _organisation())
    await street.deliver(street.in_channel(street.installs(METTE)))
    tenant, now = street.tenant, street.town.clock()
    before, last = [await _held(street, held) for held in (BEFORE_LAST, LAST)]
    async with street.town.database.write() as session:
        talk = await check_in_talks.begin(session, tenant, before, NORD)
        check_in_talks.plan(talk, TRIAL["trial"], date(2026, 11, 20), BEFORE_LAST.closes_at)
        posted = Outgoing(
            tenant_id=tenant,
            id="the-result",
            key=posted_as(last, NORD),
            delivery_class=DeliveryClass.NUDGE,
            message="check_in_result",
            object_id=about(last, NORD),
            team_id=NORD,
            not_before=now,
            state=State.DELIVERED,
            activity_id=MESSAGE_ID,
            created_at=now,
            finished_at=now,
        )
        session.add(posted)
        await session.flush()
        screen = await result_for(Scene(session, now, tenant, CHANNEL, "da", "", None), about(last, NORD))
    assert screen
    return card(screen, "da")


async def _presses(
    do: str, street: Street, before: Sequence[str] = (), person: str = BENTE, **fields: str
) -> Activity:
    """A button under the result, after others in `before`."""
    shown = await _results(street)
    for earlier in before:
        press = street.execute(person, data_of(shown, earlier, **(TRIAL if earlier == "result.keep" else {})))
        shown = (await street.deliver(street.in_channel(press))).card
    return street.in_channel(street.execute(person, data_of(shown, do, **fields)))


PLANNING = ("result.plan",)
CHECK_IN_FLOWS |= {
    do: partial(_presses, do) for do in ("result.talked", "result.plan", "result.happened", "result.not-yet")
}
CHECK_IN_FLOWS["result.keep"] = partial(
    _presses, "result.keep", before=PLANNING, trial=TRIAL["trial"], until=TRIAL["until"]
)
CHECK_IN_FLOWS["result.keep, no day"] = partial(
    _presses, "result.keep", before=PLANNING, trial=TRIAL["trial"], until=""
)
CHECK_IN_FLOWS["result.keep, a colleague's name"] = partial(
    _presses, "result.keep", before=PLANNING, trial="Mette Ravn tager morgenen", until=TRIAL["until"]
)
CHECK_IN_FLOWS["result.keep, something else"] = partial(
    _presses,
    "result.keep",
    before=("result.plan", "result.keep", "result.plan"),
    trial="Vi spørger, før vi løfter",
    until=TRIAL["until"],
)
CHECK_IN_FLOWS["result.plan, after it was kept"] = partial(
    _presses, "result.plan", before=("result.plan", "result.keep")
)
CHECK_IN_FLOWS["result.talked, by the leader"] = partial(_presses, "result.talked", person=METTE)


@flow("trends.open, after two rounds")
async def _(street: Street) -> Activity:
    await _results(street)
    return street.execute(ANNE, {"do": "trends.open"})


@flow("words: check_in_trends, after two rounds")
async def _(street: Street) -> Activity:
    await _results(street)
    return street.message(METTE, "resultater")


# The leader's choice of a day


async def _day_form(street: Street) -> Card:
    return await _said(street, METTE, "tjek-ind-dag")


@flow("checkinday.choose")
async def _(street: Street) -> Activity:
    file = organisation_of_the_town()
    both = replace(file, teams=(*file.teams, TeamSpec("team-havn", GRENAA, "Team Havn")))
    await _settle(street, both)
    return street.execute(METTE, data_of(await _day_form(street), "checkinday.choose", team=NORD))


@flow("checkinday.save")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await _day_form(street), "checkinday.save", day="2"))


@flow("checkinday.save, nothing is chosen")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await _day_form(street), "checkinday.save"))


@flow("checkinday.save, in the channel")
async def _(street: Street) -> Activity:
    await street.deliver(street.in_channel(street.installs(METTE)))
    shown = (await street.deliver(street.in_channel(street.message(METTE, "tjek-ind-dag")))).card
    return street.in_channel(street.execute(METTE, data_of(shown, "checkinday.save", day="4")))


@flow("checkinday.stop")
async def _(street: Street) -> Activity:
    saved = street.execute(METTE, data_of(await _day_form(street), "checkinday.save", day="2"))
    await street.deliver(saved)
    return street.execute(METTE, data_of(await _day_form(street), "checkinday.stop"))
