"""The running sender: many at once, nobody behind a hung one, nothing forgotten when the database hiccups."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.exc import OperationalError

from bot.pace import Pace
from bot.post import Address, Delivered, Outcome
from bot.sender import AT_ONCE, IDLE, Sender
from dialogs.screens import Screen
from storage import outbox
from storage.database import Database, Session
from storage.outbox import DeliveryClass, Note, State
from storage.tables import Outgoing, Person
from tests.stories import rows
from tests.town import BENTE, TENANT, Town

URL = "https://smba.trafficmanager.net/emea/"


@dataclass
class Hanging:
    """A post in which the conversations named in `stuck` hang until they are let go."""

    stuck: set[str]
    expected: int
    go: asyncio.Event = field(default_factory=asyncio.Event)
    all_others: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: list[str] = field(default_factory=list)

    async def open_chat(self, address: Address) -> Address | Outcome:
        raise AssertionError("everybody has a chat")

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        self.begun.set()
        if address.conversation_id in self.stuck:
            await self.go.wait()
        self.arrived.append(address.conversation_id)
        if len(self.arrived) >= self.expected:
            self.all_others.set()
        return Delivered("m")


async def mail_for(town: Town, count: int) -> None:
    """That Bente could not be reached, to so many people."""
    now = town.clock()
    async with town.database.write() as session:
        lost = Note("lost", "consent_request", "x", DeliveryClass.NUDGE, now, person_id=BENTE)
        await outbox.add(session, TENANT, lost, now)
    (row,) = await rows(town, Outgoing)
    async with town.database.write() as session:
        (await session.get_one(Outgoing, (TENANT, row.id))).state = State.REFUSED
        for number in range(count):
            person = Person(tenant_id=TENANT, id=f"p{number}", name=f"Person {number}", service_url=URL)
            person.conversation_id = f"a:{number}"
            session.add(person)
            note = Note(f"n{number}", "undelivered", row.id, DeliveryClass.NUDGE, now, person_id=f"p{number}")
            await outbox.add(session, TENANT, note, now)


def sender_of(town: Town, post: Hanging) -> Sender:
    async def at_once(seconds: float) -> None:
        """Pace is not what these tests are about."""

    pace = Pace((), 1_000_000)  # the clock stands
    return Sender(town.database, post, town.clock, "da", "https://m.example", "run", at_once, pace)


async def states(town: Town) -> list[str]:
    return sorted(row.state for row in await rows(town, Outgoing) if row.message == "undelivered")


async def test_a_hung_request_holds_up_nobody(town: Town) -> None:
    """All but one place are taken by requests that hang; everybody else's message arrives meanwhile."""
    stuck = {f"a:{number}" for number in range(AT_ONCE - 1)}
    await mail_for(town, 2 * AT_ONCE)
    post = Hanging(stuck, expected=2 * AT_ONCE - len(stuck))
    sender = sender_of(town, post)
    running = asyncio.create_task(sender.run())
    async with asyncio.timeout(60):
        await post.all_others.wait()
    assert stuck.isdisjoint(post.arrived)
    post.go.set()
    sender.stop()
    async with asyncio.timeout(IDLE / 2):  # to wait for the next look would be too long for a restart
        await running
    assert "sending" not in await states(town)


async def test_what_is_in_flight_is_seen_to_its_end(town: Town) -> None:
    """Told to stop, it takes nothing more, and writes down what became of what had left."""
    await mail_for(town, AT_ONCE + 4)
    post = Hanging({f"a:{number}" for number in range(AT_ONCE + 4)}, expected=1)
    sender = sender_of(town, post)
    running = asyncio.create_task(sender.run())
    async with asyncio.timeout(60):
        await post.begun.wait()
    sender.stop()
    post.go.set()
    async with asyncio.timeout(IDLE / 2):  # to wait for the next look would be too long for a restart
        await running
    done = await states(town)
    assert done.count(State.DELIVERED) == len(post.arrived) <= AT_ONCE
    assert set(done) == {State.DELIVERED, State.WAITING}


class Hiccup(Database):
    """A database whose transactions fail while `away` is set."""

    away = False

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        async with super().write() as session:
            yield session
            self._perhaps_away()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Session]:
        async with super().turn() as session:
            yield session
            self._perhaps_away()

    def _perhaps_away(self) -> None:
        if self.away:
            raise OperationalError("COMMIT", {}, Exception("away"))


async def test_an_outcome_outlives_a_database_that_is_away(town: Town) -> None:
    """It arrived; that the first attempt to write so failed must not make it uncertain, nor send it again."""
    await mail_for(town, 1)
    post = Hanging(set(), expected=1)
    away = Hiccup(town.database.url.render_as_string(hide_password=False), town.database.keys, town.clock)
    sender = sender_of(town, post)
    sender.database = away
    letters = await sender._exchange(town.clock(), AT_ONCE)
    await asyncio.gather(*(sender._carry(letter, town.clock()) for letter in letters))
    away.away = True
    try:
        await sender._exchange(town.clock(), 0)
    except OperationalError:
        away.away = False
    assert await states(town) == [State.SENDING]
    await sender._exchange(town.clock(), 0)
    await away.close()
    assert await states(town) == [State.DELIVERED]
    assert post.arrived == ["a:0"]
