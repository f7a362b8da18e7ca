"""Two worlds of one plot: the same people, roles and incidents. In the second, one report more is told.

Leader is who must not notice. Teller works in her unit, and is the one who tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from bot.post import Address
from bot.talk import Speaker
from bot.teams.cards import card
from dialogs.base import Place, PlaceKind
from dialogs.screens import Incidents, IncidentSaved, Screen
from domain.calendar import at
from domain.incident import IncidentKind, WhoDidIt
from domain.kinds import ContactKind, Role
from domain.organisation import AreaSpec, ContactSpec, Organisation, PersonSpec, RoleSpec, UnitSpec
from storage import incidents, organisation
from storage.incidents import Registration
from storage.tables import Person
from tests.town import Clock, Town

UNITS = ("unit-nord", "unit-syd", "unit-vest")
FIRST_NAMES = ["Liv", "Xenia", "Yrsa", "Anja", "Birgit", "Carla", "Dorte", "Ellen", "Freja", "Gitte"]
LAST_NAMES = ["Lund", "Xu", "Yde", "Agger", "Bagger", "Clausen", "Dam", "Engel", "Frost", "Gade"]
LEADER, TELLER, YRSA, ANJA, BIRGIT, CARLA, DORTE, ELLEN, HEAD, ADMIN = (
    f"00000000-0000-4000-8000-0000000090{number:02}" for number in range(10)
)
EVERYBODY = (LEADER, TELLER, YRSA, ANJA, BIRGIT, CARLA, DORTE, ELLEN, HEAD, ADMIN)
NAMES = {id: f"{first} {last}" for id, first, last in zip(EVERYBODY, FIRST_NAMES, LAST_NAMES, strict=True)}
OTHERS = (YRSA, ANJA, BIRGIT, CARLA, DORTE, ELLEN)
CROWD = tuple(f"00000000-0000-4000-8000-0000000091{number:02}" for number in range(14))
DAYS = 40
FIRST = datetime(2026, 11, 23).date()


@dataclass(frozen=True)
class Plot:
    """What happens in both worlds: `events` are moments (aware UTC), what is done, and the dice for it."""

    seed: int
    roles: tuple[RoleSpec, ...]
    homes: Mapping[str, str]
    events: tuple[tuple[datetime, str, float], ...]
    crowded: bool  # enough incidents in the quarter for a pattern to be told

    def organisation(self) -> Organisation:
        crowd = tuple(PersonSpec(id, f"Mange {id[-2:]}", "medarbejder", UNITS[0], None) for id in CROWD)
        return Organisation(
            AreaSpec("so", "Sundhed og Omsorg"),
            tuple(UnitSpec(unit, f"Enhed {unit}") for unit in UNITS),
            (),
            (),
            tuple(PersonSpec(id, NAMES[id], "medarbejder", self.homes[id], None) for id in EVERYBODY)
            + (crowd if self.crowded else ()),
            self.roles,
            (ContactSpec("HR", "1234", "", "HR", FIRST, ContactKind.HR),),
        )


ACTS = ("register", "register", "register", "receive", "receive", "receive", "own", "own", "draft",
        "leader_receives", "leader_receives", "hand_over", "take_back", "move", "leave")  # fmt: skip


def plot(seed: int) -> Plot:
    dice = Random(seed)
    homes = {id: dice.choice(UNITS) for id in EVERYBODY} | {TELLER: UNITS[0], YRSA: UNITS[0]}
    homes[LEADER] = UNITS[0]
    events = []
    for day in range(1, DAYS):
        for hour in sorted(dice.sample(range(24), dice.choice([0, 0, 1]))):
            moment = at(FIRST + timedelta(days=day), time(hour, dice.randrange(5, 60)))
            events.append((moment, dice.choice(ACTS), dice.random()))
    begin = [(at(FIRST, time(11, 5 + n)), "register", dice.random()) for n in range(3)]
    return Plot(seed, _roles(dice), homes, (*begin, *events), crowded=dice.random() < 0.5)


def _roles(dice: Random) -> tuple[RoleSpec, ...]:
    """Leader receives what happens in the first unit, as one thing or another; the rest is chance."""
    hers = dice.choice([Role.LEADER, Role.LEADER, Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP])
    found = {(LEADER, hers, UNITS[0]), (ADMIN, Role.ADMINISTRATOR, None), (ADMIN, Role.EDITOR, None)}
    if dice.random() < 0.3:
        found.add((LEADER, Role.AREA_HEAD, None))
    if dice.random() < 0.6:
        found.add((HEAD, Role.AREA_HEAD, None))
    for unit in UNITS:
        for role in (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP):
            for _ in range(dice.choice([0, 1, 1, 2])):
                found.add((dice.choice((LEADER, *OTHERS)), role, unit))
    return tuple(RoleSpec(*one) for one in sorted(found, key=str))


@dataclass
class World:
    """One of the two. `numbers` are those of its incidents, in the order in which the plot made them."""

    town: Town
    tenant: str
    numbers: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)  # of the report that only one of the worlds has
    told: list[list[str]] = field(default_factory=list)  # what Leader has obtained, in order
    letters: dict[str, str] = field(default_factory=dict)  # her mail: of which look, and about what

    async def found(self, told: Plot) -> None:
        now = self.town.clock()
        async with self.town.database.write() as session:
            await organisation.apply(session, self.tenant, told.organisation(), now)
        for person in EVERYBODY:
            await self.says(person, "hej")
        if told.crowded:
            await self._crowd(now)

    async def _crowd(self, now: datetime) -> None:
        async with self.town.database.write() as session:
            for person_id in CROWD:
                person = await session.get_one(Person, (self.tenant, person_id))
                kind, who = IncidentKind.PHYSICAL_VIOLENCE, WhoDidIt.CITIZEN_OR_RELATIVE
                one = Registration(UNITS[0], person_id, kind, who, "outdoors", now)
                (await incidents.register(session, person, one, now)).due_at = None

    async def says(self, person: str, text: str) -> Sequence[Screen]:
        return (await self.town.talk.hear(self._speaker(person), place(person), text)).screens

    async def press(self, person: str, do: str, **fields: str) -> Screen:
        return await self.send(person, {"do": do, **fields})

    async def send(self, person: str, value: Mapping[str, Any]) -> Screen:
        said = await self.town.talk.press(self._speaker(person), place(person), value)
        (screen,) = said.screens
        return screen

    def registered(self, screen: Screen, *, hidden: bool = False) -> None:
        if isinstance(screen, IncidentSaved):
            (self.hidden if hidden else self.numbers).append(screen.number)

    def obtained(self, *seen: object) -> None:
        self.told.append([written(one) for one in seen])

    def arrived(self, mail: Sequence[tuple[Address, Screen]], first: int) -> None:
        """What has come for Leader; what left at one moment has no order that means anything."""
        batch = []
        for place_in_all, (address, screen) in enumerate(mail, first):
            if address.tenant_id == self.tenant and address.person_id == LEADER:
                which = f"{len(self.told)} {getattr(screen, 'number', '')}"
                self.letters[f"message-{place_in_all}"] = which
                replaced = self.letters.get(address.replaces, "new") if address.replaces else ""
                batch.append((screen, f"{address.conversation_id} {replaced} {written(screen)}"))
        kept = [text for screen, text in batch if not self.is_hers(screen)]
        if kept:
            self.told.append([f"{self.town.clock():%Y-%m-%d %H:%M} mail", *kept])

    def without_hers(self, listed: Incidents) -> Incidents:
        """Her list, without the report in which she is the one whom it hit."""
        return replace(listed, own=tuple(line for line in listed.own if line.number not in self.hidden))

    def is_hers(self, screen: Screen) -> bool:
        """Is it about the hidden report, and as the one whom it hit? That she may see."""
        about = getattr(screen, "number", None) in self.hidden
        named = type(screen).__name__ in ("IncidentStatus", "IncidentAsk")
        return about and (named or getattr(screen, "to", "") == "hit")

    def _speaker(self, person: str) -> Speaker:
        return Speaker(self.tenant, person, NAMES[person])


def place(person: str) -> Place:
    return Place(PlaceKind.PERSONAL, f"new:{person}", "https://smba.trafficmanager.net/emea/")


def written(seen: object) -> str:
    return f"{type(seen).__name__} {card(seen, 'da')}" if isinstance(seen, Screen) else str(seen)


def clock_at(clock: Clock, moment: datetime) -> None:
    clock.now = max(clock.now, moment)
