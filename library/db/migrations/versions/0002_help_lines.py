"""Numbers to call for help, and marks of what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "stamp", sa.String(length=16), nullable=False, comment="random, new whenever what it marks has changed"
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "help_lines",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["people.id"], name=op.f("fk_help_lines_confirmed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_lines")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("help_lines")
    op.drop_table("marks")
