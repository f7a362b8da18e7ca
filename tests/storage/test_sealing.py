"""Sealed columns on every way into a row and out of it: as text on the object, as ciphertext in the database.

Every sealed column of every table is tried: a new one is tested from the start.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from itertools import groupby
from typing import Any

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import aliased, defer, load_only, make_transient
from sqlmodel import col, select

from storage.crypto import Keyring, Unreadable, fingerprint
from storage.database import Database, Session, insert_once
from storage.sealing import KEYS, BoundElsewhere, NotSealed, Unopened, sealed_values
from storage.tables import (
    AgendaPoint,
    CheckInTalk,
    Contact,
    Incident,
    IncidentDraft,
    NewsletterItem,
    Outgoing,
    Person,
    Story,
    StoryVersion,
    Team,
)
from tests.storage.populated import BARE, FULL, fill, objects
from tests.storage.spots import MARKED, SPOTS, Spot
from tests.town import OTHER_TENANT, TENANT

TITLE, BODY = (next(spot for spot in SPOTS if str(spot) == f"story.{name}") for name in ("title", "body"))
_MORE_THAN_A_KEY = (
    *(AgendaPoint, CheckInTalk, Incident, IncidentDraft),
    *(NewsletterItem, Outgoing, StoryVersion, Team),
)
NAME = next(spot for spot in SPOTS if str(spot) == "person.name")


@pytest.fixture
async def filled(database: Database) -> Database:
    """Two rows in every table, for each of two tenants."""
    async with database.write() as session:
        for tenant in (TENANT, OTHER_TENANT):
            await fill(session, tenant)
    return database


@asynccontextmanager
async def changing(database: Database, spot: Spot, number: int = FULL) -> AsyncIterator[Any]:
    """A row of the spot's table, to be changed within one transaction."""
    async with database.write() as session:
        yield await session.get_one(spot.kind, spot.key(number))


async def test_what_is_added_is_sealed_each_in_its_place(filled: Database) -> None:
    assert len(SPOTS) >= 17, "the whole schema is looked through"
    for spot in SPOTS:
        for tenant in (TENANT, OTHER_TENANT):
            for number in (FULL, BARE):
                kept = await spot.kept(filled, spot.key(number, tenant))
                assert kept == spot.text(number, tenant), str(spot)


async def test_many_rows_added_at_once(database: Database) -> None:
    async with database.write() as session:
        for _, alike in groupby(objects(TENANT), type):
            session.add_all(alike)
            await session.flush()
    for spot in SPOTS:
        assert await spot.kept(database, spot.key()) == spot.text(), str(spot)


def ways_to_read(spot: Spot) -> Iterator[tuple[str, Any]]:
    """Statements whose result is the whole row."""
    its, twin = getattr(spot.kind, spot.seal.name), aliased(spot.kind)
    whole = select(spot.kind).where(*spot.where(spot.key()))
    yield "plain", whole
    yield "anew", whole.execution_options(populate_existing=True)
    yield "only this column of it", whole.options(load_only(its))
    yield "under another name", select(twin).where(*spot.where(spot.key(), twin))
    yield "locked", whole.with_for_update()
    yield "a few at a time", whole.execution_options(yield_per=1)
    yield "in a subquery", select(aliased(spot.kind, whole.subquery()))


async def test_every_way_to_read_a_row_gives_the_text(filled: Database) -> None:
    for spot in SPOTS:
        for way, statement in ways_to_read(spot):
            async with filled.write() as session:
                for _ in range(2):  # the second time the session knows the row
                    (row,) = (await session.exec(statement)).all()
                    found = getattr(row, spot.seal.name)
                    assert (type(found), found) == (str, spot.text()), (way, str(spot))
                assert not session.dirty, "to read is not to change"


