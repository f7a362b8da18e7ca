"""Medvind's side of `benchmarks.turns`: a municipality, its people, and the stories that they hand in."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count, cycle
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from benchmarks.authority import Authority
from benchmarks.load import Answer, Server, request, run, started
from benchmarks.service import free_port
from domain.kinds import StoryState
from domain.organisation import AreaSpec, Organisation, PersonSpec, TeamSpec, UnitSpec
from storage import organisation
from storage.database import Database
from storage.month_keys import MonthKeys
from storage.tables import Story
from tests.databases import KEYS

APP_ID = "11111111-2222-4333-8444-555555555555"
TENANT = "aaaaaaaa-0000-4000-8000-00000000be4c"
# Where an invoke comes from. It is answered in the answer to the request: nothing is sent there.
SERVICE_URL = "https://smba.trafficmanager.net/emea/"
PEOPLE, UNITS, TEAMS = 2_000, 10, 40
STORY = "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs igen."


def environment(database_url: str, keys: Path) -> dict[str, str]:
    """The settings of a municipality that has everything `medvind run` asks for."""
    return {
        "MEDVIND_DATABASE_URL": database_url,
        "MEDVIND_APP_ID": APP_ID,
        "MEDVIND_APP_PASSWORD": "secret",
        "MEDVIND_TENANTS": TENANT,
        "MEDVIND_PUBLIC_URL": "https://medvind.example",
        "MEDVIND_CHECK_IN_KEYS": str(keys),
        "MEDVIND_DATA_KEY": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",  # that of tests.databases.KEYS
    }


async def found(database_url: str, keys: Path, people: int = PEOPLE) -> None:
    """Bring the schema up to date and the organisation in."""
    database = Database(database_url, KEYS, month_keys=MonthKeys(keys))
    await database.upgrade()
    async with database.write() as session:
        await organisation.apply(session, TENANT, _organisation(people), datetime.now(UTC))  # noqa: TID251
    await database.close()


async def told(database_url: str) -> int:
    """How many stories have been handed in."""
    database = Database(database_url, KEYS)
    handed_in = select(func.count()).select_from(Story).where(col(Story.state) != StoryState.DRAFT)
    async with database.read() as session:
        number = (await session.exec(handed_in)).one()
    await database.close()
    return number


@asynccontextmanager
async def running(authority: Authority, number: int, settings: Mapping[str, str]) -> AsyncIterator[Server]:
    """The service on the `number`-th core, listening."""
    port = free_port()
    command = (sys.executable, "-m", "benchmarks.ours", str(port), authority.metadata_url)
    async with started(number, port, *command, environment=settings) as server:
        yield server


class Crowd:
    """People who tell stories, each in her own chat; `bearer` is what Teams shows for them."""

    def __init__(self, bearer: str, people: int = PEOPLE) -> None:
        self._headers = {"Authorization": f"Bearer {bearer}"}
        self._people = cycle(range(people))
        self._turns = count()

    async def forms(self, servers: Sequence[Server], number: int) -> list[bytes]:
        """So many open forms, filled in: the requests that hand them in."""
        people = [next(self._people) for _ in range(number)]
        opened = await run(servers, [self.press(person, {"do": "story.open"}) for person in people])
        tokens = [_token(answer) for answer in opened.answers]
        return [self.press(person, filled(token)) for person, token in zip(people, tokens, strict=True)]

    def press(self, person: int, value: Mapping[str, str]) -> bytes:
        """The request that Teams sends when somebody presses a button."""
        activity = {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "id": f"f:{next(self._turns)}",
            "timestamp": "2026-11-23T07:30:00.000Z",
            "channelId": "msteams",
            "serviceUrl": SERVICE_URL,
            "from": {"id": f"29:{person}", "name": f"Anne Holm {person}", "aadObjectId": person_id(person)},
            "recipient": {"id": f"28:{APP_ID}", "name": "Medvind"},
            "conversation": {"id": f"a:{person}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "locale": "da-DK", "country": "DK"}],
            "value": {"action": {"type": "Action.Execute", "verb": value["do"], "data": value}},
        }
        return request("/api/messages", json.dumps(activity).encode(), self._headers)


def is_thanked(answer: Answer) -> bool:
    """It is the card that thanks for the story, and nothing else."""
    return answer.status == 200 and "Tak for historien" in str(json.loads(answer.body).get("value"))


def filled(token: str) -> dict[str, str]:
    return {
        "do": "story.send", "token": token, "title": "", "body": STORY, "theme": "citizen_focus",
        "name_shown": "none", "colleague": "nobody", "no_citizen": "true",
    }  # fmt: skip


def person_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def _token(answer: Answer) -> str:
    card: dict[str, Any] = json.loads(answer.body)["value"]
    token: str = card["actions"][0]["data"]["token"]
    return token


def _organisation(people: int) -> Organisation:
    units = tuple(UnitSpec(f"unit-{number}", f"Hjemmeplejen {number}") for number in range(UNITS))
    teams = tuple(
        TeamSpec(f"team-{number}", units[number % UNITS].id, f"Team {number}", None)
        for number in range(TEAMS)
    )
    everybody = tuple(_person(number, teams[number % TEAMS]) for number in range(people))
    return Organisation(AreaSpec("so", "Sundhed og Omsorg"), units, teams, (), everybody, (), ())


def _person(number: int, team: TeamSpec) -> PersonSpec:
    return PersonSpec(person_id(number), f"Anne Holm {number}", "sygeplejerske", team.unit_id, team.id)
