"""Teams around the running service: people who write and press, over real HTTP, and the connector behind."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Medvind
from bot.edge import open_edge
from bot.settings import DEMO_APP, Settings
from bot.terminal.chat import actions_of, values_of
from tests.edge.fake_connector import BOT, FakeTeams, fake_teams
from tests.town import GROUP, NAMES, TENANT, Town

CHANNEL = "19:nord@thread.tacv2"
Card = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    posted: tuple[Card, ...]  # the cards that were posted to the chat in answer

    @property
    def card(self) -> Card:
        """The one card that is shown now, wherever it was put."""
        if self.posted:
            (card,) = self.posted
            return card
        if "task" in self.body:
            shown: Card = self.body["task"]["value"]["card"]["content"]
            return shown
        replaced: Card = self.body["value"]
        return replaced


@dataclass
class TeamsClient:
    teams: FakeTeams
    client: TestClient[web.Request, web.Application]
    medvind: Medvind
    tenant: str = TENANT
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def says(self, person: str, text: str) -> Answer:
        return await self.sends(self._activity(person, text=text))

    async def presses(self, person: str, card: Card, button: str, /, **inputs: str) -> Answer:
        """A button of a card in her own chat; the card stands in the message `card-1`."""
        return await self._execute(self._activity(person), card, button, inputs)

    async def presses_in_channel(self, person: str, card: Card, button: str, message_id: str) -> Answer:
        activity = self._activity(
            person,
            conversation={
                "id": f"{CHANNEL};messageid={message_id}",
                "conversationType": "channel",
                "tenantId": self.tenant,
            },
            replyToId=message_id,
        )
        activity["channelData"] |= {
            "team": {"id": CHANNEL, "name": "Team Nord", "aadGroupId": GROUP},
            "channel": {"id": CHANNEL},
        }
        return await self._execute(activity, card, button, {})

    async def joins_the_team(self, person: str) -> Answer:
        """Medvind is added to the team: the first hello in its channel."""
        activity = self._activity(
            person,
            type="installationUpdate",
            action="add",
            text=None,
            conversation={
                "id": CHANNEL,
                "conversationType": "channel",
                "isGroup": True,
                "tenantId": self.tenant,
            },
        )
        activity["channelData"] |= {"team": {"id": CHANNEL, "name": "Team Nord", "aadGroupId": GROUP}}
        return await self.sends(activity)

    async def catches(self, person: str, text: str, author: str) -> Answer:
        """The message action on somebody's message."""
        user = {"id": author, "displayName": self.names[author]}
        message = {"body": {"contentType": "html", "content": f"<p>{text}</p>"}, "from": {"user": user}}
        value = {"commandId": "gemHistorie", "messagePayload": message}
        return await self._invokes(person, "composeExtension/fetchTask", value)

    async def submits(self, person: str, card: Card, button: str, /, **inputs: str) -> Answer:
        """A button in the message action's dialog."""
        data = values_of(card, _action(card, button), inputs)
        return await self._invokes(person, "composeExtension/submitAction", {"data": data})

    async def sends(self, activity: dict[str, Any], **headers: str) -> Answer:
        before = len(self.teams.sent)
        async with self.client.post("/api/messages", json=activity, headers=headers) as response:
            body = await response.text()
        # A reply quotes the id of what it answers; what the outbox sends meanwhile is something else.
        replies = [
            sent for sent in self.teams.sent[before:] if sent.path.endswith(f"/activities/{activity['id']}")
        ]
        cards = tuple(sent.json["attachments"][0]["content"] for sent in replies)
        return Answer(response.status, json.loads(body) if body else None, cards)

    def activity(self, person: str, **overrides: Any) -> dict[str, Any]:
        return self._activity(person, **overrides)

    async def _execute(
        self, activity: dict[str, Any], card: Card, button: str, inputs: dict[str, str]
    ) -> Answer:
        data = values_of(card, _action(card, button), inputs)
        value = {"action": {"type": "Action.Execute", "verb": data["do"], "data": data}}
        invoke = {key: entry for key, entry in activity.items() if key != "text"}
        return await self.sends({**invoke, "type": "invoke", "name": "adaptiveCard/action", "value": value})

    async def _invokes(self, person: str, name: str, value: dict[str, Any]) -> Answer:
        return await self.sends(self._activity(person, type="invoke", name=name, text=None, value=value))

    def _activity(self, person: str, **overrides: Any) -> dict[str, Any]:
        number = next(self._numbers)
        return self.teams.activity(
            **{
                "id": f"message-{number}",
                "from": {"id": f"29:{person}", "name": self.names[person], "aadObjectId": person},
                "recipient": {"id": BOT, "name": "Medvind"},
                "conversation": {
                    "id": f"a:{person}",
                    "conversationType": "personal",
                    "tenantId": self.tenant,
                },
                "channelData": {"tenant": {"id": self.tenant}},
                **overrides,
            }
        )


def _action(card: Card, button: str) -> dict[str, Any]:
    (found,) = [action for action in actions_of(card) if action["title"] == button]
    return found


@asynccontextmanager
async def in_teams(town: Town, tenant: str = TENANT) -> AsyncIterator[TeamsClient]:
    """The application as `medvind demo` runs it, with the fake connector on the other side."""
    settings = Settings(app_id=DEMO_APP, public_url="https://medvind.example")
    async with fake_teams() as (teams, session):
        medvind = Medvind(settings, town.database, session, open_edge(), clock=town.clock)
        async with TestClient(TestServer(medvind.application())) as client:
            yield TeamsClient(teams, client, medvind, tenant)
