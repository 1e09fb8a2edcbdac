"""Replies to comments, who is editing a brief, which suggestions were accepted, and those of deleted documents."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("comments") as batch_op:
        batch_op.add_column(sa.Column("answers", sa.Integer(), nullable=True, comment="the comment it replies to"))
        batch_op.create_foreign_key(op.f("fk_comments_answers_comments"), "comments", ["answers"], ["id"])
    with op.batch_alter_table("brief_uploads") as batch_op:
        batch_op.add_column(
            sa.Column(
                "accepted", sa.JSON(), nullable=False, server_default="[]", comment="what a person accepted of it"
            )
        )
    op.create_table(
        "left_suggestions",
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("letter", sa.String(length=2), nullable=False, comment="of the source that the document was"),
        sa.Column("unsettled", sa.JSON(), nullable=False, comment="what it filled in that nobody has accepted yet"),
        sa.Column("accepted", sa.JSON(), nullable=False, comment="what a person accepted of it"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_left_suggestions_brief_id_briefs")),
        sa.PrimaryKeyConstraint("brief_id", "letter", name=op.f("pk_left_suggestions")),
    )
    op.create_table(
        "editors",
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="of their last save"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_editors_brief_id_briefs")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_editors_person_id_people")),
        sa.PrimaryKeyConstraint("brief_id", "person_id", name=op.f("pk_editors")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("editors")
    op.drop_table("left_suggestions")
    with op.batch_alter_table("brief_uploads") as batch_op:
        batch_op.drop_column("accepted")
    with op.batch_alter_table("comments") as batch_op:
        batch_op.drop_constraint(op.f("fk_comments_answers_comments"), type_="foreignkey")
        batch_op.drop_column("answers")
