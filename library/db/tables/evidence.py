"""Briefs, their versions and what readers say of them; lists and whole briefs are kept as JSON."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from library.db.tables.metadata import Moment, metadata

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(80), unique=True, comment="given at first publication"),
    Column(
        "published_version",
        Integer,
        index=True,
        unique=True,
        comment="versions.id of what readers see; none while a draft or withdrawn",
    ),
    Column("withdrawn_at", Moment),
    Column("withdrawn_reason", Text),
    Column(
        "change",
        Integer,
        nullable=False,
        server_default="0",
        index=True,
        comment="changes.number of the last change readers can see",
    ),
    Column("stamp", String(8), nullable=False, server_default="", comment="random, new with each change"),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="1, 2, 3 … within the brief"),
    Column("status", String(20), nullable=False),
    Column("content", JSON, nullable=False, comment="what BriefSchema dumps, or a draft as typed"),
    Column("title", Text, nullable=False),
    Column("one_line", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("checked_on", Date, index=True),
    Column("check_by", Date, index=True),
    Column("change_note", Text, nullable=False, server_default=""),
    Column(
        "lock",
        Integer,
        nullable=False,
        server_default="1",
        comment="goes up with each save; an edit names the one it was made on",
    ),
    Column("origin", String(20), nullable=False, comment="desk, import or seed"),
    Column("saved_by", Integer, ForeignKey("people.id")),
    Column("saved_at", Moment, nullable=False),
    Column("published_at", Moment, index=True),
    sqlite_autoincrement=True,
)

Index("uq_versions_number", versions.c.brief_id, versions.c.number, unique=True)

Index(
    "uq_versions_working",
    versions.c.brief_id,
    unique=True,
    sqlite_where=text("status IN ('draft', 'in_review')"),
    postgresql_where=text("status IN ('draft', 'in_review')"),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, comment="goes up; two machines may commit out of order"),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

old_slugs = Table(
    "old_slugs",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False),
)

form_ids = Table(
    "form_ids",
    metadata,
    Column(
        "id", String(64), primary_key=True, comment="given out with a form, so that a second click makes nothing twice"
    ),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False),
)

writers = Table(
    "writers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False, index=True),
    Column("person_id", Integer, ForeignKey("people.id"), comment="none for the library's own stock or an import"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("version_id", Integer, ForeignKey("versions.id"), primary_key=True, autoincrement=False),
    Column("sent_by", Integer, ForeignKey("people.id")),
    Column("sent_at", Moment),
    Column("publish_at", Moment, index=True, comment="when an approved version goes out by itself"),
    Column("published_by", Integer, ForeignKey("people.id"), comment="who published it, or said when"),
    Column(
        "alone", Boolean, nullable=False, server_default=text("false"), comment="rated, and seen by one person only"
    ),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False, index=True),
    Column("field", String(80), nullable=False, comment="as named in the form; empty for the whole brief"),
    Column("words", Text, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id"), comment="none where the library itself says so"),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("settled_by", Integer, ForeignKey("people.id")),
    Column("answers", Integer, ForeignKey("comments.id"), comment="the comment it replies to"),
)

editors = Table(
    "editors",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, comment="of their last save"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("ended_at", Moment, comment="when the brief was brought back"),
    Column("ended_by", Integer, ForeignKey("people.id")),
)

mistakes = Table(
    "mistakes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("reply_to", String(254), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("settled_by", Integer, ForeignKey("people.id")),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True, comment="SHA-256 of its stems, sorted"),
    Column("words", Text, nullable=False, comment="as first asked, without personal data"),
    Column("times", Integer, nullable=False),
    Column("put", Boolean, nullable=False, comment="put to us on purpose, not only searched for"),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("brief_id", Integer, ForeignKey("briefs.id"), comment="the brief that answers it"),
    Column("settled_at", Moment),
    Column("settled_by", Integer, ForeignKey("people.id")),
)

meanings = Table(
    "meanings",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("lines", String(64), nullable=False, comment="hash of the model and the lines that were read"),
    Column("vectors", LargeBinary, nullable=False, comment="as the index keeps them"),
)
