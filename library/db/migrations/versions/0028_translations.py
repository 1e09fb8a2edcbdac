"""Translations of the first part of a brief, and of the services that help people in trouble."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "translations",
        *_item(),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "item", "language", name=op.f("pk_translations")),
    )
    op.create_table(
        "segments",
        *_item(),
        sa.Column(
            "segment", sa.String(length=60), nullable=False, comment="title, short_answer, actions.school.0 and so on"
        ),
        sa.Column(
            "english", sa.Text(), nullable=False, comment="what it was made from; behind once the English differs"
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=10), nullable=False, comment="machine or person"),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when staff last changed it; seeding leaves it alone from then on",
        ),
        sa.Column("checked_by", sa.Integer(), nullable=True, comment="who speaks the language and has read it"),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["checked_by"], ["people.id"], name=op.f("fk_segments_checked_by_people")),
        sa.PrimaryKeyConstraint("kind", "item", "language", "segment", name=op.f("pk_segments")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("segments")
    op.drop_table("translations")


def _item() -> list[sa.Column[str]]:
    sizes = (("kind", 20), ("item", 80), ("language", 20))
    return [sa.Column(name, sa.String(length=size), nullable=False) for name, size in sizes]
