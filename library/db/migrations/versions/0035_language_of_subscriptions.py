"""The language that a subscriber gets their mails in."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(
            sa.Column("language", sa.String(20), nullable=False, server_default="", comment="blank for English")
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("subscriptions") as table:
        table.drop_column("language")
