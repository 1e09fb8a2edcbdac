"""Help lines become records of services: who they are for, hours, text or chat, languages, and how sure we are.

What was confirmed stays confirmed. The words of a search that called for a number are no longer kept with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TEXTS = ("who", "does", "chat", "web", "hours", "languages", "deaf", "area", "source", "note")
RENAMED = {
    "emergency": "emergency-999",
    "health": "nhs-111",
    "domestic-abuse": "national-domestic-abuse-helpline",
}


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("help_lines") as table:
        table.alter_column("words", new_column_name="name")
        table.drop_column("said")
        table.add_column(sa.Column("group", sa.String(length=40), nullable=False, server_default="other"))
        table.add_column(
            sa.Column(
                "confidence",
                sa.String(length=40),
                nullable=False,
                server_default="high",
                comment="high is shown at once, others once confirmed",
            )
        )
        table.add_column(
            sa.Column(
                "changed_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="when an admin last changed it; seeding leaves it alone from then on",
            )
        )
        for name in TEXTS:
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("help_lines") as table:
        for name in ("group", "confidence", *TEXTS):
            table.alter_column(name, server_default=None)
    lines = sa.table("help_lines", sa.column("id", sa.String))
    for old, new in RENAMED.items():
        op.execute(lines.update().where(lines.c.id == old).values(id=new))


def downgrade() -> None:
    """Take the change back."""
    lines = sa.table("help_lines", sa.column("id", sa.String))
    for old, new in RENAMED.items():
        op.execute(lines.update().where(lines.c.id == new).values(id=old))
    with op.batch_alter_table("help_lines") as table:
        for name in ("group", "confidence", "changed_at", *TEXTS):
            table.drop_column(name)
        table.alter_column("name", new_column_name="words")
        table.add_column(sa.Column("said", sa.JSON(), nullable=True))
