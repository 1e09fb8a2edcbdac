"""Changes to many briefs at once, and how often things happen on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "bulk_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="a day, a role, a field and a term, or a reason"),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bulk_edits_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_edits")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bulk_edits_person_id"), "bulk_edits", ["person_id"])
    op.create_table(
        "bulk_edit_lines",
        sa.Column("bulk_edit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True, comment="what its field held before"),
        sa.Column("seen", sa.String(length=60), nullable=False, comment="where the brief stood afterwards"),
        sa.Column("why_not", sa.Text(), server_default="", nullable=False, comment="why it was left alone"),
        sa.ForeignKeyConstraint(
            ["bulk_edit_id"], ["bulk_edits.id"], name=op.f("fk_bulk_edit_lines_bulk_edit_id_bulk_edits")
        ),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_bulk_edit_lines_brief_id_briefs")),
        sa.PrimaryKeyConstraint("bulk_edit_id", "brief_id", name=op.f("pk_bulk_edit_lines")),
    )
    op.create_table(
        "day_counts",
        sa.Column("day", sa.Date(), nullable=False, comment="in London"),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", "what", name=op.f("pk_day_counts")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("day_counts")
    op.drop_table("bulk_edit_lines")
    op.drop_table("bulk_edits")
