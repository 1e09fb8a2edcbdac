"""The table of easy read drafts, one to a brief."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, Table, Text

from library.db.tables.metadata import Moment, metadata

easy_reads = Table(
    "easy_reads",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id"), primary_key=True, autoincrement=False),
    Column("content", JSON, nullable=False, comment="title, sentences with their pictures, hard words"),
    Column("made_from", JSON, nullable=False, comment="the English it was made from; behind once that differs"),
    Column("tested_with", Text, nullable=False, comment="the group of people with learning disabilities who tested it"),
    Column("tested_on", Date),
    Column("tested_noted_by", Integer, ForeignKey("people.id")),
    Column("changed_at", Moment, comment="when staff last changed it; seeding leaves it alone from then on"),
)
