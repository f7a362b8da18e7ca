"""The trail of incidents: whoever changes it in the database, without the data key, is found out.

Nine ways to change it, on both databases; and what must not be taken for one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import func, select

from domain.audit import KEPT, Act, Entry, Fault, Verdict, seal_of_entry
from storage import audit, backup, rotation
from storage.crypto import Keyring
from storage.database import Database
from storage.tables import AuditEntry, AuditHead
from tests.databases import KEYS
from tests.storage import populated
from tests.storage.test_rotation import BOTH, ONLY_NEW, with_keys
from tests.town import ANNE, METTE, OTHER_TENANT, TENANT, Clock

ACTS = (Act.REGISTERED, Act.READ, Act.TALK_SET, Act.REMINDED)
LONG = 10
COLUMNS: Mapping[str, object] = {
    "at": "2026-11-23 09:00:00.000001",
    "person_id": "00000000-0000-4000-8000-000000000099",
    "subject": "another-incident",
    "act": "asked",
    "seal": "0" * 64,
}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three entries at a time, so that every trail here is read in several turns."""
    monkeypatch.setattr(audit, "PAGE", 3)


async def noted(database: Database, clock: Clock, count: int, tenant: str = TENANT) -> None:
    """So many entries a minute apart: one of Medvind's own among every four, and two in a transaction."""
    for number in range(0, count, 2):
        async with database.write() as session:
            for n in range(number, min(number + 2, count)):
                person, act = (ANNE, METTE, ANNE, None)[n % 4], ACTS[n % 4]
                moment = clock() + timedelta(minutes=n)
                await audit.note(
                    session, tenant, person_id=person, subject=f"incident-{n % 3}", act=act, now=moment
                )


@pytest.fixture
async def trail(database: Database, clock: Clock) -> Database:
    """Ten entries of the tenant's, and as many of another's."""
    await noted(database, clock, LONG)
    await noted(database, clock, LONG, OTHER_TENANT)
    return database


async def verdict(database: Database, tenant: str = TENANT) -> Verdict:
    async with audit.snapshot(database) as session:
        return await audit.verify(session, tenant)


async def found(database: Database, tenant: str = TENANT) -> tuple[Fault | None, object]:
    """How it is broken, and where; and that the neighbour's is not."""
    assert (await verdict(database, OTHER_TENANT if tenant == TENANT else TENANT)).whole
    said = await verdict(database, tenant)
    return said.fault, said.position


async def tamper(database: Database, *statements: str, **values: object) -> None:
    """By somebody who can write in the database, past everything of ours."""
    driver = "sqlite" if database.is_sqlite else "postgresql+psycopg"
    engine = create_engine(database.url.set(drivername=driver))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), {"t": TENANT, "o": OTHER_TENANT, **values})
    engine.dispose()


async def test_a_trail_as_it_was_written_is_whole(trail: Database, clock: Clock) -> None:
    said = await verdict(trail)
    assert (said.whole, said.count, said.first, said.last) == (True, LONG, 1, LONG)
    assert (said.since, said.until) == (clock(), clock() + timedelta(minutes=LONG - 1))
    async with trail.read() as session:
        newest = await session.get_one(AuditEntry, (TENANT, LONG))
        assert await audit.tenants(session) == [OTHER_TENANT, TENANT]
    assert said.newest == newest.seal
    assert await verdict(trail, "nobody") == Verdict("nobody")


@pytest.mark.parametrize("position", [1, 2, 3, 5, LONG])
async def test_one_that_is_removed_is_missed(trail: Database, position: int) -> None:
    """Also the first and the last, which are the trail's front and its tail."""
    await tamper(trail, "DELETE FROM audit WHERE tenant_id = :t AND position = :p", p=position)
    assert await found(trail) == (Fault.MISSING, position)


