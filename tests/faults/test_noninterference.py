"""Nobody reads a report about herself (safety.md T8): two worlds that differ in one, and all that she obtains.

1,000 random organisations at full size; a few in CI, and fewer on PostgreSQL, where nothing else happens.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from itertools import islice, zip_longest

import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.pace import Pace
from bot.post import Address
from bot.sender import Sender
from dialogs.screens import Screen
from domain import incident_recipients
from domain.calendar import at
from domain.incident import RECEIVING, Part, Taps, Way
from nudges.plan import plan
from storage import incident_parts, incidents
from storage.database import Session
from storage.outbox import State
from storage.tables import Delivery, Incident, IncidentPart, Outgoing, Person
from tests.faults.chaos import Size
from tests.incidents import obtains, twin_acts
from tests.incidents.twin_report import (
    ABOUT_HER,
    AMONG_STAFF,
    BEFORE_SHE_MOVED,
    OF_ANOTHER,
    ORDINARY,
    THE_DAY_AFTER,
    Report,
    moves_away,
)
from tests.incidents.twins import DAYS, FIRST, LEADER, World, clock_at, plot
from tests.town import Town
from tests.web.desk import PUBLIC, Desk, open_desk

# The first few are those of every run.
FIRST_WAYS = ("to the end", "a citizen at first", "on the day after")
WAYS = {
    **{name: AMONG_STAFF[name] for name in FIRST_WAYS},
    ABOUT_HER: OF_ANOTHER,
    BEFORE_SHE_MOVED: ORDINARY,
    **AMONG_STAFF,
}
MORNING = time(10, 1)
_WAITING = col(Outgoing.state) == State.WAITING
_tenants = itertools.count()


async def compare(desk: Desk, seed: int, name: str) -> tuple[list[str], list[str]]:
    """What Leader obtains in each of two worlds, of which the second has the report."""
    town, story = desk.town, plot(seed)
    town.clock.now = at(FIRST, MORNING)
    number = next(_tenants)
    worlds = [World(town, f"twin-{number:05}-{which}") for which in "ab"]
    for world in worlds:
        await world.found(story)
    report = Report(worlds[1], WAYS[name])
    told_at = 3 + seed % 8
    for turn, (moment, act, dice) in enumerate(story.events):
        await _days_until(worlds, moment)
        clock_at(town.clock, moment)
        for world in worlds:
            await twin_acts.happens(world, act, dice)
        if turn == told_at:
            await _tell(worlds, report, name)
        await _deliver(worlds)
        if turn == told_at:
            await _look(worlds, report, name, seed)
            await _days_until(worlds, moment + THE_DAY_AFTER)
            await report.goes_on()
    await _days_until(worlds, at(FIRST + timedelta(days=DAYS), MORNING))
    await _look(worlds, report, name, seed + 40)
    if name in AMONG_STAFF:
        for world in worlds:
            await obtains.on_the_web(world, desk)
            await obtains.her_file(world, desk)
    await _end(town)
    return obtains.masked(worlds[0]), obtains.masked(worlds[1])


async def _tell(worlds: list[World], report: Report, name: str) -> None:
    await report.goes_on()
    if name == BEFORE_SHE_MOVED:
        for world in worlds:
            await moves_away(world)


async def _look(worlds: list[World], report: Report, name: str, first: int) -> None:
    but = obtains.OF_HERSELF if name == ABOUT_HER else ()
    for world, tokens in zip(worlds, ([], report.tokens()), strict=True):
        await obtains.by_words(world, but)
        await obtains.by_forging(world, tokens, first, 6)


async def _days_until(worlds: list[World], moment: datetime) -> None:
    """Medvind looks every morning, and Leader's mail is what it is."""
    for day in range(DAYS + 1):
        morning = at(FIRST + timedelta(days=day), MORNING)
        if worlds[0].town.clock() < morning < moment:
            clock_at(worlds[0].town.clock, morning)
            await _deliver(worlds)
    clock_at(worlds[0].town.clock, moment)


async def _deliver(worlds: list[World]) -> None:
    town = worlds[0].town
    first = len(town.pillar.sent)
    await _plan_hers(town)
    mail: list[tuple[Address, Screen]] = []
    while batch := await _send(town):
        mail += batch
    for world in worlds:
        world.arrived(mail, first)


