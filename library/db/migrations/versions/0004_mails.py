"""Mails on their way, and addresses that get none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False, comment="names the mail for ever; holds no address"),
        sa.Column("address", sa.String(length=254), nullable=False, comment="erased once sent"),
        sa.Column("subject", sa.Text(), nullable=False, comment="erased once sent"),
        sa.Column("content", sa.LargeBinary(), comment="HTML, text and headers, packed; erased once sent or given up"),
        sa.Column(
            "about",
            sa.Text(),
            nullable=False,
            comment="what it is about, such as ' brief-5 ', so that it can be called back",
        ),
        sa.Column("bulk", sa.Boolean(), nullable=False, comment="one of many alike, which let others go first"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True)),
        sa.Column("claim", sa.String(length=16), comment="random, of the worker that sends it"),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column(
            "claimed_until",
            sa.DateTime(timezone=True),
            comment="renewed while it is being sent; later the worker counts as dead",
        ),
        sa.Column(
            "answer", sa.Text(), nullable=False, server_default="", comment="what the mail server said last, in words"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("key", name=op.f("uq_mails_key")),
    )
    op.create_index(op.f("ix_mails_claimed_at"), "mails", ["claimed_at"])
    op.create_index("ix_mails_state_next_try_at", "mails", ["state", "next_try_at"])
    op.create_table(
        "suppressions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False, comment="in small letters"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_suppressions_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressions")),
        sa.UniqueConstraint("address", name=op.f("uq_suppressions_address")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("suppressions")
    op.drop_table("mails")