async def test_every_way_to_get_a_row_gives_the_text(filled: Database) -> None:
    for spot in SPOTS:
        name, key = spot.seal.name, spot.key()
        async with filled.write() as session:
            row = await session.get_one(spot.kind, key)
            assert getattr(row, name) == spot.text(), str(spot)
            await session.get_one(spot.kind, key, populate_existing=True)
            assert getattr(row, name) == spot.text(), str(spot)
            await session.get_one(spot.kind, key, with_for_update=True)
            assert getattr(row, name) == spot.text(), str(spot)
            for only in (None, [name]):
                await session.refresh(row, only)
                assert getattr(row, name) == spot.text(), str(spot)
                session.expire(row, only)
                await session.refresh(row)
                assert getattr(row, name) == spot.text(), str(spot)


async def test_a_row_that_has_forgotten_even_its_key_is_read_again(filled: Database) -> None:
    """After a rollback to a savepoint the session knows of its rows no more than which they are."""
    for spot in SPOTS:
        async with filled.write() as session:
            row = await session.get_one(spot.kind, spot.key())
            session.expire(row)
            await session.run_sync(lambda _: getattr(row, spot.seal.name))  # noqa: B023 - called at once
            assert getattr(row, spot.seal.name) == spot.text(), str(spot)
            names = [c.name for c in spot.seal.table.primary_key]
            session.expire(row, [spot.seal.name, *names])
            await session.refresh(row, [spot.seal.name])
            assert getattr(row, spot.seal.name) == spot.text(), str(spot)


async def test_a_column_that_was_left_out_is_opened_when_it_is_asked_for(filled: Database) -> None:
    for spot in SPOTS:
        async with filled.write() as session:
            later = select(spot.kind).where(*spot.where(spot.key()))
            later = later.options(defer(getattr(spot.kind, spot.seal.name)))
            row = (await session.exec(later)).one()
            assert spot.seal.name not in row.__dict__
            await session.refresh(row, [spot.seal.name])
            assert getattr(row, spot.seal.name) == spot.text(), str(spot)


async def test_rows_that_come_joined_and_more_than_once(filled: Database) -> None:
    """Each story with its author, and every pair of contacts: the same row stands in several lines."""
    async with filled.write() as session:
        for _ in range(2):
            told = select(Story, Person).where(
                Story.tenant_id == Person.tenant_id, Story.author_id == Person.id
            )
            lines = (await session.exec(told.execution_options(populate_existing=True))).all()
            assert len(lines) == 4
            for story, author in lines:
                assert "story.body" in story.body
                assert author.name.endswith("person.name.")
        one, other = aliased(Contact), aliased(Contact)
        for pair in (
            await session.exec(
                select(one, other)
                .where(one.tenant_id == other.tenant_id)
                .execution_options(populate_existing=True)
            )
        ).all():
            assert all(type(contact.note) is str for contact in pair)


async def test_a_column_alone_is_ciphertext_and_never_passes_for_text(filled: Database) -> None:
    for spot in SPOTS:
        async with filled.read() as session:
            alone = select(getattr(spot.kind, spot.seal.name)).where(*spot.where(spot.key()))
            found: Any = (await session.exec(alone)).one()
        assert str(spot.text()) not in f"{found!r}"
        assert type(found) is Unopened
    assert not issubclass(Unopened, str)


async def test_one_of_two_columns_is_changed_and_the_other_left_as_it_is(filled: Database) -> None:
    for spot in SPOTS:
        others = [one for one in SPOTS if one.kind is spot.kind and one != spot]
        before = {one: await one.stored(filled, spot.key()) for one in (spot, *others)}
        async with changing(filled, spot) as row:
            setattr(row, spot.seal.name, "Ny Tekst")
        assert getattr(row, spot.seal.name) == "Ny Tekst"
        assert await spot.kept(filled, spot.key()) == "Ny Tekst", str(spot)
        assert await spot.stored(filled, spot.key()) != before[spot]
        assert {one: await one.stored(filled, spot.key()) for one in others} == {o: before[o] for o in others}


async def test_what_is_not_changed_is_not_sealed_anew(filled: Database) -> None:
    """Neither by setting the same text, nor by changing something else, nor by a second flush."""
    for spot in SPOTS:
        before = await spot.stored(filled, spot.key())
        async with filled.write() as session:
            row = await session.get_one(spot.kind, spot.key())
            setattr(row, spot.seal.name, spot.text())
            await session.flush()
            setattr(row, spot.seal.name, "something else")
            setattr(row, spot.seal.name, spot.text())
            await session.flush()
            await session.flush()
        assert await spot.stored(filled, spot.key()) == before, str(spot)


