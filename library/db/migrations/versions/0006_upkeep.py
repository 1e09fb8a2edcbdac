"""Who looks after briefs, which reminders went out, and which addresses of sources still answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "duties",
        sa.Column("role", sa.String(length=120), nullable=False, comment="as briefs name it"),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_duties_owner_id_people")),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name=op.f("fk_duties_deputy_id_people")),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_duties")),
    )
    op.create_table(
        "reminders",
        sa.Column("brief_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("check_by", sa.Date(), nullable=False),
        sa.Column(
            "period",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="counted from a while before the day",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_reminders_brief_id_briefs")),
        sa.PrimaryKeyConstraint("brief_id", "check_by", "period", name=op.f("pk_reminders")),
    )
    op.create_table(
        "source_links",
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, comment="what the other side answered, in a few words"),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "since",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it was first found in this state",
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_source_links")),
    )


def downgrade() -> None:
    """Take the change back."""
    for table in ("source_links", "reminders", "duties"):
        op.drop_table(table)