@pytest.mark.parametrize(("where", "first"), [("position > 6", 7), ("position < 4", 1), ("position > 0", 1)])
async def test_many_that_are_cut_off_are_missed(trail: Database, where: str, first: int) -> None:
    await tamper(trail, f"DELETE FROM audit WHERE tenant_id = :t AND {where}")
    assert await found(trail) == (Fault.MISSING, first)


@pytest.mark.parametrize("position", [1, 4, LONG])
@pytest.mark.parametrize("column", COLUMNS)
async def test_one_that_is_edited_is_found(trail: Database, column: str, position: int) -> None:
    """Each of its columns, and by a microsecond."""
    change = f"UPDATE audit SET {column} = :v WHERE tenant_id = :t AND position = :p"
    await tamper(trail, change, p=position, v=COLUMNS[column])
    assert await found(trail) == (Fault.CHANGED, position)


def test_every_column_is_edited_in_the_test_above() -> None:
    assert {*COLUMNS, "tenant_id", "position"} == {*AuditEntry.model_fields}


async def test_a_person_who_is_taken_out_or_put_in_is_found(trail: Database) -> None:
    await tamper(trail, "UPDATE audit SET person_id = NULL WHERE tenant_id = :t AND position = 5")
    assert await found(trail) == (Fault.CHANGED, 5)
    await tamper(trail, "UPDATE audit SET person_id = '' WHERE tenant_id = :t AND position = 4")
    assert await found(trail) == (Fault.CHANGED, 4)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ("at = 'yesterday'", (Fault.CHANGED, 4)),
        ("at = x'00'", (Fault.CHANGED, 4)),
        ("person_id = x'00'", (Fault.CHANGED, 4)),
        ("seal = 'æ'", (Fault.CHANGED, 4)),
        ("position = 4.5", (Fault.ADDED, 4.5)),
        ("position = 'four'", (Fault.MISSING, 4)),
        ("position = 10.5", (Fault.MISSING, 4)),
    ],
)
async def test_what_only_sqlite_would_keep_is_found_and_breaks_nothing(
    trail: Database, change: str, wanted: object
) -> None:
    await tamper(trail, f"UPDATE audit SET {change} WHERE tenant_id = :t AND position = 4")
    assert await found(trail) == wanted


@pytest.mark.parametrize(("one", "other"), [(4, 5), (2, 8), (1, LONG)])
async def test_two_that_are_swapped_are_found(trail: Database, one: int, other: int) -> None:
    move = "UPDATE audit SET position = :{} WHERE tenant_id = :t AND position = :{}"
    steps = [move.format("far", "one"), move.format("one", "other"), move.format("other", "far")]
    await tamper(trail, *steps, one=one, other=other, far=1000)
    assert await found(trail) == (Fault.MOVED, one)


INSERT = (
    "INSERT INTO audit (tenant_id, position, at, person_id, subject, act, seal)"
    " SELECT tenant_id, :p, at, person_id, subject, act, seal FROM audit WHERE tenant_id = :t AND position = 4"
)


@pytest.mark.parametrize("position", [0, LONG + 1, LONG + 5])
async def test_one_that_is_put_in_at_an_end_is_found(trail: Database, position: int) -> None:
    await tamper(trail, INSERT, p=position)
    assert await found(trail) == (Fault.ADDED, position)


async def test_one_that_is_put_in_between_is_found(trail: Database) -> None:
    """The others make room for it, and keep their seals."""
    up = ["UPDATE audit SET position = position + 100 WHERE tenant_id = :t AND position > 5"]
    up += ["UPDATE audit SET position = position - 99 WHERE tenant_id = :t AND position > 100"]
    await tamper(trail, *up, INSERT, p=6)
    assert await found(trail) == (Fault.MOVED, 6), "it was copied from another position"
    forged = "UPDATE audit SET act = 'closed', seal = :s WHERE tenant_id = :t AND position = 6"
    await tamper(trail, forged, s="f" * 64)
    assert await found(trail) == (Fault.CHANGED, 6)


