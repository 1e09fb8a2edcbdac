"""The tables of what bodies were asked to do and what became of it. The database refuses to change the history."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Table

from library.db.tables.metadata import Moment, metadata

bodies = Table(
    "bodies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column(
        "content", JSON, nullable=False, comment="the body as the form holds it, with the one that took over from it"
    ),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

asks = Table(
    "asks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(80), unique=True, comment="in its address; none until it is published"),
    Column("status", String(20), nullable=False, index=True, comment="draft, proposed or published"),
    Column("body", String(80), nullable=False, index=True, comment="the slug of the body that it is put to"),
    Column("content", JSON, nullable=False, comment="the ask as the form holds it"),
    Column(
        "version", Integer, nullable=False, comment="counts the saves, so that nobody publishes what they didn't read"
    ),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id"), comment="who wrote it last; somebody else publishes it"),
    Column("asked_on", Date, comment="the day from which the reply is counted, in London"),
    Column("look_again_on", Date, comment="when staff want to see what was done"),
    Column("link_number", Integer, nullable=False, server_default="0", comment="counts the links for replies"),
    Column("link_until", Moment),
    Column("submission_id", Integer, ForeignKey("submissions.id", ondelete="SET NULL"), unique=True),
    sqlite_autoincrement=True,
)

ask_replies = Table(
    "ask_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ask_id", Integer, ForeignKey("asks.id"), nullable=False, index=True),
    Column("state", String(20), nullable=False, comment="waiting, published, refused or removed"),
    Column("content", JSON, nullable=False, comment="as it was sent, unedited; empty once refused or removed"),
    Column("link_number", Integer, nullable=False, comment="the link that it came by"),
    Column("received_at", Moment, nullable=False),
    Column("checked_by", Integer, ForeignKey("people.id"), comment="the first of two who read it"),
    Column("settled_at", Moment),
    Column("settled_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

ask_history = Table(
    "ask_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ask_id", Integer, ForeignKey("asks.id"), nullable=False, index=True),
    Column("step", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("reply_id", Integer, ForeignKey("ask_replies.id")),
    Column("content", JSON, nullable=False, comment="what readers are told of this step; never a person"),
    sqlite_autoincrement=True,
)

you_said = Table(
    "you_said",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("status", String(20), nullable=False, server_default="published", comment="proposed, published or removed"),
    Column("content", JSON, nullable=False, comment="what was raised and what happened, as the form holds it"),
    Column("raised_on", Date, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("published_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

you_said_history = Table(
    "you_said_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", Integer, ForeignKey("you_said.id"), nullable=False, index=True),
    Column("step", String(20), nullable=False, comment="published, changed or removed; readers see the last step"),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("alone", Boolean, nullable=False, comment="whether one person wrote and published it"),
    Column("content", JSON, nullable=False, comment="what readers see from this step on"),
    sqlite_autoincrement=True,
)
