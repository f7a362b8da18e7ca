"""A town at the front door: real conversations behind it, real HTTP before it, and Microsoft faked around it.

Nothing is sent by itself: what the outbox holds stays there to be counted.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import aiohttp
import pytest
import sqlmodel
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from bot.photo import Darkroom
from bot.teams import hosts
from bot.teams.credentials import NoToken
from bot.teams.gate import OpenGate
from bot.teams.pictures import Pictures, Places
from bot.teams.turns import TeamsTurns
from bot.terminal.chat import actions_of, values_of
from storage import organisation
from storage.ballot import open_ballot
from storage.check_ins import State as CheckInState
from storage.database import Database
from storage.month_keys import month_of
from storage.tables import CheckInRound, Incident
from tests.databases import PostgreSQL
from tests.town import CHANNEL, GROUP, NAMES, Clock, Town, organisation_of_the_town

from .door import Client, RecordingTurns, front_door
from .fake_connector import BOT, FakeTeams

Activity = dict[str, Any]
Card = dict[str, Any]
MESSAGE_ID = "1700000000001"  # the card in the channel


@dataclass(frozen=True)
class Answered:
    """What came back: the very bytes of the HTTP answer, and the cards that were posted."""

    status: int
    text: str
    posted: tuple[Card, ...]

    @property
    def cards(self) -> list[Card]:
        """Every card that is shown now, wherever it was put."""
        body = json.loads(self.text) if self.text else {}
        shown = list(self.posted)
        if "task" in body:
            shown.append(body["task"]["value"]["card"]["content"])
        elif isinstance(body.get("value"), dict):
            shown.append(body["value"])
        return shown

    @property
    def card(self) -> Card:
        (card,) = self.cards
        return card

    def __str__(self) -> str:
        return json.dumps([json.loads(self.text or "null"), self.posted], ensure_ascii=False)


@dataclass
class Street:
    town: Town
    teams: FakeTeams
    client: Client
    tenant: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def deliver(self, activity: Activity, id: str = "") -> Answered:
        """Teams brings it once, with this id."""
        sent = {**activity, "id": id or f"activity-{next(self._numbers)}"}
        before = len(self.teams.sent)
        async with self.client.post("/api/messages", json=sent) as response:
            text = await response.text()
        return Answered(response.status, text, tuple(self.posted(sent["id"], before)))

    def posted(self, id: str, since: int = 0) -> list[Card]:
        """The cards that answered the activity with this id."""
        return [
            sent.json["attachments"][0]["content"]
            for sent in self.teams.sent[since:]
            if sent.path.endswith(f"/activities/{id}")
        ]

    def message(self, person: str, text: str | None, **more: Any) -> Activity:
        return self.teams.activity(
            **{
                "from": {"id": f"29:{person}", "name": NAMES[person], "aadObjectId": person},
                "recipient": {"id": BOT, "name": "Medvind"},
                "conversation": {
                    "id": f"a:{person}",
                    "conversationType": "personal",
                    "tenantId": self.tenant,
                },
                "channelData": {"tenant": {"id": self.tenant}},
                "text": text,
                **more,
            }
        )

    def in_channel(
        self, activity: Activity, *, group: str | None = GROUP, name: str = "Team Nord"
    ) -> Activity:
        """The same, in the team's channel, under the card that stands there."""
        place = CHANNEL.conversation_id
        there = {"id": f"{place};messageid={MESSAGE_ID}", "conversationType": "channel"}
        team = {"id": place, "name": name, "aadGroupId": group}
        data = {"tenant": {"id": self.tenant}, "team": team, "channel": {"id": place}}
        conversation = {**there, "tenantId": self.tenant}
        return {**activity, "conversation": conversation, "channelData": data, "replyToId": MESSAGE_ID}

    def installs(self, person: str) -> Activity:
        return self.message(person, None, type="installationUpdate", action="add")

    def invoke(self, person: str, name: str, value: Mapping[str, Any]) -> Activity:
        return self.message(person, None, type="invoke", name=name, value=value)

    def execute(self, person: str, data: Mapping[str, Any]) -> Activity:
        """A button of a card, as clients send it today."""
        value = {"action": {"type": "Action.Execute", "verb": data.get("do"), "data": data}}
        return self.invoke(person, "adaptiveCard/action", value)

    def submit(
        self, person: str, data: Mapping[str, Any], name: str = "composeExtension/submitAction"
    ) -> Activity:
        """A button of the card in a dialog."""
        return self.invoke(person, name, {"data": data})

    def old_submit(self, person: str, data: Mapping[str, Any]) -> Activity:
        """A button as old clients send it: a message without a word."""
        return self.message(person, None, value=dict(data))

    def catches(self, person: str, text: str, author: str | None) -> Activity:
        """The message action on somebody's message."""
        user = {"id": author, "displayName": NAMES[author]} if author else None
        message = {"body": {"contentType": "text", "content": text}, "from": {"user": user}}
        return self.invoke(
            person, "composeExtension/fetchTask", {"commandId": "gemHistorie", "messagePayload": message}
        )

    async def raw(self, but: Collection[str] = ("heard",)) -> dict[str, list[str]]:
        """Every row of every table as it lies there, sealed texts and all."""
        kept = {}
        async with self.town.database.read() as session:
            connection = await session.connection()
            for table in SQLModel.metadata.sorted_tables:
                if table.name not in but:
                    rows = await connection.execute(table.select().where(table.c.tenant_id == self.tenant))
                    kept[table.name] = sorted(map(repr, rows.all()))
        return kept

    async def opened(self, but: Collection[str]) -> dict[str, list[str]]:
        """What every row says, whatever its ids and its tenant are: the same wherever the same was done.

        Of an open round of check-ins, how often each answer is counted.
        """
        kept = {}
        async with self.town.database.read() as session:
            for mapper in SQLModel._sa_registry.mappers:
                table: Any = mapper.class_
                if table.__tablename__ not in but:
                    rows = await session.exec(sqlmodel.select(table).where(table.tenant_id == self.tenant))
                    kept[table.__tablename__] = sorted(map(self._without_ids, rows))
        return kept

    def _without_ids(self, row: SQLModel) -> str:
        told = row.model_dump()
        if isinstance(row, Incident):
            told |= {"number": "drawn"}
        if isinstance(row, CheckInRound) and row.state == CheckInState.OPEN:
            keys = self.town.database.month_keys
            assert keys
            ballot = open_ballot(row.tenant_id, row.id, keys.open(month_of(row.closes_on)), row.wrapped)
            told |= {"wrapped": "", "tally": ballot.open(row.tally)}
        return re.sub("[0-9a-f]{20,40}", "#", str(told).replace(self.tenant, "here"))


