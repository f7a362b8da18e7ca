"""Check-ins that nobody can trace"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What the rows that are there already get.
GIVEN: dict[tuple[str, str], tuple[type[sa.types.TypeEngine[Any]], sa.ColumnElement[Any]]] = {
    ("area", "check_in_weeks"): (sa.Integer, sa.literal_column("2")),
    ("member", "owns"): (sa.Boolean, sa.false()),
    ("person", "invited"): (sa.Boolean, sa.true()),
}
TABLES = ("check_in_talk", "check_in_release", "check_in_taken", "check_in_eligible", "check_in_team")
_BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


def upgrade() -> None:
    for (table, name), (kind, value) in GIVEN.items():
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(name, kind(), nullable=False, server_default=value))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(name, existing_type=kind(), server_default=None)
    with op.batch_alter_table("team") as batch:
        batch.add_column(sa.Column("check_in_day", sa.Integer()))
        batch.add_column(sa.Column("check_in_due_at", UtcDateTime()))
    op.create_index("ix_team_check_in_due", "team", ["check_in_due_at"])
    _rounds()
    _answers()
    _what_came_of_it()


def downgrade() -> None:
    for table in (*TABLES, "check_in_round"):
        op.drop_table(table)
    op.drop_index("ix_team_check_in_due", "team")
    with op.batch_alter_table("team") as batch:
        batch.drop_column("check_in_day")
        batch.drop_column("check_in_due_at")
    for table, name in GIVEN:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)


def _rounds() -> None:
    op.create_table(
        "check_in_round",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("tally", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        _within("unit_id", "unit"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("ix_check_in_round_state", "check_in_round", ["state", "closes_on"])
    op.create_table(
        "check_in_team",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        _within("round_id", "check_in_round", ondelete="CASCADE"),
        _within("team_id", "team"),
        sa.PrimaryKeyConstraint("tenant_id", "round_id", "team_id"),
        sa.UniqueConstraint("tenant_id", "team_id", "closes_on", name="uq_check_in_team"),
    )


def _answers() -> None:
    for table, column in (("check_in_eligible", "mark"), ("check_in_taken", "token")):
        op.create_table(
            table,
            sa.Column("tenant_id", sa.String(64), nullable=False),
            sa.Column("round_id", sa.String(64), nullable=False),
            sa.Column(column, sa.String(64), nullable=False),
            _within("round_id", "check_in_round", ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("tenant_id", "round_id", column),
            **_BY_KEY,
        )


def _what_came_of_it() -> None:
    op.create_table(
        "check_in_release",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("level", sa.String(64), nullable=False),
        sa.Column("node_id", sa.String(64), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "level", "node_id", "closes_on"),
    )
    op.create_table(
        "check_in_talk",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("talked_at", UtcDateTime()),
        sa.Column("trial", sa.LargeBinary()),
        sa.Column("try_until", sa.Date()),
        sa.Column("outcome", sa.String(), nullable=False),
        _within("round_id", "check_in_round", ondelete="CASCADE"),
        _within("team_id", "team"),
        sa.PrimaryKeyConstraint("tenant_id", "round_id", "team_id"),
    )
    op.create_index("ix_check_in_talk_team", "check_in_talk", ["tenant_id", "team_id"])


def _within(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )
