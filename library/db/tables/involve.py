"""The tables of the two-way part: how to reach us, and where partners can be heard."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

site_details = Table(
    "site_details",
    metadata,
    Column("name", String(40), primary_key=True, comment="which details, such as contact"),
    Column("content", JSON, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
)

public_meetings = Table(
    "public_meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("body", String(40), nullable=False, comment="who meets"),
    Column("day", Date, nullable=False, index=True),
    Column("content", JSON, nullable=False, comment="the meeting as the form holds it"),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("content", JSON, nullable=False, comment="as typed; what is wrong with it too, while it is a draft"),
    Column("address", String(254), nullable=False, comment="never published"),
    Column("nonce", String(32), nullable=False, comment="what the link in mails is made from"),
    Column("token_hash", String(64), nullable=False, unique=True, comment="of the token in that link"),
    Column("consent", Text, nullable=False, comment="the words that were agreed to"),
    Column("started_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("sent_at", Moment, comment="when it was sent to us by the link; none while it is a draft"),
    Column("due", Date, comment="the day by which staff mean to answer"),
    Column("owner_id", Integer, ForeignKey("people.id"), comment="who answers it"),
    Column("settled_at", Moment),
    Column("settled_by", Integer, ForeignKey("people.id")),
    Column("reason", String(40), nullable=False, server_default="", comment="why it was not published"),
    Column("reason_words", Text, nullable=False, server_default=""),
    Column("reminders", Integer, nullable=False, server_default="0", comment="mails about a forgotten draft"),
    sqlite_autoincrement=True,
)

opportunities = Table(
    "opportunities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", JSON, nullable=False, comment="the opportunity as the form holds it"),
    Column("closes", Date, index=True, comment="its last day, in London"),
    Column("published_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    Column("checked_on", Date, nullable=False, comment="when staff last saw that it is still open"),
    Column("sequence", Integer, nullable=False, server_default="0", comment="changes that calendars have to know"),
    Column("withdrawn_at", Moment),
    Column("submission_id", Integer, ForeignKey("submissions.id", ondelete="SET NULL"), unique=True),
    sqlite_autoincrement=True,
)

submission_files = Table(
    "submission_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", Integer, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("name", String(200), nullable=False, comment="as it may be shown"),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("digest", String(64), nullable=False, index=True, comment="SHA-256 of the file, and its name on the disk"),
    Column("added_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

field_notes = Table(
    "field_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", JSON, nullable=False, comment="the note as the form holds it; empty once it is withdrawn"),
    Column("published_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
    Column("submission_id", Integer, ForeignKey("submissions.id", ondelete="SET NULL"), unique=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), comment="the draft that was made of it"),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", JSON, nullable=False, comment="question and answer as readers see them; empty once withdrawn"),
    Column("published_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
    Column("submission_id", Integer, ForeignKey("submissions.id", ondelete="SET NULL"), unique=True),
    sqlite_autoincrement=True,
)

challenges = Table(
    "challenges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False, index=True),
    Column("content", JSON, nullable=False, comment="challenge and decision as readers see them; empty once withdrawn"),
    Column("decided_at", Moment, nullable=False),
    Column("decided_by", Integer, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
    Column("submission_id", Integer, ForeignKey("submissions.id", ondelete="SET NULL"), unique=True),
    sqlite_autoincrement=True,
)

open_subjects = Table(
    "open_subjects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", JSON, nullable=False, comment="the subject as the form holds it"),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

voices = Table(
    "voices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), index=True),
    Column("note_id", Integer, ForeignKey("field_notes.id"), index=True),
    Column("content", JSON, nullable=False, comment="what was said; empty once it is over"),
    Column("consent", JSON, nullable=False, comment="the bare record, which outlives the words"),
    Column("heard", JSON, nullable=False, comment="who heard it and when, and what changed"),
    Column("code_hash", String(64), nullable=False, unique=True, comment="keyed, of the code that withdraws it"),
    Column("form_id", String(64), nullable=False, unique=True, comment="of the form, so that one is sent once"),
    Column("digest", String(64), comment="SHA-256 of the recording"),
    Column("kind", String(20), nullable=False, server_default="", comment="media type of it"),
    Column("size", Integer, nullable=False, server_default="0", comment="bytes of it"),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Integer, ForeignKey("people.id")),
    Column("changed_by", Integer, ForeignKey("people.id"), comment="who wrote it last, and so may not publish it"),
    Column("published_at", Moment),
    Column("published_by", Integer, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
    Column("erased_at", Moment, comment="when the words went"),
    sqlite_autoincrement=True,
)
