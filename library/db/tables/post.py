"""Mail on its way."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from library.db.tables.metadata import Moment, metadata

mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(200), nullable=False, unique=True, comment="names the mail for ever; holds no address"),
    Column("address", String(254), nullable=False, comment="erased once sent"),
    Column("subject", Text, nullable=False, comment="erased once sent"),
    Column("content", LargeBinary, comment="HTML, text and headers, packed; erased once sent or given up"),
    Column(
        "about", Text, nullable=False, comment="what it is about, such as ' brief-5 ', so that it can be called back"
    ),
    Column("bulk", Boolean, nullable=False, comment="one of many alike, which let others go first"),
    Column("state", String(20), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("queued_at", Moment, nullable=False),
    Column("next_try_at", Moment),
    Column("claim", String(16), comment="random, of the worker that sends it"),
    Column("claimed_at", Moment, index=True),
    Column("claimed_until", Moment, comment="renewed while it is being sent; later the worker counts as dead"),
    Column("answer", Text, nullable=False, server_default="", comment="what the mail server said last, in words"),
    Column("ended_at", Moment),
)

Index("ix_mails_state_next_try_at", mails.c.state, mails.c.next_try_at)

departures = Table(
    "departures",
    metadata,
    Column("address_hash", String(64), primary_key=True, comment="keyed: an address can be recognised and not read"),
    Column("what", String(20), primary_key=True, comment="what they want no more of"),
    Column("at", Moment, nullable=False),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(254), nullable=False, unique=True, comment="in small letters"),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
)
