"""Terms that were merged into another, so that old addresses and files still lead to it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "merged_terms",
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("old_id", sa.String(length=80), nullable=False),
        sa.Column("new_id", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("scheme", "old_id", name=op.f("pk_merged_terms")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("merged_terms")
