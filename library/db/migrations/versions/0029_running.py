"""Which workers are at work, and the backups that were made by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "heartbeats",
        sa.Column("worker", sa.String(120), nullable=False, comment="its machine and the number of its process"),
        sa.Column("machine", sa.String(80), nullable=False),
        sa.Column(
            "process",
            sa.Integer(),
            nullable=False,
            comment="0 for one that is started again and again, as cron does",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "next_by",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it is taken for dead unless it was seen again",
        ),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "backup_runs",
        sa.Column("day", sa.Date(), nullable=False, comment="in London: one run each"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True, comment="when it was whole; none until then"),
        sa.Column("name", sa.String(80), nullable=False, server_default="", comment="of the file in LIBRARY_BACKUPS"),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0", comment="in kilobytes"),
        sa.Column("rows", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("encrypted", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("trouble", sa.Text(), nullable=False, server_default="", comment="why it could not be made"),
        sa.Column(
            "tried_at", sa.DateTime(timezone=True), nullable=True, comment="when it was last restored to prove it"
        ),
        sa.Column(
            "proven_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was restored and held all it should",
        ),
        sa.Column("proof_trouble", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_backup_runs")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("backup_runs")
    op.drop_table("heartbeats")
