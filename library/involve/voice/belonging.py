"""The brief or field note that a new voice belongs to."""

from dataclasses import dataclass

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.involve.field_notes import repository as notes
from library.services import Services


@dataclass(frozen=True, slots=True)
class Place:
    """Where a voice will be shown: one brief or one field note."""

    title: str
    address: str
    brief_id: int | None = None
    note_id: int | None = None


def asked(services: Services, slug: str, note_id: int) -> Place | None:
    """Return the published brief or field note that is named; none if neither is."""
    with services.store.reading() as database:
        if slug:
            found = briefs.find(database, slug)
            if isinstance(found, PublishedBrief):
                return Place(found.brief.title, services.links.brief(found.brief.slug), brief_id=found.id)
            return None
        note = notes.find(database, note_id) if note_id else None
    return Place(note.note.title, services.links.field_note(note.id), note_id=note.id) if note and note.note else None
