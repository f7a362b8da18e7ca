"""A message to everybody in a municipality: as fast as Teams allows, and never faster."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot import sender
from bot.pace import WINDOWS
from bot.post import Address, Delivered, Outcome, Retry
from bot.sender import Sender
from dialogs.screens import Screen
from storage import outbox
from storage.delivery import PER_SECOND
from storage.outbox import DeliveryClass, Note, State
from storage.tables import Outgoing, Person
from tests.stories import rows
from tests.town import BENTE, TENANT, Clock, Town

RECIPIENTS = 200
URL = "https://smba.trafficmanager.net/emea/"


@dataclass
class StrictTeams:
    """Counts as Teams does: throttles what comes too fast for its conversation or its tenant."""

    clock: Clock
    arrivals: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    throttled: int = 0

    async def open_chat(self, address: Address) -> Address | Outcome:
        raise AssertionError("everybody has a chat")

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        limits = [(address.conversation_id, seconds, most) for seconds, most in WINDOWS]
        for name, seconds, most in [*limits, (address.tenant_id, 1, PER_SECOND)]:
            since = self.clock() - timedelta(seconds=seconds)
            if sum(moment > since for moment in self.arrivals[name]) >= most:
                self.throttled += 1
                return Retry(1, throttled=True)
        for name in (address.conversation_id, address.tenant_id):
            self.arrivals[name].append(self.clock())
        return Delivered("m")


async def a_message_for(town: Town, people: list[str]) -> None:
    """The same to many: that Bente could not be reached. What it says does not matter here."""
    async with town.database.write() as session:
        lost = Note("lost", "consent_request", "x", DeliveryClass.NUDGE, town.clock(), person_id=BENTE)
        await outbox.add(session, TENANT, lost, town.clock())
        (row,) = (await session.exec(select(Outgoing))).all()
        row.state = State.REFUSED
        for number, person in enumerate(people):
            note = outbox.to_person(
                person,
                message="undelivered",
                object_id=row.id,
                key=f"all|{number}",
                delivery_class=DeliveryClass.NUDGE,
                not_before=town.clock(),
            )
            await outbox.add(session, TENANT, note, town.clock())


def patient(town: Town, teams: StrictTeams) -> Sender:
    """A sender in whose world waiting takes no time: the clock is put forward instead."""

    async def sleep(seconds: float) -> None:
        town.clock.now += timedelta(seconds=seconds)

    return Sender(town.database, teams, town.clock, "da", "https://medvind.example", owner="t", sleep=sleep)


async def test_everybody_at_the_pace_that_teams_allows(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one is throttled, and all of it takes at most a fifth longer than the ceiling allows."""
    monkeypatch.setattr(sender, "AT_ONCE", 1)  # so that the moments which are put forward come in order
    async with town.database.write() as session:
        for number in range(RECIPIENTS):
            person = Person(tenant_id=TENANT, id=f"person-{number}", name=f"Person {number}", service_url=URL)
            person.conversation_id = f"a:{number}"
            session.add(person)
    await a_message_for(town, [f"person-{number}" for number in range(RECIPIENTS)])
    teams = StrictTeams(town.clock)
    mail = patient(town, teams)
    began = town.clock()
    while len(teams.arrivals[TENANT]) < RECIPIENTS:
        if not await mail.deliver(town.clock()):
            town.clock.now += timedelta(seconds=0.1)
    taken = (town.clock() - began).total_seconds()
    done = [row.state for row in await rows(town, Outgoing)].count(State.DELIVERED)
    assert (done, teams.throttled) == (RECIPIENTS, 0)
    assert taken <= 1.2 * RECIPIENTS / PER_SECOND
