"""Changing many briefs at once: told brief by brief, then done in one transaction, and undone for a day.

What somebody else changes in between is never written over: such a brief is left alone, and that is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from library.briefs import draft_repository as drafts
from library.briefs.schemas.brief import BRIEF, same
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.bulk import repository, rules
from library.editing.bulk.models import MOST, UNDONE_WITHIN, Change, Changed, Done, Line, Plan, Standing, What
from library.editing.drafts import checklist
from library.editing.drafts import service as writing
from library.editing.drafts.republish import republish
from library.editing.review_dates import repository as review_dates
from library.errors import NotFound
from library.i18n.messages import Message, gettext, marked
from library.search import indexing
from library.security.permissions import Action, Person, demand, may
from library.services import Services

EDITED = marked("It's being edited (last saved by %(by)s). Publish that edit first, or make this change in it.")
IN_REVIEW = marked("It's in review. Make this change there.")
NOT_SHOWN = marked("Readers don't see it, so there is nothing to withdraw.")
TAKEN_DOWN = marked("It's withdrawn. Bring it back first.")
NOT_YOURS = marked("Only a reviewer can change what readers see, or a draft that somebody else started.")
AS_IT_IS = marked("It's like this already.")
MOVED_ON = marked("%(by)s changed it after you looked. It was left as it is.")
MOVED_SINCE = marked("%(by)s changed it since. It was left as it is.")
SOMEBODY = marked("Somebody")


class NoSuchChange(NotFound):
    """There is no change with this id, or it is another person's."""


def chosen(services: Services, person: Person, ids: Sequence[int]) -> list[Standing]:
    """Return where the chosen briefs stand."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        return repository.standings(database, ids[:MOST])


def roles(services: Services) -> list[str]:
    """Return the roles that look after briefs."""
    with services.store.reading() as database:
        return [duty.role for duty in review_dates.roles(database)]


def plan(services: Services, person: Person, ids: Sequence[int], change: Change) -> Plan:
    """Tell what a change would do to each brief."""
    _demand(person, change)
    with services.store.reading() as database:
        return _plan(database, person, ids, change)


def _demand(person: Person, change: Change) -> None:
    demand(person, Action.WITHDRAW if change.what is What.WITHDRAW else Action.WRITE)


def _plan(database: Database, person: Person, ids: Sequence[int], change: Change) -> Plan:
    terms = vocabulary.read(database)
    found = repository.standings(database, ids[:MOST])
    return Plan(change, tuple(_line(database, person, each, change, terms) for each in found))


def _line(database: Database, person: Person, standing: Standing, change: Change, terms: Vocabulary) -> Line:
    if why_not := _stops(standing, change):
        return Line(standing, why_not=why_not)
    if change.what is What.WITHDRAW:
        return Line(standing, gettext(rules.SHOWN), gettext(rules.TAKEN_DOWN))
    draft = drafts.read(database, standing.brief_id)
    assert draft is not None
    if not may(person, Action.PUBLISH) and (standing.published or not may(person, Action.EDIT, draft.owner_id)):
        return Line(standing, why_not=gettext(NOT_YOURS))
    after = rules.changed(draft.content, change)
    if same(draft.content, after):
        return Line(standing, why_not=gettext(AS_IT_IS))
    faults = checklist.check(database, after, standing.brief_id)[1] if standing.published else []
    words, other = rules.in_words(draft.content, change, terms), rules.in_words(after, change, terms)
    return Line(standing, words, other, " ".join(gettext(fault.message) for fault in faults))


def _stops(standing: Standing, change: Change) -> str:
    """Return why a brief is left alone, for any person who asks; "" if nothing stops it."""
    if change.what is What.WITHDRAW:
        return "" if standing.published else gettext(NOT_SHOWN)
    if standing.in_review:
        return gettext(IN_REVIEW)
    if standing.published and standing.working:
        return _by(EDITED, standing)
    return "" if standing.published or standing.working else gettext(TAKEN_DOWN)


def _by(sentence: str, standing: Standing) -> str:
    return gettext(Message(sentence, by=standing.saved_by or SOMEBODY))


def do(services: Services, person: Person, seen: Mapping[int, str], change: Change) -> int:
    """Make a change to briefs as they were seen; return the id that it is kept under."""
    _demand(person, change)
    with services.store.writing() as database:
        now, made = services.clock(), _plan(database, person, list(seen), change)
        done = [_done(database, person, line, seen[line.standing.brief_id], change, now) for line in made.lines]
        kept = repository.keep(database, person.id, change, done, now)
        audit.note(database, person.id, "bulk edit", f"bulk edit {kept}", now, after=[change.what, change.value])
    indexing.after_commit(services)
    return kept


def _done(database: Database, person: Person, line: Line, seen: str, change: Change, now: datetime) -> Changed:
    standing = line.standing
    if standing.seen != seen:
        return Changed(standing.brief_id, standing.title, None, standing.seen, _by(MOVED_ON, standing))
    if line.why_not:
        return Changed(standing.brief_id, standing.title, None, standing.seen, line.why_not)
    before = _make(database, person, standing, change, now)
    (after,) = repository.standings(database, [standing.brief_id])
    return Changed(standing.brief_id, standing.title, before, after.seen, "")


def _make(database: Database, person: Person, standing: Standing, change: Change, now: datetime) -> object:
    """Make a change to one brief; return what its field held before."""
    if change.what is What.WITHDRAW:
        writing.withdraw_in(database, person, standing.brief_id, change.value, now)
        return None
    draft = drafts.read(database, standing.brief_id)
    assert draft is not None
    after = rules.changed(draft.content, change)
    _write(database, person, standing, after, now, rules.NOTES[change.what])
    return draft.content.get(rules.field_of(change))


def _write(
    database: Database, person: Person, standing: Standing, content: rules.Content, now: datetime, note: str
) -> None:
    """Publish a content again, or save it where the brief is a draft."""
    if standing.published:
        republish(database, person, standing.brief_id, BRIEF.load(content), now, note, "bulk change")
        return
    draft = drafts.read(database, standing.brief_id)
    assert draft is not None
    writing.save_in(database, person, standing.brief_id, content, draft.lock, draft.note, now)


def find(services: Services, person: Person, bulk_edit_id: int) -> Done:
    """Return a change that a person made; raise NoSuchChange."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        return _found(database, person, bulk_edit_id)


