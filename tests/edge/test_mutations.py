"""Activities with something wrong in them: whatever it is, Teams never gets a 500 (safety.md F16).

A good token, real HTTP, the real conversations and a real database: the bot as it runs, and three thousand
things that Teams would never send.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.teams import hosts
from bot.teams.adapter import MedvindAdapter
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken
from bot.teams.gate import SignedGate
from bot.teams.keys import SigningKeys
from bot.teams.seam import FrontDoor
from bot.teams.turns import TeamsTurns
from tests.stories import COFFEE, filled
from tests.town import ANNE, GROUP, METTE, TENANT, Town
from tests.web.teams_client import CHANNEL, Answer, TeamsClient

from .door import HeldClock, bearer
from .fake_connector import APP_ID, BOT, FakeTeams, fake_teams

EXAMPLES = 250  # of each kind
VERDICTS = {200, 400, 401, 403, 501}
Activity = dict[str, Any]


class Scribe(TeamsClient):
    """Writes down what Teams would send, and keeps it."""

    written: Activity

    async def sends(self, activity: Activity, **headers: str) -> Answer:
        self.written = activity
        return Answer(0, None, ())


@dataclass
class World:
    """Anne's Teams, and a pen to write what it does not send."""

    anne: TeamsClient
    pen: Scribe

    async def send(self, data: bytes | BytesIO) -> int:
        headers = {"Content-Type": "application/json"}
        async with self.anne.client.post("/api/messages", data=data, headers=headers) as response:
            return response.status


@pytest.fixture
async def world(town: Town) -> AsyncIterator[World]:
    async with fake_teams() as (teams, session), served(town, teams, session) as client:
        anne = TeamsClient(teams, client, None)  # type: ignore[arg-type]
        # One numbering for both: what the pen writes is to be no copy of what she has said.
        yield World(anne, Scribe(teams, client, None, _numbers=anne._numbers))  # type: ignore[arg-type]


def served(
    town: Town, teams: FakeTeams, session: aiohttp.ClientSession
) -> TestClient[web.Request, web.Application]:
    """The bot as `medvind run` puts it together, but that Microsoft is on this machine."""
    keys = SigningKeys(teams.metadata_url, session)
    gate = SignedGate(APP_ID, [TENANT], keys, lambda: 0.0, host_allowed=hosts.is_loopback)
    token = BotToken(APP_ID, "secret", "SingleTenant", TENANT, session, HeldClock(), login=teams.login)
    adapter = MedvindAdapter(Connector(session, token, hosts.is_loopback), APP_ID)
    app = web.Application()
    app.router.add_route("*", "/api/messages", FrontDoor(gate, adapter, TeamsTurns(town.talk, "da")).messages)
    return TestClient(TestServer(app), headers={"Authorization": bearer(teams, nbf=None)})


async def words(world: World) -> None:
    mention = {"type": "mention", "text": "<at>Medvind</at>", "mentioned": {"id": BOT, "name": "Medvind"}}
    await world.pen.says(ANNE, f"<at>Medvind</at> {COFFEE}")
    world.pen.written["entities"].append(mention)
    world.pen.written["attachments"] = [{"contentType": "image/png", "contentUrl": "https://x.example/"}]


async def command(world: World) -> None:
    await world.pen.says(ANNE, "mine historier")


async def button(world: World) -> None:
    form = await world.anne.says(ANNE, "del en god historie")
    await world.pen.presses(ANNE, form.card, "Send historien", **filled(colleague=METTE))


async def old_button(world: World) -> None:
    """The way of clients that know no Action.Execute."""
    await button(world)
    data = world.pen.written.pop("value")["action"]["data"]
    world.pen.written |= {"type": "message", "value": data}


async def menu(world: World) -> None:
    hello = await world.anne.says(ANNE, "hej")
    await world.pen.presses(ANNE, hello.card, "Del en god historie")


async def capture(world: World) -> None:
    await world.pen.catches(ANNE, f"<p>{COFFEE}</p>", METTE)


async def captured(world: World) -> None:
    dialog = await world.anne.catches(ANNE, COFFEE, METTE)
    await world.pen.submits(ANNE, dialog.card, "Send historien", **filled(body=COFFEE))


async def dialog(world: World) -> None:
    await captured(world)
    world.pen.written["name"] = "task/submit"


async def dialog_opened(world: World) -> None:
    await capture(world)
    world.pen.written["name"] = "task/fetch"


async def installed(world: World) -> None:
    await world.pen.joins_the_team(METTE)


async def removed(world: World) -> None:
    await world.pen.sends(world.pen.activity(ANNE, type="installationUpdate", action="remove", text=None))


