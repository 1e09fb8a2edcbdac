"""The way of a draft to its readers: sent for review, talked about, sent back, given a time, sent out when it is due.

Whatever else a button does, what was typed is saved with it, in one transaction.
"""

from collections.abc import Callable
from datetime import datetime

from library.briefs import draft_repository as drafts
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts import checklist, comments, editors, notifications
from library.editing.drafts import repository as reviews
from library.editing.drafts.checklist import Content, Readiness
from library.editing.drafts.models import Comment, Editor, Queue, Review
from library.editing.drafts.service import Conflict, Saved, open_draft, publish_in, save_in
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.search import indexing
from library.security.permissions import Action, Person, demand, may
from library.services import Services

MOST_WORDS = 2000
"""Characters of a comment."""
NOBODY = Readiness(None, (Fault("", marked("The person who chose the time may not publish any more.")),))
"""What is in the way where nobody answers for a time that was chosen."""
Step = Callable[[Database, datetime], list[Fault]]
"""What a button does once the edit is saved; it gives what stands in its way."""


def _saved_then(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, note: str, step: Step
) -> Saved | Conflict:
    now = services.clock()
    with services.store.writing() as database:
        if conflict := save_in(database, person, brief_id, content, lock, note, now):
            return conflict
        return Saved(brief_id, step(database, now))


