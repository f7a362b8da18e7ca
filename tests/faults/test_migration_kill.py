"""Every migration, killed before each of its statements: the next upgrade finds nothing half done (safety.md F12).

The kill is a SIGKILL by the upgrading process to itself, so it hits where it is meant to. What becomes of a
process that vanishes is left to the database: PostgreSQL's server has to find out by itself.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, make_url

from storage.database import Database
from tests.databases import KEYS, PostgreSQL
from tests.faults.chaos import Size
from tests.faults.upgrading import DONE, KILLED, NEVER, Upgrades
from tests.storage import revisions
from tests.storage.revisions import FORGETS, Kept
from tests.town import OTHER_TENANT, TENANT

REVISIONS = revisions.history()
STARTS = ["base", *REVISIONS[:-1]]
TENANTS = (TENANT, OTHER_TENANT)
_numbers = itertools.count()


@dataclass(frozen=True)
class Template:
    """A database at an old revision, with rows in every table; and the schema that an upgrade must lead to."""

    url: str
    rows: Kept
    head: object

    @contextmanager
    def copy(self) -> Iterator[str]:
        url = make_url(self.url)
        name = f"{url.database}_{next(_numbers)}"
        copied = url.set(database=name).render_as_string(hide_password=False)
        if url.get_backend_name() == "sqlite":
            shutil.copy(url.database or "", name)
            yield copied
        else:
            with psycopg.connect(_address(url.set(database="postgres")), autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name} TEMPLATE {url.database}".encode())
                yield copied
                server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _address(url: Any) -> str:
    return str(url.render_as_string(hide_password=False))


def look(url: str, *works: Callable[[Connection], Any]) -> Sequence[Any]:
    """Ask a database, past everything of ours."""
    plain = make_url(url)
    driver = "sqlite" if plain.get_backend_name() == "sqlite" else "postgresql+psycopg"
    engine = create_engine(plain.set(drivername=driver))
    with engine.begin() as connection:
        found = [work(connection) for work in works]
    engine.dispose()
    return found


kept = partial(revisions.kept, keys=KEYS)


async def _made(url: str, start: str) -> Kept:
    """Bring an empty database to the revision, fill it, and leave nothing of that in a log."""
    database = Database(url, KEYS)
    rows: Kept = {}
    if start != "base":
        await revisions.go(database, start)
        for tenant in TENANTS:
            await revisions.run(database, partial(revisions.fill, keys=KEYS, tenant=tenant))
        rows = await revisions.run(database, kept)
    await database.forget_traces()
    await database.close()
    return rows


@pytest.fixture
def empty_urls(request: pytest.FixtureRequest, tmp_path: Path, backend: str) -> Iterator[Callable[[], str]]:
    """Databases without a table."""
    if backend == "sqlite":
        yield lambda: f"sqlite:///{tmp_path}/medvind{next(_numbers)}.db"
        return
    server: PostgreSQL = request.getfixturevalue("postgres")
    with server.fresh_database() as one, server.fresh_database() as other:
        urls = iter((one, other))
        for url in (one, other):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")
        yield lambda: next(urls)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(params=STARTS)
def template(request: pytest.FixtureRequest, empty_urls: Callable[[], str]) -> Template:
    fresh, old = empty_urls(), empty_urls()

    async def make() -> None:
        database = Database(fresh, KEYS)
        await database.upgrade()
        await database.close()

    asyncio.run(make())
    (head,) = look(fresh, revisions.schema)
    return Template(old, asyncio.run(_made(old, request.param)), head)


def whole(template: Template, url: str) -> list[str]:
    """What is wrong with an upgraded copy; nothing when it is as if nobody had been killed."""
    rows, schema, dangling = look(url, kept, revisions.schema, revisions.dangling)
    lost = revisions.unchanged(template.rows, rows, but=FORGETS["0002"])
    return [*lost, *map(str, dangling), *([] if schema == template.head else ["another schema"])]


@pytest.fixture
def upgrades(size: Size) -> Iterator[Upgrades]:
    with Upgrades.open(every=bool(size(0, 1))) as opened:
        yield opened


def ended_at(upgrades: Upgrades, template: Template, death: int) -> int:
    """How the upgrade ended that was to die at a step, once the next one has made it good."""
    with template.copy() as url:
        (ended,) = upgrades.run(url, death)
        assert upgrades.run(url, NEVER) == [DONE], f"killed at step {death}"
        assert whole(template, url) == [], f"killed at step {death}"
    return ended


def test_a_kill_at_any_statement_is_made_good_by_the_next_upgrade(
    template: Template, upgrades: Upgrades, size: Size
) -> None:
    """In the small size at every ninth that may change something, and at each of the last around the commit."""
    stride = size(17, 1)
    ends = {}
    for death in itertools.count(1, stride):
        ends[death] = ended_at(upgrades, template, death)
        if ends[death] == DONE:
            break
    for late in range(death - stride + 1, death):
        ends[late] = ended_at(upgrades, template, late)
    assert set(ends.values()) == {KILLED, DONE}
    assert sum(end == KILLED for end in ends.values()) > size(2, 40), "it was killed again and again"


@pytest.mark.parametrize("deaths", [(NEVER,) * 4, (20, NEVER, NEVER), (60, 40, NEVER)], ids=str)
def test_of_several_at_once_one_upgrades_and_none_breaks(
    template: Template, upgrades: Upgrades, size: Size, deaths: tuple[int, ...]
) -> None:
    """Also when whoever was first is killed while the others wait."""
    for _ in range(size(1, 25)):
        with template.copy() as url:
            for death, ended in zip(deaths, upgrades.run(url, *deaths), strict=True):
                # Who was to die finds so little to do, when it was not the first, that it may live.
                assert ended == DONE or death != NEVER, ended
                assert ended in (DONE, KILLED)
            assert whole(template, url) == []