async def test_one_that_is_sealed_with_a_secret_of_ones_own_is_found(trail: Database, clock: Clock) -> None:
    """By somebody who has the code, and all of the database, but no data key."""
    async with trail.read() as session:
        last = await session.get_one(AuditEntry, (TENANT, LONG - 1))
    forged = Entry(LONG, clock(), METTE, "incident-0", Act.CLOSED)
    change = "UPDATE audit SET at = :at, person_id = :w, subject = :i, act = :a, seal = :s"
    seal = seal_of_entry("a secret of one's own", TENANT, last.seal, forged)
    at = clock().strftime("%Y-%m-%d %H:%M:%S.%f") if trail.is_sqlite else clock()
    values = {"at": at, "w": METTE, "i": forged.subject, "a": str(forged.act), "s": seal, "p": LONG}
    await tamper(trail, f"{change} WHERE tenant_id = :t AND position = :p", **values)
    assert await found(trail) == (Fault.CHANGED, LONG)


@pytest.mark.parametrize(
    "change", ["first = 2", "last = 9", "last = 11", "anchor = 'f'", "newest = 'f'", "seal = ''"]
)
async def test_a_head_that_is_edited_is_found(trail: Database, change: str) -> None:
    await tamper(trail, f"UPDATE audit_head SET {change} WHERE tenant_id = :t")
    assert await found(trail) == (Fault.HEAD, None)


HEAD = ("first", "anchor", "last", "newest", "seal", "secret")
BACK = f"UPDATE audit_head SET {', '.join(f'{name} = :{name}' for name in HEAD)} WHERE tenant_id = :t"


async def head_of(database: Database) -> dict[str, Any]:
    """As it lies in the database."""
    async with database.read() as session:
        connection = await session.connection()
        rows = await connection.execute(text("SELECT * FROM audit_head WHERE tenant_id = :t"), {"t": TENANT})
        row = rows.mappings().one()
    return {name: row[name] for name in HEAD}


async def test_an_older_head_is_found_and_going_on_does_not_make_it_good(
    database: Database, clock: Clock
) -> None:
    await noted(database, clock, 7)
    older = await head_of(database)
    await noted(database, clock, LONG)
    await tamper(database, BACK, **older)
    assert await found(database) == (Fault.ADDED, 8)
    await noted(database, clock, 3)
    assert (await found(database))[0] is Fault.CHANGED
    async with database.read() as session:
        written = select(func.count()).where(AuditEntry.tenant_id == TENANT)
        assert (await session.exec(written)).one() == 7 + LONG + 3, "nothing was written over"


@pytest.mark.parametrize("change", ["last = 5, newest = ''", "first = 3", "seal = 'f'"])
async def test_going_on_does_not_make_an_edited_head_good(trail: Database, clock: Clock, change: str) -> None:
    await tamper(trail, f"UPDATE audit_head SET {change} WHERE tenant_id = :t")
    await noted(trail, clock, 4)
    assert await found(trail) == (Fault.HEAD, None)
    await pruned(trail, clock() + KEPT * 2)
    assert (await verdict(trail)).fault is Fault.HEAD


async def test_going_on_does_not_make_a_cut_tail_good(trail: Database, clock: Clock) -> None:
    await tamper(trail, "DELETE FROM audit WHERE tenant_id = :t AND position > 7")
    await noted(trail, clock, 4)
    assert await found(trail) == (Fault.MISSING, 8)


@pytest.mark.parametrize("with_its_head", [True, False])
async def test_another_tenants_trail_passes_for_nobody_elses(trail: Database, with_its_head: bool) -> None:
    """Copied with its secret it opens nowhere else; without it, its seals are of another secret."""
    rest = "position, at, person_id, subject, act, seal"
    away = ["DELETE FROM audit WHERE tenant_id = :t"]
    copied = [f"INSERT INTO audit (tenant_id, {rest}) SELECT :t, {rest} FROM audit WHERE tenant_id = :o"]
    if with_its_head:
        columns = ", ".join(HEAD)
        away += ["DELETE FROM audit_head WHERE tenant_id = :t"]
        copied += [
            f"INSERT INTO audit_head (tenant_id, {columns})"
            f" SELECT :t, {columns} FROM audit_head WHERE tenant_id = :o"
        ]
    await tamper(trail, *away, *copied)
    assert await found(trail) == ((Fault.HEAD, None) if with_its_head else (Fault.CHANGED, 1))


