"""The sender: what is due goes out, what fails is tried again, and nothing waits behind a broken row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.post import Address, Delivered, Outcome, Refused, Retry, Uncertain
from bot.settling import settle_all
from dialogs.screens import ConsentRequest, Screen, Undelivered
from storage import delivery, outbox
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing, Person
from tests.stories import filled, rows
from tests.town import ANNE, BENTE, KAREN, NAMES, TENANT, Town

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
    row = await request(town)
    assert (row.state, row.reason) == (State.REFUSED, "ConversationBlockedByUser")


GONE = Refused("BotNotInConversationRoster", unreachable=True)


async def request(town: Town) -> Outgoing:
    return next(row for row in await rows(town, Outgoing) if row.message == "consent_request")


async def test_a_deadline_that_reaches_nobody_is_told_to_the_administrator(town: Town) -> None:
    """Within the minute, once, by name, and without what it was about (safety.md F13)."""
    await asked(town)
    town.pillar.outcomes = [GONE]
    ((address, screen),) = await town.tick()
    assert (address.person_id, screen) == (KAREN, Undelivered(NAMES[BENTE]))
    town.clock.now += timedelta(days=2)
    assert await town.tick() == []


async def test_that_the_administrator_is_out_of_reach_is_no_message_to_the_administrator(town: Town) -> None:
    await asked(town)
    town.pillar.outcomes = [GONE, GONE]
    assert await town.tick() == []
    assert sorted(row.state for row in await rows(town, Outgoing)) == [State.REFUSED, State.REFUSED]


async def test_a_nudge_that_is_refused_bothers_nobody(town: Town) -> None:
    await asked(town)
    async with town.database.write() as session:
        (row,) = (await session.exec(select(Outgoing))).all()
        row.delivery_class = DeliveryClass.NUDGE
    town.pillar.outcomes = [GONE]
    assert await town.tick() == []
    assert len(await rows(town, Outgoing)) == 1


async def test_nothing_more_goes_to_where_nothing_arrives(town: Town) -> None:
    """Not one request to Teams, until she is heard from again."""
    await asked(town)
    town.pillar.outcomes = [GONE]
    await town.tick()
    asks = town.pillar.asked
    await remind(town, "again")
    assert await town.tick() == []
    assert town.pillar.asked == asks
    await town.chat(BENTE).says("hej")
    await remind(town, "back")
    assert len(await town.tick()) == 1


async def remind(town: Town, key: str) -> None:
    """One more message for Bente, about the same question."""
    row = await request(town)
    note = outbox.to_person(
        BENTE,
        message="consent_request",
        object_id=row.object_id,
        key=key,
        delivery_class=DeliveryClass.NUDGE,
        not_before=town.clock(),
    )
    async with town.database.write() as session:
        await outbox.add(session, TENANT, note, town.clock())


async def test_when_teams_throttles_the_whole_tenant_pauses(town: Town) -> None:
    """Also for a message that has not been tried: and for nobody else's tenant."""
    await asked(town)
    await remind(town, "another")
    town.pillar.outcomes = [Retry(30, throttled=True)]
    async with town.database.write() as session:
        (first, *_) = await outbox.claim(session, "test", town.clock(), limit=1)
        await settle_all(session, "test", [(first, Retry(30, throttled=True))], town.clock())
    for seconds, sent in ((0, 0), (29, 0), (30, 2)):
        town.clock.now += timedelta(seconds=seconds)
        town.pillar.outcomes = []
        assert len(await town.tick()) == sent
        town.clock.now -= timedelta(seconds=seconds)


async def test_what_is_held_waits_for_its_release(town: Town) -> None:
    await asked(town)
    async with town.database.write() as session:
        await delivery.hold(session, town.clock())
    assert await town.tick() == []
    async with town.database.write() as session:
        assert await outbox.next_due(session) is None
        await delivery.release(session)
    assert len(await town.tick()) == 1


async def test_a_message_whose_turn_is_far_away_is_given_back_untried(town: Town) -> None:
    """The eighth in one conversation within the second waits; nobody waits behind it."""
    await asked(town)
    for number in range(2 * 8):
        await remind(town, f"n|{number}")
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        town.clock.now += timedelta(seconds=seconds)

    town.sender.sleep = sleep
    moments = []
    while await town.sender.deliver(town.clock()):
        moments.append(town.clock())
    assert len(town.pillar.sent) == 17
    assert waited, "Teams' windows do not let seventeen through at once"


async def test_a_deadline_goes_before_a_nudge(town: Town) -> None:
    await a_nudge_and_a_deadline(town)
    async with town.database.write() as session:
        (row,) = await outbox.claim(session, "s", town.clock(), limit=1)
    assert row.key == "deadline"


async def a_nudge_and_a_deadline(town: Town) -> None:
    """A nudge that has waited for an hour, and a deadline that has not."""
    hour = timedelta(hours=1)
    for key, kind, moment in (
        ("nudge", DeliveryClass.NUDGE, town.clock() - hour),
        ("deadline", DeliveryClass.DEADLINE, town.clock()),
    ):
        note = outbox.Note(key, "consent_request", "gone", kind, moment, person_id=ANNE)
        async with town.database.write() as session:
            await outbox.add(session, TENANT, note, town.clock())


async def test_that_it_arrived_counts_even_after_the_lease(town: Town) -> None:
    """The database was away for more than a minute after Teams had said yes."""
    await asked(town)
    async with town.database.write() as session:
        (row,) = await outbox.claim(session, "test", town.clock(), limit=1)
    town.clock.now += timedelta(minutes=2)
    async with town.database.write() as session:
        await outbox.settle_lost_leases(session, town.clock())
    async with town.database.write() as session:
        await settle_all(session, "test", [(row, Delivered("m"))], town.clock())
    assert (await request(town)).state == State.DELIVERED


async def test_asking_about_another_moment_leaves_the_leases_alone(town: Town) -> None:
    """`medvind tick --at` a day ahead must not believe that what is being sent now was lost."""
    await asked(town)
    async with town.database.write() as session:
        await outbox.claim(session, "the running service", town.clock(), limit=1)
    assert await town.sender.deliver(town.clock() + timedelta(days=1)) == 0
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.owner) == (State.SENDING, "the running service")
