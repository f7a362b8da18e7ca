"""Rosters are read once a day, by one replica, and hold up nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.post import Address, Refused, Retry
from bot.roster import A_HANDFUL, DAY, HOUR, Rosters
from bot.scheduler import Metronome
from storage import people, rosters
from storage.database import Database
from storage.tables import Outgoing, Team
from tests.databases import KEYS
from tests.storage.registers import (
    ANNE,
    JONAS,
    METTE,
    NORD,
    SYD,
    TENANT,
    Answer,
    Broken,
    Known,
    Register,
    found,
    listed,
    open_register,
)
from tests.stories import rows
from tests.town import ANNE as ANNE_HOLM
from tests.town import CHANNEL, Clock, Town

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def known(database: Database, clock: Clock) -> Known:
    return await open_register(database, clock)


async def test_each_team_is_read_once_a_day(known: Known) -> None:
    register = Register({NORD: listed(ANNE), SYD: listed(METTE)})
    service = Rosters(known.database, register)
    with capture_logs() as logs:
        assert await service.read_due(known.clock()) == 2
        assert await service.read_due(known.clock() + DAY - MINUTE) == 0
    assert await known.members() == {(NORD, ANNE), (SYD, METTE)}
    assert sorted(register.asked) == [NORD, SYD]
    assert await service.read_due(known.clock() + DAY) == 2
    assert logs[0] == {"event": "roster_read", "log_level": "info", "members": 1, "joined": 1, "left": 0}


async def test_a_roster_that_fails_rests_for_an_hour_and_changes_nothing(known: Known) -> None:
    await known.reads(NORD, ANNE)
    register = Register({NORD: Retry(None)})
    await known.team(SYD, roster_due_at=None)
    service = Rosters(known.database, register)
    assert await service.read_due(known.clock()) == 0
    assert await service.read_due(known.clock() + HOUR - MINUTE) == 0
    assert (register.asked, await known.left()) == ([NORD], set())
    register.teams[NORD] = listed(METTE)
    assert await service.read_due(known.clock() + HOUR) == 1
    assert await known.left() == {ANNE}


async def test_a_longer_rest_that_teams_asks_for_is_kept(known: Known) -> None:
    await known.team(SYD, roster_due_at=None)
    service = Rosters(known.database, Register({NORD: Retry(7200.0, throttled=True)}))
    await service.read_due(known.clock())
    assert await known.due() == known.clock() + 2 * HOUR


async def test_a_refusal_rests_for_a_day_and_changes_nothing(known: Known) -> None:
    await known.reads(NORD, ANNE)
    await known.reads(SYD, METTE)
    register = Register({NORD: Refused("http_403")})
    with capture_logs() as logs:
        assert await Rosters(known.database, register).read_due(known.clock()) == 0
    assert {line["log_level"] for line in logs} == {"info"}
    assert sorted(register.asked) == [NORD, SYD], "another team may fare better"
    assert await known.due() == known.clock() + DAY
    assert (await known.left(), len(await known.members())) == (set(), 2)


async def test_after_the_first_failure_the_others_wait(known: Known) -> None:
    """A Teams that is down is not asked five times a minute."""
    register = Register({NORD: Retry(None), SYD: Retry(None)})
    service = Rosters(known.database, register)
    await service.read_due(known.clock())
    assert len(register.asked) == 1
    await service.read_due(known.clock() + MINUTE)
    assert sorted(register.asked) == [NORD, SYD]


async def test_a_beat_reads_a_handful(known: Known) -> None:
    many = [f"team-{number}" for number in range(A_HANDFUL + 2)]
    async with known.database.write() as session:
        await found(session, "tenant-of-many", known.clock() - DAY, *many)
    register = Register()
    await Rosters(known.database, register).read_due(known.clock())
    assert register.asked == many[:A_HANDFUL], "who has waited longest comes first"


async def test_a_bug_in_the_channel_costs_one_team_an_hour(known: Known) -> None:
    with capture_logs() as logs:
        assert await Rosters(known.database, Broken()).read_due(known.clock()) == 0
    assert [(line["event"], line["error"]) for line in logs] == [("roster_failed", "RuntimeError")]
    assert sorted([await known.due(), await known.due(SYD)], key=str) == [known.clock(), known.clock() + HOUR]


@pytest.mark.parametrize("without", ["service_url", "conversation_id", "in_organisation"])
async def test_a_team_where_medvind_is_not_is_not_read(known: Known, without: str) -> None:
    await known.team(NORD, **{without: False if without == "in_organisation" else None})
    register = Register({SYD: listed(ANNE)})
    await Rosters(known.database, register).read_due(known.clock())
    assert register.asked == [SYD]


@pytest.fixture
async def replicas(known: Known, database_url: str) -> AsyncIterator[list[Database]]:
    opened = [Database(database_url, KEYS, known.clock) for _ in range(2)]
    yield opened
    for database in opened:
        await database.close()


async def test_two_replicas_read_a_team_once(known: Known, replicas: list[Database]) -> None:
    """While the first is still reading, the second finds nothing to do, and so do its next beats."""
    register = Register({NORD: listed(ANNE), SYD: listed(METTE)}, waits=asyncio.Event())
    services = [Rosters(database, register) for database in replicas]
    both = asyncio.gather(*(service.read_due(known.clock()) for service in services))
    await register.begun.wait()
    assert register.waits is not None
    third = Rosters(known.database, register)
    register.waits.set()
    assert sum(await both) == 2
    assert await third.read_due(known.clock()) == 0
    assert sorted(register.asked) == [NORD, SYD]


async def test_the_claim_is_committed_before_teams_is_asked(known: Known) -> None:
    """Also on SQLite, where an open transaction would hold up every turn until Teams has answered."""
    await known.team(SYD, roster_due_at=None)
    register = Register({NORD: listed(ANNE)}, waits=asyncio.Event())
    reading = asyncio.create_task(Rosters(known.database, register).read_due(known.clock()))
    await register.begun.wait()
    assert await known.due() == known.clock() + HOUR
    assert await known.reads(SYD, JONAS) is not None, "others may write meanwhile"
    assert register.waits is not None
    register.waits.set()
    assert await reading == 1


async def while_reading(known: Known, happens: Awaitable[None], *ids: str) -> None:
    """The roster of Nord names `ids`; before it is stored the team is changed."""
    await known.team(SYD, roster_due_at=None)
    register = Register({NORD: listed(*ids)}, waits=asyncio.Event())
    reading = asyncio.create_task(Rosters(known.database, register).read_due(known.clock()))
    await register.begun.wait()
    await happens
    assert register.waits is not None
    register.waits.set()
    assert await reading == 0


async def test_a_roster_of_a_channel_that_was_lost_meanwhile_is_thrown_away(known: Known) -> None:
    async def removed() -> None:
        async with known.database.write() as session:
            await people.forget_chat(session, TENANT, "19:nord@thread.tacv2")

    await known.reads(NORD, ANNE)
    await while_reading(known, removed(), METTE)
    assert (await known.members(), await known.left(), await known.due()) == (set(), set(), None)


async def test_a_roster_of_another_channel_is_thrown_away(known: Known) -> None:
    """Bound anew while the old channel was being read: the new one is due at once, and stays so."""
    moment = known.clock() + MINUTE

    async def bound() -> None:
        async with known.database.write() as session:
            await rosters.begin(session, await session.get_one(Team, (TENANT, NORD)), moment)

    await while_reading(known, bound(), METTE)
    assert (await known.members(), await known.due()) == (set(), moment)


async def test_told_to_stop_it_does_not_wait_for_teams(known: Known) -> None:
    register = Register({NORD: listed(ANNE)}, waits=asyncio.Event())
    service = Rosters(known.database, register)
    reading = asyncio.create_task(service.read_due(known.clock()))
    await register.begun.wait()
    service.stop()
    assert await reading == 0
    assert await service.read_due(known.clock() + DAY) == 0
    assert len(register.asked) == 1


async def test_a_beat_waits_for_teams_for_so_long_and_no_longer(
    known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.roster.PATIENCE", 0.05)
    register = Register({NORD: listed(ANNE), SYD: listed(ANNE)}, waits=asyncio.Event())
    assert await Rosters(known.database, register).read_due(known.clock()) == 0
    assert len(register.asked) == 1


class Onlooker(Register):
    """Asked for a roster, it looks at what Medvind has done before."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town, self.planned = town, -1

    async def members(self, where: Address) -> Answer:
        self.planned = len(await rows(self.town, Outgoing))
        return await super().members(where)


