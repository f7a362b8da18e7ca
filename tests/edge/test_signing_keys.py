"""The signing keys: a new one is taken at once, and a key server that is down locks nobody out."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

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
    clock.now += PAUSE
    await gate.check(bearer(teams, kid="second", signed_by="second"))


@pytest.mark.parametrize("rolled_over_at", range(int(PAUSE)))
async def test_a_stranger_can_keep_a_new_key_out_for_thirty_seconds_at_most(
    world: World, rolled_over_at: int
) -> None:
    """He asks every second for keys of his own invention; Microsoft's new one comes in between."""
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    for second in range(rolled_over_at):
        clock.now += 1
        await keys.get(f"invented-{second}")
    teams.published = ["first", "second"]
    waited = 0
    while await keys.get("second") is None:
        assert await keys.get("invented") is None
        clock.now += 1
        waited += 1
    assert waited <= PAUSE == 30


async def test_invented_key_ids_cost_microsoft_one_request_in_thirty_seconds(world: World) -> None:
    """However many: ten each second, for ten minutes."""
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    for second in range(600):
        for attempt in range(10):
            assert await keys.get(f"invented-{second}-{attempt}") is None
        clock.now += 1
    assert teams.key_fetches == 600 / PAUSE


async def test_strangers_who_come_together_cost_microsoft_one_request(world: World) -> None:
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    found = await asyncio.gather(*(keys.get(f"invented-{number}") for number in range(100)))
    assert not any(found)
    assert teams.key_fetches == 1


async def test_the_key_server_is_down_for_ten_minutes(world: World) -> None:
    """safety.md F17: who is known comes in all the time, who is not never; and Microsoft is not hammered."""
    teams, session, turns, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    async with front_door(signed_gate(teams, keys), turns, teams, session) as client:
        assert await post(client, bearer(teams), teams.activity()) == 200
        clock.now += DAY + 1  # the keys are due to be looked at again, just now
        teams.keys_down, before = True, teams.key_fetches
        for _ in range(120):
            clock.now += 5
            assert await post(client, bearer(teams), teams.activity()) == 200
            assert (
                await post(client, bearer(teams, kid="second", signed_by="second"), teams.activity()) == 401
            )
        assert 600 / PAUSE - 1 <= teams.key_fetches - before <= 600 / PAUSE + 1
        teams.keys_down, teams.published = False, ["first", "second"]
        clock.now += PAUSE
        assert await post(client, bearer(teams, kid="second", signed_by="second"), teams.activity()) == 200
    assert len(turns.taken) == 122
    await keys.close()


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


async def test_a_withdrawn_key_is_asked_about_again_when_the_key_server_was_down(world: World) -> None:
    """One failed look must not buy it another day."""
    teams, session, _, clock = world
    keys = SigningKeys(teams.metadata_url, session, clock)
    await keys.get("first")
    teams.published, teams.keys_down = ["second"], True
    clock.now += DAY + 1
    await keys.get("first")

    async def looked() -> bool:
        return teams.key_fetches == 2

    await eventually(looked)
    teams.keys_down = False

    async def forgotten() -> bool:
        clock.now += PAUSE
        return await keys.get("first") is None

    await eventually(forgotten)
    assert clock.now < 1_000_000 + DAY + 3600


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_keys_are_not_fetched_from_where_a_redirect_points(world: World, status: int) -> None:
    teams, session, _, clock = world
    async with Detour(teams, status) as detour:
        assert await SigningKeys(detour.metadata_url, session, clock).get("first") is None
    assert teams.key_fetches == 0


class Detour(FakeTeams):
    """A key server that says the keys are elsewhere."""

    def __init__(self, elsewhere: FakeTeams, status: int) -> None:
        super().__init__()
        self._away = web.Response(status=status, headers={"Location": elsewhere.metadata_url})

    async def _metadata(self, request: web.Request) -> web.Response:
        return self._away


async def test_with_no_keys_at_all_everybody_is_refused_and_nothing_breaks(world: World) -> None:
    _, session, _, clock = world
    keys = SigningKeys(f"{deserted_url()}metadata", session, clock)
    assert await keys.get("first") is None
