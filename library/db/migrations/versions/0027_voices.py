"""What young people said, with the consent that it is shown by."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "voices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False, comment="what was said; empty once it is over"),
        sa.Column("consent", sa.JSON(), nullable=False, comment="the bare record, which outlives the words"),
        sa.Column("heard", sa.JSON(), nullable=False, comment="who heard it and when, and what changed"),
        sa.Column("code_hash", sa.String(length=64), nullable=False, comment="keyed, of the code that withdraws it"),
        sa.Column("form_id", sa.String(length=64), nullable=False, comment="of the form, so that one is sent once"),
        sa.Column("digest", sa.String(length=64), nullable=True, comment="SHA-256 of the recording"),
        sa.Column("kind", sa.String(length=20), nullable=False, server_default="", comment="media type of it"),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0", comment="bytes of it"),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True, comment="who wrote it last, and so may not publish it"),
        sa.Column("published_at", moment, nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("erased_at", moment, nullable=True, comment="when the words went"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_voices_brief_id_briefs")),
        sa.ForeignKeyConstraint(["note_id"], ["field_notes.id"], name=op.f("fk_voices_note_id_field_notes")),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_voices_added_by_people")),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_voices_changed_by_people")),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name=op.f("fk_voices_published_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_voices_code_hash")),
        sa.UniqueConstraint("form_id", name=op.f("uq_voices_form_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_voices_brief_id"), "voices", ["brief_id"])
    op.create_index(op.f("ix_voices_note_id"), "voices", ["note_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("voices")
