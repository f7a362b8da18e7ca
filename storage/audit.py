"""The trail of who has done what to an incident, and when: one chain a tenant (domain/audit.py).

A transaction that writes an entry has the tenant's chain to itself until it ends: write it last.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, and_, func, type_coerce
from sqlalchemy import select as columns
from sqlmodel import col, delete, select

from domain.audit import KEPT, Act, Ends, Entry, Fault, Verdict, seal_of_entry, seal_of_head
from storage.crypto import Unreadable
from storage.database import Database, Session, insert_once
from storage.rows import run
from storage.tables import AuditEntry, AuditHead, Incident

PAGE = 500  # entries in memory at a time
_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


async def note(
    session: Session, tenant_id: str, *, person_id: str | None, subject: str, act: Act, now: datetime
) -> None:
    """Add an entry in the transaction of what it tells of. `person_id` None: Medvind itself did it.

    `subject`: an incident's id. Of two at once the second waits for the first to commit.
    """
    head = await _locked(session, tenant_id) or await _begun(session, tenant_id)
    entry = Entry(await _free(session, head), now.astimezone(UTC), person_id, subject, act)
    seal = seal_of_entry(head.secret, tenant_id, head.newest, entry)
    session.add(
        AuditEntry(
            tenant_id=tenant_id,
            position=entry.position,
            at=now,
            person_id=person_id,
            subject=subject,
            act=act,
            seal=seal,
        )
    )
    _move(head, replace(_ends(head), last=entry.position, newest=seal))
    await session.flush()


async def _begun(session: Session, tenant_id: str) -> AuditHead:
    secret, nothing = secrets.token_hex(32), Ends(1, "", 0, "")
    values = {"first": 1, "anchor": "", "last": 0, "newest": ""}
    values |= {"tenant_id": tenant_id, "secret": secret, "seal": seal_of_head(secret, tenant_id, nothing)}
    await insert_once(session, AuditHead, values)
    head = await _locked(session, tenant_id)
    assert head is not None, "somebody has begun it"
    return head


async def _locked(session: Session, tenant_id: str) -> AuditHead | None:
    return await session.get(AuditHead, tenant_id, populate_existing=True, with_for_update=True)


async def _free(session: Session, head: AuditHead) -> int:
    """The next position. Under a head that was set back there are entries already: none is written over."""
    newest = select(func.max(AuditEntry.position)).where(AuditEntry.tenant_id == head.tenant_id)
    return max(head.last, (await session.exec(newest)).one() or 0) + 1


def _ends(head: AuditHead) -> Ends:
    return Ends(head.first, head.anchor, head.last, head.newest)


def _holds(head: AuditHead) -> bool:
    return head.seal == seal_of_head(head.secret, head.tenant_id, _ends(head))


def _move(head: AuditHead, ends: Ends) -> None:
    """To new ends. A head that somebody has changed is not made good by going on: it stays broken."""
    seal = seal_of_head(head.secret, head.tenant_id, ends) if _holds(head) else ""
    head.first, head.anchor, head.last, head.newest = ends.first, ends.anchor, ends.last, ends.newest
    head.seal = seal


@asynccontextmanager
async def snapshot(database: Database) -> AsyncIterator[Session]:
    """A transaction in which chains stand still while they are verified, and others go on writing."""
    async with database.read() as session:
        if not database.is_sqlite:  # where every transaction that reads is one
            await session.connection(execution_options=_SNAPSHOT)
        yield session


async def tenants(session: Session) -> list[str]:
    """Whoever has a chain, or ought to."""
    found = set[str]()
    for column in (AuditHead.tenant_id, AuditEntry.tenant_id, Incident.tenant_id):
        found |= set(await session.exec(select(column).distinct()))
    return sorted(found)


async def verify(session: Session, tenant_id: str) -> Verdict:
    """Whether a tenant's chain is whole, or where it is broken first. Within a `snapshot`."""
    try:
        head = await session.get(AuditHead, tenant_id, populate_existing=True)
    except Unreadable:  # it is another tenant's, or damaged
        return Verdict(tenant_id, fault=Fault.HEAD)
    if head is None:
        ought_to_be = [await _any(session, kind, tenant_id) for kind in (AuditEntry, Incident)]
        return Verdict(tenant_id, fault=Fault.HEAD if any(ought_to_be) else None)
    if not _holds(head):
        return Verdict(tenant_id, fault=Fault.HEAD)
    found = await _walk(session, head)
    if found.whole and found.last < head.last:
        return replace(found, fault=Fault.MISSING, position=found.last + 1)
    return replace(found, fault=Fault.HEAD) if found.whole and found.newest != head.newest else found


