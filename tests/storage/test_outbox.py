"""The outbox: one row an occurrence, one taker a row, and an honest end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import outbox
from storage.database import Database, Session
from storage.outbox import DeliveryClass, Note, State
from storage.tables import Outgoing
from tests.stories import rows
from tests.town import ANNE, TENANT, Clock, Town


def note(clock: Clock, key: str = "agenda|team|2026-W48", kind: DeliveryClass = DeliveryClass.NUDGE) -> Note:
    return Note(key, "agenda", "object", kind, clock(), person_id=ANNE)


async def add(database: Database, clock: Clock, *notes: Note) -> list[bool]:
    async with database.write() as session:
        return [await outbox.add(session, TENANT, one, clock()) for one in notes]


async def test_an_occurrence_has_one_row(database: Database, clock: Clock) -> None:
    """The second, from another run or another replica, changes nothing and says so."""
    assert await add(database, clock, note(clock), note(clock)) == [True, False]
    assert await add(database, clock, note(clock)) == [False]


async def test_three_replicas_plan_the_same_meeting_at_once(town: Town) -> None:
    async def replica() -> bool:
        return (await add(town.database, town.clock, note(town.clock)))[0]

    assert sorted(await asyncio.gather(replica(), replica(), replica())) == [False, False, True]
    assert len(await rows(town, Outgoing)) == 1


async def test_two_senders_never_take_the_same_row(town: Town) -> None:
    """Forty rows, four senders claiming at once: each row has exactly one owner."""
    await add(town.database, town.clock, *(note(town.clock, f"n|{number}") for number in range(40)))

    async def sender(name: str) -> list[str]:
        taken: list[str] = []
        while True:
            async with town.database.write() as session:
                claimed = await outbox.claim(session, name, town.clock(), limit=3)
            if not claimed:
                return taken
            taken += [row.id for row in claimed]

    senders = await asyncio.gather(*(sender(f"sender-{n}") for n in range(4)))
    taken = [row for one in senders for row in one]
    assert len(taken) == len(set(taken)) == 40


@pytest.mark.parametrize(
    ("kind", "state"), [(DeliveryClass.NUDGE, State.UNCERTAIN), (DeliveryClass.DEADLINE, State.SENDING)]
)
async def test_a_lost_lease_is_settled_by_its_class(town: Town, kind: DeliveryClass, state: State) -> None:
    """A nudge is never repeated; a deadline is never lost."""
    await add(town.database, town.clock, note(town.clock, kind=kind))
    async with town.database.write() as session:
        await outbox.claim(session, "died", town.clock(), limit=1)
    town.clock.now += outbox.LEASE + timedelta(seconds=1)
    async with town.database.write() as session:
        await outbox.claim(session, "next", town.clock(), limit=1)
    (row,) = await rows(town, Outgoing)
    assert row.state == state


async def test_who_lost_the_lease_cannot_close_the_row(town: Town) -> None:
    """A sender that wakes up late must not overwrite what the next one is doing."""
    await add(town.database, town.clock, note(town.clock, kind=DeliveryClass.DEADLINE))
    async with town.database.write() as session:
        (row,) = await outbox.claim(session, "slow", town.clock(), limit=1)
    town.clock.now += outbox.LEASE + timedelta(seconds=1)
    async with town.database.write() as session:
        await outbox.claim(session, "next", town.clock(), limit=1)
        await outbox.arrived(session, "slow", [(row, "m")], town.clock())
    (now,) = await rows(town, Outgoing)
    assert (now.state, now.owner) == (State.SENDING, "next")


async def test_what_is_stale_is_not_sent(town: Town) -> None:
    stale = Note(
        "n", "agenda", "x", DeliveryClass.NUDGE, town.clock(), not_after=town.clock() + timedelta(hours=1)
    )
    await add(town.database, town.clock, stale)
    town.clock.now += timedelta(hours=1)
    async with town.database.write() as session:
        assert await outbox.claim(session, "s", town.clock(), limit=1) == []
    (row,) = await rows(town, Outgoing)
    assert row.state == State.EXPIRED


async def test_what_is_stale_takes_nobodys_place(town: Town) -> None:
    """It is older than all that wait; a handful that is full of other things leaves it alone."""
    hour, fresh = timedelta(hours=1), note(town.clock)
    stale = Note("stale", "agenda", "x", DeliveryClass.NUDGE, town.clock() - hour, not_after=town.clock())
    await add(town.database, town.clock, stale, fresh)
    async with town.database.write() as session:
        assert [row.key for row in await outbox.claim(session, "s", town.clock(), limit=1)] == [fresh.key]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_on_its_way_does_not_slow_down_what_waits(town: Town) -> None:
    """Counted in SQLite's own steps. After crashes, hundreds of rows wait for the end of their lease."""
    await add(town.database, town.clock, *(note(town.clock, f"n|{number}") for number in range(500)))
    costs = []
    for on_its_way in (200, 0):
        async with town.database.write() as session:
            costs.append(await cost_of_a_claim(session, town.clock))
            await outbox.claim(session, "killed", town.clock(), limit=on_its_way)
    assert costs[1] < 1.2 * costs[0]


async def cost_of_a_claim(session: Session, clock: Clock) -> int:
    """In hundreds of steps of SQLite's machine."""
    steps: list[None] = []
    line = (await (await session.connection()).get_raw_connection()).driver_connection
    await line.set_progress_handler(lambda: steps.append(None), 100)
    assert len(await outbox.claim(session, "one", clock(), limit=8)) == 8
    await line.set_progress_handler(None, 100)
    return len(steps)


async def test_put_back_waits_as_long_as_teams_asked(town: Town) -> None:
    await add(town.database, town.clock, note(town.clock))
    async with town.database.write() as session:
        (row,) = await outbox.claim(session, "s", town.clock(), limit=1)
        await outbox.put_back(session, row, "s", town.clock(), 90)
    for seconds, due in ((89, 0), (90, 1)):
        async with town.database.write() as session:
            later = town.clock() + timedelta(seconds=seconds)
            assert len(await outbox.claim(session, "s", later, limit=1)) == due


async def test_old_rows_are_erased_after_ninety_days(town: Town) -> None:
    await add(town.database, town.clock, note(town.clock))
    async with town.database.write() as session:
        (row,) = await outbox.claim(session, "s", town.clock(), limit=1)
        await outbox.arrived(session, "s", [(row, "m")], town.clock())
    for days, left in ((90, 1), (91, 0)):
        async with town.database.write() as session:
            await outbox.prune(session, town.clock() + timedelta(days=days))
        assert len(await rows(town, Outgoing)) == left
