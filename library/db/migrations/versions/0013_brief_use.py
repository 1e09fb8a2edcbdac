"""How often briefs are used, by day."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "brief_use",
        sa.Column("day", sa.Date(), nullable=False, comment="in London"),
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sent", sa.Integer(), server_default="0", nullable=False),
        sa.Column("found", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_brief_use_brief_id_briefs")),
        sa.PrimaryKeyConstraint("day", "brief_id", name=op.f("pk_brief_use")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("brief_use")
