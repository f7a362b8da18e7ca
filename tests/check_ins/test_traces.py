"""What lies about of a round, in tables and on disks: AN3, AN4, AN6 and AN11 of safety.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot.scheduler import Metronome
from dialogs.screens import CheckInThanks
from domain.check_in import CheckInAnswer
from storage import backup, check_in_closing
from storage.ballot import Sealed, open_ballot
from storage.check_ins import State
from storage.crypto import Unreadable
from storage.database import Database
from storage.month_keys import KeyGone, MonthKeys
from storage.tables import CheckInEligible, CheckInRound, CheckInTaken
from tests.check_ins.parish import (
    all_answer,
    card_of,
    person_id,
)
from tests.databases import KEYS
from tests.storage.rawfiles import files_of
from tests.stories import rows
from tests.town import GRENAA, TENANT, Town

A = CheckInAnswer
SIX = (A.CLEARLY, A.MOSTLY, A.SELDOM, A.NO, A.SKIP, A.MOSTLY)
# AN6: exactly these, and no moment, person, conversation, activity or order among them.
COLUMNS = {
    "check_in_round": {"tenant_id", "id", "unit_id", "question", "closes_on", "wrapped", "tally", "state"},
    "check_in_team": {"tenant_id", "round_id", "team_id", "closes_on"},
    "check_in_eligible": {"tenant_id", "round_id", "mark"},
    "check_in_taken": {"tenant_id", "round_id", "token"},
    "check_in_release": {"tenant_id", "level", "node_id", "closes_on", "body"},
    # About a team and what it talked about, long after anybody has answered.
    "check_in_talk": {"tenant_id", "round_id", "team_id", "talked_at", "trial", "try_until", "outcome"},
}


def test_the_tables_have_these_columns_and_no_others() -> None:
    """AN6."""
    found = {table.name: set(table.columns.keys()) for table in SQLModel.metadata.sorted_tables}
    assert {name: found[name] for name in found if name.startswith("check_in")} == COLUMNS


def test_no_row_has_a_number_that_tells_the_order() -> None:
    """SQLite gives every row of a table a number, unless it is told not to."""
    for table in (CheckInTaken, CheckInEligible):
        options = table.__table__.dialect_options["sqlite"]  # type: ignore[attr-defined]
        assert options["with_rowid"] is False


async def everything(town: Town) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    async with town.database.read() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            found[table.name] = [tuple(row) for row in await connection.execute(table.select())]
    return found


def cells(tables: dict[str, list[tuple[Any, ...]]]) -> Iterable[tuple[str, Any]]:
    return ((name, cell) for name, found in tables.items() for row in found for cell in row)


async def test_no_table_has_an_answer_or_the_time_of_one(parish: Town) -> None:
    """AN6, by canaries: every answer is given at a moment of its own, at which nothing else happens."""
    moments = list[datetime]()
    cards = [await card_of(parish, person_id(100 + number)) for number in range(6)]
    for number, (card, answer) in enumerate(zip(cards, SIX, strict=True)):
        parish.clock.set(f"2026-11-27 13:37:{number:02}")
        moments.append(parish.clock())
        value = {"do": "checkin.answer", "token": card.token, "answer": answer.value}
        chat = parish.chat(person_id(100 + number))
        here = chat.here.__class__(chat.here.kind, chat.here.conversation_id, activity_id=f"f:{number}")
        (told,) = (await parish.talk.press(chat.speaker, here, value)).screens
        assert isinstance(told, CheckInThanks)
    found = await everything(parish)
    assert len(found["check_in_taken"]) == 6
    assert {(name, cell) for name, cell in cells(found) if cell in list(A)} == set()
    assert {(name, cell) for name, cell in cells(found) if cell in moments} == set()


async def test_no_table_of_check_ins_names_anybody(parish: Town) -> None:
    """AN3: not even while the round is open."""
    await all_answer(parish, SIX)
    found = {name: kept for name, kept in (await everything(parish)).items() if name in COLUMNS}
    ids = {person_id(100 + number) for number in range(6)}
    assert found["check_in_taken"]
    assert {cell for _, cell in cells(found) if str(cell) in ids} == set()


async def test_the_tally_is_as_long_for_nobody_as_for_all(parish: Town) -> None:
    (empty,) = {len(row.tally) for row in await rows(parish, CheckInRound)}
    await all_answer(parish, SIX)
    assert {len(row.tally) for row in await rows(parish, CheckInRound)} == {empty}


async def secrets_of(town: Town) -> dict[str, set[bytes]]:
    """What a round has in the database, as the bytes that would lie in a file."""
    rounds = await rows(town, CheckInRound)
    return {
        "tokens": {row.token.encode() for row in await rows(town, CheckInTaken)},
        "marks": {row.mark.encode() for row in await rows(town, CheckInEligible)},
        "secret": {row.wrapped for row in rounds},
        "tally": {row.tally for row in rounds},
    }


async def lying_about(database: Database, secrets: dict[str, set[bytes]], but: str = "no such") -> set[str]:
    """Which kinds of secrets stand somewhere in the database's files."""
    found = set[str]()
    for file in await files_of(database):
        if but in file.parts or not file.exists():
            continue
        content = file.read_bytes()
        found |= {kind for kind, values in secrets.items() if any(value in content for value in values)}
    return found


async def closed(town: Town) -> None:
    """The morning after: the round is closed, and a minute has gone by."""
    town.clock.set("2026-12-07 08:00")
    await Metronome(town.database, town.sender, town.clock)._keep_up(town.clock())


async def test_after_the_close_nothing_lies_about(parish: Town, tmp_path: Path) -> None:
    """AN4, in every file of the database, the log of SQLite included, and in a backup.

    PostgreSQL's log keeps what it has until it is written over: for that there is the month's key (AN11).
    """
    await all_answer(parish, SIX[:3])
    secrets = await secrets_of(parish)
    await all_answer(parish, SIX)
    secrets = {kind: values | (await secrets_of(parish))[kind] for kind, values in secrets.items()}
    assert await lying_about(parish.database, secrets) >= {"tokens", "marks", "secret"}, "it can be seen"
    await closed(parish)
    assert {row.state for row in await rows(parish, CheckInRound) if row.closes_on.day == 7} == {
        State.CLEARED
    }
    assert await lying_about(parish.database, secrets, but="pg_wal") == set()
    kept = tmp_path / "kept.medvind"
    await backup.take(parish.database, kept, parish.clock(), lambda done, total: None)
    written = b"".join(backup_bytes(kept))
    assert [kind for kind, values in secrets.items() if any(value in written for value in values)] == []


def backup_bytes(file: Path) -> Iterable[bytes]:
    """As it lies there, and as it is read."""
    yield file.read_bytes()
    with file.open("rb") as opened:
        for _, _, found in backup.Reader(opened, KEYS).tables():
            for row in found:
                yield from (cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)


async def test_a_backup_of_an_open_round_has_no_tokens(parish: Town, tmp_path: Path) -> None:
    await all_answer(parish, SIX)
    kept = tmp_path / "kept.medvind"
    await backup.take(parish.database, kept, parish.clock(), lambda done, total: None)
    secrets, written = await secrets_of(parish), b"".join(backup_bytes(kept))
    found = {kind for kind, values in secrets.items() if any(value in written for value in values)}
    assert found == {"secret", "tally"}, "which take the month's key"


