"""The tables of those who asked to be told of news, and of the digests that tell them."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text

from library.db.tables.metadata import Moment, metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(254), nullable=False),
    Column("same_address", String(254), nullable=False, unique=True, comment="in small letters"),
    Column("nonce", String(32), nullable=False, comment="what the link in mails is made from"),
    Column("token_hash", String(64), nullable=False, unique=True, comment="of the token in that link"),
    Column("topics", JSON, nullable=False),
    Column("search", Text, nullable=False, server_default=""),
    Column("rhythm", String(20), nullable=False),
    Column("consent_words", Text, nullable=False),
    Column("consent_place", String(200), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("given_at", Moment, comment="when they said yes; none until then"),
    Column("left_at", Moment),
    Column("told_from", Moment, nullable=False, comment="news from before are not told"),
    Column("language", String(20), nullable=False, server_default="", comment="blank for English"),
    sqlite_autoincrement=True,
)

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rhythm", String(20), nullable=False),
    Column("day", Date, nullable=False, comment="in London"),
    Column("run", String(60), nullable=False, unique=True, comment="rhythm and local date: one run only"),
    Column("state", String(20), nullable=False, comment="planned, sending, sent, or empty"),
    Column("send_at", Moment, nullable=False),
    Column("opening", Text, nullable=False, server_default=""),
    Column("first", JSON, nullable=False, comment="slugs in the order that staff want them"),
    Column("items", JSON, nullable=False, comment="the news as they were told"),
    Column("reached", Integer, nullable=False, server_default="0", comment="the last subscription that was seen to"),
    Column("sent_at", Moment),
    Column("change", Integer, nullable=False, server_default="0", comment="the last change that it saw"),
    Column("offers", JSON, nullable=False, server_default="[]", comment="the opportunities as they were told"),
    Column("offers_seen", JSON, nullable=False, server_default="[]", comment="all there was to tell of opportunities"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    Column(
        "subscription_id",
        Integer,
        ForeignKey("subscriptions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("news", String(80), primary_key=True, comment="which brief and version, or its withdrawal"),
    Column("brief_id", Integer, ForeignKey("briefs.id"), nullable=False, index=True),
    Column("digest_id", Integer, ForeignKey("digests.id"), nullable=False),
)

told_offers = Table(
    "told_offers",
    metadata,
    Column(
        "subscription_id",
        Integer,
        ForeignKey("subscriptions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("news", String(80), primary_key=True, comment="which opportunity, and what was said of it"),
    Column("digest_id", Integer, ForeignKey("digests.id"), nullable=False),
)
