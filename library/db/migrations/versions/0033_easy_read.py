"""Easy read drafts, one to a brief."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "easy_reads",
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="title, sentences with their pictures, hard words"),
        sa.Column(
            "made_from", sa.JSON(), nullable=False, comment="the English it was made from; behind once that differs"
        ),
        sa.Column(
            "tested_with",
            sa.Text(),
            nullable=False,
            comment="the group of people with learning disabilities who tested it",
        ),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("tested_noted_by", sa.Integer(), nullable=True),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when staff last changed it; seeding leaves it alone from then on",
        ),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_easy_reads_brief_id_briefs")),
        sa.ForeignKeyConstraint(["tested_noted_by"], ["people.id"], name=op.f("fk_easy_reads_tested_noted_by_people")),
        sa.PrimaryKeyConstraint("brief_id", name=op.f("pk_easy_reads")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("easy_reads")
