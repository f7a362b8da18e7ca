"""Incidents, and the chain that says who has changed what"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "audit_head",
    "audit",
    "incident_rules",
    "incident_draft",
    "incident_question",
    "incident_offer",
    "incident_step",
    "incident_part",
    "incident",
)


def upgrade() -> None:
    with op.batch_alter_table("role_grant") as batch:
        batch.add_column(sa.Column("handed_over_until", UtcDateTime()))
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("kind", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("contact") as batch:
        batch.alter_column("kind", existing_type=sa.String(), server_default=None)
    _incident()
    _what_follows()
    _beside()
    _audit()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("contact") as batch:
        batch.drop_column("kind")
    with op.batch_alter_table("role_grant") as batch:
        batch.drop_column("handed_over_until")


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.String(), nullable=False),
        sa.Column("hit_id", sa.String()),
        sa.Column("kind", sa.LargeBinary(), nullable=False),
        sa.Column("who_did_it", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("what_happened", sa.LargeBinary(), nullable=False),
        sa.Column("what_before", sa.LargeBinary(), nullable=False),
        sa.Column("what_was_done", sa.LargeBinary(), nullable=False),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.Column("outside_working_hours", sa.Boolean(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("audience", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("talk_at", UtcDateTime()),
        sa.Column("debriefing", sa.String(), nullable=False),
        sa.Column("police", sa.LargeBinary(), nullable=False),
        sa.Column("police_note", sa.LargeBinary(), nullable=False),
        sa.Column("official_report_status", sa.String(), nullable=False),
        sa.Column("official_report_settled_at", UtcDateTime()),
        sa.Column("asked_at", UtcDateTime()),
        sa.Column("got_help", sa.LargeBinary(), nullable=False),
        sa.Column("closed_at", UtcDateTime()),
        sa.Column("due_at", UtcDateTime()),
        _within("hit_id", "person"),
        _within("reporter_id", "person"),
        _within("unit_id", "unit"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
        sa.UniqueConstraint("tenant_id", "number", name="uq_incident_number"),
    )
    op.create_index("ix_incident_due", "incident", ["due_at"])
    op.create_index("ix_incident_unit", "incident", ["tenant_id", "unit_id", "occurred_at"])


def _what_follows() -> None:
    op.create_table(
        "incident_part",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("part", sa.String(64), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.Column("seen_at", UtcDateTime()),
        _within("incident_id", "incident", ondelete="CASCADE"),
        _within("person_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "incident_id", "person_id", "part"),
    )
    op.create_index("ix_incident_part_person", "incident_part", ["tenant_id", "person_id"])
    op.create_table(
        "incident_step",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime()),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime()),
        sa.Column("done_by", sa.String()),
        _within("incident_id", "incident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "incident_id", "step"),
    )


def _beside() -> None:
    op.create_table(
        "incident_offer",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("offer", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", UtcDateTime()),
        _within("incident_id", "incident", ondelete="CASCADE"),
        _within("person_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "incident_id", "person_id", "offer"),
    )
    op.create_table(
        "incident_question",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("position", sa.String(64), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("answered_at", UtcDateTime()),
        _within("asked_by", "person"),
        _within("incident_id", "incident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "incident_id", "position"),
    )
    op.create_table(
        "incident_draft",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("taps", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _within("person_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "person_id"),
    )
    op.create_index("ix_incident_draft_changed", "incident_draft", ["changed_at"])
    op.create_table(
        "incident_rules",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("first_aid_hours", sa.Integer(), nullable=False),
        sa.Column("assessment_hours", sa.Integer(), nullable=False),
        sa.Column("calls_hours", sa.Integer(), nullable=False),
        sa.Column("police_hours", sa.Integer(), nullable=False),
        sa.Column("report_days", sa.Integer(), nullable=False),
        sa.Column("ask_first_days", sa.Integer(), nullable=False),
        sa.Column("ask_last_days", sa.Integer(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.String()),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "position"),
    )
    op.create_table(
        "audit_head",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("newest", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id"),
    )


def _within(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )
