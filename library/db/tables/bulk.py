"""Changes to many briefs at once, kept so that they can be undone for a while."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

bulk_edits = Table(
    "bulk_edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("what", String(20), nullable=False),
    Column("value", Text, nullable=False, comment="a day, a role, a field and a term, or a reason"),
    Column("undone_at", Moment),
    sqlite_autoincrement=True,
)

bulk_edit_lines = Table(
    "bulk_edit_lines",
    metadata,
    Column("bulk_edit_id", Integer, ForeignKey("bulk_edits.id"), primary_key=True, autoincrement=False),
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("before", JSON, comment="what its field held before"),
    Column("seen", String(60), nullable=False, comment="where the brief stood afterwards"),
    Column("why_not", Text, nullable=False, server_default="", comment="why it was left alone"),
)
