"""What the lines of each brief mean, kept so that it is worked out once."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "meanings",
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.String(64), nullable=False, comment="hash of the model and the lines that were read"),
        sa.Column("vectors", sa.LargeBinary(), nullable=False, comment="as the index keeps them"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_meanings_brief_id_briefs")),
        sa.PrimaryKeyConstraint("brief_id", name=op.f("pk_meanings")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("meanings")
