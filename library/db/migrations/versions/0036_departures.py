"""Who stopped mail or asked to be deleted, by a keyed hash, so that a restored backup does not bring them back."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "departures",
        sa.Column(
            "address_hash",
            sa.String(length=64),
            nullable=False,
            comment="keyed: an address can be recognised and not read",
        ),
        sa.Column("what", sa.String(length=20), nullable=False, comment="what they want no more of"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", "what", name=op.f("pk_departures")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("departures")