async def _any(session: Session, kind: Any, tenant_id: str) -> bool:
    found = await session.exec(select(kind.tenant_id).where(kind.tenant_id == tenant_id).limit(1))
    return found.first() is not None


async def _walk(session: Session, head: AuditHead, before: datetime | None = None) -> Verdict:
    """How far it is as it was written; with `before`, no further than entries that are older."""
    found = Verdict(head.tenant_id, first=head.first, last=head.first - 1, newest=head.anchor)
    after: int | None = None
    while page := await _page(session, head.tenant_id, after):
        for entry in page:
            if before and entry.at and entry.at >= before:
                return found
            if fault := await _fault(session, head, found, entry):
                here = found.last + 1 if fault is Fault.MISSING else entry.position
                return replace(found, fault=fault, position=here)
            found = replace(
                found,
                count=found.count + 1,
                last=entry.position,
                since=found.since or entry.at,
                until=entry.at,
                newest=entry.seal,
            )
        after = page[-1].position
    return found


async def _fault(session: Session, head: AuditHead, found: Verdict, entry: Entry) -> Fault | None:
    """What is wrong with the entry that comes after those that were `found` to be whole."""
    expected = found.last + 1
    # SQLite keeps a fraction, or a word, where a whole number belongs.
    if not isinstance(entry.position, int) or entry.position < expected or expected > head.last:
        return Fault.ADDED
    if entry.position > expected:
        return Fault.MISSING
    if entry.seal == seal_of_entry(head.secret, head.tenant_id, found.newest, entry):
        return None
    return Fault.MOVED if await _belongs_elsewhere(session, head, entry) else Fault.CHANGED


async def _belongs_elsewhere(session: Session, head: AuditHead, entry: Entry) -> bool:
    """Whether it is what was written at another position. The one before it may have been moved there."""
    before, after = head.anchor, None
    while page := await _page(session, head.tenant_id, after):
        for other in page:
            there = replace(entry, position=other.position)
            for seal in (before, other.seal):
                if entry.seal == seal_of_entry(head.secret, head.tenant_id, seal, there):
                    return True
            before = other.seal
        after = page[-1].position
    return False


async def _page(session: Session, tenant_id: str, after: int | None) -> Sequence[Entry]:
    """The next entries in order, read as they lie there: also what the code would never have written."""
    table = AuditEntry.__table__  # type: ignore[attr-defined]
    others = (table.c[name] for name in ("person_id", "subject", "act", "seal"))
    wanted = [table.c.tenant_id == tenant_id, *([table.c.position > after] if after is not None else [])]
    page = columns(table.c.position, type_coerce(table.c.at, String), *others).where(*wanted)
    rows = await run(session, page.order_by(table.c.position).limit(PAGE), {})
    return [Entry(position, _moment(at), *rest) for position, at, *rest in map(tuple, rows)]


def _moment(read: Any) -> datetime | None:
    try:
        moment = read if isinstance(read, datetime) else datetime.fromisoformat(read)
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


async def prune(session: Session, now: datetime) -> None:
    """Entries are erased after five years, from the front only (domain/audit.py).

    Only as far as they are whole: else whoever dates one back would have it erased, and nothing to see.
    """
    first = and_(
        col(AuditEntry.tenant_id) == AuditHead.tenant_id, col(AuditEntry.position) == AuditHead.first
    )
    over = select(AuditHead.tenant_id).join(AuditEntry, first).where(col(AuditEntry.at) < now - KEPT)
    for tenant_id in (await session.exec(over)).all():
        head = await _locked(session, tenant_id)
        if head is not None and _holds(head):
            await _cut(session, head, now - KEPT)


async def _cut(session: Session, head: AuditHead, before: datetime) -> None:
    over = await _walk(session, head, before)
    its = col(AuditEntry.tenant_id) == head.tenant_id
    await session.exec(delete(AuditEntry).where(its, col(AuditEntry.position) <= over.last))
    _move(head, replace(_ends(head), first=over.last + 1, anchor=over.newest))
    await session.flush()
