"""The people who work here, and how they sign in."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from library.db.tables.metadata import Moment, metadata

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("role", String(20), nullable=False),
    Column("password", Text, comment="argon2id; none until chosen"),
    Column("disabled", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("expires_at", Moment, nullable=False),
)

authenticators = Table(
    "authenticators",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("secret", Text, nullable=False, comment="what the person's app makes its codes from, encrypted"),
    Column(
        "last_step", Integer, nullable=False, comment="the half minute of the last code taken; earlier ones are void"
    ),
    Column("since", Moment, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True, comment="gone once used"),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", String(300), primary_key=True, comment="the organisation's provider that people sign in at"),
    Column("subject", String(255), primary_key=True, comment="what the provider knows the person by; never an address"),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, unique=True),
    Column("by_group", Boolean, nullable=False, comment="a group gives the role; without one the person is refused"),
    Column("since", Moment, nullable=False),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("credential_id", String(1400), nullable=False, unique=True, comment="base64url, as the browser says it"),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String(60), nullable=False),
    Column("public_key", Text, nullable=False, comment="base64url"),
    Column("sign_count", BigInteger, nullable=False, comment="of the last use, where the passkey counts"),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("whole", Boolean, nullable=False, comment="both steps are done; before that it opens nothing"),
    Column(
        "browser", String(80), nullable=False, server_default="", comment="in plain words, such as Firefox on Windows"
    ),
    Column("new_secret", Text, comment="encrypted, of an authenticator that is being set up in this session"),
    Column("challenge", String(100), comment="what a passkey is asked to sign next; good for one answer"),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, comment="to a few minutes"),
    Column("expires_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "key", String(64), nullable=False, comment="a keyed hash of what is being limited; never an address as it is"
    ),
    Column("at", Moment, nullable=False),
)

Index("ix_attempts_key_at", attempts.c.key, attempts.c.at)
