"""The sender: what is due goes out, what fails is tried again, and nothing waits behind a broken row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.post import Address, Outcome, Refused, Retry, Uncertain
from dialogs.screens import ConsentRequest, Screen
from storage import outbox
from storage.outbox import State
from storage.tables import Outgoing, Person
from tests.stories import filled, rows
from tests.town import ANNE, BENTE, NAMES, Town

WORDS = "Vi fik alle med ned til søen i dag, fordi nogen tog sig tid til at vente."


async def asked(town: Town) -> None:
    """Bente's words are sent by Anne: a deadline waits in the outbox."""
    anne = town.chat(ANNE)
    await anne.catches(WORDS, BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled(body=WORDS))
    async with town.database.write() as session:
        bente = await session.get_one(Person, (anne.speaker.tenant_id, BENTE))
        bente.service_url = "https://smba.example/"


async def test_a_person_without_a_chat_gets_one(town: Town) -> None:
    await asked(town)
    ((address, screen),) = await town.tick()
    assert address.conversation_id == f"new:{BENTE}"
    assert isinstance(screen, ConsentRequest)
    (person,) = [person for person in await rows(town, Person) if person.id == BENTE]
    assert person.conversation_id == address.conversation_id


@pytest.mark.parametrize("outcome", [Uncertain("502"), Retry(None), Retry(20)])
async def test_a_deadline_is_tried_until_it_is_there(town: Town, outcome: Outcome) -> None:
    await asked(town)
    town.pillar.outcomes = [outcome] * 3
    sent = 0
    for _ in range(6):
        sent += len(await town.tick())
        town.clock.now += timedelta(hours=1)
    assert sent == 1
    (row,) = await rows(town, Outgoing)
    assert row.state == State.DELIVERED


async def test_a_deadline_does_not_become_a_drizzle(town: Town) -> None:
    """Teams delivers but answers 502 for a week: a handful of copies, not hundreds."""
    await asked(town)
    town.pillar.outcomes = [Uncertain("502")] * 1000
    for _ in range(7 * 24 * 4):
        await town.tick()
        town.clock.now += timedelta(minutes=15)
    assert 1000 - len(town.pillar.outcomes) < 15


class Stumbling:
    """A post that raises the first time, as a library with a bug would."""

    def __init__(self, town: Town) -> None:
        self.pillar, self.stumbled = town.pillar, False

    async def open_chat(self, address: Address) -> Address | Outcome:
        if not self.stumbled:
            self.stumbled = True
            raise OSError("the network card sneezed")
        return await self.pillar.open_chat(address)

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        return await self.pillar.send(address, screen, language)


async def test_one_hiccup_does_not_end_a_deadline(town: Town) -> None:
    await asked(town)
    town.sender.post = Stumbling(town)
    assert await town.tick() == []
    town.clock.now += timedelta(minutes=1)
    assert len(await town.tick()) == 1


async def test_what_is_refused_is_not_tried_again(town: Town) -> None:
    await asked(town)
    town.pillar.outcomes = [Refused("ConversationBlockedByUser")]
    await town.tick()
    town.clock.now += timedelta(days=2)
    assert await town.tick() == []
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.reason) == (State.REFUSED, "ConversationBlockedByUser")


async def test_asking_about_another_moment_leaves_the_leases_alone(town: Town) -> None:
    """`medvind tick --at` a day ahead must not believe that what is being sent now was lost."""
    await asked(town)
    async with town.database.write() as session:
        await outbox.claim(session, "the running service", town.clock(), limit=1)
    assert await town.sender.deliver(town.clock() + timedelta(days=1)) == 0
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.owner) == (State.SENDING, "the running service")
