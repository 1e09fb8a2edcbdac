"""The tables of a library in service: which workers are at work, and the backups that were made by themselves."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker", String(120), primary_key=True, comment="its machine and the number of its process"),
    Column("machine", String(80), nullable=False),
    Column("process", Integer, nullable=False, comment="0 for one that is started again and again, as cron does"),
    Column("at", Moment, nullable=False),
    Column("next_by", Moment, nullable=False, comment="when it is taken for dead unless it was seen again"),
)

backup_runs = Table(
    "backup_runs",
    metadata,
    Column("day", Date, primary_key=True, comment="in London: one run each"),
    Column("started_at", Moment, nullable=False),
    Column("made_at", Moment, comment="when it was whole; none until then"),
    Column("name", String(80), nullable=False, server_default="", comment="of the file in LIBRARY_BACKUPS"),
    Column("size", Integer, nullable=False, server_default="0", comment="in kilobytes"),
    Column("rows", Integer, nullable=False, server_default="0"),
    Column("encrypted", Boolean, nullable=False, server_default="0"),
    Column("trouble", Text, nullable=False, server_default="", comment="why it could not be made"),
    Column("tried_at", Moment, comment="when it was last restored to prove it"),
    Column("proven_at", Moment, comment="when it was restored and held all it should"),
    Column("proof_trouble", Text, nullable=False, server_default=""),
)
