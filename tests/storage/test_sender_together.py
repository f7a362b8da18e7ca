"""A handful is composed together: one that cannot be made holds up nobody, and no button is sent unknown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from dialogs.base import Scene
from dialogs.screens import ConsentRequest, Screen
from nudges.registry import BY_MESSAGE
from storage.database import Database, Session
from storage.outbox import State
from storage.tables import Button, Outgoing, Person
from tests.storage.test_sender import asked
from tests.storage.test_sender_run import mail_for
from tests.stories import rows
from tests.town import BENTE, TENANT, Town


async def test_one_that_cannot_be_composed_holds_up_nobody(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its composing fails in the middle, after others have been composed and before the rest has."""
    nudge = BY_MESSAGE["undelivered"]

    async def stumbles(scene: Scene, row: Outgoing) -> Screen | None:
        if row.key == "n2":
            raise RuntimeError("a bug")
        return await nudge.compose(scene, row)

    monkeypatch.setitem(BY_MESSAGE, "undelivered", replace(nudge, compose=stumbles))
    await mail_for(town, 5)
    assert len(await town.tick()) == 4
    states = {row.key: (row.state, row.attempts) for row in await rows(town, Outgoing)}
    assert states.pop("n2") == (State.WAITING, 1)
    assert {states[f"n{number}"] for number in (0, 1, 3, 4)} == {(State.DELIVERED, 1)}


class Forgetful(Database):
    """Fails to commit the first of its turns: the one in which a handful is composed."""

    begun = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Session]:
        self.begun += 1
        first = self.begun == 1
        async with super().turn() as session:
            yield session
            if first:
                raise OperationalError("COMMIT", {}, Exception("away"))


async def test_no_button_is_sent_that_the_database_does_not_know(town: Town) -> None:
    await asked(town)
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, BENTE))).conversation_id = "a:bente"
    url = town.database.url.render_as_string(hide_password=False)
    town.sender.database = away = Forgetful(url, town.database.keys, town.clock)
    await town.sender.deliver(town.clock())
    await away.close()
    ((_, screen),) = town.pillar.sent
    assert isinstance(screen, ConsentRequest)
    assert away.begun == 1, "it was composed together, in vain"
    async with town.database.read() as session:
        for token in (screen.yes, screen.no):
            assert await session.get(Button, (TENANT, token)) is not None