async def test_two_flushes_and_a_change_between_them(filled: Database) -> None:
    for spot in SPOTS:
        async with filled.write() as session:
            row = await session.get_one(spot.kind, spot.key())
            for said in ("Første Gang", "Anden Gang", "Første Gang"):
                setattr(row, spot.seal.name, said)
                await session.flush()
                await session.flush()
                assert type(getattr(row, spot.seal.name)) is str
        assert await spot.kept(filled, spot.key()) == "Første Gang", str(spot)


async def test_nothing_can_be_written_where_nothing_may_stand(filled: Database) -> None:
    for spot in SPOTS:
        if spot.seal.table.c[spot.seal.name].nullable:
            async with changing(filled, spot) as row:
                setattr(row, spot.seal.name, None)
            assert await spot.stored(filled, spot.key()) is None, str(spot)
            async with changing(filled, spot) as row:
                assert getattr(row, spot.seal.name) is None
                setattr(row, spot.seal.name, "")
            assert await spot.kept(filled, spot.key()) == "", str(spot)


async def test_the_text_of_another_row_is_sealed_for_this_one(filled: Database) -> None:
    """Also while the other has just been written, and when both are written at once."""
    for spot in (spot for spot in SPOTS if not spot.alone):
        async with filled.write() as session:
            one, other = [await session.get_one(spot.kind, spot.key(number)) for number in (FULL, BARE)]
            setattr(one, spot.seal.name, "Fælles Tekst")
            setattr(other, spot.seal.name, getattr(one, spot.seal.name))
            if str(spot) == "team.conversation_id":
                setattr(one, spot.seal.name, None)  # two teams cannot have one channel
            await session.flush()
            if str(spot) != "team.conversation_id":
                setattr(one, spot.seal.name, getattr(other, spot.seal.name))
        kept = [await spot.kept(filled, spot.key(number)) for number in (FULL, BARE)]
        assert kept[1] == "Fælles Tekst", str(spot)
        assert kept[0] in (None, "Fælles Tekst"), str(spot)


async def test_merge_changes_what_is_there_and_adds_what_is_not(filled: Database) -> None:
    for row in list(objects(TENANT)):
        spots = [spot for spot in SPOTS if spot.kind is type(row)]
        for spot in spots:
            setattr(row, spot.seal.name, "Flettet Ind")
        if spots and not isinstance(row, Team):
            async with filled.write() as session:
                merged = await session.merge(row)
                await session.flush()
                assert getattr(merged, spots[0].seal.name) == "Flettet Ind"
    for spot in SPOTS:
        if spot.kind is not Team:
            assert await spot.kept(filled, spot.key()) == "Flettet Ind", str(spot)
    async with filled.write() as session:
        await session.merge(
            Contact(tenant_id=TENANT, id="new", name="Helt Ny", checked_on=date(2026, 11, 26))
        )
        found = await session.get_one(Contact, (TENANT, "new"))
        assert (found.name, found.note) == ("Helt Ny", "")


async def test_insert_once_seals_as_the_mapper_does(database: Database) -> None:
    for row in objects(TENANT):
        values = {name: value for name, value in row.model_dump().items() if not name.endswith("_mark")}
        async with database.write() as session:
            assert await insert_once(session, type(row), values)
            assert not await insert_once(session, type(row), values)
    for spot in SPOTS:
        for number in (FULL, BARE):
            assert await spot.kept(database, spot.key(number)) == spot.text(number), str(spot)
    for spot in MARKED:
        assert await spot.mark(database, spot.key()), str(spot)


async def test_a_statement_with_sealed_values_is_seen_by_the_session(filled: Database) -> None:
    """As the outbox does when a message has been sent: the row in hand has the text, not the seal."""
    async with filled.write() as session:
        row = await session.get_one(Outgoing, (spot := _spot("outbox.activity_id")).key())
        values = {"tenant_id": row.tenant_id, "id": row.id, "activity_id": "Besked 17"}
        ready = sealed_values(Outgoing, values, session.info[KEYS])
        await session.exec(update(Outgoing).where(*spot.where(spot.key())).values(**ready))
        assert (type(row.activity_id), row.activity_id) == (str, "Besked 17")
    assert await spot.kept(filled, spot.key()) == "Besked 17"


