"""The service as it is wired together: real HTTP in, a real database, and Teams' connector on the far side."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Medvind
from bot.edge import locked_edge
from bot.settings import Settings
from storage.tables import Outgoing, Story
from tests.edge.door import eventually
from tests.edge.fake_connector import APP_ID, FakeTeams, Fault, Sent, fake_teams
from tests.stories import COFFEE, filled, rows
from tests.town import ANNE, JONAS, METTE, OTHER_TENANT, TENANT, Town
from tests.web.desk import found_again
from tests.web.teams_client import CHANNEL, TeamsClient, in_teams

TENANT_ID = "aaaaaaaa-0000-0000-0000-000000000001"
CANARY = "Gulspurven"


@pytest.fixture
async def teams(town: Town) -> AsyncIterator[TeamsClient]:
    async with in_teams(town) as client:
        yield client


def letters(fake: FakeTeams, conversation: str) -> list[Sent]:
    """What Medvind has said first in a conversation: posts that answer nothing."""
    path = f"/v3/conversations/{conversation.replace(':', '%3A').replace('@', '%40')}/activities"
    return [sent for sent in fake.sent if sent.path == path]


async def test_hello_is_answered_with_a_card(teams: TeamsClient) -> None:
    answer = await teams.says(ANNE, "hej")
    assert (answer.status, answer.body) == (200, None)
    assert "Hej Anne" in str(answer.card)


async def test_a_story_from_hello_to_thanks(teams: TeamsClient, town: Town) -> None:
    hello = await teams.says(ANNE, "hej")
    form = await teams.presses(ANNE, hello.card, "Del en god historie")
    again = await teams.presses(ANNE, form.card, "Send historien", **filled(theme=""))
    assert "Vælg et tema." in str(again.card)
    thanks = await teams.presses(ANNE, again.card, "Send historien", **filled())
    assert (thanks.status, thanks.body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert "Tak for historien" in str(thanks.card)
    (story,) = await rows(town, Story)
    assert (story.tenant_id, story.author_id, story.body) == (TENANT, ANNE, COFFEE)


async def test_a_colleagues_message_is_asked_for_in_a_chat_of_her_own(teams: TeamsClient, town: Town) -> None:
    """Mette has never written to Medvind: the chat is opened first, and only she gets the question."""
    dialog = await teams.catches(ANNE, COFFEE, METTE)
    done = await teams.submits(ANNE, dialog.card, "Send historien", **filled(body=COFFEE))
    assert "Jeg har spurgt Mette Ravn" in str(done.body)

    async def delivered() -> bool:
        (row,) = await rows(town, Outgoing)
        return row.state == "delivered"

    await eventually(delivered)
    opened, asked = [sent for sent in teams.teams.sent if "replyToId" not in (sent.json or {})]
    assert (opened.path, opened.json["members"]) == ("/v3/conversations", [{"id": METTE}])
    assert opened.json["tenantId"] == TENANT
    assert asked.path == f"/v3/conversations/activity-{teams.teams.sent.index(opened) + 1}/activities"
    assert "Må dine ord komme i nyhedsbrevet?" in str(asked.json)
    assert asked.json["summary"] == "Du har en besked fra Medvind"
    assert (await rows(town, Story))[0].state == "awaiting_consent"


async def test_what_is_being_sent_when_the_service_stops_is_seen_to_its_end(town: Town) -> None:
    """safety.md F19: cut off, nobody would know whether Teams had it."""
    async with in_teams(town) as teams:
        dialog = await teams.catches(ANNE, COFFEE, METTE)
        chat, slow = Fault(201, json={"id": "a:mette"}), Fault(201, json={"id": "late"}, delay=0.5)
        teams.teams.fail(chat, slow)
        await teams.submits(ANNE, dialog.card, "Send historien", **filled(body=COFFEE))

        async def under_way() -> bool:
            return len(teams.teams.sent) == 2

        await eventually(under_way)
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.activity_id) == ("delivered", "late")


async def test_the_point_is_posted_and_changes_for_everybody_when_pressed(
    teams: TeamsClient, town: Town
) -> None:
    welcome = await teams.joins_the_team(METTE)
    assert "Hej Team Nord" in str(welcome.card)
    town.clock.set("2026-11-26 09:00")
    await teams.medvind.metronome.tick(town.clock())
    (posted,) = letters(teams.teams, CHANNEL)
    card = posted.json["attachments"][0]["content"]
    message_id = f"activity-{teams.teams.sent.index(posted) + 1}"
    pressed = await teams.presses_in_channel(JONAS, card, "Vi har drøftet det", message_id)
    assert "Fortryd" in str(pressed.card)

    async def replaced() -> bool:
        return any(sent.method == "PUT" for sent in teams.teams.sent)

    await eventually(replaced)
    (update,) = [sent for sent in teams.teams.sent if sent.method == "PUT"]
    assert update.path.endswith(f"/activities/{message_id}")
    assert update.json["id"] == message_id
    assert "drøftet" in str(update.json)
    assert "Jonas" not in str(update.json), "who pressed is nobody's business"
    await teams.medvind.metronome.tick(town.clock())
    assert len(letters(teams.teams, CHANNEL)) == 1, "and the nudge is not repeated"


async def test_one_tenant_hears_nothing_of_another(town: Town) -> None:
    """The same people, units, channels and words in two tenants of one service."""
    await found_again(town, OTHER_TENANT)
    async with in_teams(town, OTHER_TENANT) as other:
        form = await other.says(ANNE, "del en god historie")
        await other.presses(ANNE, form.card, "Send historien", **filled(title=CANARY, colleague=METTE))
        await other.says(ANNE, f"{CANARY} kom igen på besøg hos os i går, og alle smilede.")
        foreign = form.card
    async with in_teams(town) as ours:
        for words in (
            "hej",
            "mine historier",
            "mine data",
            "nyhedsbrev",
            "noget er sket",
            "del en god historie",
        ):
            for person in (ANNE, METTE):
                answer = await ours.says(person, words)
                assert answer.status == 200
                assert CANARY not in str(answer), words
        stolen = await ours.presses(ANNE, foreign, "Send historien", **filled())
        assert "Den knap virker ikke længere" in str(stolen.card)
    assert {story.tenant_id for story in await rows(town, Story)} == {OTHER_TENANT}


HOSTILE = {
    "brackets": "**[x](" * 850,
    "digits": "1234567890" * 500,
    "numbers in words": "one hundred " * 420,
    "quotes": ">" * 2500 + "»" * 2500,
    "nested": "(" * 2500 + ")" * 2500,
    "spaces": "a " + " " * 5000 + "b",
    "cpr-like": "01019 " * 850,
    "html": "<p><b>" * 850,
    "combining": "e" + "\u0301" * 5000,
    "one word": "æ" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_is_answered_without_a_stall(teams: TeamsClient, text: str) -> None:
    """The stock SDK stood still for 27 s on 4.8 kB.

    The probe counts what the loop's own thread computes between two beats: a busy machine is no stall.
    """
    await teams.says(ANNE, "hej")
    form = await teams.says(ANNE, "del en god historie")
    gaps = [0.0]

    async def heartbeat() -> None:
        last = time.thread_time()
        while True:
            await asyncio.sleep(0.001)
            now = time.thread_time()
            gaps.append(now - last)
            last = now

    gc.collect()
    gc.disable()  # the garbage of other tests is not this one's to be timed by
    probe = asyncio.create_task(heartbeat())
    heard = await teams.says(ANNE, text)
    pressed = await teams.presses(ANNE, form.card, "Send historien", **filled(title=text, body=text))
    caught = await teams.catches(ANNE, text, METTE)
    probe.cancel()
    gc.enable()
    assert (heard.status, pressed.status, caught.status) == (200, 200, 200)
    assert heard.posted
    assert len(gaps) > 2
    assert max(gaps) < 0.25


async def test_the_demo_answers_this_machine_only(teams: TeamsClient) -> None:
    """Else anybody could have it send its answers, and people's stories, to an address of his own."""
    for url in (
        "https://smba.trafficmanager.net/emea/",
        "http://192.0.2.1/",
        "http://127.0.0.1.evil.example/",
    ):
        refused = await teams.sends(teams.activity(ANNE, serviceUrl=url))
        assert (refused.status, refused.posted) == (403, ())
    assert teams.teams.sent == []


