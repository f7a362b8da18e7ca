"""The signing keys: a new one is taken at once, and a key server that is down locks nobody out."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.teams.keys import DAY, PAUSE, SigningKeys

from .door import HeldClock, RecordingTurns, bearer, eventually, front_door, post, signed_gate
from .fake_connector import FakeTeams, deserted_url, fake_teams

World = tuple[FakeTeams, aiohttp.ClientSession, RecordingTurns, HeldClock]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with fake_teams() as (teams, session):
        yield teams, session, RecordingTurns(), HeldClock()


async def test_a_new_key_is_accepted_at_once(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    gate = signed_gate(teams, keys)
    await gate.check(bearer(teams))
    teams.published = ["first", "second"]
    clock.now += PAUSE + 1
    await gate.check(bearer(teams, kid="second", signed_by="second"))


async def test_invented_key_ids_cost_microsoft_one_request_in_thirty_seconds(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    for attempt in range(20):
        assert await keys.get(f"invented-{attempt}") is None
        clock.now += 1
    assert teams.key_fetches == 1


async def test_many_at_once_share_one_fetch(world: World) -> None:
    teams, session, _, clock = world
    teams.keys_delay = 0.05
    keys = SigningKeys(teams.metadata_url, session, clock)
    found = await asyncio.gather(*(keys.get("first") for _ in range(20)))
    assert all(found)
    assert teams.key_fetches == 1


async def test_with_the_key_server_down_known_keys_still_open_the_gate(world: World) -> None:
    teams, session, turns, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    async with front_door(signed_gate(teams, keys), turns, teams, session) as client:
        assert await post(client, bearer(teams), teams.activity()) == 200
        teams.keys_down = True
        clock.now += 10 * DAY
        assert await post(client, bearer(teams), teams.activity()) == 200
        assert await post(client, bearer(teams, kid="second", signed_by="second"), teams.activity()) == 401
    assert teams.key_fetches >= 2
    await keys.close()


async def test_an_empty_key_document_locks_nobody_out(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.published = []
    clock.now += PAUSE + 1
    assert await keys.get("second") is None
    assert await keys.get("first") is not None


async def test_a_withdrawn_key_is_forgotten_within_a_day(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.published = ["second"]
    clock.now += DAY + 1
    await keys.get("first")  # answered from memory; the new set is fetched behind its back

    async def forgotten() -> bool:
        return await keys.get("first") is None

    await eventually(forgotten)


async def test_a_slow_key_server_does_not_hold_up_the_others(world: World) -> None:
    """With the SDK a slow key server stopped the whole bot for five seconds."""
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.keys_delay = 30
    clock.now += PAUSE + 1
    waiting = asyncio.create_task(keys.get("unknown"))
    await asyncio.sleep(0.05)
    started = time.perf_counter()
    assert await keys.get("first") is not None
    assert time.perf_counter() - started < 0.05
    waiting.cancel()
    await keys.close()


async def test_with_no_keys_at_all_everybody_is_refused_and_nothing_breaks(world: World) -> None:
    _, session, _, clock = world
    keys = SigningKeys(f"{deserted_url()}metadata", session, clock)
    assert await keys.get("first") is None