def _spot(name: str) -> Spot:
    return next(spot for spot in SPOTS if str(spot) == name)


async def _change_and_undo(session: Session, row: Any, spot: Spot) -> None:
    savepoint = await session.begin_nested()
    setattr(row, spot.seal.name, "Nej Alligevel")
    await session.flush()
    await savepoint.rollback()


async def test_a_rollback_to_a_savepoint_brings_the_old_text_back(filled: Database) -> None:
    for spot in SPOTS:
        async with filled.write() as session:
            row = await session.get_one(spot.kind, spot.key())
            await _change_and_undo(session, row, spot)
            await session.refresh(row)
            assert getattr(row, spot.seal.name) == spot.text(), str(spot)
        assert await spot.kept(filled, spot.key()) == spot.text(), str(spot)


async def test_a_text_set_straight_after_a_rollback_is_sealed(filled: Database) -> None:
    """The session has forgotten all but which row it is; the text belongs to that one."""
    for spot in SPOTS:
        async with filled.write() as session:
            row = await session.get_one(spot.kind, spot.key())
            await _change_and_undo(session, row, spot)
            setattr(row, spot.seal.name, "Så Gerne")
        assert await spot.kept(filled, spot.key()) == "Så Gerne", str(spot)


async def test_a_row_that_could_not_be_written_leaves_nothing_behind(filled: Database) -> None:
    """What was sealed for it is sealed anew where it ends up."""
    for spot in (spot for spot in SPOTS if not spot.alone):
        twin = next(row for row in objects(TENANT) if type(row) is spot.kind)
        with pytest.raises(IntegrityError):
            async with filled.write() as session:
                session.add(twin)
        setattr(twin, spot.last, "another-key")
        if isinstance(twin, _MORE_THAN_A_KEY):
            continue  # what is unique about them, or what it points to, is more than the key
        make_transient(twin)
        async with filled.write() as session:
            await session.merge(twin)
        assert await spot.kept(filled, (*spot.key()[:-1], "another-key")) == spot.text(), str(spot)


async def test_a_deleted_row_is_gone(filled: Database) -> None:
    async with filled.write() as session:
        story = await session.get_one(Story, TITLE.key())
        story.body = "Den Sidste Tekst"
        await session.delete(story)
    async with filled.read() as session:
        assert await session.get(Story, TITLE.key()) is None


async def test_a_plain_text_is_never_stored(filled: Database) -> None:
    """By whatever statement. The error does not quote the text, nor anything else of the row."""
    for spot in SPOTS:
        plain = {spot.seal.name: "Gulspurven"}
        new = {**_values(spot), **plain, spot.last: "new"}
        its = getattr(spot.kind, spot.seal.name)
        core = spot.seal.table
        for statement in (
            update(spot.kind).where(*spot.where(spot.key())).values(plain),
            update(spot.kind).values({spot.seal.name: b"Gulspurven"}),
            insert(spot.kind).values(new),
            core.update().values(plain),
            core.insert().values(new),
            core.insert().values({**new, spot.seal.name: Unopened(b"Gulspurven")}),
            select(spot.kind).where(its == "Gulspurven"),
            select(spot.kind).where(col(its).in_(["Gulspurven"])),
        ):
            await _refused(filled, statement)
        await _refused(filled, insert(spot.kind), [new, {**new, spot.last: "newer"}])


def _values(spot: Spot) -> dict[str, Any]:
    return next(row for row in objects(TENANT) if type(row) is spot.kind).model_dump()


async def _refused(database: Database, statement: Any, values: Any = None) -> None:
    with pytest.raises(StatementError) as refused:
        async with database.write() as session:
            await session.exec(statement, params=values)
    assert isinstance(refused.value.orig, NotSealed), statement
    assert "Gulspurven" not in f"{refused.value}{refused.value!r}"


