"""What staff upload, and which drafts it filled."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from library.db.tables.metadata import Moment, metadata

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
    Column("accepted", JSON, nullable=False, server_default="[]", comment="what a person accepted of it"),
)

left_suggestions = Table(
    "left_suggestions",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("letter", String(2), primary_key=True, comment="of the source that the document was"),
    Column("unsettled", JSON, nullable=False, comment="what it filled in that nobody has accepted yet"),
    Column("accepted", JSON, nullable=False, comment="what a person accepted of it"),
)
