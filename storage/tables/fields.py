"""How the tables' columns are written: the tenant first, times aware, references within the tenant."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint
from sqlmodel import Field

from storage.columns import UtcDateTime


def tenant() -> Any:
    return Field(primary_key=True, max_length=64)


def key() -> Any:
    return Field(primary_key=True, max_length=64)


def moment(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


def within(*columns: str, table: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A reference that cannot cross a tenant: the tenant is part of it."""
    return ForeignKeyConstraint(
        ["tenant_id", *columns], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )
