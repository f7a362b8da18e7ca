"""Activities with something wrong in them: whatever it is, Teams never gets a 500."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from bot.teams.answers import replace_card
from bot.teams.gate import OpenGate
from bot.teams.seam import Answer

from .door import Doorstep, RecordingTurns, card, front_door
from .fake_connector import fake_teams

INVOKES = (
    "adaptiveCard/action",
    "composeExtension/fetchTask",
    "composeExtension/submitAction",
    "task/fetch",
    "task/submit",
    "nobody/knows",
)


@pytest.fixture
async def world() -> AsyncIterator[Doorstep]:
    async with fake_teams() as (teams, session):
        turns = RecordingTurns()
        async with front_door(OpenGate(), turns, teams, session, patience=0.5) as client:
            yield Doorstep(teams, turns, client)


oddities: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1.5, "", "x", [], {}, [{}], {"id": {}}, "\ud800", "a" * 2000, 10**30]
)
paths = st.lists(st.integers(0, 30), min_size=1, max_size=4)


def mutated(activity: dict[str, Any], path: list[int], oddity: Any, drop: bool) -> dict[str, Any]:
    """The activity with one field, somewhere, dropped or made odd."""
    changed: dict[str, Any] = json.loads(json.dumps(activity))
    place: Any = changed
    for step in path[:-1]:
        inner = [key for key in sorted(place) if isinstance(place[key], dict) and place[key]]
        if not inner:
            break
        place = place[inner[step % len(inner)]]
    key = sorted(place)[path[-1] % len(place)]
    if drop:
        del place[key]
    else:
        place[key] = oddity
    return changed


@seed(20261123)
@settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([*INVOKES, "message", "installationUpdate"]),
    st.lists(paths, min_size=1, max_size=3),
    st.data(),
)
async def test_no_mutated_activity_makes_a_500(
    world: Doorstep, name: str, places: list[list[int]], data: st.DataObject
) -> None:
    """A third of such activities made the SDK answer 500."""
    world.turns.answer = lambda inbound: Answer(
        cards=(card(inbound.text),), invoke=replace_card(inbound.value)
    )
    payload = {"body": {"contentType": "html", "content": "<p>x</p>"}, "from": {"user": {"id": "u"}}}
    value = {"data": {"do": "x"}, "action": {"data": {"do": "x"}}, "messagePayload": payload}
    kind = "invoke" if name in INVOKES else name
    body = world.teams.activity(type=kind, name=name, action="add", value=value)
    for path in places:
        body = mutated(body, path, data.draw(oddities), data.draw(st.booleans()))
    raw = json.dumps(body).encode()
    assert await world.send(raw) in (200, 400, 403, 501)
