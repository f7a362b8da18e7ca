"""Forums with rhythms of their own; rosters, private reminders, and what was agreed"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from domain.calendar import IsoWeek
from storage.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What was a team's and is its forum's: a team's own meeting keeps the team's id.
RHYTHM: dict[str, Callable[[], sa.types.TypeEngine[Any]]] = {
    "weekday": sa.Integer,
    "meets_at": sa.String,
    "cadence": sa.String,
    "anchor": sa.Date,
    "next_meeting_at": UtcDateTime,
    "nudge_due_at": UtcDateTime,
}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ANSWERED = sa.text("answer IS NOT NULL")


def upgrade() -> None:
    _forum()
    _from_teams_to_forums()
    op.drop_index("ix_team_nudge_due", "team")
    with op.batch_alter_table("team") as batch:
        for column in RHYTHM:
            batch.drop_column(column)
        batch.add_column(sa.Column("roster_due_at", UtcDateTime()))
    op.create_index("ix_team_roster_due", "team", ["roster_due_at"])
    _read_rosters_soon()
    _anew("agenda_point", _agenda_point, "tenant_id, id, {}, week, meets_at, swapped, discussed_at")
    _anew("card_draw", _card_draw, "tenant_id, {}, deck_round, card, drawn_at", topic="'attendance'")
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("left_at", UtcDateTime()))
    with op.batch_alter_table("role_grant") as batch:
        batch.add_column(sa.Column("by_card", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("role_grant") as batch:
        batch.alter_column("by_card", existing_type=sa.Boolean(), server_default=None)
    _new_tables()
    op.create_index(
        "ix_heard_answered", "heard", ["heard_at"], postgresql_where=ANSWERED, sqlite_where=ANSWERED
    )


def downgrade() -> None:
    op.drop_index("ix_heard_answered", "heard")
    for table in ("member", "disturbance", "follow_up", "follow_up_model"):
        op.drop_table(table)
    with op.batch_alter_table("role_grant") as batch:
        batch.drop_column("by_card")
    with op.batch_alter_table("person") as batch:
        batch.drop_column("left_at")
    op.drop_index("ix_team_roster_due", "team")
    with op.batch_alter_table("team") as batch:
        batch.drop_column("roster_due_at")
        for column, kind in RHYTHM.items():
            batch.add_column(sa.Column(column, kind()))
    op.create_index("ix_team_nudge_due", "team", ["nudge_due_at"])
    _back_to_teams()
    op.drop_table("forum")


def _forum() -> None:
    op.create_table(
        "forum",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String()),
        sa.Column("team_id", sa.String()),
        sa.Column("convenor_id", sa.String()),
        sa.Column("in_organisation", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        *(sa.Column(name, RHYTHM[name]()) for name in ("weekday", "meets_at", "cadence", "anchor")),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("wakes", sa.String(), nullable=False),
        sa.Column("sleeps", sa.String(), nullable=False),
        sa.Column("rests_from", sa.Integer()),
        sa.Column("rests_to", sa.Integer()),
        sa.Column("paused_until", sa.Date()),
        sa.Column("moved_week", sa.String()),
        sa.Column("moved_to", UtcDateTime()),
        sa.Column("held_week", sa.String()),
        sa.Column("next_week", sa.String()),
        sa.Column("next_meeting_at", UtcDateTime()),
        sa.Column("nudge_due_at", UtcDateTime()),
        *(_within(column, to) for column, to in (("unit_id", "unit"), ("team_id", "team"))),
        _within("convenor_id", "person"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
    )
    op.create_index("ix_forum_nudge_due", "forum", ["nudge_due_at"])
    op.create_index("ix_forum_team", "forum", ["tenant_id", "team_id", "id"])


def _from_teams_to_forums() -> None:
    """Every team has a meeting, also one whose time is not known yet."""
    both = ("tenant_id", "id", "unit_id", "name", "in_organisation")
    own = ("kind", "topics", "team_id", "wakes", "sleeps", "lead_days", "rests_from", "rests_to", "next_week")
    team, forum = _rhythms_of("team", *both), _rhythms_of("forum", *both, *own)
    connection = op.get_bind()
    for row in connection.execute(sa.select(team)).mappings().all():
        meets = row["next_meeting_at"]
        mine = {"team_id": row["id"], "next_week": str(IsoWeek.of(meets)) if meets else None}
        mine |= {"kind": "team_meeting", "topics": "attendance", "wakes": "08:00", "sleeps": "17:00"}
        mine |= {"lead_days": 1, "rests_from": 28, "rests_to": 30}
        connection.execute(sa.insert(forum).values(**row, **mine))


def _read_rosters_soon() -> None:
    """Of the teams whose channel is known already: nobody will add Medvind to them again."""
    team = sa.table("team", sa.column("conversation_id"), sa.column("roster_due_at", UtcDateTime()))
    due = sa.update(team).where(team.c.conversation_id.is_not(None))
    op.get_bind().execute(due.values(roster_due_at=LONG_AGO))


def _rhythms_of(table: str, *columns: str) -> sa.TableClause:
    return sa.table(table, *map(sa.column, columns), *(sa.column(n, kind()) for n, kind in RHYTHM.items()))


def _anew(name: str, make: Callable[[str], None], columns: str, **fixed: str) -> None:
    """The table with its team become its forum. What refers within a tenant cannot be changed in place."""
    _keep(name)
    op.drop_table(name)
    make("forum")
    wanted = ", ".join([columns.format("forum_id"), *fixed])
    given = ", ".join([columns.format("team_id"), *fixed.values()])
    op.execute(f"INSERT INTO {name} ({wanted}) SELECT {given} FROM kept_{name}")  # noqa: S608 - names of ours
    if name == "agenda_point":
        _question()
        op.execute(
            "INSERT INTO agenda_question (tenant_id, point_id, forum_id, topic, card) "
            "SELECT tenant_id, id, team_id, 'attendance', card FROM kept_agenda_point"
        )
    op.execute(f"DROP TABLE kept_{name}")


def _keep(name: str) -> None:
    op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")  # noqa: S608 - names of ours


def _agenda_point(owner: str) -> None:
    told = [
        sa.Column("postponed_at", UtcDateTime()),
        sa.Column("agreement", sa.LargeBinary()),
        sa.Column("agreed_at", UtcDateTime()),
        sa.Column("told_at", UtcDateTime()),
    ]
    op.create_table(
        "agenda_point",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column(f"{owner}_id", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("meets_at", UtcDateTime(), nullable=False),
        *([] if owner == "forum" else [sa.Column("card", sa.String(), nullable=False)]),
        sa.Column("swapped", sa.Boolean(), nullable=False),
        sa.Column("discussed_at", UtcDateTime()),
        *(told if owner == "forum" else []),
        _within(f"{owner}_id", owner),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
        sa.UniqueConstraint("tenant_id", f"{owner}_id", "week", name="uq_agenda_point_week"),
    )
    if owner == "forum":
        op.create_index("ix_agenda_point_told", "agenda_point", ["tenant_id", "told_at"])


def _question() -> None:
    op.create_table(
        "agenda_question",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("point_id", sa.String(64), nullable=False),
        sa.Column("forum_id", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        _within("point_id", "agenda_point", ondelete="CASCADE"),
        _within("forum_id", "forum"),
        sa.PrimaryKeyConstraint("tenant_id", "point_id", "forum_id", "topic"),
    )
    op.create_index("ix_agenda_question_forum", "agenda_question", ["tenant_id", "forum_id"])


def _card_draw(owner: str) -> None:
    op.create_table(
        "card_draw",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column(f"{owner}_id", sa.String(64), nullable=False),
        sa.Column("deck_round", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        *([sa.Column("topic", sa.String(), nullable=False)] if owner == "forum" else []),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        _within(f"{owner}_id", owner),
        sa.PrimaryKeyConstraint("tenant_id", f"{owner}_id", "deck_round", "card"),
    )


def _new_tables() -> None:
    op.create_table(
        "member",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        _within("team_id", "team", ondelete="CASCADE"),
        _within("person_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "team_id", "person_id"),
    )
    op.create_table(
        "disturbance",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        _within("person_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "person_id", "week"),
    )
    op.create_table(
        "follow_up",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("leader_id", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime()),
        sa.Column("ended_at", UtcDateTime()),
        sa.Column("erase_on", sa.Date(), nullable=False),
        _within("leader_id", "person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "id"),
        sa.UniqueConstraint("tenant_id", "leader_id", "word", name="uq_follow_up_word"),
    )
    op.create_index("ix_follow_up_due", "follow_up", ["due_at"])
    op.create_table(
        "follow_up_model",
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("talk", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id"),
    )


def _back_to_teams() -> None:
    """A team's meeting is the team's again. The committees' had no place before, and leave none."""
    forum, team = _rhythms_of("forum", "tenant_id", "id", "team_id"), _rhythms_of("team", "tenant_id", "id")
    connection = op.get_bind()
    for row in connection.execute(sa.select(forum).where(forum.c.id == forum.c.team_id)).mappings().all():
        its_team = sa.update(team).where(team.c.tenant_id == row["tenant_id"], team.c.id == row["id"])
        connection.execute(its_team.values({name: row[name] for name in RHYTHM}))
    teams = "FROM {0} kept JOIN team ON team.tenant_id = kept.tenant_id AND team.id = kept.forum_id"
    for name in ("agenda_point", "agenda_question", "card_draw"):
        _keep(name)
    for name in ("agenda_question", "agenda_point", "card_draw"):
        op.drop_table(name)
    _agenda_point("team")
    op.execute(
        "INSERT INTO agenda_point (tenant_id, id, team_id, week, meets_at, card, swapped, discussed_at) "
        "SELECT kept.tenant_id, kept.id, kept.forum_id, week, kept.meets_at, q.card, swapped, discussed_at "
        + teams.format("kept_agenda_point")
        + " JOIN kept_agenda_question q ON q.tenant_id = kept.tenant_id AND q.point_id = kept.id"
        " AND q.forum_id = kept.forum_id AND q.topic = 'attendance'"
    )
    _card_draw("team")
    op.execute(
        "INSERT INTO card_draw (tenant_id, team_id, deck_round, card, drawn_at) "
        "SELECT kept.tenant_id, kept.forum_id, deck_round, card, drawn_at "
        + teams.format("kept_card_draw")
        + " WHERE kept.topic = 'attendance'"
    )
    for name in ("agenda_point", "agenda_question", "card_draw"):
        op.execute(f"DROP TABLE kept_{name}")


def _within(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )
