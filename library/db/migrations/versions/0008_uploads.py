"""Documents that staff upload, and the drafts they stand beside."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of the file, and its name on the disk"),
        sa.Column("name", sa.String(200), nullable=False, comment="as it may be shown"),
        sa.Column("kind", sa.String(20), nullable=False, server_default=""),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("state", sa.String(20), nullable=False, comment="waiting, reading or read"),
        sa.Column("claimed_at", MOMENT, nullable=True, comment="when reading it began"),
        sa.Column("page", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("pages", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("document", sa.JSON(), nullable=True, comment="what was read of it, and what it suggests"),
        sa.Column("form_id", sa.String(64), nullable=False, comment="the form that sent it"),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_uploads_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sa.UniqueConstraint("digest", name=op.f("uq_uploads_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_uploads_form_id"), "uploads", ["form_id"])
    op.create_table(
        "brief_uploads",
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(2), nullable=False, comment="of the source in the brief that it is"),
        sa.Column("unsettled", sa.JSON(), nullable=False, comment="what it filled in that nobody has accepted yet"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_brief_uploads_brief_id_briefs")),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_brief_uploads_upload_id_uploads")),
        sa.PrimaryKeyConstraint("brief_id", "upload_id", name=op.f("pk_brief_uploads")),
    )
    op.create_index(op.f("ix_brief_uploads_upload_id"), "brief_uploads", ["upload_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("brief_uploads")
    op.drop_table("uploads")
