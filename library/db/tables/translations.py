"""The tables of translations: what the first part of a page says in other languages, segment by segment."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

ITEM = (("kind", 20), ("item", 80), ("language", 20))
"""What is translated: a brief by its number or a service by its name, and into which language."""

translations = Table(
    "translations",
    metadata,
    *(Column(name, String(size), primary_key=True) for name, size in ITEM),
    Column("published", Boolean, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    *(Column(name, String(size), primary_key=True) for name, size in ITEM),
    Column("segment", String(60), primary_key=True, comment="title, short_answer, actions.school.0 and so on"),
    Column("english", Text, nullable=False, comment="what it was made from; behind once the English differs"),
    Column("words", Text, nullable=False),
    Column("made_by", String(10), nullable=False, comment="machine or person"),
    Column("changed_at", Moment, comment="when staff last changed it; seeding leaves it alone from then on"),
    Column("checked_by", Integer, ForeignKey("people.id"), comment="who speaks the language and has read it"),
    Column("checked_on", Date),
)
