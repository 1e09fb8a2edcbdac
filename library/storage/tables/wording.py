"""The words the library uses: terms, numbers to call, and marks of what changed."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from library.storage.tables.metadata import Moment, metadata

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
    Column(
        "said", JSON(none_as_null=True), comment="words of a search that call for it; null before the seed gave some"
    ),
)
