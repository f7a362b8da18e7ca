"""Seal what people write; remember answers; hold and pace the outbox"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from domain.story_rules import first_name
from storage.columns import UtcDateTime
from storage.crypto import Keyring, fingerprint

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Table, its key within the tenant, and its columns with the steps they are padded to.
SEALED = (
    ("api_token", "token_hash", {"label": 64}),
    ("button", "token", {"object_id": 64, "conversation_id": 64}),
    ("contact", "id", {"name": 64, "number": 64, "note": 64, "owner": 64}),
    ("outbox", "id", {"conversation_id": 64, "replaces": 64, "activity_id": 64}),
    ("person", "id", {"name": 64, "title": 64, "conversation_id": 64}),
    ("story", "id", {"title": 64, "body": 256}),
    ("team", "id", {"conversation_id": 64}),
)
NEW = {
    "outbox": ["replaces_mark"],
    "person": ["name_mark", "chat_mark", "unreachable_since"],
    "team": ["channel_mark"],
}
KINDS = {"unreachable_since": UtcDateTime}
LONG = {"body": sa.Text}
NULLABLE = {"conversation_id", "replaces", "activity_id"}


def upgrade() -> None:
    _new_tables()
    for table, columns in NEW.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.add_column(sa.Column(column, KINDS.get(column, sa.String)()))
    with op.batch_alter_table("team") as batch:
        batch.drop_constraint("uq_team_channel", type_="unique")
        batch.create_unique_constraint("uq_team_channel", ["tenant_id", "channel_mark"])
    with op.batch_alter_table("person") as batch:
        batch.create_index("ix_person_chat", ["tenant_id", "chat_mark"])
        batch.create_index("ix_person_name", ["tenant_id", "name_mark"])
    _fill_marks()
    keys: Keyring = context.config.attributes["keys"]
    for table, key, steps in SEALED:
        # Sealed first: making the column anew then leaves nothing to read in the pages of PostgreSQL's table.
        _convert(table, key, steps, lambda place, value, step: _written(keys.seal(place, value, step)))
        _retype(table, steps, to_bytes=True)


def downgrade() -> None:
    keys: Keyring = context.config.attributes["keys"]
    for table, key, steps in SEALED:
        _convert(table, key, steps, lambda place, value, step: _plain(keys.open(place, value)))
        _retype(table, steps, to_bytes=False)
    with op.batch_alter_table("person") as batch:
        batch.drop_index("ix_person_chat")
        batch.drop_index("ix_person_name")
    with op.batch_alter_table("team") as batch:
        batch.drop_constraint("uq_team_channel", type_="unique")
        batch.create_unique_constraint("uq_team_channel", ["tenant_id", "conversation_id"])
    for table, columns in NEW.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    op.drop_table("delivery")
    op.drop_table("heard")
    _heard_before()


def _new_tables() -> None:
    op.create_table(
        "delivery",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("held_since", UtcDateTime()),
        sa.Column("paused_until", UtcDateTime()),
        sa.Column("free_at", UtcDateTime()),
        sa.Column("checked_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("tenant_id"),
    )
    op.drop_table("heard")  # a week's memory of what needs no second answer
    op.create_table(
        "heard",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        sa.Column("replied_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("tenant_id", "mark"),
    )
    op.create_index("ix_heard_heard_at", "heard", ["heard_at"])


def _heard_before() -> None:
    op.create_table(
        "heard",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("activity_id", sa.String(), nullable=False),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "conversation_id", "activity_id"),
    )
    op.create_index("ix_heard_heard_at", "heard", ["heard_at"])


def _retype(table: str, columns: dict[str, int], *, to_bytes: bool) -> None:
    way = "decode({}, 'hex')" if to_bytes else "convert_from({}, 'UTF8')"
    with op.batch_alter_table(table) as batch:
        for column in columns:
            text, sealed = LONG.get(column, sa.String)(), sa.LargeBinary()
            batch.alter_column(
                column,
                existing_type=text if to_bytes else sealed,
                type_=sealed if to_bytes else text,
                existing_nullable=column in NULLABLE,
                postgresql_using=way.format(column),
            )


def _written(sealed: bytes) -> bytes | str:
    """As a column for texts can hold it: SQLite's takes anything."""
    return sealed if op.get_bind().dialect.name == "sqlite" else sealed.hex()


def _plain(text: str) -> bytes:
    """What a column for texts can hold of a text: a sealed one may be any string there is."""
    return text.encode(errors="replace").replace(b"\0", b"")


def _convert(
    table: str, key: str, steps: dict[str, int], made: Callable[[list[str], Any, int], object]
) -> None:
    """Row by row: what is written is bound to its row."""
    for row, change in _rows(table, *steps, key=key):
        values = {
            name: made([row["tenant_id"], table, name, row[key]], row[name], step)
            for name, step in steps.items()
            if row[name] is not None
        }
        if values:
            change(**values)


def _fill_marks() -> None:
    """While the values can still be read: what the rows are to be found by."""
    keys: Keyring = context.config.attributes["keys"]
    for row, change in _rows("team", "conversation_id"):
        change(channel_mark=_print(row, row["conversation_id"]))
    for row, change in _rows("person", "conversation_id", "name"):
        first = first_name(row["name"])
        name_mark = keys.mark(row["tenant_id"], first) if first else None
        change(chat_mark=_print(row, row["conversation_id"]), name_mark=name_mark)
    for row, change in _rows("outbox", "conversation_id", "replaces"):
        if row["replaces"]:
            change(replaces_mark=_print(row, row["conversation_id"] or "", row["replaces"]))


def _print(row: sa.RowMapping, *values: str | None) -> str | None:
    known = [value for value in values if value is not None]
    return fingerprint(row["tenant_id"], *known) if any(known) else None


def _rows(
    table: str, *columns: str, key: str = "id"
) -> Iterator[tuple[sa.RowMapping, Callable[..., object]]]:
    """Every row of a table, and what changes it."""
    connection = op.get_bind()
    rows = sa.table(table, *(sa.column(name) for name in ("tenant_id", key, *columns, *NEW.get(table, []))))
    for row in connection.execute(sa.select(rows)).mappings().all():
        its_row = sa.update(rows).where(rows.c.tenant_id == row["tenant_id"], rows.c[key] == row[key])
        yield row, lambda _its=its_row, **values: connection.execute(_its.values(values))
