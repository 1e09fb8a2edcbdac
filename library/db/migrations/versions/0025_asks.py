"""What bodies were asked to do and what they answered, with a history that the database refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

WORDS = "the history of an ask is only added to"
ON_SQLITE = "CREATE TRIGGER ask_history_no_{0} BEFORE {0} ON ask_history BEGIN SELECT RAISE(ABORT, '{1}'); END"
REFUSING = """
CREATE OR REPLACE FUNCTION ask_history_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{0}'; END $$
"""
ON_POSTGRES = (
    "CREATE TRIGGER ask_history_no_{0} BEFORE {0} ON ask_history "
    "FOR EACH STATEMENT EXECUTE FUNCTION ask_history_refuse()"
)


def upgrade() -> None:
    """Make the change."""
    _make_bodies()
    _make_asks()
    _make_replies()
    _make_history()
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(ON_SQLITE.format(verb, WORDS))
        return
    op.execute(REFUSING.format(WORDS))
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(ON_POSTGRES.format(verb))


def _make_bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column(
            "content",
            sa.JSON(),
            nullable=False,
            comment="the body as the form holds it, with the one that took over from it",
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_bodies_changed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("slug", name=op.f("uq_bodies_slug")),
        sqlite_autoincrement=True,
    )


def _make_asks() -> None:
    op.create_table(
        "asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=True, comment="in its address; none until it is published"),
        sa.Column("status", sa.String(length=20), nullable=False, comment="draft, proposed or published"),
        sa.Column("body", sa.String(length=80), nullable=False, comment="the slug of the body that it is put to"),
        sa.Column("content", sa.JSON(), nullable=False, comment="the ask as the form holds it"),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="counts the saves, so that nobody publishes what they didn't read",
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True, comment="who wrote it last; somebody else publishes it"),
        sa.Column("asked_on", sa.Date(), nullable=True, comment="the day from which the reply is counted, in London"),
        sa.Column("look_again_on", sa.Date(), nullable=True, comment="when staff want to see what was done"),
        sa.Column(
            "link_number", sa.Integer(), server_default="0", nullable=False, comment="counts the links for replies"
        ),
        sa.Column("link_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_asks_changed_by_people")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_asks_submission_id_submissions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint("slug", name=op.f("uq_asks_slug")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_asks_submission_id")),
        sqlite_autoincrement=True,
    )
    for name in ("status", "body"):
        op.create_index(op.f(f"ix_asks_{name}"), "asks", [name])


def _make_replies() -> None:
    op.create_table(
        "ask_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False, comment="waiting, published, refused or removed"),
        sa.Column(
            "content",
            sa.JSON(),
            nullable=False,
            comment="as it was sent, unedited; empty once refused or removed",
        ),
        sa.Column("link_number", sa.Integer(), nullable=False, comment="the link that it came by"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True, comment="the first of two who read it"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_ask_replies_ask_id_asks")),
        sa.ForeignKeyConstraint(["checked_by"], ["people.id"], name=op.f("fk_ask_replies_checked_by_people")),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_ask_replies_settled_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_replies")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ask_replies_ask_id"), "ask_replies", ["ask_id"])


def _make_history() -> None:
    op.create_table(
        "ask_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False, comment="what readers are told of this step; never a person"),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_ask_history_ask_id_asks")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_ask_history_person_id_people")),
        sa.ForeignKeyConstraint(["reply_id"], ["ask_replies.id"], name=op.f("fk_ask_history_reply_id_ask_replies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ask_history_ask_id"), "ask_history", ["ask_id"])


def downgrade() -> None:
    """Take the change back."""
    for name in ("ask_history", "ask_replies", "asks", "bodies"):
        op.drop_table(name)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION ask_history_refuse()")
