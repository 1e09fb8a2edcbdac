"""Documents that readers may have, in the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import public_documents
from library.editing.public_documents.models import About, DocumentState, PublicDocument
from library.editing.public_documents.schemas import ABOUT


def _document(row: sa.Row[Any]) -> PublicDocument:
    return PublicDocument(
        row.id,
        row.slug or "",
        DocumentState(row.state),
        ABOUT.load(row.content) if row.content else None,
        *(row.upload_id, row.uploaded_by, row.digest, row.ending, row.size, row.pages),
        tuple(row.opened_by),
        *(row.published_at, row.withdrawn_at, row.withdrawn_because),
    )


def _listed(database: Database, *holds: sa.ColumnElement[bool]) -> list[PublicDocument]:
    query = sa.select(public_documents).where(*holds)
    newest = query.order_by(public_documents.c.published_at.desc(), public_documents.c.id.desc())
    return [_document(row) for row in database.execute(newest)]


def public(database: Database) -> list[PublicDocument]:
    """List those that readers may have, the last published first."""
    return _listed(database, public_documents.c.state == DocumentState.PUBLIC)


def by_slug(database: Database, slug: str) -> PublicDocument | None:
    """Find one by the address of its page."""
    return next(iter(_listed(database, public_documents.c.slug == slug)), None)


def of_upload(database: Database, upload_id: int) -> PublicDocument | None:
    """Find the newest that was made from an upload."""
    found = _listed(database, public_documents.c.upload_id == upload_id)
    return max(found, key=lambda each: each.id, default=None)


def add(database: Database, upload_id: int, uploaded_by: int | None, now: datetime, **copy: Any) -> int:
    """Keep a clean copy that nobody may have yet; return its id."""
    row = {"state": DocumentState.PREPARED, "content": {}, "opened_by": [], "prepared_at": now} | copy
    values = row | {"upload_id": upload_id, "uploaded_by": uploaded_by}
    return inserted(database.execute(sa.insert(public_documents).values(**values)))


def note_opened(database: Database, document: PublicDocument, person_id: int) -> None:
    """Keep that somebody has opened the clean copy."""
    opened = sorted({*document.opened_by, person_id})
    _update(database, document, opened_by=opened)


def publish(database: Database, document: PublicDocument, slug: str, about: About, by: int, now: datetime) -> None:
    """Let readers have a document."""
    row = {"slug": slug, "content": ABOUT.dump(about), "published_at": now, "published_by": by}
    _update(database, document, state=DocumentState.PUBLIC, withdrawn_at=None, withdrawn_because="", **row)


def withdraw(database: Database, document: PublicDocument, because: str, now: datetime) -> None:
    """Let readers have it no more; its page says why."""
    _update(database, document, state=DocumentState.WITHDRAWN, withdrawn_at=now, withdrawn_because=because)


def _update(database: Database, document: PublicDocument, **row: Any) -> None:
    database.execute(sa.update(public_documents).where(public_documents.c.id == document.id).values(**row))
