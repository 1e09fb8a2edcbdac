"""The two-way part: how to reach us, public meetings, what partners send us, and what is published of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "site_details",
        sa.Column("name", sa.String(length=40), nullable=False, comment="which details, such as contact"),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_site_details_changed_by_people")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_site_details")),
    )
    op.create_table(
        "public_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False, comment="who meets"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="the meeting as the form holds it"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_public_meetings_changed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_meetings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_public_meetings_day"), "public_meetings", ["day"])
    _make_submissions()
    _make_opportunities()
    _make_submission_files()
    _make_field_notes()
    _make_answers()
    _make_challenges()
    _make_open_subjects()


def _make_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column(
            "content", sa.JSON(), nullable=False, comment="as typed; what is wrong with it too, while it is a draft"
        ),
        sa.Column("address", sa.String(length=254), nullable=False, comment="never published"),
        sa.Column("nonce", sa.String(length=32), nullable=False, comment="what the link in mails is made from"),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="of the token in that link"),
        sa.Column("consent", sa.Text(), nullable=False, comment="the words that were agreed to"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "sent_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was sent to us by the link; none while it is a draft",
        ),
        sa.Column("due", sa.Date(), nullable=True, comment="the day by which staff mean to answer"),
        sa.Column("owner_id", sa.Integer(), nullable=True, comment="who answers it"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column(
            "reason", sa.String(length=40), server_default="", nullable=False, comment="why it was not published"
        ),
        sa.Column("reason_words", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "reminders", sa.Integer(), server_default="0", nullable=False, comment="mails about a forgotten draft"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_submissions_owner_id_people")),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_submissions_settled_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_submissions_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_submissions_state"), "submissions", ["state"])


def _make_opportunities() -> None:
    op.create_table(
        "opportunities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="the opportunity as the form holds it"),
        sa.Column("closes", sa.Date(), nullable=True, comment="its last day, in London"),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False, comment="when staff last saw that it is still open"),
        sa.Column(
            "sequence", sa.Integer(), server_default="0", nullable=False, comment="changes that calendars have to know"
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_opportunities_changed_by_people")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_opportunities_submission_id_submissions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunities")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_opportunities_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_opportunities_closes"), "opportunities", ["closes"])


def _make_submission_files() -> None:
    op.create_table(
        "submission_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as it may be shown"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="SHA-256 of the file, and its name on the disk"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_files_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_files")),
        sqlite_autoincrement=True,
    )
    for name in ("digest", "submission_id"):
        op.create_index(op.f(f"ix_submission_files_{name}"), "submission_files", [name])


def _make_field_notes() -> None:
    op.create_table(
        "field_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "content", sa.JSON(), nullable=False, comment="the note as the form holds it; empty once it is withdrawn"
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("brief_id", sa.Integer(), nullable=True, comment="the draft that was made of it"),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_field_notes_changed_by_people")),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_field_notes_brief_id_briefs")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_field_notes_submission_id_submissions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_notes")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_field_notes_submission_id")),
        sqlite_autoincrement=True,
    )


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.JSON(),
            nullable=False,
            comment="question and answer as readers see them; empty once withdrawn",
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_answers_changed_by_people")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_answers_submission_id_submissions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_answers_submission_id")),
        sqlite_autoincrement=True,
    )


def _make_challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.JSON(),
            nullable=False,
            comment="challenge and decision as readers see them; empty once withdrawn",
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_challenges_brief_id_briefs")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_challenges_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_challenges_submission_id_submissions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_challenges_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_challenges_brief_id"), "challenges", ["brief_id"])


def _make_open_subjects() -> None:
    op.create_table(
        "open_subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="the subject as the form holds it"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_open_subjects_changed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_subjects")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take the change back."""
    for name in (
        "open_subjects",
        "challenges",
        "answers",
        "field_notes",
        "submission_files",
        "opportunities",
        "submissions",
        "public_meetings",
        "site_details",
    ):
        op.drop_table(name)
