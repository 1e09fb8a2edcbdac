"""The tables of sharing: the libraries that this one follows, and every brief that one of them ever offered."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from library.db.tables.metadata import Moment, metadata

peers = Table(
    "peers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(200), nullable=False, unique=True, comment="without a slash at its end"),
    Column("name", String(120), nullable=False, comment="what it calls itself, or its host at first"),
    Column("followed", Boolean, nullable=False, comment="one that is followed no more stays, with all it offered"),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Integer, ForeignKey("people.id"), nullable=False),
    Column("looked_at", Moment, comment="when it was last asked, whatever it answered"),
    Column("answered_at", Moment, comment="when it last answered with its list"),
    Column("problem", Text, nullable=False, comment="why the last look failed; empty where it did not"),
    Column("etag", String(200), nullable=False, comment="of the list that it answered with last"),
    Column("held_back", Integer, nullable=False, comment="new briefs that wait until others are decided on"),
    Column("unreadable", Integer, nullable=False, comment="records of its list that could not be read"),
)

shared_briefs = Table(
    "shared_briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", String(200), nullable=False, comment="the address of the library whose brief it is"),
    Column("item", String(80), nullable=False, comment="its id there"),
    Column("peer_id", Integer, ForeignKey("peers.id"), nullable=False, index=True, comment="the one it comes through"),
    Column("standing", String(20), nullable=False, comment="proposed, adopted, adapted or ignored"),
    Column("offered", JSON, nullable=False, comment="as last listed: content, url, version, published_at, licence"),
    Column("digest", String(64), nullable=False, comment="of what is offered"),
    Column("settled", String(64), nullable=False, comment="the digest that staff decided on last, or empty"),
    Column("taken", JSON(none_as_null=True), comment="what readers are shown, or what a draft was made from"),
    Column("missed", Integer, nullable=False, comment="lists in a row that lacked it"),
    Column("gone_settled", Boolean, nullable=False, comment="staff know that it is gone there"),
    Column("brief_id", Integer, ForeignKey("briefs.id"), comment="the brief of ours that was made from it"),
    Column("first_seen", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Integer, ForeignKey("people.id")),
    UniqueConstraint("origin", "item"),
)
