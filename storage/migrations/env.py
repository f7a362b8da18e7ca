"""Alembic runs inside the transaction that `Database.upgrade` opened, on both databases."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from storage import tables
from storage.columns import UtcDateTime
from storage.sealing import Sealed

assert tables, "importing the tables fills the metadata"


def _plainly(kind: str, column: Any, _context: Any) -> str | Literal[False]:
    """Write a migration in SQLAlchemy's own words, so that it outlives the libraries above it."""
    if kind == "type" and isinstance(column, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(column, AutoString):
        return f"sa.String({column.length or ''})"
    if kind == "type" and isinstance(column, Sealed):
        return "sa.LargeBinary()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_item=_plainly,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