async def test_a_restored_round_does_not_go_on(parish: Town, tmp_path: Path) -> None:
    """AN8: it would be answered twice, and told of twice."""
    await all_answer(parish, SIX)
    kept, other = tmp_path / "kept.medvind", tmp_path / "other" / "medvind.db"
    await backup.take(parish.database, kept, parish.clock(), lambda done, total: None)
    restored = Database(f"sqlite:///{other}", KEYS, parish.clock, parish.database.month_keys)
    with kept.open("rb") as opened:
        await backup.restore(restored, backup.Reader(opened, KEYS), parish.clock(), lambda done, total: None)
    with closing(sqlite3.connect(other)) as file:
        (row,) = file.execute("SELECT state, wrapped, tally FROM check_in_round").fetchall()
    assert row == (State.LOST, bytes(60), bytes(52))
    await restored.close()


async def test_without_the_months_key_a_copy_opens_to_nobody(parish: Town, tmp_path: Path) -> None:
    """AN11: an old copy of everything, the data key, and every month's key that there still is."""
    await all_answer(parish, SIX)
    (copy,) = await rows(parish, CheckInRound)
    keys = parish.database.month_keys
    assert keys is not None
    stolen = open_ballot(copy.tenant_id, copy.id, keys.open("2026-12"), copy.wrapped)
    assert stolen.open(copy.tally).taken == 6, "while there is a key, it opens"
    keys.make("2027-01")
    await closed(parish)
    for day, there in (("2026-12-31 23:59", True), ("2027-01-01 00:01", False)):
        parish.clock.set(day)
        await Metronome(parish.database, parish.sender, parish.clock)._keep_up(parish.clock())
        assert ("2026-12" in keys.months()) is there, day
    with pytest.raises(KeyGone):
        keys.open("2026-12")
    for month in keys.months():
        with pytest.raises(Sealed):
            open_ballot(copy.tenant_id, copy.id, keys.open(month), copy.wrapped)
    for sealed in (copy.wrapped, copy.tally):
        with pytest.raises(Unreadable):
            KEYS.open([copy.tenant_id, "check_in_round", "wrapped", copy.id], sealed)


@pytest.mark.parametrize(
    ("state", "now", "there"),
    [
        (State.CLEARED, "2027-04-05 05:59", True),
        (State.CLEARED, "2027-04-05 06:01", False),
        (State.OPEN, "2027-06-01 12:00", True),
    ],
)
async def test_a_key_goes_a_week_after_its_months_last_close(
    town: Town, state: State, now: str, there: bool
) -> None:
    """And never before a round has been read that needs it, however long the service was down."""
    keys = town.database.month_keys
    assert keys is not None
    keys.make("2027-03")
    async with town.database.write() as session:
        session.add(
            CheckInRound(
                tenant_id=TENANT,
                id="the-last-of-march",
                unit_id=GRENAA,
                question="ci_help",
                closes_on=date(2027, 3, 29),
                wrapped=b"",
                tally=b"",
                state=state,
            )
        )
    town.clock.set(now)
    async with town.database.read() as session:
        await check_in_closing.destroy_keys(session, town.clock())
    assert keys.months() == (["2027-03"] if there else [])


def test_a_key_is_nobody_elses_to_read(tmp_path: Path) -> None:
    keys = MonthKeys(tmp_path / "keys")
    keys.make("2026-11")
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "2026-11.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["2026-11.key"]


def test_two_that_make_a_key_at_once_get_the_same(tmp_path: Path) -> None:
    """Replicas share the folder: a round that is sealed with a key of one's own would be lost."""
    with ThreadPoolExecutor(8) as pool:
        for month in ("2026-11", "2026-12", "2027-01"):
            made = set(pool.map(lambda _: MonthKeys(tmp_path / "keys").make(month), range(64)))  # noqa: B023
            assert made == {MonthKeys(tmp_path / "keys").open(month)}


def test_half_a_key_is_none(tmp_path: Path) -> None:
    """The machine went down as it was written: it is made anew, for nothing has been sealed with it."""
    (tmp_path / "2026-11.key").write_bytes(b"half")
    with pytest.raises(KeyGone):
        MonthKeys(tmp_path).open("2026-11")
