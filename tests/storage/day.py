"""A day of Medvind in which every name, text, number and id is a word that stands nowhere else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from bot.post import Delivered
from bot.talk import Speaker
from bot.terminal.chat import Chat
from dialogs.base import Place, PlaceKind
from dialogs.screens import AgendaCard
from domain.organisation import ContactSpec
from storage import access, heard, organisation
from tests.stories import filled
from tests.town import ANNE, BENTE, GROUP, METTE, NADIA, TENANT, Town, organisation_of_the_town

HERE = "https://smba.trafficmanager.net/emea/"


@dataclass
class Birds:
    """Hands out words that stand nowhere else, and knows them all."""

    seed: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    told: set[str] = field(default_factory=set)

    def __call__(self, kind: str) -> str:
        word = f"{kind} Gulspurv{self.seed}"
        self.told.add(word)
        return word


async def _found_town(town: Town, birds: Birds) -> None:
    wanted = organisation_of_the_town()
    people = tuple(
        replace(p, name=birds(f"Navn{n}"), title=birds(f"Titel{n}")) for n, p in enumerate(wanted.people)
    )
    contact = ContactSpec(
        birds("Alarm"), birds("Nummer"), birds("Note"), birds("Ejer"), wanted.contacts[0].checked
    )
    async with town.database.write() as session:
        await organisation.apply(
            session, TENANT, replace(wanted, people=people, contacts=(contact,)), town.clock()
        )


def _chat(town: Town, birds: Birds, person: str, name: str = "") -> Chat:
    place = Place(PlaceKind.PERSONAL, birds(f"Chat{person[-2:]}"), HERE)
    return Chat(town.talk, town.database, Speaker(TENANT, person, name), town.clock, place=place)


async def _tell_stories(town: Town, birds: Birds) -> None:
    """A draft, a story of one's own, and a colleague's words, whoever she is."""
    anne = _chat(town, birds, ANNE)
    await anne.says(birds("Vi gik en lang tur ned til åen sammen i dag"))
    await anne.says("del en god historie")
    await anne.taps(
        "Send historien", **filled(title=birds("Overskrift"), body=birds("Vi satte kaffe over i dag"))
    )
    for author, name in ((BENTE, birds("Bente")), ("somebody-new", birds("Ny"))):
        words = birds(f"De sang hele vejen hjem sammen med {name[:5]}")
        await anne.catches(words, author, name)
        await anne.taps("Send historien", **filled(body=words))
    bente = _chat(town, birds, BENTE)
    await bente.says("hej")
    await bente.taps("Ja, det er i orden")
    await _chat(town, birds, NADIA, birds("Nadia")).says("hej")


async def _meet(town: Town, birds: Birds) -> None:
    """The team's channel, its nudge, and a press on the card that was posted."""
    place = Place(PlaceKind.CHANNEL, birds("Kanal"), HERE, teams_group_id=GROUP)
    place = replace(place, card_id=birds("Kort"), thread_id=birds("Tråd"))
    mette = town.in_channel(METTE, place)
    await mette.says("hej")
    town.clock.set("2026-11-25 09:00")
    town.pillar.outcomes = [Delivered(birds(f"Besked{number}")) for number in range(6)]
    sent = await town.tick()
    card = next(screen for _, screen in sent if isinstance(screen, AgendaCard))
    await mette.submits({"do": "agenda.discussed", "token": card.discuss})
    await town.tick()
    birds.told -= {outcome.activity_id for outcome in town.pillar.outcomes}  # type: ignore[union-attr]


async def a_day(town: Town) -> Birds:
    """Everything that Medvind keeps, once: through the conversations, the nudges and the commands."""
    birds = Birds()
    await _found_town(town, birds)
    await _tell_stories(town, birds)
    await _meet(town, birds)
    async with town.database.write() as session:
        await access.create_token(session, TENANT, birds("Mærkat"), town.clock())
        mark = heard.mark_of(TENANT, ANNE, birds("Chat01"), "activity")
        await heard.remember(session, TENANT, mark, birds("Svar"), town.clock())
    return birds
