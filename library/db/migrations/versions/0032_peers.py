"""The libraries that this one follows, and the briefs that they offer."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "peers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False, comment="without a slash at its end"),
        sa.Column(
            "name",
            sa.String(length=120),
            nullable=False,
            comment="what it calls itself, or its host at first",
        ),
        sa.Column(
            "followed", sa.Boolean(), nullable=False, comment="one that is followed no more stays, with all it offered"
        ),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("looked_at", moment, nullable=True, comment="when it was last asked, whatever it answered"),
        sa.Column("answered_at", moment, nullable=True, comment="when it last answered with its list"),
        sa.Column("problem", sa.Text(), nullable=False, comment="why the last look failed; empty where it did not"),
        sa.Column("etag", sa.String(length=200), nullable=False, comment="of the list that it answered with last"),
        sa.Column(
            "held_back", sa.Integer(), nullable=False, comment="new briefs that wait until others are decided on"
        ),
        sa.Column("unreadable", sa.Integer(), nullable=False, comment="records of its list that could not be read"),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_peers_added_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peers")),
        sa.UniqueConstraint("address", name=op.f("uq_peers_address")),
    )
    op.create_table(
        "shared_briefs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "origin", sa.String(length=200), nullable=False, comment="the address of the library whose brief it is"
        ),
        sa.Column("item", sa.String(length=80), nullable=False, comment="its id there"),
        sa.Column("peer_id", sa.Integer(), nullable=False, comment="the one it comes through"),
        sa.Column("standing", sa.String(length=20), nullable=False, comment="proposed, adopted, adapted or ignored"),
        sa.Column(
            "offered", sa.JSON(), nullable=False, comment="as last listed: content, url, version, published_at, licence"
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of what is offered"),
        sa.Column(
            "settled", sa.String(length=64), nullable=False, comment="the digest that staff decided on last, or empty"
        ),
        sa.Column("taken", sa.JSON(), nullable=True, comment="what readers are shown, or what a draft was made from"),
        sa.Column("missed", sa.Integer(), nullable=False, comment="lists in a row that lacked it"),
        sa.Column("gone_settled", sa.Boolean(), nullable=False, comment="staff know that it is gone there"),
        sa.Column("brief_id", sa.Integer(), nullable=True, comment="the brief of ours that was made from it"),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["peer_id"], ["peers.id"], name=op.f("fk_shared_briefs_peer_id_peers")),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_shared_briefs_brief_id_briefs")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_shared_briefs_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_briefs")),
        sa.UniqueConstraint("origin", "item", name=op.f("uq_shared_briefs_origin")),
    )
    op.create_index(op.f("ix_shared_briefs_peer_id"), "shared_briefs", ["peer_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(op.f("ix_shared_briefs_peer_id"), "shared_briefs")
    op.drop_table("shared_briefs")
    op.drop_table("peers")
