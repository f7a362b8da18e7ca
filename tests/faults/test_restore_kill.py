"""T23: whoever takes or restores a backup is killed, and nothing is by halves: not the file, not the database."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from storage import backup
from storage.database import Database
from tests.databases import KEYS
from tests.faults.forks import KILLED, Blow, Told, run
from tests.storage import populated
from tests.storage.test_backup import content, expected, files_beside, nobody, tables_with_rows
from tests.storage.test_rotation import everything

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KILLS, TENANTS = 8, ("killed-one", "killed-two")


def taking(told: Told, url: str, file: Path) -> None:
    """In a process of its own, a row at a time: there are more places to die in."""
    backup.ROWS = 1
    asyncio.run(backup.take(Database(url, KEYS), file, NOW, lambda done, _total: told(done)))


def restoring(told: Told, url: str, file: Path) -> None:
    backup.ROWS = 1

    async def restore() -> None:
        reader = backup.Reader(io.BytesIO(content(file)), KEYS)
        await backup.restore(Database(url, KEYS), reader, NOW, lambda done, _total: told(done))

    asyncio.run(restore())


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Database]:
    """What is to be saved; which database it is in makes no difference to what is killed."""
    database = Database(f"sqlite:///{tmp_path}/full.db", KEYS)
    await database.upgrade()
    async with database.write() as session:
        for tenant in TENANTS:
            await populated.fill(session, tenant)
    yield database
    await database.close()


async def test_a_restore_that_is_killed_leaves_nothing(
    full: Database, database: Database, tmp_path: Path
) -> None:
    """And the next one starts from nothing and comes to its end."""
    file, dice = tmp_path / "medvind.backup", Random(23)
    rows = await backup.take(full, file, NOW, nobody)
    url = database.url.render_as_string(hide_password=False)
    for _ in range(KILLS):
        blow = Blow(dice.randint(1, sum(rows.values())))
        assert await asyncio.to_thread(run, restoring, url, file, blow=blow) == KILLED
        assert await tables_with_rows(database) == set()
    assert await asyncio.to_thread(run, restoring, url, file) == 0
    assert await everything(database) == expected(await everything(full))


async def test_a_backup_that_is_killed_leaves_the_one_before(full: Database, tmp_path: Path) -> None:
    file, dice = tmp_path / "medvind.backup", Random(24)
    rows = await backup.take(full, file, NOW, nobody)
    before, url = content(file), full.url.render_as_string(hide_password=False)
    for _ in range(KILLS):
        blow = Blow(dice.randint(1, sum(rows.values())))
        assert await asyncio.to_thread(run, taking, url, file, blow=blow) == KILLED
        assert content(file) == before
    assert len(files_beside(file)) > 1, "it was killed while it was writing"
