"""Both databases, a town with people in it, and a clock that the test holds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.month_keys import MonthKeys
from tests import observer
from tests.databases import KEYS, PostgreSQL, migrated
from tests.town import Clock, Town

Some = Callable[[Iterable[Any], int], list[Any]]

for name in [name for name in os.environ if name.startswith("MEDVIND_")]:
    del os.environ[name]  # the tests are not to be coloured by the machine they run on


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full", action="store_true", help="the proofs at full size: `make chaos`, and minutes more"
    )


@pytest.fixture
def some(request: pytest.FixtureRequest, database_url: str) -> Some:
    """`some(things, n)`: all of them on SQLite, every n-th on PostgreSQL, and with --full all on both.

    For proofs whose cases differ in our code and not in the database: CI has forty minutes.
    """
    whole = database_url.startswith("sqlite") or request.config.getoption("--full")
    return lambda things, n: list(things)[:: 1 if whole else n]


@pytest.fixture(autouse=True)
def discretion() -> Iterator[None]:
    """What users supply in a test is in no log of it (safety.md T18)."""
    with observer.observed():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    """One server for each worker, from a wheel: a fresh machine needs nothing else."""
    # A socket's path must be short, and pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="mv-pg-"))
    server = PostgreSQL(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "medvind.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with the newest schema, of each kind in turn."""
    if request.param == "sqlite":
        path = tmp_path / "medvind.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        server: PostgreSQL = request.getfixturevalue("postgres")
        with server.fresh_database() as url:
            yield url


@pytest.fixture
async def database(database_url: str, clock: Clock, tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(database_url, KEYS, clock, MonthKeys(tmp_path / "month-keys"))
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, 10:00 in Copenhagen, until the test says otherwise."""
    return Clock()


@pytest.fixture
async def town(database: Database, clock: Clock) -> Town:
    """A small S&O with people whose roles the tests know by name."""
    return await Town.found(database, clock)
