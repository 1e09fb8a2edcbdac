"""What partners raised is published by a second person, and the database refuses to change the history of it."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WORDS = "the history of what partners raised is only added to"
ON_SQLITE = (
    "CREATE TRIGGER you_said_history_no_{0} BEFORE {0} ON you_said_history BEGIN SELECT RAISE(ABORT, '{1}'); END"
)
REFUSING = """
CREATE OR REPLACE FUNCTION you_said_history_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{0}'; END $$
"""
ON_POSTGRES = (
    "CREATE TRIGGER you_said_history_no_{0} BEFORE {0} ON you_said_history "
    "FOR EACH STATEMENT EXECUTE FUNCTION you_said_history_refuse()"
)


def upgrade() -> None:
    """Make the change; what readers see already begins its history as it stands, published by one person."""
    with op.batch_alter_table("you_said") as batch_op:
        batch_op.add_column(
            sa.Column(
                "status",
                sa.String(length=20),
                server_default="published",
                nullable=False,
                comment="proposed, published or removed",
            )
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.alter_column("published_at", existing_type=sa.DateTime(timezone=True), nullable=True)
    _make_history()
    op.execute(
        "INSERT INTO you_said_history (item_id, step, at, person_id, alone, content) "
        "SELECT id, 'published', changed_at, changed_by, true, content FROM you_said"
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(ON_SQLITE.format(verb, WORDS))
        return
    op.execute(REFUSING.format(WORDS))
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(ON_POSTGRES.format(verb))


def _make_history() -> None:
    op.create_table(
        "you_said_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.String(length=20),
            nullable=False,
            comment="published, changed or removed; readers see the last step",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False, comment="whether one person wrote and published it"),
        sa.Column("content", sa.JSON(), nullable=False, comment="what readers see from this step on"),
        sa.ForeignKeyConstraint(["item_id"], ["you_said.id"], name=op.f("fk_you_said_history_item_id_you_said")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_you_said_history_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_you_said_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_you_said_history_item_id"), "you_said_history", ["item_id"])


def downgrade() -> None:
    """Take the change back; what nobody has published is gone."""
    op.drop_table("you_said_history")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION you_said_history_refuse()")
    op.execute("DELETE FROM you_said WHERE published_at IS NULL OR status = 'removed'")
    with op.batch_alter_table("you_said") as batch_op:
        batch_op.alter_column("published_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.drop_column("version")
        batch_op.drop_column("status")
