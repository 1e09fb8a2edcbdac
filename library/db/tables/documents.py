"""Documents that readers may have."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

public_documents = Table(
    "public_documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(80), unique=True, comment="none until it is published"),
    Column("state", String(20), nullable=False),
    Column("content", JSON, nullable=False, comment="what its page says, as the form holds it"),
    Column("upload_id", Integer, ForeignKey("uploads.id", ondelete="SET NULL"), index=True),
    Column("uploaded_by", Integer, ForeignKey("people.id")),
    Column("digest", String(64), nullable=False, index=True, comment="of the clean copy, and its name on the disk"),
    Column("ending", String(10), nullable=False),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("opened_by", JSON, nullable=False, comment="who has opened the clean copy"),
    Column("prepared_at", Moment, nullable=False),
    Column("published_at", Moment),
    Column("published_by", Integer, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
    Column("withdrawn_because", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