def send(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Saved | Conflict:
    """Save an edit and send it for review, if nothing is wrong with it."""

    def step(database: Database, now: datetime) -> list[Fault]:
        faults = list(checklist.of_saved(database, person, brief_id).faults)
        if not faults and reviews.send(database, brief_id, person.id, now):
            audit.note(database, person.id, "send for review", f"brief {brief_id}", now)
            notifications.waits(services, database, person, brief_id, now)
        return faults

    return _saved_then(services, person, brief_id, content, lock, note, step)


def send_back(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, words: str, note: str = ""
) -> Saved | Conflict:
    """Save an edit and return the draft back to its writer, saying what to fix."""
    demand(person, Action.PUBLISH)

    def step(database: Database, now: datetime) -> list[Fault]:
        faults = _word_faults("review_words", words, marked("Say in a sentence what to fix."))
        if not faults and reviews.send_back(database, brief_id):
            comments.keep(database, brief_id, "", words.strip(), person.id, now)
            audit.note(database, person.id, "send back", f"brief {brief_id}", now)
            notifications.came_back(services, database, person, brief_id, words.strip(), now)
        return faults

    return _saved_then(services, person, brief_id, content, lock, note, step)


def comment(
    services: Services,
    person: Person,
    brief_id: int,
    content: Content,
    lock: int,
    said: tuple[str, str],
    note: str = "",
) -> Saved | Conflict:
    """Save an edit and keep a comment: on which field, in which words. Those it concerns are told by mail."""
    field, words = said

    def step(database: Database, now: datetime) -> list[Fault]:
        faults = _word_faults("comment_words", words, marked("Write your comment first."))
        if not faults and comments.keep(database, brief_id, field[:80], words.strip(), person.id, now):
            audit.note(database, person.id, "comment", f"brief {brief_id}", now)
            notifications.commented(services, database, person, brief_id, field, words.strip(), now)
        return faults

    return _saved_then(services, person, brief_id, content, lock, note, step)


def reply(
    services: Services,
    person: Person,
    brief_id: int,
    content: Content,
    lock: int,
    said: tuple[int, str],
    note: str = "",
) -> Saved | Conflict:
    """Save an edit and keep a reply: to which comment, in which words. Those it concerns are told by mail."""
    comment_id, words = said

    def step(database: Database, now: datetime) -> list[Fault]:
        faults = _word_faults(f"reply-{comment_id}", words, marked("Write your reply first."))
        first = next((each for each in comments.waiting(database, brief_id) if each.id == comment_id), None)
        if faults or first is None:
            return faults
        if comments.keep(database, brief_id, first.field, words.strip(), person.id, now, first.id):
            audit.note(database, person.id, "reply", f"brief {brief_id}", now)
            notifications.commented(services, database, person, brief_id, first.field, words.strip(), now)
        return []

    return _saved_then(services, person, brief_id, content, lock, note, step)


def _word_faults(field: str, words: str, empty: str) -> list[Fault]:
    if not words.strip():
        return [Fault(field, empty)]
    return (
        [Fault(field, Message("Use %(most_words)s characters or fewer.", most_words=MOST_WORDS))]
        if len(words) > MOST_WORDS
        else []
    )


def settle(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, comment_id: int, note: str = ""
) -> Saved | Conflict:
    """Save an edit and mark a comment as settled."""

    def step(database: Database, now: datetime) -> list[Fault]:
        if comments.settle(database, brief_id, comment_id, person.id, now):
            audit.note(database, person.id, "settle comment", f"brief {brief_id}", now)
        return []

    return _saved_then(services, person, brief_id, content, lock, note, step)


def set_time(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, at: datetime, note: str = ""
) -> Saved | Conflict:
    """Save an edit and, if nothing is wrong with it, let it go out by itself at a time; an edit takes the time off."""
    demand(person, Action.PUBLISH)

    def step(database: Database, now: datetime) -> list[Fault]:
        if at <= now:
            return [
                Fault(
                    "publish_at", marked("This time has passed. Choose a later one, or leave it empty to publish now.")
                )
            ]
        found = checklist.of_saved(database, person, brief_id)
        if found.missing:
            return found.missing
        if drafts.working_version(database, brief_id) is None:
            return [
                Fault("publish_at", marked("Readers see this already. Change something, then choose when it goes out."))
            ]
        reviews.set_time(database, brief_id, person.id, at, alone=found.alone)
        audit.note(database, person.id, "set time", f"brief {brief_id}", now)
        return []

    return _saved_then(services, person, brief_id, content, lock, note, step)


def drop_time(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Saved | Conflict:
    """Save an edit and take the time off, so that nothing goes out by itself."""
    demand(person, Action.PUBLISH)

    def step(database: Database, now: datetime) -> list[Fault]:
        if reviews.drop_time(database, brief_id):
            audit.note(database, person.id, "take time off", f"brief {brief_id}", now)
        return []

    return _saved_then(services, person, brief_id, content, lock, note, step)


def publish_due(services: Services) -> int:
    """Publish what is due, each in its own transaction, if the rules still hold; return how many were."""
    with services.store.reading() as database:
        ids = [brief_id for brief_id, _ in reviews.due(database, services.clock())]
    done = sum(_publish_due(services, brief_id) for brief_id in ids)
    if done:
        indexing.after_commit(services)
    return done


def _publish_due(services: Services, brief_id: int) -> bool:
    now = services.clock()
    with services.store.writing() as database:
        if brief_id not in (waiting := dict(reviews.due(database, now))):
            return False
        person = waiting[brief_id]
        found = checklist.of_saved(database, person, brief_id) if person and may(person, Action.PUBLISH) else NOBODY
        if person and not found.missing:
            publish_in(services, database, person, brief_id, found, now)
            return True
        reviews.stop(database, brief_id)
        said = " ".join(fault.message for fault in found.missing)
        comments.keep(database, brief_id, "", f"This was due but did not go out. {said}", None, now)
        audit.note(database, None, "hold back", f"brief {brief_id}", now)
        return False


def talk(services: Services, person: Person, brief_id: int) -> tuple[Review, list[Comment]]:
    """Return where a draft stands and the comments that wait, for its edit page."""
    open_draft(services, person, brief_id)
    with services.store.reading() as database:
        return reviews.read(database, brief_id), comments.waiting(database, brief_id)


def others_editing(services: Services, person: Person, brief_id: int) -> list[Editor]:
    """Return who else is editing a draft now, for its edit page."""
    with services.store.reading() as database:
        return editors.others(database, brief_id, person.id, services.clock())


def queue(services: Services, person: Person) -> Queue:
    """Return what waits for a person; a contributor sees what came back to them."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        mine, sent = reviews.to_fix(database, person.id), reviews.to_review(database, person.id, own=True)
        if not may(person, Action.PUBLISH):
            return Queue(to_fix=mine, sent=sent)
        others = reviews.to_review(database, person.id, own=False)
        return Queue(others, mine, reviews.timed(database), sent)
