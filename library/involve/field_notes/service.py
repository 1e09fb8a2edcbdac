"""Field notes: read by everybody, published, changed and withdrawn by staff, and made into a draft of a brief."""

from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts import service as desk
from library.editing.drafts.service import Saved
from library.forms.problems import Fault
from library.i18n.formats import LONDON
from library.involve.belonging import belongs, unknown
from library.involve.field_notes import repository
from library.involve.field_notes.models import FieldNote, Published
from library.involve.field_notes.rules import draft_of
from library.involve.field_notes.schemas import FIELD_NOTE
from library.involve.loading import load
from library.involve.submissions import moderation
from library.involve.submissions.models import Submission
from library.security.permissions import Action, Person, demand
from library.services import Services


class NoSuchNote(LookupError):
    """There is no field note with this id, or its words are gone."""


def shown(services: Services) -> list[Published]:
    """Return all that readers see, the newest first."""
    with services.store.reading() as database:
        return repository.shown(database)


def about(services: Services, *, slug: str = "", approaches: tuple[str, ...] = ()) -> list[Published]:
    """Return those that belong to a brief or to one of some topics."""
    here = belongs(services, slug, approaches)
    return [each for each in shown(services) if each.note and here(each.note)]


def find(services: Services, note_id: int) -> Published:
    """Return one; raise NoSuchNote."""
    with services.store.reading() as database:
        return _found(database, note_id)


def _found(database: Database, note_id: int) -> Published:
    found = repository.find(database, note_id)
    if found is None:
        raise NoSuchNote(note_id)
    return found


def publish(services: Services, person: Person, words: dict[str, Any], submission: Submission) -> int | list[Fault]:
    """Publish what somebody sent, or the change to it; return its id or what is wrong. Raise Answered."""
    demand(person, Action.MODERATE)
    note, faults = load(FIELD_NOTE, words)
    with services.store.writing() as database:
        faults += unknown(database, note.approaches, note.briefs) if note else []
        if not isinstance(note, FieldNote) or faults:
            return faults
        known, now = repository.of_submission(database, submission.id), services.clock()
        if known:
            repository.change(database, known.id, note, person.id, now)
        made = known.id if known else repository.add(database, note, person.id, now, submission.id)
        audit.note(database, person.id, "publish", f"field note {made}", now, after=FIELD_NOTE.dump(note))
        if not moderation.publish_within(services, database, person, submission, services.links.field_note(made)):
            raise moderation.Answered
    return made


def change(services: Services, person: Person, note_id: int, words: dict[str, Any]) -> list[Fault]:
    """Change a field note; return what is wrong with it. Raise NoSuchNote for one that was withdrawn."""
    demand(person, Action.MODERATE)
    note, faults = load(FIELD_NOTE, words)
    with services.store.writing() as database:
        known = _found(database, note_id)
        if known.note is None:
            raise NoSuchNote(note_id)
        faults += unknown(database, note.approaches, note.briefs) if note else []
        if isinstance(note, FieldNote) and not faults:
            before, after = FIELD_NOTE.dump(known.note), FIELD_NOTE.dump(note)
            repository.change(database, note_id, note, person.id, services.clock())
            audit.note(
                database, person.id, "change", f"field note {note_id}", services.clock(), before=before, after=after
            )
    return faults


def withdraw(services: Services, person: Person, note_id: int) -> None:
    """Take a field note off the pages for good; its words are deleted."""
    demand(person, Action.MODERATE)
    now = services.clock()
    with services.store.writing() as database:
        known = _found(database, note_id)
        if repository.withdraw(database, note_id, person.id, now):
            audit.note(database, person.id, "withdraw", f"field note {note_id}", now)
            if known.submission_id:
                moderation.take_down_within(services, database, known.submission_id)


def make_draft(services: Services, person: Person, note_id: int) -> int:
    """Start a draft of a brief that carries a whole field note over; return its id. A second time is the same draft."""
    demand(person, Action.WRITE)
    found = find(services, note_id)
    if found.brief_id:
        return found.brief_id
    if found.note is None:
        raise NoSuchNote(note_id)
    address, day = services.links.field_note(note_id), found.published_at.astimezone(LONDON).date()
    content = draft_of(found.note, address, services.settings.organisation, day, services.today())
    saved = desk.start(services, person, content, f"field-note-{note_id}")
    assert isinstance(saved, Saved)
    with services.store.writing() as database:
        repository.link_brief(database, note_id, saved.brief_id)
    return saved.brief_id


def public_pages(services: Services) -> list[tuple[str, str]]:
    """Return the page of each field note, and the day it last changed."""
    return [(services.links.field_note(each.id), each.changed_at.date().isoformat()) for each in shown(services)]
