"""Streets at the front door, all in one database: each is a tenant of its own."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.database import Database
from storage.month_keys import MonthKeys
from tests.databases import KEYS

from .fake_connector import fake_teams
from .street import Street, one_database, street

NewStreet = Callable[[], Awaitable[Street]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with one_database(request, tmp_path_factory) as url:
        yield url


@pytest.fixture
async def new_street(shared_url: str, tmp_path: Path) -> AsyncIterator[NewStreet]:
    """A street at each call, in which nobody has said anything yet."""
    async with AsyncExitStack() as stack:
        database = Database(shared_url, KEYS, month_keys=MonthKeys(tmp_path / "month-keys"))
        stack.push_async_callback(database.close)
        teams, session = await stack.enter_async_context(fake_teams())
        yield lambda: stack.enter_async_context(street(database, teams, session, uuid.uuid4().hex))


@pytest.fixture
async def here(new_street: NewStreet) -> Street:
    return await new_street()
