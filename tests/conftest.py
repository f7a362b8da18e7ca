"""Both databases, a town with people in it, and a clock that the test holds."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.month_keys import MonthKeys
from tests import observer
from tests.databases import KEYS, TEMPLATE, PostgreSQL, migrated
from tests.town import Clock, Town

Some = Callable[[Iterable[Any], int], list[Any]]

for name in [name for name in os.environ if name.startswith("MEDVIND_")]:
    del os.environ[name]  # the tests are not to be coloured by the machine they run on


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full", action="store_true", help="the proofs at full size: `make chaos`, and minutes more"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`@pytest.mark.some_on_postgresql(n)`: every n-th of its cases there, and with --full all of them."""
    if config.getoption("--full"):
        return
    seen: Counter[str] = Counter()
    left_out = []
    for item in items:
        mark, case = item.get_closest_marker("some_on_postgresql"), getattr(item, "callspec", None)
        if mark and case and case.params.get("database_url") == "postgresql":
            name = item.nodeid.partition("[")[0]
            if seen[name] % mark.args[0]:
                left_out.append(item)
            seen[name] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        out = set(left_out)
        items[:] = [item for item in items if item not in out]


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


@pytest.fixture(scope="session")
def sqlite_town(sqlite_template: Path) -> Path:
    """The same with the town in it: founding it anew for thousands of tests would take minutes."""
    path = Path(shutil.copy(sqlite_template, sqlite_template.with_name("town.db")))
    founded(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_town(postgres: PostgreSQL) -> str:
    postgres.template("medvind_town", founded)
    return "medvind_town"


def founded(url: str) -> None:
    async def found() -> None:
        database = Database(url, KEYS)
        await Town.found(database, Clock())
        await database.forget_traces()
        await database.close()

    asyncio.run(found())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the newest schema, of each kind in turn.

    Empty, but for the town where the test has asked for one.
    """
    in_town = "town" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "medvind.db"
        shutil.copy(request.getfixturevalue("sqlite_town" if in_town else "sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        server: PostgreSQL = request.getfixturevalue("postgres")
        template = request.getfixturevalue("postgres_town") if in_town else TEMPLATE
        with server.fresh_database(template) as url:
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
    return Town.of(database, clock)
