"""Two towns that differ in one thing: in the second, another tenant has moved into the same database.

Whatever anybody of the first tenant gets to see is the same in both, to the letter (safety.md T7).
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from storage.database import Database
from tests.databases import KEYS, PostgreSQL
from tests.storage.day import a_day
from tests.storage.neighbours import TABLES, move_in, rows_of, told
from tests.storage.reach import Answers, reach
from tests.town import OTHER_TENANT, TENANT, Clock, Town
from tests.web.desk import Desk, open_desk


@pytest.fixture(params=["sqlite", "postgresql"])
def two_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            template = request.getfixturevalue("sqlite_template")
            yield [f"sqlite:///{shutil.copy(template, tmp_path / f'{number}.db')}" for number in range(2)]
        else:
            server: PostgreSQL = request.getfixturevalue("postgres")
            yield [stack.enter_context(server.fresh_database()) for _ in range(2)]


@asynccontextmanager
async def a_town(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Town, Desk]]:
    """After its day; what is random comes out the same in every town."""
    dice = Random(7)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=dice.getrandbits(128), version=4))
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: f"{dice.getrandbits(128):032x}")
    clock = Clock()
    database = Database(url, KEYS, clock)
    town = await Town.found(database, clock)
    await a_day(town)
    async with open_desk(town) as desk:
        yield town, desk
    await database.close()


async def test_nobody_can_tell_that_there_is_another_tenant(
    two_urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_urls
    async with a_town(first, monkeypatch) as (town, desk):
        alone = await reach(town, desk)
    async with a_town(second, monkeypatch) as (town, desk):
        async with town.database.write() as session:
            await move_in(session, TENANT, OTHER_TENANT)
            before = await rows_of(session, OTHER_TENANT)
        together = await reach(town, desk)
        of_the_service = [(await desk.get(path)).text for path in ("/metrics", "/readyz")]
        async with town.database.read() as session:
            after = await rows_of(session, OTHER_TENANT)
    assert list(together) == list(alone)
    assert {name for name, answer in together.items() if answer != alone[name]} == set()
    assert OTHER_TENANT not in "".join(of_the_service)
    assert {table.name for table in TABLES if before[table.name] != after[table.name]} == set()
    assert _worth_asking(alone)


def _worth_asking(answers: Answers) -> bool:
    """Stories, names and numbers were told, hundreds of times, so that a leak would have had its chances."""
    heap, digest = " ".join(answers.values()), answers["pulls 2026-W48 as json"]
    words = ("Overskrift", "Navn1", "Nummer", "Team Nord")
    return len(answers) > 900 and all(word in heap for word in words) and "Overskrift" in digest


async def test_what_is_sent_stays_within_its_tenant(town: Town) -> None:
    """The beat plans and sends for everybody; each message is made of its own tenant's rows."""
    birds = await a_day(town)
    async with town.database.write() as session:
        await move_in(session, TENANT, OTHER_TENANT)
    for day in ("2026-12-02 09:00", "2026-12-09 09:00"):
        town.clock.set(day)
        sent = await town.tick()
        assert {address.tenant_id for address, _ in sent} == {TENANT, OTHER_TENANT}
        for address, screen in sent:
            # The neighbour's chats have the ids of ours: those are no sign of anything.
            ours = address.tenant_id == TENANT
            assert (f"{OTHER_TENANT}." if ours else birds.seed) not in told(screen)
            assert OTHER_TENANT not in told(address) or not ours
