"""The tables. Times are kept in UTC; lists and whole briefs as JSON. Those of upkeep have a module of their own."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from library.storage import mailing_tables, upkeep_tables  # noqa: F401 (so that every table is known wherever one is)
from library.storage.metadata import Moment, metadata

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(80), unique=True, comment="given at first publication"),
    Column("published_version", Integer, comment="versions.id of what readers see; none while a draft or withdrawn"),
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
    Column("checked_on", Date),
    Column("check_by", Date),
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
    Column("published_at", Moment),
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

terms = Table(
    "terms",
    metadata,
    Column("scheme", String(40), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("group", String(80)),
    Column("lay_words", JSON, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("stamp", String(16), nullable=False, comment="random, new whenever what it marks has changed"),
)

help_lines = Table(
    "help_lines",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("number", String(40), nullable=False),
    Column("confirmed_at", Moment),
    Column("confirmed_by", Integer, ForeignKey("people.id")),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("role", String(20), nullable=False),
    Column("password", Text, comment="argon2id; none until chosen"),
    Column("disabled", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("expires_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "key", String(64), nullable=False, comment="a keyed hash of what is being limited; never an address as it is"
    ),
    Column("at", Moment, nullable=False),
)
Index("ix_attempts_key_at", attempts.c.key, attempts.c.at)

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

mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(200), nullable=False, unique=True, comment="names the mail for ever; holds no address"),
    Column("address", String(254), nullable=False, comment="erased once sent"),
    Column("subject", Text, nullable=False, comment="erased once sent"),
    Column("content", LargeBinary, comment="HTML, text and headers, packed; erased once sent or given up"),
    Column(
        "about", Text, nullable=False, comment="what it is about, such as ' brief-5 ', so that it can be called back"
    ),
    Column("bulk", Boolean, nullable=False, comment="one of many alike, which let others go first"),
    Column("state", String(20), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("queued_at", Moment, nullable=False),
    Column("next_try_at", Moment),
    Column("claim", String(16), comment="random, of the worker that sends it"),
    Column("claimed_at", Moment, index=True),
    Column("claimed_until", Moment, comment="renewed while it is being sent; later the worker counts as dead"),
    Column("answer", Text, nullable=False, server_default="", comment="what the mail server said last, in words"),
    Column("ended_at", Moment),
)
Index("ix_mails_state_next_try_at", mails.c.state, mails.c.next_try_at)

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(254), nullable=False, unique=True, comment="in small letters"),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the file, and its name on the disk"),
    Column("name", String(200), nullable=False, comment="as it may be shown"),
    Column("kind", String(20), nullable=False, server_default=""),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("state", String(20), nullable=False, comment="waiting, reading or read"),
    Column("claimed_at", Moment, comment="when reading it began"),
    Column("page", Integer, nullable=False, server_default="0"),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("document", JSON, comment="what was read of it, and what it suggests"),
    Column("form_id", String(64), nullable=False, index=True, comment="the form that sent it"),
    Column("uploaded_at", Moment, nullable=False),
    Column("uploaded_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

brief_uploads = Table(
    "brief_uploads",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), primary_key=True, index=True),
    Column("letter", String(2), nullable=False, comment="of the source in the brief that it is"),
    Column("unsettled", JSON, nullable=False, comment="what it filled in that nobody has accepted yet"),
)