@pytest.mark.parametrize("which", ["audit_head", "audit"])
async def test_a_table_that_is_emptied_is_found(trail: Database, which: str) -> None:
    await tamper(trail, f"DELETE FROM {which} WHERE tenant_id = :t")
    assert await found(trail) == ((Fault.HEAD, None) if which == "audit_head" else (Fault.MISSING, 1))


async def test_incidents_without_a_trail_are_found(database: Database, clock: Clock) -> None:
    """Whoever empties both tables has the incidents left to explain."""
    async with database.write() as session:
        await populated.fill(session, TENANT)
    await tamper(database, "DELETE FROM audit", "DELETE FROM audit_head")
    assert (await verdict(database)).fault is Fault.HEAD


async def together(database: Database, clock: Clock, work: Callable[[Database, int], Any]) -> None:
    """By three replicas at once, each with a pool of its own."""
    address = database.url.render_as_string(hide_password=False)
    replicas = [Database(address, KEYS, clock) for _ in range(3)]
    await asyncio.gather(*(work(replica, n) for replica in replicas for n in range(8)))
    for replica in replicas:
        await replica.close()


async def test_many_at_once_make_one_trail(database: Database, clock: Clock) -> None:
    """Also when none has been begun: nobody is refused, and every entry has a position of its own."""

    async def write(replica: Database, number: int) -> None:
        async with replica.write() as session:
            for _ in range(2):
                person = f"person-{number}"
                await audit.note(session, TENANT, person_id=person, subject="i", act=Act.READ, now=clock())
                await asyncio.sleep(0)

    await together(database, clock, write)
    said = await verdict(database)
    assert (said.whole, said.count, said.last) == (True, 48, 48)


async def test_what_is_rolled_back_was_never_in_it(trail: Database, clock: Clock) -> None:
    async with trail.read() as session:
        await audit.note(session, TENANT, person_id=None, subject="i", act=Act.READ, now=clock())
        await session.rollback()
    async with trail.write() as session:
        savepoint = await session.begin_nested()
        await audit.note(session, TENANT, person_id=None, subject="i", act=Act.READ, now=clock())
        await savepoint.rollback()
        await audit.note(session, TENANT, person_id=None, subject="i", act=Act.CLOSED, now=clock())
    assert (await verdict(trail)).count == LONG + 1


async def test_a_trail_stands_still_while_it_is_verified(trail: Database, clock: Clock) -> None:
    """Others go on writing meanwhile: what they add is no forgery."""
    async with audit.snapshot(trail) as session:
        assert (await audit.verify(session, OTHER_TENANT)).whole
        await noted(trail, clock, 5)
        assert (await audit.verify(session, TENANT)).count == LONG
    assert (await verdict(trail)).count == LONG + 5


async def pruned(database: Database, now: Any) -> None:
    async with database.write() as session:
        await audit.prune(session, now)


async def kept(database: Database) -> Sequence[int]:
    async with database.read() as session:
        mine = select(AuditEntry.position).where(AuditEntry.tenant_id == TENANT)
        return (await session.exec(mine.order_by(AuditEntry.position))).all()  # type: ignore[arg-type]


