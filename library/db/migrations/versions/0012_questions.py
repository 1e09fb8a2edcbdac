"""Questions without an answer, and the words that call for a help line."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of its stems, sorted"),
        sa.Column("words", sa.Text(), nullable=False, comment="as first asked, without personal data"),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("put", sa.Boolean(), nullable=False, comment="put to us on purpose, not only searched for"),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=True, comment="the brief that answers it"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_questions_brief_id_briefs")),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_questions_settled_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("key", name=op.f("uq_questions_key")),
    )
    with op.batch_alter_table("help_lines") as table:
        table.add_column(
            sa.Column(
                "said",
                sa.JSON(),
                nullable=True,
                comment="words of a search that call for it; null before the seed gave some",
            )
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("help_lines") as table:
        table.drop_column("said")
    op.drop_table("questions")