def _found(database: Database, person: Person, bulk_edit_id: int) -> Done:
    found = repository.find(database, bulk_edit_id)
    if found is None or found.person_id != person.id:
        raise NoSuchChange(bulk_edit_id)
    return found


def recent(services: Services, person: Person) -> list[Done]:
    """Return the changes that a person made and can still look at to undo."""
    with services.store.reading() as database:
        return repository.made_since(database, person.id, services.clock() - UNDONE_WITHIN)


def undo(services: Services, person: Person, bulk_edit_id: int) -> None:
    """Undo a change, but for the briefs that somebody has changed since; twice is once, and too late is nothing."""
    now = services.clock()
    with services.store.writing() as database:
        done = _found(database, person, bulk_edit_id)
        _demand(person, done.change)
        if not done.can_be_undone(now) or not repository.undone(database, bulk_edit_id, now):
            return
        repository.left_alone(database, bulk_edit_id, dict(_undo_each(database, person, done, now)))
        audit.note(database, person.id, "undo bulk edit", f"bulk edit {bulk_edit_id}", now)
    indexing.after_commit(services)


def _undo_each(database: Database, person: Person, done: Done, now: datetime) -> Iterator[tuple[int, str]]:
    """Undo a change brief by brief; yield those that are left as they are, with the reason."""
    found = repository.standings(database, [line.brief_id for line in done.changed])
    standing = {each.brief_id: each for each in found}
    for line in done.changed:
        now_standing = standing[line.brief_id]
        if now_standing.seen != line.seen:
            yield line.brief_id, _by(MOVED_SINCE, now_standing)
        elif done.change.what is What.WITHDRAW:
            if faults := writing.restore_in(database, person, line.brief_id, now):
                yield line.brief_id, " ".join(gettext(fault.message) for fault in faults)
        else:
            draft = drafts.read(database, line.brief_id)
            assert draft is not None
            content = rules.put_back(draft.content, done.change, line.before)
            note = f"Undone: {rules.NOTES[done.change.what]}"
            _write(database, person, now_standing, content, now, note)
