"""A deadline that lies in the outbox turns `/readyz` red, unless somebody has good reasons to hold it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import update

from storage import delivery, outbox
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing
from tests.town import ANNE, OTHER_TENANT, TENANT, Town
from tests.web.desk import Desk
from tests.web.watch import later, status, watching


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    """Only what is asked about health: a running sender would empty the outbox and wait for the locks too."""
    async with watching(town) as desk:
        yield desk


async def a_message(town: Town, delivery_class: DeliveryClass = DeliveryClass.DEADLINE) -> None:
    """Something to be said, due in an hour; nobody is woken for it."""
    due = town.clock() + timedelta(hours=1)
    note = outbox.to_person(
        ANNE, message="consent_request", object_id="x", key="x", delivery_class=delivery_class, not_before=due
    )
    async with town.database.write() as session:
        assert await outbox.add(session, TENANT, note, town.clock())
    town.clock.now = due


async def change(town: Town, **values: Any) -> None:
    async with town.database.write() as session:
        await session.exec(update(Outgoing).values(**values))


async def test_an_outbox_that_nobody_empties(desk: Desk) -> None:
    await a_message(desk.town)
    desk.town.clock.now += timedelta(minutes=5)
    assert await status(desk) == "ok"
    assert await later(desk) == "outbox"
    await change(desk.town, state=State.DELIVERED)
    assert await later(desk) == "ok"


async def test_only_what_must_not_be_lost_can_be_late(desk: Desk) -> None:
    await a_message(desk.town, DeliveryClass.NUDGE)
    desk.town.clock.now += timedelta(days=1)
    assert await status(desk) == "ok"


async def test_a_message_whose_sender_has_died_is_late_too(desk: Desk) -> None:
    await a_message(desk.town)
    await change(desk.town, state=State.SENDING, lease_until=desk.town.clock() + outbox.LEASE)
    desk.town.clock.now += timedelta(minutes=5)
    assert await status(desk) == "ok"
    desk.town.clock.now += outbox.LEASE
    assert await later(desk) == "outbox"


async def test_mail_that_is_held_is_not_late(desk: Desk) -> None:
    """After a restore an administrator releases it; another process could not mend that."""
    await a_message(desk.town)
    desk.town.clock.now += timedelta(hours=1)
    async with desk.town.database.write() as session:
        await delivery.hold(session, desk.town.clock())
    assert await status(desk) == "ok"
    async with desk.town.database.write() as session:
        await delivery.release(session)
    assert await later(desk) == "outbox"


@pytest.mark.parametrize(("tenant", "word"), [(TENANT, "ok"), (OTHER_TENANT, "outbox")])
async def test_mail_that_teams_has_paused_is_not_late(desk: Desk, tenant: str, word: str) -> None:
    """What it does in another tenant is no excuse."""
    await a_message(desk.town)
    desk.town.clock.now += timedelta(hours=1)
    async with desk.town.database.write() as session:
        await delivery.pause(session, tenant, desk.town.clock() + timedelta(minutes=1))
    assert await status(desk) == word
    desk.town.clock.now += timedelta(minutes=1)
    assert await later(desk) == "outbox"
