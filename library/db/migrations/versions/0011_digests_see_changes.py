"""Each digest keeps the last change it saw."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("digests") as batch_op:
        batch_op.add_column(
            sa.Column("change", sa.Integer(), nullable=False, server_default="0", comment="the last change that it saw")
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("digests") as batch_op:
        batch_op.drop_column("change")
