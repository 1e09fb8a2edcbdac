"""Accounts at the organisation's provider, passkeys, and what a passkey is asked to sign."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "identities",
        sa.Column(
            "issuer",
            sa.String(length=300),
            nullable=False,
            comment="the organisation's provider that people sign in at",
        ),
        sa.Column(
            "subject",
            sa.String(length=255),
            nullable=False,
            comment="what the provider knows the person by; never an address",
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "by_group",
            sa.Boolean(),
            nullable=False,
            comment="a group gives the role; without one the person is refused",
        ),
        sa.Column("since", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_identities_person_id_people")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
        sa.UniqueConstraint("person_id", name=op.f("uq_identities_person_id")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False, comment="base64url, as the browser says it"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False, comment="base64url"),
        sa.Column("sign_count", sa.BigInteger(), nullable=False, comment="of the last use, where the passkey counts"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passkeys_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_passkeys_person_id"), "passkeys", ["person_id"])
    op.add_column(
        "sessions",
        sa.Column(
            "challenge",
            sa.String(length=100),
            nullable=True,
            comment="what a passkey is asked to sign next; good for one answer",
        ),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("sessions", "challenge")
    op.drop_table("passkeys")
    op.drop_table("identities")
