"""`medvind audit verify`: whether the trail of incidents is whole, for each municipality in the database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.data import open_database
from bot.settings import Settings
from domain.audit import Fault, Verdict
from storage import audit
from storage.database import Database
from texts.catalogue import Texts

FAULTS = {
    Fault.MISSING: "cli-audit-missing",
    Fault.CHANGED: "cli-audit-changed",
    Fault.MOVED: "cli-audit-moved",
    Fault.ADDED: "cli-audit-added",
    Fault.HEAD: "cli-audit-head",
}


async def verify(settings: Settings) -> Sequence[Verdict]:
    """Looks only, while the service goes on."""
    async with open_database(settings) as database:
        return await of_all(database)


async def of_all(database: Database) -> Sequence[Verdict]:
    """How every tenant's trail stands, at one moment."""
    async with audit.snapshot(database) as session:
        return [await audit.verify(session, tenant_id) for tenant_id in await audit.tenants(session)]


def line(found: Verdict, t: Texts) -> str:
    """One tenant's trail: how much of it there is, or the first position that is not as it was written."""
    if found.fault:
        return t(FAULTS[found.fault], tenant=found.tenant_id, position=str(found.position))
    if not found.count:
        return t("cli-audit-empty", tenant=found.tenant_id)
    span = {"first": str(found.first), "last": str(found.last)}
    return t("cli-audit-whole", tenant=found.tenant_id, count=found.count, **span)
