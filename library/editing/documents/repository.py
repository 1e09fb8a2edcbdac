"""Uploads in the database: what was sent, how far it is read, its text, and which drafts it stands beside."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from library.briefs.repository import newest_version
from library.db.store import Database, inserted
from library.db.tables import (
    brief_uploads,
    briefs,
    left_suggestions,
    people,
    public_documents,
    submission_files,
    uploads,
    versions,
    voices,
)
from library.editing.documents.models import Block, Document, FigureFound, FileKind, Suggestion
from library.editing.documents.notices import Notice, Unread
from library.editing.documents.uploads import Beside, DraftOf, TagSuggestion, Upload, UploadState

GIVEN_UP = timedelta(seconds=150)
"""After this an upload that is being read is taken to be left, as by a process that died."""
Tags = tuple[TagSuggestion, ...]
LINE = [column for column in uploads.c if column.name != "document"]


def add(database: Database, name: str, size: int, digest: str, person_id: int, form_id: str, now: datetime) -> int:
    """Note a file that waits to be read; return its id."""
    row = {"name": name, "size": size, "digest": digest, "state": UploadState.WAITING, "form_id": form_id}
    return inserted(database.execute(sa.insert(uploads).values(**row, uploaded_by=person_id, uploaded_at=now)))


def _lines(database: Database, *wanted: sa.ColumnElement[bool]) -> list[Upload]:
    query = (
        sa.select(*LINE, people.c.name.label("by"))
        .select_from(uploads.outerjoin(people, people.c.id == uploads.c.uploaded_by))
        .where(*wanted)
        .order_by(uploads.c.id.desc())
    )
    return [_upload(row) for row in database.execute(query)]


def _upload(row: Any) -> Upload:
    return Upload(
        row.id,
        row.name,
        FileKind(row.kind) if row.kind else None,  # type: ignore[call-arg]
        row.size,
        row.digest,
        UploadState(row.state),
        row.page,
        row.pages,
        row.uploaded_at,
        row.by or "",
        row.uploaded_by,
    )


def get(database: Database, upload_id: int) -> Upload | None:
    """Return an upload."""
    return next(iter(_lines(database, uploads.c.id == upload_id)), None)


def by_digest(database: Database, digest: str) -> Upload | None:
    """Return the upload with this content."""
    return next(iter(_lines(database, uploads.c.digest == digest)), None)


def by_form(database: Database, form_id: str) -> Upload | None:
    """Return the upload that a form sent."""
    return next(iter(_lines(database, uploads.c.form_id == form_id)), None)


def newest(database: Database, most: int) -> list[Upload]:
    """List uploads, the last first."""
    return _lines(database, uploads.c.id.in_(sa.select(uploads.c.id).order_by(uploads.c.id.desc()).limit(most)))


def unused(database: Database, person_id: int) -> int:
    """Count what a person uploaded and no draft draws on."""
    used = sa.exists().where(brief_uploads.c.upload_id == uploads.c.id)
    query = sa.select(sa.func.count()).select_from(uploads)
    return database.scalar(query.where(uploads.c.uploaded_by == person_id, ~used)) or 0


def before(database: Database, moment: datetime) -> list[Upload]:
    """List the uploads that came before a moment, without those that readers have."""
    return _lines(database, uploads.c.uploaded_at < moment, uploads.c.id.not_in(_readers_have()))


def readers_have(database: Database, upload_id: int) -> bool:
    """Return whether readers may have a clean copy of an upload."""
    return database.scalar(_readers_have().where(public_documents.c.upload_id == upload_id)) is not None


def _readers_have() -> sa.Select[Any]:
    is_public = (public_documents.c.state == "public", public_documents.c.upload_id.is_not(None))
    return sa.select(public_documents.c.upload_id).where(*is_public)


def digests(database: Database) -> set[str]:
    """Return the hashes of what staff uploaded, partners sent, readers may have and young people recorded."""
    columns = (each.c.digest for each in (uploads, submission_files, public_documents, voices))
    return set(database.scalars(sa.union(*(sa.select(digest).where(digest.is_not(None)) for digest in columns))))


def claim(database: Database, upload_id: int, now: datetime) -> bool:
    """Take an upload to read it; False if it is read, or somebody else is reading it."""
    left = sa.and_(uploads.c.state == UploadState.READING, uploads.c.claimed_at < now - GIVEN_UP)
    free = sa.or_(uploads.c.state == UploadState.WAITING, left)
    row = {"state": UploadState.READING, "claimed_at": now, "page": 0, "pages": 0}
    return bool(database.execute(sa.update(uploads).where(uploads.c.id == upload_id, free).values(**row)).rowcount)


def progress(database: Database, upload_id: int, page: int, pages: int) -> None:
    """Note how far reading is."""
    database.execute(sa.update(uploads).where(uploads.c.id == upload_id).values(page=page, pages=pages))


def keep_read(database: Database, upload_id: int, document: Document, tags: Tags) -> None:
    """Keep what was read."""
    stored = asdict(document)
    blocks = [[block.page, block.level, block.text] for block in document.blocks]
    row: dict[str, Any] = {
        "document": {**stored, "blocks": blocks, "tags": [asdict(tag) for tag in tags]},
        "kind": document.kind,
    }
    row |= {"state": UploadState.READ, "page": document.read, "pages": document.pages}
    database.execute(sa.update(uploads).where(uploads.c.id == upload_id).values(**row))


def document(database: Database, upload_id: int) -> tuple[Document, Tags] | None:
    """Return what was read of an upload, and the tags it suggests; none while it is not read."""
    stored = database.scalar(sa.select(uploads.c.document).where(uploads.c.id == upload_id))
    return _document(dict(stored)) if stored else None


def _document(stored: dict[str, Any]) -> tuple[Document, Tags]:
    tags = tuple(TagSuggestion(**{**tag, "words": tuple(tag["words"])}) for tag in stored.pop("tags"))
    stored["kind"] = FileKind(stored["kind"])  # type: ignore[call-arg]
    stored["blocks"] = tuple(Block(*block) for block in stored["blocks"])
    stored["suggestions"] = tuple(Suggestion(**each) for each in stored["suggestions"])
    stored["figures"] = tuple(FigureFound(**each) for each in stored["figures"])
    notices = stored.pop("notices", ())
    stored["notices"] = tuple(
        Notice(Unread(each["what"]), each["count"], tuple(each["pages"]), each["of"]) for each in notices
    )
    return Document(**stored), tags


def remove(database: Database, upload_id: int) -> None:
    """Forget an upload; briefs that drew on it stay as they are, with what is still to be accepted of it."""
    links = brief_uploads.c
    for row in database.execute(sa.select(brief_uploads).where(links.upload_id == upload_id)).all():
        known = sa.and_(left_suggestions.c.brief_id == row.brief_id, left_suggestions.c.letter == row.letter)
        database.execute(sa.delete(left_suggestions).where(known))
        if not row.unsettled:
            continue
        left = {name: getattr(row, name) for name in ("brief_id", "letter", "unsettled", "accepted")}
        database.execute(sa.insert(left_suggestions).values(**left))
    database.execute(sa.delete(brief_uploads).where(brief_uploads.c.upload_id == upload_id))
    never_out = (public_documents.c.upload_id == upload_id, public_documents.c.slug.is_(None))
    database.execute(sa.delete(public_documents).where(*never_out))
    database.execute(sa.delete(uploads).where(uploads.c.id == upload_id))


def put_beside(database: Database, brief_id: int, upload_id: int, letter: str, filled: Iterable[Suggestion]) -> None:
    """Put an upload beside a draft, whose source of that letter it is and in which it filled in some fields."""
    row = {"brief_id": brief_id, "upload_id": upload_id, "letter": letter}
    database.execute(sa.insert(brief_uploads).values(**row, unsettled=[asdict(each) for each in filled]))


def beside(database: Database, brief_id: int) -> list[Beside]:
    """Return what stands beside a draft, by the letters of the sources."""
    links = brief_uploads.c
    query = sa.select(brief_uploads).where(links.brief_id == brief_id).order_by(links.letter, links.upload_id)
    gone = sa.select(sa.literal(0).label("upload_id"), left_suggestions)
    left = gone.where(left_suggestions.c.brief_id == brief_id).order_by(left_suggestions.c.letter)
    return [
        Beside(row.upload_id, row.letter, _suggested(row.unsettled), _suggested(row.accepted))
        for row in (*database.execute(query), *database.execute(left))
    ]


def _suggested(rows: Iterable[dict[str, Any]]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(**each) for each in rows)


def settle(
    database: Database, brief_id: int, of: Beside, unsettled: Iterable[Suggestion], accepted: Iterable[Suggestion]
) -> None:
    """Note which suggestions of a document beside a draft are still to be accepted, and which are accepted."""
    table = brief_uploads if of.upload_id else left_suggestions
    which = brief_uploads.c.upload_id == of.upload_id if of.upload_id else left_suggestions.c.letter == of.letter
    row = {"unsettled": [asdict(each) for each in unsettled], "accepted": [asdict(each) for each in accepted]}
    database.execute(sa.update(table).where(table.c.brief_id == brief_id, which).values(**row))


def drafts_of(database: Database, upload_id: int) -> list[DraftOf]:
    """List the briefs that were started from an upload."""
    query = (
        sa.select(brief_uploads.c.brief_id, versions.c.title, briefs.c.created_by)
        .select_from(
            brief_uploads.join(briefs, briefs.c.id == brief_uploads.c.brief_id).join(
                versions, versions.c.id == newest_version(briefs.c.id)
            )
        )
        .where(brief_uploads.c.upload_id == upload_id)
        .order_by(brief_uploads.c.brief_id)
    )
    return [DraftOf(row.brief_id, row.title, row.created_by) for row in database.execute(query)]