async def _plan_hers(town: Town) -> None:
    """What the others are sent is not hers to see, and most of the work."""
    async with town.database.write() as session:
        while await plan(session, town.clock()):
            pass
        theirs = col(Outgoing.person_id) != LEADER
        await session.exec(update(Outgoing).where(theirs, _WAITING).values(state=State.DROPPED))


async def _send(town: Town) -> Sequence[tuple[Address, Screen]]:
    """Teams' pace goes by real time, and these forty days take seconds: it is of another test."""
    pace = Unhurried()
    town.sender = Sender(town.database, town.pillar, town.clock, "da", PUBLIC, "test", _at_once, pace)
    async with town.database.write() as session:
        await session.exec(delete(Delivery))
    return await town.tick()


class Unhurried(Pace):
    def book(self, conversation: str, earliest: datetime) -> datetime:
        return earliest


async def _at_once(seconds: float) -> None:
    """Nobody waits here."""


async def _end(town: Town) -> None:
    """Nothing of these two goes on while the next two are looked at."""
    async with town.database.write() as session:
        await session.exec(update(Incident).values(due_at=None))
        await session.exec(update(Outgoing).where(_WAITING).values(state=State.DROPPED))
    town.pillar.sent.clear()


def differences(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    return [pair for pair in zip_longest(one, other, fillvalue="") if pair[0] != pair[1]]


async def test_leader_obtains_the_same_whether_or_not_it_was_told(town: Town, size: Size) -> None:
    small = 3 if town.database.url.get_backend_name() == "sqlite" else 1
    seen = 0
    async with open_desk(town) as desk:
        for seed, name in islice(zip(itertools.count(), itertools.cycle(WAYS)), size(small, 1_000)):
            one, other = await compare(desk, seed, name)
            unlike = differences(one, other)
            assert unlike == [], f"{seed} {name}: {unlike[0]}"
            seen += len(one)
    assert seen > 50 * small, "she has obtained something to compare"


# Each of the controls taken away, with a way and the worlds in which it was needed.


def _registers_all(patch: pytest.MonkeyPatch) -> None:
    way = property(lambda taps: Way.REGISTER)
    patch.setattr(Taps, "way", way)


def _concerns_nobody(patch: pytest.MonkeyPatch) -> None:
    real = incident_recipients.recipients
    patch.setattr(
        incident_parts, "recipients", lambda holders, about, *, narrow: real(holders, (), narrow=narrow)
    )


def _asks_the_row_alone(patch: pytest.MonkeyPatch) -> None:
    async def stored(session: Session, incident: Incident, person: Person, now: datetime) -> Part | None:
        its = (IncidentPart.tenant_id == incident.tenant_id, IncidentPart.incident_id == incident.id)
        hers = select(IncidentPart.part).where(
            *its, IncidentPart.person_id == person.id, col(IncidentPart.until).is_(None)
        )
        return next((Part(part) for part in await session.exec(hers) if part in RECEIVING), None)

    patch.setattr(incident_parts, "receiving_part", stored)


def _counts_numbers(patch: pytest.MonkeyPatch) -> None:
    async def counted(session: Session, tenant_id: str) -> int:
        rows = await session.exec(select(Incident.id).where(Incident.tenant_id == tenant_id))
        return len(rows.all()) + 1

    patch.setattr(incidents, "_number", counted)


@pytest.mark.parametrize(
    ("without", "name"),
    [
        (_registers_all, "to the end"),
        (_registers_all, "on the day after"),
        (_registers_all, "a citizen at first"),
        (_concerns_nobody, ABOUT_HER),
        (_asks_the_row_alone, BEFORE_SHE_MOVED),
        (_counts_numbers, ABOUT_HER),
    ],
)
async def test_without_a_control_she_would_notice(
    town: Town, monkeypatch: pytest.MonkeyPatch, without: Callable[[pytest.MonkeyPatch], None], name: str
) -> None:
    """The test of the test: in one of the first few organisations at the latest."""
    if town.database.url.get_backend_name() != "sqlite":
        pytest.skip("one database is enough to show that the comparison sees")
    without(monkeypatch)
    async with open_desk(town) as desk:
        for seed in range(4):
            if differences(*await compare(desk, seed, name)):
                return
    pytest.fail("she obtains the same")
