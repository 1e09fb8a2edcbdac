"""The record of who did what, which is only ever added to. It holds hashes, never texts, tokens or passwords.

The database itself refuses to change an entry or to take one out. So an entry names a person by a number, never by the
hash of an address: anyone who has the record could try addresses until one fits.
"""

import hashlib
import json
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import audit

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request of the site that is being answered; "" for commands and the worker."""


def note(
    database: Database,
    person_id: int | None,
    action: str,
    thing: str,
    now: datetime,
    *,
    before: Any = None,
    after: Any = None,
) -> None:
    """Add one entry, in the transaction of what it tells of."""
    row = {
        "at": now,
        "person_id": person_id,
        "action": action,
        "object": thing,
        "before": _hash(before),
        "after": _hash(after),
        "request": request_id.get(),
    }
    database.execute(sa.insert(audit).values(**row))


def _hash(content: Any) -> str | None:
    if content is None:
        return None
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