async def test_rows_written_past_the_events_are_refused(database: Database) -> None:
    """SQLAlchemy's bulk methods call no events."""

    def bulk(session: Any) -> None:
        session.bulk_save_objects([next(row for row in objects(TENANT) if isinstance(row, Contact))])

    with pytest.raises(StatementError) as refused:
        async with database.write() as session:
            await session.run_sync(bulk)
    assert isinstance(refused.value.orig, NotSealed)


def expected_mark(keys: Keyring, spot: Spot, said: str | None) -> str | None:
    if said is None:
        return None
    return keys.mark(TENANT, said.split()[0].casefold()) if spot == NAME else fingerprint(TENANT, said)


async def test_the_marks_follow_the_text(filled: Database) -> None:
    assert {str(spot) for spot in MARKED} == {"person.name", "person.conversation_id", "team.conversation_id"}
    for spot in MARKED:
        texts = ["Gitte Lund", "Åse Lund", "Gitte Lund"]
        if spot.seal.table.c[spot.seal.name].nullable:
            texts += [None, "Åse Lund", None]  # type: ignore[list-item]
        for said in texts:
            async with changing(filled, spot) as row:
                setattr(row, spot.seal.name, said)
            assert await spot.mark(filled, spot.key()) == expected_mark(filled.keys, spot, said), str(spot)
    async with changing(filled, NAME) as row:
        row.name = "Gitte"  # a first name alone may be anybody's
    assert await NAME.mark(filled, NAME.key()) is None


async def test_the_key_of_a_sealed_row_cannot_be_changed(filled: Database) -> None:
    """What is sealed is bound to the key: under another one nobody could read it. Nothing in Medvind does it."""
    for spot in SPOTS:
        for part in spot.seal.table.primary_key:
            with pytest.raises(BoundElsewhere):
                async with changing(filled, spot) as row:
                    setattr(row, part.name, "another")
        assert await spot.kept(filled, spot.key()) == spot.text(), str(spot)


async def test_what_was_moved_in_the_database_is_unreadable(filled: Database) -> None:
    """Between rows, columns and tenants, by whoever can write there but has no key."""
    mine, theirs = (TENANT, "00"), (OTHER_TENANT, "00")
    async with filled.write() as session:
        for tenant, id in (mine, theirs, (TENANT, "01")):
            session.add(Contact(tenant_id=tenant, id=id, name="Alarm", note="", checked_on=date(2026, 11, 2)))
    for source, there, target in (
        ("name", theirs, "name"),
        ("name", (TENANT, "01"), "name"),
        ("name", mine, "note"),
    ):
        await _move(filled, "contact", source, mine, target, there)
        async with filled.read() as session:
            with pytest.raises(Unreadable):
                await session.get(Contact, there)
            with pytest.raises(Unreadable):
                (await session.exec(select(Contact).where(Contact.id == there[1]))).all()


async def _move(database: Database, table: str, source: str, here: Any, target: str, there: Any) -> None:
    taken = f"(SELECT {source} FROM {table} WHERE tenant_id = :a AND id = :b)"
    statement = f"UPDATE {table} SET {target} = {taken} WHERE tenant_id = :c AND id = :d"
    async with database.write() as session:
        values = dict(zip("abcd", (*here, *there), strict=True))
        await (await session.connection()).execute(text(statement), values)


async def test_what_could_not_be_opened_is_not_there_afterwards_either(filled: Database) -> None:
    """Whoever catches the error and asks again is told again, and never gets the ciphertext for a text."""
    await _move(filled, "story", "title", TITLE.key(), "body", TITLE.key())
    async with filled.read() as session:
        story = select(Story).where(*TITLE.where(TITLE.key()))
        caught: list[BaseException] = []
        for _ in range(3):
            try:
                (await session.exec(story)).all()
            except Unreadable as error:
                caught.append(error)  # and with it every object on its way
        assert len(caught) == 3


async def test_another_key_reads_nothing(filled: Database) -> None:
    other = Database(filled.url.render_as_string(hide_password=False), Keyring({1: bytes(32)}))
    for spot in SPOTS:
        async with other.read() as session:
            with pytest.raises(Unreadable):
                await session.get(spot.kind, spot.key())
    await other.close()