async def due_today(town: Town) -> None:
    """The team was bound the day before yesterday, and both its nudge and its roster are due."""
    await town.talk.arrive(town.in_channel(ANNE_HOLM).speaker, CHANNEL)
    town.clock.set("2026-11-25 09:00")


async def test_a_beat_plans_first_and_then_reads(town: Town) -> None:
    await due_today(town)
    onlooker = Onlooker(town)
    metronome = Metronome(town.database, town.sender, town.clock, Rosters(town.database, onlooker))
    await metronome._beat()
    assert (onlooker.planned, len(onlooker.asked)) == (1, 1)


async def test_a_moment_asked_about_reads_nothing(town: Town) -> None:
    """`medvind tick --at` a day ahead: who is in a team then nobody knows yet."""
    await due_today(town)
    register = Register()
    metronome = Metronome(town.database, town.sender, town.clock, Rosters(town.database, register))
    assert await metronome.tick(town.clock() + DAY) == (1, 1)
    assert register.asked == []


async def test_rosters_that_fail_do_not_stop_the_beat(town: Town, tmp_path: Path) -> None:
    """Even when their database is one without a table."""
    await due_today(town)
    nowhere = Database(f"sqlite:///{tmp_path}/empty.db", KEYS)
    metronome = Metronome(town.database, town.sender, town.clock, Rosters(nowhere, Register()))
    with capture_logs() as logs:
        await metronome._beat()
    await nowhere.close()
    assert len(await rows(town, Outgoing)) == 1
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["rosters_failed"]


async def test_the_metronome_stops_while_teams_is_silent(town: Town) -> None:
    await due_today(town)
    register = Register(waits=asyncio.Event())
    metronome = Metronome(town.database, town.sender, town.clock, Rosters(town.database, register))
    metronome.start()
    beat = asyncio.create_task(metronome._beat())
    await register.begun.wait()
    await asyncio.wait_for(metronome.stop(), 5)
    await beat