def data_of(card: Card, do: str, **inputs: str) -> dict[str, Any]:
    """What a client sends when the first button that does `do` is pressed, with the fields filled so."""
    action = next(action for action in actions_of(card) if action.get("data", {}).get("do") == do)
    return values_of(card, action, inputs)


def sent_with(activity: Activity) -> dict[str, Any]:
    """What a button's activity carries: its data and the fields."""
    value: dict[str, Any] = activity["value"]
    data: dict[str, Any] = value.get("data") or value.get("action", {}).get("data") or value
    return data


def sending(activity: Activity, data: Any) -> Activity:
    """The same button with other data."""
    value: dict[str, Any] = activity["value"]
    if "action" in value:
        return {**activity, "value": {"action": {**value["action"], "data": data}}}
    return {**activity, "value": {"data": data} if "data" in value else data}


@asynccontextmanager
async def street(
    database: Database, teams: FakeTeams, session: aiohttp.ClientSession, tenant: str
) -> AsyncIterator[Street]:
    """A new town for this tenant, and its front door."""
    town = await Town.found(database, Clock())
    async with database.write() as transaction:
        await organisation.apply(transaction, tenant, organisation_of_the_town(), town.clock())
    places = Places(hosts.is_loopback, hosts.is_loopback_file)
    look = Pictures(session, NoToken(), places, Darkroom()).look
    turns = cast(RecordingTurns, TeamsTurns(town.talk, "da", look))
    async with front_door(OpenGate(), turns, teams, session) as client:
        yield Street(town, teams, client, tenant)


@contextmanager
def one_database(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Iterator[str]:
    """For a whole module, of the kind that its fixture asks for: every street is a tenant of its own."""
    if request.param == "sqlite":
        path = factory.mktemp("streets") / "medvind.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        server: PostgreSQL = request.getfixturevalue("postgres")
        with server.fresh_database() as url:
            yield url


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement, in order, that the database is given meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    with _listening(database, "before_cursor_execute", note):
        yield statements


@contextmanager
def failing_at(database: Database, beginning: str) -> Iterator[None]:
    """The database goes away when it is given a statement that begins so."""

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(beginning):
            raise OperationalError(statement, {}, OSError("gone"))

    with _listening(database, "before_cursor_execute", fail):
        yield


@contextmanager
def _listening(database: Database, name: str, listener: Callable[..., None]) -> Iterator[None]:
    for engine in {database.engine, database.turns}:
        event.listen(engine.sync_engine, name, listener)
    yield
    for engine in {database.engine, database.turns}:
        event.remove(engine.sync_engine, name, listener)
