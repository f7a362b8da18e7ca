"""Backup and restore: whole or not at all, from either database into either, and nothing sent again (T23, F20)."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import stat
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, create_engine, insert
from sqlmodel import select

from bot.commands.backup import bring_back
from bot.scheduler import Metronome
from bot.sender import Sender
from storage import backup, delivery, mail
from storage.backup_file import Head, Writer
from storage.ballot import WIPED_SECRET, WIPED_TALLY
from storage.check_ins import State as RoundState
from storage.crypto import Keyring
from storage.database import Database, migrations
from storage.outbox import DeliveryClass, State
from storage.tables import Delivery, Person, RoleGrant, Story
from tests.databases import KEYS, PostgreSQL
from tests.storage import populated
from tests.storage.rawfiles import files_of, found_in
from tests.storage.test_rotation import everything, in_order
from tests.stories import COFFEE, filled
from tests.town import ANNE, BENTE, CHANNEL, NAMES, TENANT, Clock, Pillar, Town

NOW = populated.MOMENT + timedelta(days=1)
TENANTS = ("saved-one", "saved-two")
ANOTHER = Keyring({1: b"another key of thirty-two bytes!"})
ALONE = {
    "audit_head",
    "delivery",
    "follow_up_model",
    "incident_rules",
}  # one row a tenant is all there can be
LEFT_OUT = {"check_in_eligible", "check_in_taken"}  # who may answer and who has: in no backup


def nobody(_done: int, _total: int) -> None:
    """Nobody watches how far it is."""


@pytest.fixture
async def full(database: Database) -> Database:
    async with database.write() as session:
        for tenant in TENANTS:
            await populated.fill(session, tenant)
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another database: a file that is not there yet, or a schema without a row."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/another.db"
    else:
        server: PostgreSQL = request.getfixturevalue("postgres")
        with server.fresh_database() as url:
            yield url


@pytest.fixture
async def empty(empty_url: str, clock: Clock) -> AsyncIterator[Database]:
    opened = Database(empty_url, KEYS, clock)
    yield opened
    await opened.close()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row at a time."""
    monkeypatch.setattr(backup, "ROWS", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "medvind.backup"


def content(file: Path) -> bytes:
    return file.read_bytes()


def unpacked(file: Path) -> Path:
    lines = file.with_suffix(".lines")
    lines.write_bytes(gzip.decompress(file.read_bytes()))
    return lines


def files_beside(file: Path) -> list[Path]:
    return [path for path in file.parent.iterdir() if file.name in path.name]


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


async def restored(database: Database, file: Path, now: datetime = NOW) -> None:
    with file.open("rb") as opened:
        await backup.restore(database, backup.Reader(opened, database.keys), now, nobody)


async def test_every_row_comes_back_as_it_was(full: Database, empty: Database, file: Path) -> None:
    """Four ways, two of them from one database to the other; what is sealed stays sealed on the way."""
    rows = await backup.take(full, file, NOW, nobody)
    assert mode(file) == 0o600
    kept = populated.CLASSES.keys() - LEFT_OUT
    assert rows == {name: len(TENANTS) * (1 if name in ALONE else 2) for name in kept}
    await restored(empty, file)
    assert await everything(empty) == expected(await everything(full))


def expected(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """A restore adds two things: the outbox is held, and what is due in it is known to be from a backup.

    And it leaves something out: a round of check-ins that was open does not go on, and what it held is gone.
    """
    held = Delivery(tenant_id="", held_since=NOW).model_dump()
    due = [row | {"reason": mail.RESTORED} for row in rows["Outgoing"]]
    wiped = {"state": RoundState.LOST, "wrapped": WIPED_SECRET, "tally": WIPED_TALLY}
    rounds = [row | wiped for row in rows["CheckInRound"]]
    return rows | {
        "CheckInEligible": [],
        "CheckInRound": in_order(rounds),
        "CheckInTaken": [],
        "Delivery": in_order([held, *rows["Delivery"]]),
        "Outgoing": in_order(due),
    }


async def test_nothing_can_be_read_from_the_files(full: Database, empty: Database, file: Path) -> None:
    await backup.take(full, file, NOW, nobody)
    await restored(empty, file)
    lines = unpacked(file)
    sealed = {
        populated.canary(tenant, "story", column) for tenant in TENANTS for column in ("title", "body")
    } | {populated.canary(tenant, "person", "name") for tenant in TENANTS}
    files = [*await files_of(full), *await files_of(empty), file, lines]
    assert found_in(files, sealed) == set()
    plain = populated.canary(TENANTS[0], "area", "name")
    assert found_in([lines], [plain]) == {plain}, "the search finds what is there"


def spoiled(written: bytes) -> Iterator[tuple[str, bytes]]:
    """Files that are not what was written: cut short, flipped, changed by somebody who knows the format."""
    lines = gzip.decompress(written).splitlines(keepends=True)
    for end in range(0, len(written), len(written) // 23):
        yield f"cut at {end}", written[:end]
    for place in range(20, len(written), len(written) // 23):
        yield f"flipped at {place}", written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :]
    yield "without its end", gzip.compress(b"".join(lines[:-1]))
    yield "without a row", gzip.compress(b"".join(lines[:9] + lines[10:]))
    yield "with something after its end", gzip.compress(b"".join([*lines, b"[]\n"]))
    promoted = b"".join(lines[:-1]).replace(b'"leader"', b'"editor"')
    last = json.loads(lines[-1]) | {"sha256": hashlib.sha256(promoted).hexdigest()}
    yield "with a role and its checksum changed", gzip.compress(promoted + json.dumps(last).encode() + b"\n")
    yield "text", b"not a backup at all"
    yield "other json", gzip.compress(b'{"hello": "there"}\n')


async def test_a_file_that_is_not_whole_is_refused(full: Database, file: Path) -> None:
    """Before anything of it is used, whatever is wrong with it."""
    await backup.take(full, file, NOW, nobody)
    accepted = []
    for what, changed in spoiled(content(file)):
        try:
            backup.Reader(io.BytesIO(changed), KEYS)
            accepted.append(what)
        except (backup.Damaged, backup.OtherKey):
            pass
    assert accepted == []


async def test_another_key_is_refused(full: Database, empty: Database, file: Path) -> None:
    await backup.take(full, file, NOW, nobody)
    with file.open("rb") as opened, pytest.raises(backup.OtherKey):
        backup.Reader(opened, ANOTHER)


async def test_a_backup_of_two_keys_needs_both(full: Database, empty: Database, file: Path) -> None:
    """Taken while the key is being changed: with one of them, nothing is restored at all."""
    both, new = Keyring({2: b"n" * 32, 1: bytes(range(32))}), Keyring({2: b"n" * 32})
    during = Database(full.url.render_as_string(hide_password=False), both)
    await backup.take(during, file, NOW, nobody)
    await during.close()
    later = Database(empty.url.render_as_string(hide_password=False), new)
    with pytest.raises(backup.OtherKey):
        await restored(later, file)
    await later.close()
    assert await tables_with_rows(empty) == set()


async def test_a_wrong_key_takes_no_backup(full: Database, file: Path) -> None:
    """Nobody could restore it: that is not to be found out on the day it is needed."""
    wrong = Database(full.url.render_as_string(hide_password=False), ANOTHER)
    shutil.copy(__file__, file)
    with pytest.raises(backup.OtherKey):
        await backup.take(wrong, file, NOW, nobody)
    await wrong.close()
    assert content(file) == content(Path(__file__)), "what stood there before is the last good one"
    assert files_beside(file) == [file]


async def tables_with_rows(database: Database) -> set[str]:
    def look(connection: Connection) -> set[str]:
        found = MetaData()
        found.reflect(connection)
        return {
            table.name
            for table in found.sorted_tables
            if table.name != "alembic_version" and connection.execute(table.select()).first()
        }

    async with database.engine.connect() as connection:
        return await connection.run_sync(look)


async def test_a_database_with_anything_in_it_is_refused(full: Database, town: Town, file: Path) -> None:
    """Even with a single row, and it is left as it was."""
    await backup.take(town.database, file, NOW, nobody)
    before = await everything(town.database)
    with pytest.raises(backup.NotEmpty):
        await restored(town.database, file)
    assert await everything(town.database) == before


async def test_somebody_elses_tables_are_left_alone(database: Database, file: Path) -> None:
    """Without a row in them either: they are not ours to drop."""
    await backup.take(database, file, NOW, nobody)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE others (id INTEGER)")
    with pytest.raises(backup.NotEmpty):
        await restored(database, file)


async def test_a_backup_of_a_newer_medvind_is_refused(empty: Database) -> None:
    held = io.BytesIO()
    Writer(held, KEYS, Head("9999", NOW)).close()
    with pytest.raises(backup.FromNewer):
        await backup.restore(empty, backup.Reader(held, KEYS), NOW, nobody)


@pytest.mark.parametrize("stop", [1, 20])
async def test_what_is_broken_off_has_not_happened(
    full: Database, empty: Database, file: Path, stop: int, few: None
) -> None:
    """Not a row, and it can be tried again."""

    class BrokenOff(BaseException):
        pass

    def breaks(done: int, _total: int) -> None:
        if done >= stop:
            raise BrokenOff

    await backup.take(full, file, NOW, nobody)
    with file.open("rb") as opened, pytest.raises(BrokenOff):
        await backup.restore(empty, backup.Reader(opened, KEYS), NOW, breaks)
    assert await tables_with_rows(empty) == set()
    await restored(empty, file)
    assert await everything(empty) == expected(await everything(full))


async def test_an_older_schema_is_brought_to_the_newest(
    empty: Database, database: Database, file: Path
) -> None:
    """A backup is taken before an upgrade: it has the tables of then, and is restored with those of now."""

    def as_it_was(connection: Connection) -> None:
        config = migrations()
        config.attributes["connection"], config.attributes["keys"] = connection, database.keys
        command.downgrade(config, "0001")
        found = MetaData()
        found.reflect(connection)
        for table, values in populated.rows(found, TENANTS[0]):
            connection.execute(insert(table), values)

    async with database.engine.begin() as connection:
        await connection.run_sync(as_it_was)
    await backup.take(database, file, NOW, nobody)
    await restored(empty, file)
    assert await empty.is_current()
    async with empty.read() as session:
        names = {person.name for person in await session.exec(select(Person))}
    assert populated.canary(TENANTS[0], "person", "name") in names


async def test_a_backup_is_the_state_of_one_moment(full: Database, file: Path) -> None:
    """What is committed while it is being written is not in it, not even half."""
    driver = "sqlite" if full.is_sqlite else "postgresql+psycopg"
    engine = create_engine(full.url.set(drivername=driver))

    def somebody_writes(done: int, total: int) -> None:
        if done < total and not written:
            with engine.begin() as connection:
                connection.execute(
                    insert(RoleGrant), {"tenant_id": TENANTS[0], "person_id": person, "role": "x"}
                )
            written.append(done)

    written: list[int] = []
    async with full.read() as session:
        person = (await session.exec(select(Person.id).where(Person.tenant_id == TENANTS[0]))).first()
    rows = await backup.take(full, file, NOW, somebody_writes)
    engine.dispose()
    assert rows["role_grant"] == 4
    async with full.read() as session:
        assert len((await session.exec(select(RoleGrant))).all()) == 5


async def test_memory_is_flat(database: Database, empty: Database, file: Path, few: None) -> None:
    """Sixteen megabytes of stories pass through, one at a time of those that are this long."""
    async with database.write() as session:
        session.add(Person(tenant_id=TENANT, id=ANNE, name="Anne Holm", title=""))
        await session.flush()
        for number in range(40):
            story = Story(tenant_id=TENANT, id=f"{number}", author_id=ANNE, title="", body="x" * 400_000)
            story.created_at = story.changed_at = NOW
            session.add(story)
    tracemalloc.start()
    await backup.take(database, file, NOW, nobody)
    _, taking = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    await restored(empty, file)
    _, restoring = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert max(taking, restoring) < 12_000_000


@dataclass
class Drill:
    """A service that is lost after a backup, and what came of it: somewhere else, an hour later."""

    metronome: Metronome
    pillar: Pillar
    clock: Clock
    database: Database

    async def sends(self) -> list[str]:
        """What leaves now: the name of each message's screen."""
        before = len(self.pillar.sent)
        await self.metronome.tick(self.clock())
        return sorted(type(screen).__name__ for _, screen in self.pillar.sent[before:])


@pytest.fixture
async def drill(town: Town, empty: Database, file: Path) -> Drill:
    """When the backup is taken, Bente is about to be asked, and Team Nord's card is due in half an hour.

    Both are sent; then the database is gone. The backup knows nothing of that.
    """
    await town.talk.arrive(town.in_channel(ANNE).speaker, CHANNEL)
    anne = town.chat(ANNE)
    await anne.catches(COFFEE, BENTE, NAMES[BENTE])
    await anne.taps("Send historien", **filled())
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, BENTE))).service_url = CHANNEL.service_url
    town.clock.set("2026-11-25 08:30")
    await backup.take(town.database, file, town.clock(), nobody)
    town.clock.set("2026-11-25 09:00")
    assert len(await town.tick()) == 2
    town.clock.set("2026-11-25 10:00")
    with file.open("rb") as opened:
        await bring_back(empty, backup.Reader(opened, KEYS), town.clock(), nobody)
    pillar = Pillar()
    sender = Sender(empty, pillar, town.clock, "da", "https://medvind.example", "restored")
    return Drill(Metronome(empty, sender, town.clock), pillar, town.clock, empty)


