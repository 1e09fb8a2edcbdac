"""Newsletters: lists of people, what is sent to them, and how far each has come; opportunities told in digests."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    _make_lists()
    _make_campaigns()
    _make_recipients()
    _tell_opportunities()


def _make_lists() -> None:
    op.create_table(
        "audiences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "kind", sa.String(length=20), nullable=False, comment="subscribers of some topics, or an imported list"
        ),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column(
            "basis",
            sa.String(length=20),
            server_default="",
            nullable=False,
            comment="why we may write to an imported list",
        ),
        sa.Column("basis_words", sa.Text(), server_default="", nullable=False, comment="how and when they agreed"),
        sa.Column(
            "left_out", sa.JSON(), nullable=False, comment="rows that were no addresses: numbers and reasons, no words"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_audiences_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
        sa.UniqueConstraint("name", name=op.f("uq_audiences_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("same_address", sa.String(length=254), nullable=False, comment="in small letters"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audiences.id"], name=op.f("fk_contacts_audience_id_audiences"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("audience_id", "same_address", name=op.f("uq_contacts_audience_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contacts_same_address"), "contacts", ["same_address"], unique=False)


def _make_campaigns() -> None:
    op.create_table(
        "campaign_pictures",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the content"),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=False,
            comment="re-encoded by us, without its metadata",
        ),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_campaign_pictures")),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="as staff wrote it; not changed once it is sent"),
        sa.Column(
            "entries", sa.JSON(), nullable=False, comment="what it holds of briefs and opportunities, as it was sent"
        ),
        sa.Column("lock", sa.Integer(), server_default="0", nullable=False, comment="counts the changes"),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True, comment="when it is to be sent"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_because", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "trusted", sa.Integer(), server_default="0", nullable=False, comment="1 once the first hundred went well"
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_campaigns_changed_by_people")),
        sa.ForeignKeyConstraint(["corrects_id"], ["campaigns.id"], name=op.f("fk_campaigns_corrects_id_campaigns")),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name=op.f("fk_campaigns_sent_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaigns_state"), "campaigns", ["state"], unique=False)


def _make_recipients() -> None:
    op.create_table(
        "campaign_recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.String(length=20), server_default="", nullable=False, comment="why they get none"),
        sa.Column("mail_key", sa.String(length=80), nullable=True, comment="of their mail, which knows how it stands"),
        sa.Column(
            "turn", sa.Integer(), server_default="0", nullable=False, comment="how often their mail was called back"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_recipients_campaign_id_campaigns"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_campaign_recipients_contact_id_contacts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_campaign_recipients_subscription_id_subscriptions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_recipients")),
        sa.UniqueConstraint("mail_key", name=op.f("uq_campaign_recipients_mail_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_recipients_campaign_id"), "campaign_recipients", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_campaign_recipients_contact_id"), "campaign_recipients", ["contact_id"], unique=False)
    op.create_index(
        op.f("ix_campaign_recipients_subscription_id"), "campaign_recipients", ["subscription_id"], unique=False
    )


def _tell_opportunities() -> None:
    op.create_table(
        "told_offers",
        sa.Column("subscription_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("news", sa.String(length=80), nullable=False, comment="which opportunity, and what was said of it"),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_told_offers_digest_id_digests")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_told_offers_subscription_id_subscriptions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "news", name=op.f("pk_told_offers")),
    )
    op.add_column(
        "digests",
        sa.Column(
            "offers", sa.JSON(), server_default="[]", nullable=False, comment="the opportunities as they were told"
        ),
    )
    op.add_column(
        "digests",
        sa.Column(
            "offers_seen",
            sa.JSON(),
            server_default="[]",
            nullable=False,
            comment="all there was to tell of opportunities",
        ),
    )


def downgrade() -> None:
    """Take the change back."""
    for column in ("offers_seen", "offers"):
        op.drop_column("digests", column)
    for name in ("campaign_recipients", "contacts", "told_offers", "campaigns", "audiences", "campaign_pictures"):
        op.drop_table(name)