async def test_what_is_older_than_five_years_is_erased_from_the_front(trail: Database, clock: Clock) -> None:
    """And no earlier; what is left is whole, and so is what comes after nothing is left."""
    assert timedelta(days=5 * 365) < KEPT < timedelta(days=5 * 366)
    await pruned(trail, clock() + KEPT)
    assert len(await kept(trail)) == LONG
    await pruned(trail, clock() + KEPT + timedelta(minutes=4))
    assert await kept(trail) == list(range(5, LONG + 1))
    said = await verdict(trail)
    assert (said.whole, said.count, said.first, said.last) == (True, LONG - 4, 5, LONG)
    await pruned(trail, clock() + KEPT * 2)
    assert (await verdict(trail)).count == 0
    assert (await verdict(trail)).whole
    await noted(trail, clock, 2)
    said = await verdict(trail)
    assert (said.whole, said.first, said.last) == (True, LONG + 1, LONG + 2)


async def test_after_it_was_pruned_its_front_is_guarded_as_before(trail: Database, clock: Clock) -> None:
    await pruned(trail, clock() + KEPT + timedelta(minutes=4))
    await tamper(trail, "DELETE FROM audit WHERE tenant_id = :t AND position = 5")
    assert (await verdict(trail)).position == 5


async def test_what_somebody_has_dated_back_is_not_erased(trail: Database, clock: Clock) -> None:
    """Else the clearing up would do away with the trail for him, and leave it whole."""
    await tamper(trail, "UPDATE audit SET at = :at WHERE tenant_id = :t", at="2016-01-01 00:00:00.000000")
    await pruned(trail, clock())
    assert len(await kept(trail)) == LONG
    assert await found(trail) == (Fault.CHANGED, 1)


async def test_a_new_data_key_keeps_it_whole_and_it_goes_on(trail: Database, clock: Clock) -> None:
    before = await verdict(trail)
    async with with_keys(trail, BOTH) as both:
        await rotation.rotate(both)
    async with with_keys(trail, ONLY_NEW) as renewed:
        assert await verdict(renewed) == before
        await noted(renewed, clock, 3)
        assert (await verdict(renewed)).count == LONG + 3
    assert (await verdict(trail)).fault is Fault.HEAD, "the old key opens its secret no more"


async def test_a_restored_backup_is_whole_and_goes_on(trail: Database, clock: Clock, tmp_path: Path) -> None:
    before, file = await verdict(trail), tmp_path / "medvind.backup"
    await backup.take(trail, file, clock(), lambda done, total: None)
    empty = Database(f"sqlite:///{tmp_path}/another.db", KEYS, clock)
    with file.open("rb") as opened:
        await backup.restore(empty, backup.Reader(opened, KEYS), clock(), lambda done, total: None)
    assert await verdict(empty) == before
    await noted(empty, clock, 3)
    assert (await verdict(empty)).count == LONG + 3
    await empty.close()


async def test_the_secret_cannot_be_read_in_the_database(trail: Database) -> None:
    async with trail.read() as session:
        heads = [await session.get_one(AuditHead, tenant) for tenant in (TENANT, OTHER_TENANT)]
    assert len({head.secret for head in heads}) == 2
    assert all(len(bytes.fromhex(head.secret)) == 32 for head in heads)
    stored = (await head_of(trail))["secret"]
    assert heads[0].secret.encode() not in stored


async def test_with_another_key_nothing_is_said_to_be_whole(trail: Database) -> None:
    async with with_keys(trail, Keyring({1: bytes(32)})) as stranger:
        assert (await verdict(stranger)).fault is Fault.HEAD


def test_no_two_entries_are_written_alike() -> None:
    """Else one value could grow at the cost of the next, under the same seal."""
    one = Entry(1, None, "ab", "c", "d")
    others = [replace(one, person_id="a", subject="bc"), replace(one, subject="cd", act="")]
    others += [replace(one, position=11), replace(one, person_id=None), replace(one, person_id="None")]
    seals = {seal_of_entry("secret", "t", "", entry) for entry in (one, *others)}
    seals |= {seal_of_entry("secret", "t", "x", one), seal_of_entry("other", "t", "", one)}
    seals |= {seal_of_entry("secret", "u", "", one)}
    assert len(seals) == len(others) + 4
