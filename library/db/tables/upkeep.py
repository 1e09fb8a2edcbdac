"""The tables of upkeep: who looks after briefs, what became of sources, and the record of who did what."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

duties = Table(
    "duties",
    metadata,
    Column("role", String(120), primary_key=True, comment="as briefs name it"),
    Column("owner_id", Integer, ForeignKey("people.id")),
    Column("deputy_id", Integer, ForeignKey("people.id")),
)

reminders = Table(
    "reminders",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("check_by", Date, primary_key=True),
    Column("period", Integer, primary_key=True, autoincrement=False, comment="counted from a while before the day"),
    Column("at", Moment, nullable=False),
)

source_links = Table(
    "source_links",
    metadata,
    Column("address", String(1000), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("said", Text, nullable=False, comment="what the other side answered, in a few words"),
    Column("checked_at", Moment, nullable=False),
    Column("since", Moment, nullable=False, comment="when it was first found in this state"),
)

imports = Table(
    "imports",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("rows", JSON, nullable=False, comment="as read from the file, until somebody says yes"),
    Column("at", Moment, nullable=False),
)

brief_use = Table(
    "brief_use",
    metadata,
    Column("day", Date, primary_key=True, comment="in London"),
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("read", Integer, nullable=False, server_default="0"),
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("found", Integer, nullable=False, server_default="0"),
)

day_counts = Table(
    "day_counts",
    metadata,
    Column("day", Date, primary_key=True, comment="in London"),
    Column("what", String(40), primary_key=True),
    Column("times", Integer, nullable=False, server_default="0"),
)

merged_terms = Table(
    "merged_terms",
    metadata,
    Column("scheme", String(40), primary_key=True),
    Column("old_id", String(80), primary_key=True),
    Column("new_id", String(80), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("action", String(40), nullable=False),
    Column("object", String(120), nullable=False),
    Column("before", String(64), comment="SHA-256 of the content before"),
    Column("after", String(64), comment="SHA-256 of the content after"),
    Column("request", String(32), nullable=False, server_default="", comment="of the site; empty for commands"),
    sqlite_autoincrement=True,
)
Index("ix_audit_object", audit.c.object)
