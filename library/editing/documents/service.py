"""Documents that staff upload: kept, read in a child process, searched, given out, and deleted when their time is up.

The file is on the disk before its row says so, and gone after it; a file without a row is taken away by the worker.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from library.briefs.vocabulary import repository as vocabulary
from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.documents import reading
from library.editing.documents import repository as uploads
from library.editing.documents.document_search import likely_tags
from library.editing.documents.file_store import Received, Stream
from library.editing.documents.models import Document, Refused, shown_name
from library.editing.documents.uploads import DraftOf, Upload
from library.errors import LibraryError, NotFound
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand
from library.services import Services

MOST_LISTED = 200
SECONDS_BETWEEN_NOTES = 0.5


class NoSuchUpload(NotFound):
    """There is no upload with this id."""


class ReadersHaveIt(LibraryError):
    """An upload cannot be deleted while readers may have it."""

    status = 409
    heading = marked("Readers have this document")
    advice = marked("Withdraw it from its page first. Then you can delete it.")


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many documents a person sent that no draft draws on yet."""
    comes = marked("Documents you uploaded that no draft uses yet.")
    return [
        ToDo(marked("Your uploads to use"), services.links.uploads(), uploads.unused(database, person.id), comes=comes)
    ]


@dataclass(frozen=True, slots=True)
class Opened:
    """An upload with what was read of it, none while it waits, and the drafts that were started from it."""

    upload: Upload
    document: Document | None
    drafts: list[DraftOf]


def take(services: Services, person: Person, name: str, stream: Stream, form_id: str) -> tuple[Upload, bool]:
    """Keep a file; return its upload, and whether it is new. Raise Refused for one that is empty or too large."""
    demand(person, Action.UPLOAD)
    received = services.files.receive(stream)
    try:
        with services.store.writing() as database:
            return _taken(services, database, person, shown_name(name), received, form_id)
    finally:
        services.files.drop(received)


def _taken(
    services: Services, database: Database, person: Person, name: str, received: Received, form_id: str
) -> tuple[Upload, bool]:
    known = uploads.by_digest(database, received.digest)
    services.files.keep(received)
    if known:
        return known, False
    now = services.clock()
    upload_id = uploads.add(database, name, received.size, received.digest, person.id, form_id, now)
    audit.note(database, person.id, "upload", f"upload {upload_id}", now, after=received.digest)
    return _upload(database, upload_id), True


def _upload(database: Database, upload_id: int) -> Upload:
    found = uploads.get(database, upload_id)
    if found is None:
        raise NoSuchUpload(upload_id)
    return found


def read(services: Services, person: Person, upload_id: int) -> Upload:
    """Read an upload that waits, if a turn is free; raise Refused, and forget it, if it cannot be read."""
    demand(person, Action.UPLOAD)
    try:
        with reading.turn(services.settings.instance / "reading"):
            return _read(services, person, upload_id)
    except (reading.Busy, FileNotFoundError):
        with services.store.reading() as database:
            return _upload(database, upload_id)


def _read(services: Services, person: Person, upload_id: int) -> Upload:
    with services.store.writing() as database:
        upload = _upload(database, upload_id)
        if not uploads.claim(database, upload_id, services.clock()):
            return upload
    try:
        document = reading.read(services.files.path(upload.digest), upload.name, _noting(services, upload_id))
    except Refused:
        _forget(services, person, upload, "refuse upload")
        raise
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    tags = tuple(likely_tags(document.blocks, terms))
    with services.store.writing() as database:
        uploads.keep_read(database, upload_id, document, tags)
        return _upload(database, upload_id)


def _noting(services: Services, upload_id: int) -> reading.Tell:
    """Return what notes the progress of reading, not more often than anybody would look."""
    noted = time.monotonic()

    def note(done: int, pages: int) -> None:
        nonlocal noted
        if pages and time.monotonic() - noted >= SECONDS_BETWEEN_NOTES:
            noted = time.monotonic()
            with services.store.writing() as database:
                uploads.progress(database, upload_id, done, pages)

    return note


def _forget(services: Services, person: Person | None, upload: Upload, action: str) -> None:
    """Delete an upload and its file, in one go for everybody else who writes."""
    with services.store.writing() as database:
        uploads.remove(database, upload.id)
        audit.note(
            database,
            person.id if person else None,
            action,
            f"upload {upload.id}",
            services.clock(),
            before=upload.digest,
        )
        services.files.remove(upload.digest)


def listed(services: Services, person: Person) -> list[Upload]:
    """List what was uploaded, the last first."""
    demand(person, Action.UPLOAD)
    with services.store.reading() as database:
        return uploads.newest(database, MOST_LISTED)


def open_one(services: Services, person: Person, upload_id: int) -> Opened:
    """Open an upload."""
    demand(person, Action.UPLOAD)
    with services.store.reading() as database:
        upload, read = _upload(database, upload_id), uploads.document(database, upload_id)
        return Opened(upload, read[0] if read else None, uploads.drafts_of(database, upload_id))


def sent_by(services: Services, person: Person, form_id: str) -> Upload | None:
    """Return the upload that a form sent, to tell how far reading it is."""
    demand(person, Action.UPLOAD)
    with services.store.reading() as database:
        return uploads.by_form(database, form_id)


def file_of(services: Services, person: Person, upload_id: int) -> tuple[Upload, Path]:
    """Return where the file itself is; raise NoSuchUpload if it is not on this machine."""
    demand(person, Action.UPLOAD)
    with services.store.reading() as database:
        upload = _upload(database, upload_id)
    path = services.files.path(upload.digest)
    if not path.is_file():
        raise NoSuchUpload(upload_id)
    return upload, path


def delete(services: Services, person: Person, upload_id: int) -> None:
    """Delete an upload; what was written from it stays."""
    with services.store.reading() as database:
        upload, readers_have = _upload(database, upload_id), uploads.readers_have(database, upload_id)
    demand(person, Action.DELETE_UPLOAD, upload.by_id)
    if readers_have:
        raise ReadersHaveIt(upload_id)
    _forget(services, person, upload, "delete upload")


def tidy(services: Services) -> None:
    """Delete the uploads whose time is up, and files that were left behind."""
    days = services.settings.keep_uploads_days
    with services.store.reading() as database:
        over = uploads.before(database, services.clock() - timedelta(days=days)) if days else []
    for upload in over:
        _forget(services, None, upload, "delete upload")
    with services.store.reading() as database:
        known = uploads.digests(database)
    services.files.tidy(known)