async def in_the_channel(world: World) -> None:
    await words(world)
    place = {
        "id": f"{CHANNEL};messageid=1",
        "conversationType": "channel",
        "isGroup": True,
        "tenantId": TENANT,
    }
    world.pen.written["conversation"] = place
    team = {"id": CHANNEL, "name": "Team Nord", "aadGroupId": GROUP}
    world.pen.written["channelData"] |= {"team": team, "channel": {"id": CHANNEL}}


KINDS: tuple[Callable[[World], Awaitable[None]], ...] = (
    words, command, button, old_button, menu, capture, captured, dialog, dialog_opened, installed, removed, in_the_channel,
)  # fmt: skip

# What a deserialiser that runs code would run; the file it would leave is looked for.
HARM = {"py/reduce": [{"py/function": "os.system"}, {"py/tuple": ["touch harm"]}], "py/object": "os.system"}
ODDITIES: list[Any] = [
    None, True, 0, -1.5, 10**30, -(10**18), float("nan"), float("-inf"), "", " ", "x", "a" * 2000, "æ" * 9000, "\ud800", "\x00",
    "hej\x00\udfff\u202e", "'; DROP TABLE story; --", "%s{0}{{", "../../etc/passwd", "<at>Medvind</at>", "2026-99-99",
    [], {}, [{}], [[[]]], {"id": {}}, {"id": None, "name": []}, {"": ""}, {"\x00": 1}, [None] * 200, HARM, json.dumps(HARM),
]  # fmt: skip
POISON = "\x00\ud800"
places = st.integers(0, 60)
changes = st.lists(
    st.tuples(places, st.sampled_from(["drop", "odd", "swap"]), st.sampled_from(ODDITIES), places),
    min_size=1,
    max_size=3,
)


def spots(container: Any) -> list[tuple[Any, Any]]:
    """Every field and every entry there is, however deep, as what it is in and what it is called there."""
    if not isinstance(container, dict | list):
        return []
    names = list(container) if isinstance(container, dict) else list(range(len(container)))
    inner = [spot for name in names for spot in spots(container[name])]
    return [(container, name) for name in names] + inner


def mutate(activity: Activity, place: int, how: str, oddity: Any, other: int) -> None:
    """One field, somewhere, is dropped, made odd, or gets what belongs in another."""
    found = spots(activity)
    if not found:
        return
    container, name = found[place % len(found)]
    if how == "drop":
        del container[name]
    elif how == "odd":
        container[name] = json.loads(json.dumps(oddity))
    else:
        there, called = found[other % len(found)]
        container[name] = json.loads(json.dumps(there[called]))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", KINDS)
@seed(20261123)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # three changes are short enough to read; making them shorter takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(changes)
async def test_no_mutated_activity_makes_a_500(
    world: World, kind: Callable[[World], Awaitable[None]], wrong: list[tuple[int, str, Any, int]]
) -> None:
    """A third of such activities made the SDK answer 500. Nor does a conversation stumble over one."""
    await kind(world)
    activity = json.loads(json.dumps(world.pen.written))
    for change in wrong:
        mutate(activity, *change)
    await survives(world, json.dumps(activity).encode())
    assert not Path("harm").exists()  # noqa: ASYNC240


async def survives(world: World, data: bytes | BytesIO) -> None:
    """It is answered, and no conversation has stumbled over it."""
    with capture_logs() as logs:
        assert await world.send(data) in VERDICTS
    assert [line for line in logs if line["event"] == "turn_failed"] == []


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_that_no_database_takes_makes_a_500(
    kind: Callable[[World], Awaitable[None]], world: World
) -> None:
    """NUL, and half of an emoji that was cut in two: behind every text there is, and among all names."""
    await kind(world)
    for place, (container, name) in enumerate(spots(world.pen.written)):
        if not isinstance(container[name], str | dict):
            continue
        await kind(world)
        activity = json.loads(json.dumps(world.pen.written))
        container, name = spots(activity)[place]
        container[name] = (
            container[name] + POISON
            if isinstance(container[name], str)
            else container[name] | {POISON: POISON}
        )
        # As a stream: what is no text cannot be looked for in the logs.
        await survives(world, BytesIO(json.dumps(activity).encode()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", KINDS)
async def test_without_the_mutation_it_is_taken(
    kind: Callable[[World], Awaitable[None]], world: World
) -> None:
    """Else the test above would be about a door that lets nobody in."""
    await kind(world)
    assert await world.send(json.dumps(world.pen.written).encode()) == 200


def test_there_are_three_thousand() -> None:
    assert len(KINDS) * EXAMPLES >= 3000
