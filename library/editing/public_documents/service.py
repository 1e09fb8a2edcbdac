"""Letting readers have a document: cleaned, opened by the person who publishes it, and published by a second person."""

import io
from pathlib import Path
from typing import Any

from library.briefs import repository as briefs
from library.briefs.models import slug_from
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.documents import repository as uploads
from library.editing.documents import service as upload_actions
from library.editing.public_documents import cleaning, repository
from library.editing.public_documents.models import DocumentState, NotCleaned, PublicDocument
from library.editing.public_documents.schemas import ABOUT
from library.errors import NotFound
from library.forms.loading import load
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand, may
from library.services import Services

LONGEST_REASON = 300
NOT_OPENED = Fault("open", marked("Open the clean copy and look through it before you publish it."))
NOT_ALLOWED = Fault("allowed", marked("Confirm that we may publish it on these terms."))
ALONE = Fault(
    "", marked("You uploaded this document, so someone else has to publish it. Ask a reviewer to open this page.")
)
NO_REASON = Fault("reason", marked("Say in 1 to 300 characters why readers can’t have it any more."))


class NoSuchDocument(NotFound):
    """There is no document of this name for readers."""


def of_upload(services: Services, person: Person, upload_id: int) -> PublicDocument | None:
    """Return what was made of an upload for readers, if anything."""
    demand(person, Action.PUBLISH)
    with services.store.reading() as database:
        return repository.of_upload(database, upload_id)


def suggested(services: Services, person: Person, upload_id: int) -> dict[str, Any]:
    """Return what the document says of itself, to begin its page with."""
    demand(person, Action.PUBLISH)
    with services.store.reading() as database:
        read = uploads.document(database, upload_id)
    found = {each.field: each.value for each in read[0].suggestions} if read else {}
    known = {name: found[name] for name in ("title", "authors", "publisher") if found.get(name)}
    year = found.get("year", "")
    return known | ({"year": int(year)} if year.isdecimal() else {})


def open_copy(services: Services, person: Person, upload_id: int) -> tuple[PublicDocument, Path] | Fault:
    """Return the clean copy of an upload, made when it is first opened, and keep that this person opened it."""
    demand(person, Action.PUBLISH)
    found = of_upload(services, person, upload_id)
    if found is None or found.state is DocumentState.WITHDRAWN:
        made = _prepared(services, person, upload_id)
        if isinstance(made, Fault):
            return made
        found = made
    with services.store.writing() as database:
        repository.note_opened(database, found, person.id)
        audit.note(database, person.id, "open clean copy", f"upload {upload_id}", services.clock())
    return found, _path(services, found)


def _prepared(services: Services, person: Person, upload_id: int) -> PublicDocument | Fault:
    upload, path = upload_actions.file_of(services, person, upload_id)
    made = cleaning.clean(path)
    if isinstance(made, NotCleaned):
        return Fault("open", made)
    received = services.files.receive(io.BytesIO(made.content))
    copy = {"digest": received.digest, "size": received.size, "ending": made.ending, "pages": made.pages}
    with services.store.writing() as database:
        services.files.keep(received)
        repository.add(database, upload_id, upload.by_id, services.clock(), **copy)
        found = repository.of_upload(database, upload_id)
        assert found is not None
    return found


def _path(services: Services, document: PublicDocument) -> Path:
    path = services.files.path(document.digest)
    if not path.is_file():
        raise NoSuchDocument(document.digest)
    return path


def publish(
    services: Services, person: Person, upload_id: int, words: dict[str, Any], *, allowed: bool
) -> str | list[Fault]:
    """Let readers have the clean copy of an upload; return the name of its page, or what is in the way."""
    demand(person, Action.PUBLISH)
    about, faults = load(ABOUT, words)
    with services.store.writing() as database:
        found = repository.of_upload(database, upload_id)
        if found and found.uploaded_by == person.id and not may(person, Action.PUBLISH_ALONE):
            faults.append(ALONE)
        if found is None or found.state is DocumentState.WITHDRAWN or person.id not in found.opened_by:
            faults.append(NOT_OPENED)
        if not allowed:
            faults.append(NOT_ALLOWED)
        if faults or found is None:
            return faults
        slug = found.slug or _free(database, slug_from(about.title))
        now = services.clock()
        repository.publish(database, found, slug, about, person.id, now)
        audit.note(database, person.id, "publish", f"document {found.id}", now, after=ABOUT.dump(about))
    return slug


def _free(database: Database, slug: str) -> str:
    """Return a name for a page that no document has."""
    slug, number = slug or "document", 2
    free = slug
    while repository.by_slug(database, free):
        free, number = f"{slug[:70]}-{number}", number + 1
    return free


def withdraw(services: Services, person: Person, upload_id: int, because: str) -> list[Fault]:
    """Let readers have a document no more; return what is wrong with the reason."""
    demand(person, Action.WITHDRAW)
    because = " ".join(because.split())
    if not 1 <= len(because) <= LONGEST_REASON:
        return [NO_REASON]
    with services.store.writing() as database:
        found = repository.of_upload(database, upload_id)
        if found and found.state is DocumentState.PUBLIC:
            repository.withdraw(database, found, because, services.clock())
            audit.note(database, person.id, "withdraw", f"document {found.id}", services.clock())
    return []


def everything(services: Services) -> list[PublicDocument]:
    """List the documents that readers may have."""
    with services.store.reading() as database:
        return repository.public(database)


def find(services: Services, slug: str) -> PublicDocument:
    """Return a document that readers may have, or one that was withdrawn; raise NoSuchDocument."""
    with services.store.reading() as database:
        found = repository.by_slug(database, slug)
    if found is None:
        raise NoSuchDocument(slug)
    return found


def file_of(services: Services, document: PublicDocument) -> Path:
    """Return where the clean copy is; raise NoSuchDocument if it is not on this machine."""
    return _path(services, document)


def cited_by(services: Services, document: PublicDocument) -> list[tuple[str, str]]:
    """Return the briefs whose sources lead to a document, as (slug, title)."""
    address = services.links.document(document.slug)
    with services.store.reading() as database:
        contents = briefs.contents(database)
        titles = dict(briefs.titles(database, len(contents)))
    citing = (
        slug
        for slug, content in contents.items()
        if any(source.get("url", "").rstrip("/") == address for source in content.get("sources", ()))
    )
    return [(slug, titles[slug]) for slug in sorted(citing) if slug in titles]


def public_pages(services: Services) -> list[tuple[str, str]]:
    """Return the page of each document, and the day it was published."""
    return [
        (services.links.document(each.slug), each.published_at.date().isoformat() if each.published_at else "")
        for each in everything(services)
    ]
