"""T11: the key is changed while four others write, and whoever changes it is killed twenty times.

No value is ever unreadable, no writer's word is lost, names are found all the time, and in the end nothing is
left on the old key.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from sqlmodel import select

from storage import people, rotation
from storage.crypto import Keyring
from storage.database import Database, insert_once
from storage.rotation import Rotated
from storage.tables import Person, Story
from tests.faults.forks import KILLED, Blow, Told, run
from tests.storage.test_rotation import opened, raw_values

OLD, NEW = bytes(range(32)), bytes(range(100, 132))
ONLY_OLD, ONLY_NEW, BOTH = Keyring({1: OLD}), Keyring({2: NEW}), Keyring({2: NEW, 1: OLD})
TENANT, NOW = "tenant", datetime(2026, 11, 23, 9, tzinfo=UTC)
WRITERS, KILLS, PEOPLE, STORIES = 4, 20, 500, 500


def rotating(told: Told, url: str) -> None:
    """In a process of its own, with small transactions: there are more places to die in."""
    rotation.ROWS = 10

    async def rotate() -> Rotated:
        database = Database(url, BOTH)
        told("ready")
        return await rotation.rotate(database, lambda done, _total: told(done))

    assert asyncio.run(rotate()).unreadable == 0


def named(number: int) -> str:
    """A full name that nobody else has: the letters of a number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)).title() + " Holm"


@dataclass
class Writer:
    """Changes names and tells stories, and looks for the people she has renamed, until she is told to stop."""

    number: int
    database: Database
    dice: Random
    names: dict[str, str] = field(default_factory=dict)  # as committed
    stories: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    async def write(self, stop: asyncio.Event) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            person = f"p{self.dice.randrange(self.number, PEOPLE, WRITERS):04}"
            await self._rename(person, named(1_000_000 * (self.number + 1) + count))
            await self._tell(f"new-{self.number}-{count}")
            await self._look()

    async def _rename(self, person_id: str, name: str) -> None:
        async with self.database.write() as session:
            person = await session.get_one(Person, (TENANT, person_id))
            person.name = name
        self.names[person_id] = name

    async def _tell(self, story_id: str) -> None:
        body = f"Fortalt som {story_id}."
        async with self.database.write() as session:
            told = Story(tenant_id=TENANT, id=story_id, author_id="p0000", title="", body=body)
            moments = {"created_at": NOW, "changed_at": NOW}
            assert await insert_once(session, Story, told.model_dump() | moments)
        self.stories[story_id] = body

    async def _look(self) -> None:
        person_id = self.dice.choice(sorted(self.names))
        async with self.database.read() as session:
            reader = Person(tenant_id=TENANT, id="somebody else")
            if await people.named(session, reader, f"Tak til {self.names[person_id]} i dag") != person_id:
                self.missed.append(person_id)


async def found(database: Database) -> None:
    """People and stories, sealed with the old key."""
    async with database.write() as session:
        for number in range(PEOPLE):
            person = Person(tenant_id=TENANT, id=f"p{number:04}", name=named(number), title="sosu-assistent")
            person.in_organisation = True
            session.add(person)
        await session.flush()
        for number in range(STORIES):
            story = Story(tenant_id=TENANT, id=f"s{number:04}", author_id="p0000", title="")
            story.body, story.created_at, story.changed_at = f"Historie {number}", NOW, NOW
            session.add(story)


@asynccontextmanager
async def writing(url: str, keys: Keyring) -> AsyncIterator[list[Writer]]:
    """Four who write, each with connections of her own; an error of one of them is the test's."""
    stop = asyncio.Event()
    writers = [Writer(number, Database(url, keys), Random(number)) for number in range(WRITERS)]
    async with asyncio.TaskGroup() as tasks:
        for writer in writers:
            tasks.create_task(writer.write(stop))
        try:
            yield writers
        finally:
            stop.set()
    for writer in writers:
        await writer.database.close()


async def test_the_key_is_changed_under_writers_by_one_who_is_killed(database_url: str) -> None:
    old = Database(database_url, ONLY_OLD)
    await found(old)
    await old.close()
    dice, ends = Random(11), []
    async with writing(database_url, BOTH) as writers:
        for _ in range(KILLS):
            blow = Blow(dice.randint(1, 3), dice.uniform(0, 0.05))
            ends.append(await asyncio.to_thread(run, rotating, database_url, blow=blow))
        renewed = Database(database_url, ONLY_NEW)
        async with renewed.read() as session:
            halfway = await rotation.versions(session)
        assert await asyncio.to_thread(run, rotating, database_url) == 0
    assert ends == [KILLED] * KILLS
    assert halfway[1] > 0, "it was done before it had been killed often enough to prove anything"
    values = await raw_values(renewed)
    assert opened(ONLY_OLD, values) == []
    assert len(opened(ONLY_NEW, values)) == len(values)
    assert [writer.missed for writer in writers] == [[]] * WRITERS
    await compare(renewed, writers)
    await renewed.close()


async def compare(database: Database, writers: list[Writer]) -> None:
    """What each writer has committed last is what the new key alone reads, and finds."""
    names = {f"p{number:04}": named(number) for number in range(PEOPLE)}
    stories = {f"s{number:04}": f"Historie {number}" for number in range(STORIES)}
    for writer in writers:
        names |= writer.names
        stories |= writer.stories
    async with database.read() as session:
        assert {row.id: row.name for row in await session.exec(select(Person))} == names
        assert {row.id: row.body for row in await session.exec(select(Story))} == stories
        reader = Person(tenant_id=TENANT, id="somebody else")
        for person_id, name in names.items():
            assert await people.named(session, reader, f"Tak til {name} i dag") == person_id
