"""The cast: people with roles, and what each of them may see. Charlie-like outsiders included.

Anne      care worker, Hjemmeplejen Grenaa, Team Nord
Mette     her leader;  Jonas the deputy;  Samira the work environment representative
Karen     editor and administrator of the whole area
Bente     care worker in another unit
Nadia     of the same tenant, but the organisation does not know her
Otto      of another tenant
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.post import Address, Delivered, Outcome
from bot.sender import Sender
from bot.talk import Speaker, Talk
from bot.terminal.chat import Chat
from dialogs.base import Place, PlaceKind
from dialogs.screens import Screen
from domain.calendar import at
from domain.kinds import Cadence, ForumKind, Role
from domain.organisation import (
    AreaSpec,
    ContactSpec,
    ForumSpec,
    MeetingSpec,
    Organisation,
    PersonSpec,
    RoleSpec,
    TeamSpec,
    UnitSpec,
)
from nudges.plan import plan
from storage import organisation
from storage.database import Database

TENANT, OTHER_TENANT = "tenant-norddjurs", "tenant-elsewhere"
GRENAA, LAERKEN = "hjemmeplejen-grenaa", "plejecenter-laerken"
NORD = "team-nord"
ANNE, METTE, JONAS, SAMIRA, KAREN, BENTE, NADIA, OTTO = (
    f"00000000-0000-4000-8000-0000000000{number:02}" for number in range(1, 9)
)
NAMES = {
    ANNE: "Anne Holm",
    METTE: "Mette Ravn",
    JONAS: "Jonas Vestermark",
    SAMIRA: "Samira Yildirim",
    KAREN: "Karen Lindhøj",
    BENTE: "Bente Krogh",
    NADIA: "Nadia Petrova",
    OTTO: "Otto Fremmed",
}
TITLES = {ANNE: "social- og sundhedsassistent", BENTE: "sygeplejerske"}
GROUP = "00000000-0000-4000-8000-0000000000e1"
CHANNEL = Place(
    PlaceKind.CHANNEL,
    "19:nord@thread.tacv2",
    "https://smba.trafficmanager.net/emea/",
    teams_name="Team Nord",
    teams_group_id=GROUP,
)


def organisation_of_the_town() -> Organisation:
    units = {BENTE: LAERKEN}
    people = tuple(
        PersonSpec(id, NAMES[id], TITLES.get(id, "medarbejder"), units.get(id, GRENAA), None)
        for id in (ANNE, METTE, JONAS, SAMIRA, KAREN, BENTE)
    )
    thursdays = MeetingSpec(3, time(14, 30), Cadence.WEEKLY, date(2026, 11, 26))
    meeting = ForumSpec(NORD, ForumKind.TEAM_MEETING, "Team Nord", GRENAA, NORD, meeting=thursdays)
    roles = (
        RoleSpec(METTE, Role.LEADER, GRENAA),
        RoleSpec(JONAS, Role.DEPUTY, GRENAA),
        RoleSpec(SAMIRA, Role.WORK_ENVIRONMENT_REP, GRENAA),
        RoleSpec(KAREN, Role.EDITOR, None),
        RoleSpec(KAREN, Role.ADMINISTRATOR, None),
    )
    return Organisation(
        AreaSpec("so", "Sundhed og Omsorg"),
        (UnitSpec(GRENAA, "Hjemmeplejen Grenaa"), UnitSpec(LAERKEN, "Plejecenter Lærken")),
        (TeamSpec(NORD, GRENAA, "Team Nord", GROUP),),
        (meeting,),
        people,
        roles,
        (ContactSpec("Alarm", "1-1-2", "Ved fare.", "HR", date(2026, 11, 2)),),
    )


class Clock:
    """Time stands still until the test moves it; every reading is aware UTC."""

    def __init__(self) -> None:
        self.now = at(date(2026, 11, 23), time(10))

    def set(self, local: str) -> None:
        """`2026-11-26 09:00` in Copenhagen."""
        there = datetime.fromisoformat(local).replace(tzinfo=UTC)
        self.now = at(there.date(), there.time())

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Pillar:
    """A post that remembers what it was given, and answers what the test has put in `outcomes`."""

    sent: list[tuple[Address, Screen]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    asked: int = 0

    async def open_chat(self, address: Address) -> Address | Outcome:
        self.asked += 1
        return Address(address.tenant_id, address.service_url, f"new:{address.person_id}", address.person_id)

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        self.asked += 1
        outcome = self.outcomes.pop(0) if self.outcomes else Delivered(f"message-{len(self.sent)}")
        if isinstance(outcome, Delivered):
            self.sent.append((address, screen))
        return outcome


@dataclass
class Town:
    database: Database
    clock: Clock
    talk: Talk
    pillar: Pillar
    sender: Sender

    @classmethod
    async def found(cls, database: Database, clock: Clock) -> Town:
        async with database.write() as session:
            await organisation.apply(session, TENANT, organisation_of_the_town(), clock())
        return cls.of(database, clock)

    @classmethod
    def of(cls, database: Database, clock: Clock) -> Town:
        """The town of a database in which it has been founded."""
        pillar = Pillar()
        url = "https://medvind.example"
        sender = Sender(database, pillar, clock, "da", url, owner="test")
        talk = Talk(database, clock, language="da", public_url=url, wake=sender.wake)
        return cls(database, clock, talk, pillar, sender)

    def chat(self, person: str, tenant: str = TENANT) -> Chat:
        """The person's own chat with Medvind."""
        return Chat(self.talk, self.database, Speaker(tenant, person, NAMES[person]), self.clock)

    def in_channel(self, person: str, place: Place = CHANNEL) -> Chat:
        """The person in the team's channel."""
        speaker = Speaker(TENANT, person, NAMES[person])
        return Chat(self.talk, self.database, speaker, self.clock, place=place)

    async def tick(self) -> Sequence[tuple[Address, Screen]]:
        """Plan and deliver what is due now; returns what was sent by it."""
        before = len(self.pillar.sent)
        planned = True
        while planned:
            async with self.database.write() as session:
                planned = bool(await plan(session, self.clock()))
        while await self.sender.deliver(self.clock()):
            pass
        return self.pillar.sent[before:]
