"""Documents that go with a submission: kept unread, and opened by staff only in the child process that reads uploads.

They come by the link alone, from an address that was confirmed. Nothing of them is published.
"""

from dataclasses import dataclass
from datetime import datetime

from library.db.store import Database
from library.editing.documents import repository as upload_rows
from library.editing.documents import service as uploads
from library.editing.documents.file_store import Stream
from library.editing.documents.models import Refused, shown_name
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.involve.submissions import file_repository
from library.involve.submissions.models import Submission
from library.security.permissions import Action, Person, demand
from library.services import Services

MOST_FILES, LARGEST = 5, 10_000_000
TOO_MANY = Message("You can add %(most)s documents. Remove one first.", most=MOST_FILES)
TOO_LARGE = marked("A document can be 10 MB or less. Save it with smaller pictures, or paste its text into the form.")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document that somebody sent."""

    id: int
    name: str
    size: int
    digest: str
    added_at: datetime


class Gone(LookupError):
    """There is no such document, or it is no longer on the disk."""


def listed(services: Services, submission: Submission) -> list[SentFile]:
    """Return the documents of a submission."""
    with services.store.reading() as database:
        return [SentFile(*row) for row in file_repository.of(database, submission.id)]


def add(services: Services, submission: Submission, name: str, stream: Stream) -> list[Fault]:
    """Keep a document; return why it is not taken."""
    try:
        received = services.files.receive(stream)
    except Refused as refused:
        return [Fault("file", refused.why)]
    try:
        if received.size > LARGEST:
            return [Fault("file", TOO_LARGE)]
        with services.store.writing() as database:
            known = file_repository.of(database, submission.id)
            if any(row[3] == received.digest for row in known):
                return []
            if len(known) >= MOST_FILES:
                return [Fault("file", TOO_MANY)]
            services.files.keep(received)
            row = shown_name(name), received.size, received.digest, services.clock()
            file_repository.add(database, submission.id, *row)
    finally:
        services.files.drop(received)
    return []


def remove(services: Services, submission: Submission, file_id: int) -> None:
    """Delete a document of a submission, if it is one of its own."""
    with services.store.writing() as database:
        for row in file_repository.of(database, submission.id):
            if row[0] == file_id:
                _forget(services, database, SentFile(*row))


def forget(services: Services, database: Database, submission_id: int) -> None:
    """Delete all documents of a submission, with what staff had read of them."""
    for row in file_repository.of(database, submission_id):
        _forget(services, database, SentFile(*row))


def _forget(services: Services, database: Database, sent: SentFile) -> None:
    read = upload_rows.by_form(database, _form_id(sent.id))
    if read:
        upload_rows.remove(database, read.id)
    file_repository.remove(database, sent.id)
    if sent.digest not in upload_rows.digests(database):
        services.files.remove(sent.digest)


def _form_id(file_id: int) -> str:
    return f"submission-file-{file_id}"


def open_for(services: Services, person: Person, submission: Submission, file_id: int) -> int:
    """Make an upload of a document for a person to read, as if they had sent it; return its id. Raise Gone, Refused."""
    demand(person, Action.UPLOAD)
    found = next((each for each in listed(services, submission) if each.id == file_id), None)
    path = services.files.path(found.digest) if found else None
    if found is None or path is None or not path.is_file():
        raise Gone(file_id)
    with path.open("rb") as stream:
        upload, _ = uploads.take(services, person, found.name, stream, _form_id(file_id))
    return upload.id
