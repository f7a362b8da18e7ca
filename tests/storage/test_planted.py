"""Texts that would run code if anybody restored them as objects, planted in every column (safety.md T12).

Whoever can write to the database must not get further than that: what is read is text, or is refused.
"""

from __future__ import annotations

import json
import pickle  # noqa: TID251 - to show that the traps work
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import product
from pathlib import Path
from typing import Any

import jsonpickle  # type: ignore[import-untyped]  # noqa: TID251
import pytest
from sqlalchemy import Column, Update, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select
from sqlmodel.sql.sqltypes import AutoString

from storage.database import Database
from tests.databases import KEYS
from tests.storage.day import a_day
from tests.storage.neighbours import SHARED
from tests.storage.reach import reach
from tests.storage.spots import SPOTS
from tests.town import ANNE, KAREN, METTE, Clock, Town
from tests.web.desk import Desk, open_desk

WEEK = "2026-W48"
WORDS = ("hej", "mine historier", "mine data", "nyhedsbrev", "påmindelser", "hvem kan jeg ringe til")


class Trap:
    """A file that is there once anything has been restored as an object."""

    def __init__(self, folder: Path) -> None:
        self.sprung = folder / "sprung"
        command = f"touch {self.sprung}"
        self.json = json.dumps({"py/reduce": [{"py/function": "os.system"}, {"py/tuple": [command]}]})
        self.pickle = f"cos\nsystem\n(V{command}\ntR."

    def __iter__(self) -> Iterator[str]:
        return iter((self.json, self.pickle))


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


RESTORE: dict[str, Callable[[Trap], object]] = {
    "json": lambda trap: jsonpickle.decode(trap.json),
    "pickle": lambda trap: pickle.loads(trap.pickle.encode()),
}


@pytest.mark.parametrize("restore", RESTORE.values(), ids=RESTORE)
def test_the_traps_work(trap: Trap, restore: Callable[[Trap], object]) -> None:
    assert not trap.sprung.exists()
    restore(trap)
    assert trap.sprung.exists()


@pytest.mark.parametrize("kind", ["json", "pickle"])
async def test_what_people_write_comes_back_as_they_wrote_it(town: Town, trap: Trap, kind: str) -> None:
    """In every sealed column at once: names, titles, stories, numbers, answers."""
    await a_day(town)
    planted: str = getattr(trap, kind)
    async with town.database.write() as session:
        for spot in SPOTS:
            found: Any = await session.exec(select(spot.kind))
            for row in found.all() if spot.seal.name not in SHARED else ():
                setattr(row, spot.seal.name, planted)
    async with open_desk(town) as desk:
        answers = await reach(town, desk)
    section = json.loads(answers[f"pulls {WEEK} as json"])
    told = {item["text"] for group in section["groups"] for item in group["items"]}
    assert told == {planted}
    assert planted in answers["chat --as"]
    assert not trap.sprung.exists()


def open_columns() -> Iterator[Column[Any]]:
    """Texts that are not sealed. Keys are left out: they are compared, and never read as anything."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            free = not column.primary_key and not column.foreign_keys
            if free and isinstance(column.type, AutoString):
                yield column


async def plant(database: Database, column: Column[Any], planted: str) -> None:
    """In all rows; where each must have another value, in one."""
    everywhere = update(column.table).values({column.name: planted})
    try:
        await _change(database, everywhere)
    except IntegrityError:
        last = list(column.table.primary_key)[-1]
        await _change(database, everywhere.where(last == select(last).limit(1).scalar_subquery()))


async def _change(database: Database, statement: Update) -> None:
    async with database.write() as session:
        await (await session.connection()).execute(statement)


@asynccontextmanager
async def a_copy(template: Path, number: int) -> AsyncIterator[Town]:
    """A town of its own, for one column to be spoilt in."""
    clock = Clock()
    path = shutil.copy(template, template.with_name(f"{number}.db"))
    database = Database(f"sqlite:///{path}", KEYS, clock)
    yield await Town.found(database, clock)
    await database.close()


@pytest.fixture
async def lived(sqlite_template: Path, tmp_path: Path) -> Path:
    """The file of a town after its day."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "lived.db"))
    database = Database(f"sqlite:///{path}", KEYS, Clock())
    await a_day(await Town.found(database, Clock()))
    await database.forget_traces()
    await database.close()
    return path


async def test_what_stands_where_a_word_is_expected_is_refused_or_shown(
    lived: Path, trap: Trap, request: pytest.FixtureRequest
) -> None:
    """Roles, states, times and marks, a column at a time, so that one refusal does not hide another."""
    columns = list(open_columns())
    assert len(columns) > 30
    whole = request.config.getoption("--full")
    for number, (column, planted) in enumerate(product(columns, trap)):
        if not whole and number % 4 not in (0, 3):  # one of the two traps, in turn
            continue
        async with a_copy(lived, number) as town:
            await plant(town.database, column, planted)
            async with open_desk(town) as desk:
                await _look_around(town, desk)
        assert not trap.sprung.exists(), str(column)


async def _look_around(town: Town, desk: Desk) -> None:
    for person in (ANNE, METTE, KAREN):
        for words in WORDS:
            await _tried(town.chat(person).says, words)
        await _tried(town.chat(person).reads_mail)
    await _tried(town.in_channel(METTE).says, "hej")
    await _tried(town.tick)
    await _tried(desk.everything, WEEK, await desk.token())


async def _tried(ask: Callable[..., Any], *words: str) -> None:
    """An error is an answer as well: it is no word that the code knows."""
    with suppress(ValueError, LookupError, AssertionError):
        await ask(*words)
