"""The tables of newsletters: to whom, what, and how far each has come. Addresses stand in lists only, never twice."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from library.db.tables.metadata import Moment, metadata

audiences = Table(
    "audiences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("kind", String(20), nullable=False, comment="subscribers of some topics, or an imported list"),
    Column("topics", JSON, nullable=False),
    Column("basis", String(20), nullable=False, server_default="", comment="why we may write to an imported list"),
    Column("basis_words", Text, nullable=False, server_default="", comment="how and when they agreed"),
    Column("left_out", JSON, nullable=False, comment="rows that were no addresses: numbers and reasons, no words"),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("audience_id", Integer, ForeignKey("audiences.id", ondelete="CASCADE"), nullable=False),
    Column("address", String(254), nullable=False),
    Column("same_address", String(254), nullable=False, index=True, comment="in small letters"),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("audience_id", "same_address"),
    sqlite_autoincrement=True,
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String(20), nullable=False, index=True),
    Column("content", JSON, nullable=False, comment="as staff wrote it; not changed once it is sent"),
    Column("entries", JSON, nullable=False, comment="what it holds of briefs and opportunities, as it was sent"),
    Column("lock", Integer, nullable=False, server_default="0", comment="counts the changes"),
    Column("corrects_id", Integer, ForeignKey("campaigns.id")),
    Column("send_at", Moment, comment="when it is to be sent"),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    Column("stopped_because", Text, nullable=False, server_default=""),
    Column("trusted", Integer, nullable=False, server_default="0", comment="1 once the first hundred went well"),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Integer, ForeignKey("people.id")),
    Column("sent_by", Integer, ForeignKey("people.id")),
    sqlite_autoincrement=True,
)

recipients = Table(
    "campaign_recipients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", Integer, ForeignKey("campaigns.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id", ondelete="SET NULL"), index=True),
    Column("contact_id", Integer, ForeignKey("contacts.id", ondelete="SET NULL"), index=True),
    Column("skipped", String(20), nullable=False, server_default="", comment="why they get none"),
    Column("mail_key", String(80), unique=True, comment="of their mail, which knows how it stands"),
    Column("turn", Integer, nullable=False, server_default="0", comment="how often their mail was called back"),
    sqlite_autoincrement=True,
)

pictures = Table(
    "campaign_pictures",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the content"),
    Column("content", LargeBinary, nullable=False, comment="re-encoded by us, without its metadata"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
)