async def test_nothing_is_sent_until_somebody_releases_it(drill: Drill) -> None:
    """safety.md F20: not at once, not by the beats of a day, and not after a restart of the service."""
    for _ in range(24):
        assert await drill.sends() == []
        drill.clock.now += timedelta(hours=1)
    drill.clock.set("2026-11-26 09:00")
    async with drill.database.write() as session:
        await delivery.release(session)
    assert await drill.sends() == ["AgendaCard", "ConsentRequest"]
    assert await drill.sends() == []


async def test_what_may_have_been_sent_is_told_and_can_be_left(drill: Drill) -> None:
    """The card was never in the backup: it fell due after it. It is not sent again all the same."""
    async with drill.database.write() as session:
        assert await mail.due(session, drill.clock()) == mail.Due(count=2, stale=1, doubtful=1)
        await mail.set_aside(session, drill.clock())
        await delivery.release(session)
    assert await drill.sends() == ["ConsentRequest"]
    async with drill.database.read() as session:
        (left,) = await mail.troubles(session, 10)
    assert (left.message, left.state, left.reason) == ("agenda", State.UNCERTAIN, mail.RESTORED)
    assert (left.delivery_class, left.whom) == (DeliveryClass.NUDGE, "Team Nord")


async def test_what_falls_due_afterwards_is_not_in_doubt(drill: Drill) -> None:
    drill.clock.set("2026-12-02 09:00")
    assert await drill.sends() == []
    async with drill.database.write() as session:
        await mail.set_aside(session, drill.clock())
        await delivery.release(session)
    assert await drill.sends() == ["AgendaCard", "ConsentRequest"]
