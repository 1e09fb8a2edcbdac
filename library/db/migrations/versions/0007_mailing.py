"""Those who asked to be told of news, and the digests that tell them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("same_address", sa.String(length=254), nullable=False, comment="in small letters"),
        sa.Column("nonce", sa.String(length=32), nullable=False, comment="what the link in mails is made from"),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="of the token in that link"),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False, server_default=""),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("consent_words", sa.Text(), nullable=False),
        sa.Column("consent_place", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), comment="when they said yes; none until then"),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.Column("told_from", sa.DateTime(timezone=True), nullable=False, comment="news from before are not told"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("same_address", name=op.f("uq_subscriptions_same_address")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_subscriptions_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="in London"),
        sa.Column("run", sa.String(length=60), nullable=False, comment="rhythm and local date: one run only"),
        sa.Column("state", sa.String(length=20), nullable=False, comment="planned, sending, sent, or empty"),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False, server_default=""),
        sa.Column("first", sa.JSON(), nullable=False, comment="slugs in the order that staff want them"),
        sa.Column("items", sa.JSON(), nullable=False, comment="the news as they were told"),
        sa.Column(
            "reached",
            sa.Integer(),
            nullable=False,
            server_default="0",
            comment="the last subscription that was seen to",
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("run", name=op.f("uq_digests_run")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "told",
        sa.Column("subscription_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("news", sa.String(length=80), nullable=False, comment="which brief and version, or its withdrawal"),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_told_subscription_id_subscriptions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_told_brief_id_briefs")),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_told_digest_id_digests")),
        sa.PrimaryKeyConstraint("subscription_id", "news", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_brief_id"), "told", ["brief_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("told")
    op.drop_table("digests")
    op.drop_table("subscriptions")
