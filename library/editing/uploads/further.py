"""Putting one more document beside a brief that is there already: a source entry with a letter of its own."""

from library.briefs import draft_repository as drafts
from library.editing.documents import repository as uploads
from library.editing.documents.uploads import next_letter, source_filled, source_of
from library.editing.drafts.service import NoSuchBrief, save_in
from library.security.permissions import Action, Person, demand
from library.services import Services


def add(services: Services, person: Person, brief_id: int, upload_id: int) -> bool:
    """Add a document that was read to the draft of a brief; False while it is not read. Twice adds it once."""
    now = services.clock()
    with services.store.writing() as database:
        draft = drafts.read(database, brief_id)
        if draft is None:
            raise NoSuchBrief(brief_id)
        demand(person, Action.EDIT, draft.owner_id)
        read = uploads.document(database, upload_id)
        if read is None or any(each.upload_id == upload_id for each in uploads.beside(database, brief_id)):
            return read is not None
        letter, suggestions = next_letter(draft.content), source_filled(read[0], services.today())
        sources = [*(draft.content.get("sources") or []), source_of(suggestions, letter)]
        save_in(database, person, brief_id, draft.content | {"sources": sources}, draft.lock, draft.note, now)
        uploads.put_beside(database, brief_id, upload_id, letter, suggestions)
        return True
