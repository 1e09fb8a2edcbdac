"""Documents that readers may have."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "public_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=True, comment="none until it is published"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="what its page says, as the form holds it"),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of the clean copy, and its name on the disk"
        ),
        sa.Column("ending", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("pages", sa.Integer(), server_default="0", nullable=False),
        sa.Column("opened_by", sa.JSON(), nullable=False, comment="who has opened the clean copy"),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name=op.f("fk_public_documents_published_by_people")),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_public_documents_upload_id_uploads"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_public_documents_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_documents")),
        sa.UniqueConstraint("slug", name=op.f("uq_public_documents_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_public_documents_digest"), "public_documents", ["digest"], unique=False)
    op.create_index(op.f("ix_public_documents_upload_id"), "public_documents", ["upload_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("public_documents")
