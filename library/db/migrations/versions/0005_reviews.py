"""Who wrote a version, its way to its readers, comments of reviewers, and withdrawals."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def person(name: str, table: str, **more: Any) -> tuple[Any, Any]:
    return (
        sa.Column(name, sa.Integer(), nullable=True, **more),
        sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_{table}_{name}_people")),
    )


def upgrade() -> None:
    """Make the change; so far, the person who saved a version last is known to have written it."""
    op.create_table(
        "writers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        *person("person_id", "writers", comment="none for the library's own stock or an import"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_writers_version_id_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writers")),
    )
    op.create_index(op.f("ix_writers_version_id"), "writers", ["version_id"])
    op.execute("INSERT INTO writers (version_id, person_id) SELECT id, saved_by FROM versions")
    op.create_table(
        "reviews",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        *person("sent_by", "reviews"),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("publish_at", MOMENT, nullable=True, comment="when an approved version goes out by itself"),
        *person("published_by", "reviews", comment="who published it, or said when"),
        sa.Column(
            "alone",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="rated, and seen by one person only",
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_reviews_version_id_versions")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_publish_at"), "reviews", ["publish_at"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column(
            "field", sa.String(length=80), nullable=False, comment="as named in the form; empty for the whole brief"
        ),
        sa.Column("words", sa.Text(), nullable=False),
        *person("person_id", "comments", comment="none where the library itself says so"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        *person("settled_by", "comments"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_comments_brief_id_briefs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_brief_id"), "comments", ["brief_id"])
    _withdrawals()


def _withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *person("person_id", "withdrawals"),
        sa.Column("ended_at", MOMENT, nullable=True, comment="when the brief was brought back"),
        *person("ended_by", "withdrawals"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_withdrawals_brief_id_briefs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_brief_id"), "withdrawals", ["brief_id"])
    op.execute(
        "INSERT INTO withdrawals (brief_id, reason, at)"
        " SELECT id, coalesce(withdrawn_reason, ''), withdrawn_at FROM briefs WHERE withdrawn_at IS NOT NULL"
    )


def downgrade() -> None:
    """Take the change back."""
    for table in ("withdrawals", "comments", "reviews", "writers"):
        op.drop_table(table)
