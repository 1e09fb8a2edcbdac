"""Uploads in the database."""

from datetime import timedelta

from library.briefs import draft_repository as drafts
from library.db.store import Store
from library.editing.documents import repository as uploads
from library.editing.documents.models import Block, Document, FigureFound, FileKind, Suggestion
from library.editing.documents.uploads import TagSuggestion, UploadState
from tests.db import steps

DOCUMENT = Document(
    FileKind.PDF,
    40,
    12,
    (Block(1, 1, "Siân’s “report” 👍 \u200d"), Block(2, 0, "It fell by 30%.")),
    (Suggestion("title", "Siân’s report", "it is the main heading", 1),),
    (FigureFound("30", "It fell by 30%.", 2),),
    False,
)
TAGS = (TagSuggestion("approach", "sport", ("football", "boxing"), 3),)


def added(store: Store, digest: str = "a" * 64) -> int:
    person_id = steps.person(store, f"{digest[0]}@example.org")
    with store.writing() as database:
        return uploads.add(database, "report.pdf", 9, digest, person_id, "form", steps.NOW)


def test_what_was_read_comes_back_as_it_was(store: Store) -> None:
    id = added(store)
    with store.writing() as database:
        assert uploads.document(database, id) is None
        uploads.keep_read(database, id, DOCUMENT, TAGS)
    with store.reading() as database:
        assert uploads.document(database, id) == (DOCUMENT, TAGS)
        found = uploads.get(database, id)
        assert found is not None
        assert (found.state, found.kind, found.page, found.pages) == (UploadState.READ, FileKind.PDF, 12, 40)
        assert uploads.by_digest(database, "a" * 64) == uploads.by_form(database, "form") == found


def test_one_reader_takes_an_upload_and_another_only_once_it_is_given_up(store: Store) -> None:
    id = added(store)
    with store.writing() as database:
        assert uploads.claim(database, id, steps.NOW)
        assert not uploads.claim(database, id, steps.NOW + uploads.GIVEN_UP)
        assert uploads.claim(database, id, steps.NOW + uploads.GIVEN_UP + timedelta(seconds=1))
        uploads.keep_read(database, id, DOCUMENT, ())
        assert not uploads.claim(database, id, steps.NOW + 9 * uploads.GIVEN_UP)


def test_what_stands_beside_a_draft_goes_with_the_upload_and_the_draft_stays(store: Store) -> None:
    id, brief_id = added(store), steps.draft(store)
    with store.writing() as database:
        uploads.keep_read(database, id, DOCUMENT, TAGS)
        uploads.put_beside(database, brief_id, id, "a", DOCUMENT.suggestions)
        (beside,) = uploads.beside(database, brief_id)
        assert (beside.upload_id, beside.letter, beside.unsettled) == (id, "a", DOCUMENT.suggestions)
        assert [draft.brief_id for draft in uploads.drafts_of(database, id)] == [brief_id]
        uploads.settle(database, brief_id, beside, (), ())
        assert uploads.beside(database, brief_id)[0].unsettled == ()
        uploads.remove(database, id)
        assert uploads.beside(database, brief_id) == []
        assert drafts.read(database, brief_id) is not None


def test_uploads_are_listed_newest_first_and_found_by_age(store: Store) -> None:
    first, second = added(store), added(store, "b" * 64)
    with store.reading() as database:
        assert [each.id for each in uploads.newest(database, 9)] == [second, first]
        assert [each.id for each in uploads.newest(database, 1)] == [second]
        assert uploads.before(database, steps.NOW) == []
        assert len(uploads.before(database, steps.NOW + timedelta(seconds=1))) == 2
        assert uploads.digests(database) == {"a" * 64, "b" * 64}