@pytest.fixture
async def production(town: Town) -> AsyncIterator[tuple[FakeTeams, Any]]:
    """Wired as `medvind run` does it, but for where Microsoft publishes its keys."""
    settings = Settings(
        app_id=APP_ID, app_password="secret", tenants=TENANT_ID, public_url="https://medvind.example"
    )
    async with fake_teams() as (teams, session):
        edge = locked_edge(settings, session, teams.metadata_url)
        medvind = Medvind(settings, town.database, session, edge, clock=town.clock)
        async with TestClient(TestServer(medvind.application())) as client:
            yield teams, client


async def knock(client: Any, activity: Any, authorization: str | None) -> int:
    headers = {"Authorization": authorization} if authorization is not None else {}
    async with client.post("/api/messages", json=activity, headers=headers) as response:
        status: int = response.status
        return status


async def test_production_hears_nobody_without_a_token(production: tuple[FakeTeams, Any], town: Town) -> None:
    teams, client = production
    for authorization in (
        None,
        "",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Basic eDp5",
        f"Bearer {teams.token(aud='x')}",
    ):
        assert await knock(client, teams.activity(), authorization) == 401, authorization
    assert await rows(town, Story) == []
    assert teams.sent == []


async def test_production_does_not_answer_loopback(production: tuple[FakeTeams, Any]) -> None:
    """A good token of Microsoft's, and still no: what the demo allows, `medvind run` does not."""
    teams, client = production
    assert await knock(client, teams.activity(), f"Bearer {teams.token()}") == 403
    assert teams.key_fetches == 1, "the token was looked at"
    assert teams.sent == []


async def test_production_knows_its_tenants(production: tuple[FakeTeams, Any]) -> None:
    teams, client = production
    microsoft = "https://smba.trafficmanager.net/emea/"
    stranger = "bbbbbbbb-0000-0000-0000-000000000009"
    activity = teams.activity(
        serviceUrl=microsoft,
        conversation={"id": "a:x", "conversationType": "personal", "tenantId": stranger},
        channelData={"tenant": {"id": stranger}},
    )
    assert await knock(client, activity, f"Bearer {teams.token(serviceurl=microsoft)}") == 403


async def test_half_a_configuration_is_no_service() -> None:
    """Beneath the command too: without an app id the edge itself refuses to be built."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(ValueError, match="app id"):
            locked_edge(Settings(app_id="", tenants=TENANT_ID), session)
