"""The words the library uses: terms, numbers to call, and marks of what changed."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

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
    Column("group", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("does", Text, nullable=False),
    Column("number", String(40), nullable=False),
    Column("chat", Text, nullable=False),
    Column("web", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("deaf", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("confidence", String(40), nullable=False, comment="high is shown at once, others once confirmed"),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("confirmed_at", Moment),
    Column("confirmed_by", Integer, ForeignKey("people.id")),
    Column("changed_at", Moment, comment="when an admin last changed it; seeding leaves it alone from then on"),
)

outside_topics = Table(
    "outside_topics",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("turn_to", Text, nullable=False),
    Column("web", Text, nullable=False),
    Column("number", String(40), nullable=False),
    Column("used", Boolean, nullable=False),
    Column("changed_at", Moment, comment="when staff last changed it; seeding leaves it alone from then on"),
)
