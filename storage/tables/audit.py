"""Who has changed what, and when, where others must be able to trust it: a chain that misses no link.

There is no content here, and nothing that tells what an incident was about.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.sealing import keeps_sealed, sealed
from storage.tables.fields import moment, tenant


class AuditEntry(SQLModel, table=True):
    """One change. `seal` is made of it and of the seal before it, with a secret that is not in the database's
    reach without the data key."""

    __tablename__ = "audit"

    tenant_id: str = tenant()
    position: int = Field(primary_key=True)
    at: datetime = moment(nullable=False)
    person_id: str | None = None  # None: Medvind itself
    subject: str  # which incident
    act: str
    seal: str


@keeps_sealed
class AuditHead(SQLModel, table=True):
    """Where a tenant's chain begins and ends, so that neither end can be cut off unseen."""

    __tablename__ = "audit_head"

    tenant_id: str = tenant()
    secret: str = sealed(step=64)
    first: int = 1
    anchor: str = ""  # the seal before the first that is kept
    last: int = 0
    newest: str = ""
    seal: str = ""  # of all of these
