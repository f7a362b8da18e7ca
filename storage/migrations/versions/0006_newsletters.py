"""Newsletters: the editor's weeks, her wordings, photos, and who has taken what home"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("newsletter_export", "story_photo", "story_version", "newsletter_item", "newsletter")


def upgrade() -> None:
    with op.batch_alter_table("story") as batch:
        batch.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="story"))
        batch.add_column(sa.Column("happens_on", sa.Date()))
    with op.batch_alter_table("story") as batch:
        batch.alter_column("kind", existing_type=sa.String(), server_default=None)
    waits = sa.text("state = 'awaiting_consent'")
    op.create_index(
        "ix_story_awaiting", "story", ["tenant_id", "changed_at"], sqlite_where=waits, postgresql_where=waits
    )
    with op.batch_alter_table("web_key") as batch:
        batch.add_column(sa.Column("app_role_until", UtcDateTime()))
    _weeks()
    _beside_a_story()
    _exports()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("web_key") as batch:
        batch.drop_column("app_role_until")
    op.drop_index("ix_story_awaiting", "story")
    with op.batch_alter_table("story") as batch:
        batch.drop_column("happens_on")
        batch.drop_column("kind")


def _weeks() -> None:
    op.create_table(
        "newsletter",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.LargeBinary()),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("without", sa.String(), nullable=False),
        sa.Column("agreements", sa.LargeBinary()),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime()),
        sa.Column("published_by", sa.String()),
        sa.PrimaryKeyConstraint("tenant_id", "week"),
    )
    op.create_index("ix_newsletter_published", "newsletter", ["tenant_id", "published_at"])
    op.create_table(
        "newsletter_item",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer()),
        sa.Column("title", sa.LargeBinary()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("byline", sa.LargeBinary()),
        sa.Column("unit_name", sa.LargeBinary()),
        sa.Column("alt_text", sa.LargeBinary()),
        sa.Column("photo_id", sa.String()),
        _of_story(),
        sa.PrimaryKeyConstraint("tenant_id", "week", "story_id"),
    )
    op.create_index("ix_newsletter_item_story", "newsletter_item", ["tenant_id", "story_id"])


def _beside_a_story() -> None:
    op.create_table(
        "story_version",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", UtcDateTime()),
        _of_story(),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
        sa.UniqueConstraint("tenant_id", "story_id", "number", name="uq_story_version_number"),
    )
    op.create_table(
        "story_photo",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt_text", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        _of_story(),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("ix_story_photo_story", "story_photo", ["tenant_id", "story_id"])


def _exports() -> None:
    op.create_table(
        "newsletter_export",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("person_id", sa.String()),
        sa.Column("label", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("stories", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("ix_newsletter_export_week", "newsletter_export", ["tenant_id", "week"])
    op.create_index("ix_newsletter_export_at", "newsletter_export", ["at"])


def _of_story() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "story_id"], ["story.tenant_id", "story.id"], ondelete="CASCADE"
    )
