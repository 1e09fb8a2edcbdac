"""What staff do with briefs: start, save, publish, withdraw. What they typed is kept whatever is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime

from library.briefs import draft_repository as drafts
from library.briefs.models import Status
from library.briefs.schemas.brief import BRIEF, same
from library.briefs.states import Draft
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts import checklist, editors, notifications
from library.editing.drafts import repository as reviews
from library.editing.drafts.checklist import Content, Readiness, addressed
from library.errors import NotFound
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.newsletters.digests import repository as digests
from library.search import indexing
from library.security.permissions import Action, Person, demand
from library.services import Services


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft was saved, under this lock; `faults` is what stopped whatever else the button does."""

    brief_id: int
    faults: list[Fault] = field(default_factory=list)
    lock: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A brief is now what readers see at this slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in between: nothing was written, and this is theirs; `fields` are those both have changed."""

    theirs: Draft
    fields: tuple[str, ...] = ()


class NoSuchBrief(NotFound):
    """There is no brief with this id."""


def open_draft(services: Services, person: Person, brief_id: int) -> Draft:
    """Open what an editor works on."""
    with services.store.reading() as database:
        draft = _draft(database, brief_id)
    demand(person, Action.EDIT, draft.owner_id)
    return draft


def _draft(database: Database, brief_id: int) -> Draft:
    draft = drafts.read(database, brief_id)
    if draft is None:
        raise NoSuchBrief(brief_id)
    return draft


def start(services: Services, person: Person, content: Content, form_id: str, note: str = "") -> Saved | Conflict:
    """Make a brief from a first save; the same form sent twice makes one brief, with what it said last."""
    demand(person, Action.WRITE)
    now, content = services.clock(), addressed(content)
    with services.store.writing() as database:
        brief_id = drafts.made_by_form(database, form_id)
        if brief_id is None:
            brief_id = drafts.create(database, content, person.id, now, form_id, note=note)
            audit.note(database, person.id, "start", f"brief {brief_id}", now, after=content)
        elif conflict := save_in(database, person, brief_id, content, drafts.FIRST_LOCK, note, now):
            return conflict
        return _saved(database, brief_id)


def _saved(database: Database, brief_id: int) -> Saved:
    return Saved(brief_id, lock=_draft(database, brief_id).lock)


def save(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Saved | Conflict:
    """Save an edit that was made on the save that `lock` names."""
    now = services.clock()
    with services.store.writing() as database:
        if conflict := save_in(database, person, brief_id, content, lock, note, now):
            return conflict
        return _saved(database, brief_id)


def save_in(
    database: Database,
    person: Person,
    brief_id: int,
    content: Content,
    lock: int,
    note: str,
    now: datetime,
    *,
    afresh: bool = False,
) -> Conflict | None:
    """Save an edit in a transaction; what changes nothing makes no draft, unless `afresh` asks for one."""
    before, content = _draft(database, brief_id), addressed(content)
    demand(person, Action.EDIT, before.owner_id)
    editors.note(database, brief_id, person.id, now)
    if same(before.content, content) and not (afresh and before.status is Status.WITHDRAWN):
        drafts.keep_note(database, brief_id, note, lock)
        return None
    if not drafts.save(database, brief_id, content, lock, person.id, now, note=note):
        return Conflict(before)
    if reviews.drop_time(database, brief_id):
        audit.note(database, person.id, "take time off", f"brief {brief_id}", now)
    audit.note(database, person.id, "save", f"brief {brief_id}", now, before=before.content, after=content)
    return None


def publish(
    services: Services, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Published | Saved | Conflict:
    """Save an edit and, if nothing is wrong with it, make it what readers see; found by search before this returns."""
    demand(person, Action.PUBLISH)
    now = services.clock()
    with services.store.writing() as database:
        if conflict := save_in(database, person, brief_id, content, lock, note, now, afresh=True):
            return conflict
        found = checklist.of_saved(database, person, brief_id)
        if found.brief is None or found.missing:
            return Saved(brief_id, found.missing)
        publish_in(services, database, person, brief_id, found, now)
    indexing.after_commit(services)
    return Published(found.brief.slug)


def publish_in(
    services: Services, database: Database, person: Person, brief_id: int, found: Readiness, now: datetime
) -> None:
    """Make a working draft what readers see, in a transaction; what they see already stays as it is."""
    draft = _draft(database, brief_id)
    if not draft.working or found.brief is None:
        return
    version_id = drafts.working_version(database, brief_id)
    notifications.goes_out(services, database, person, brief_id, found.brief.slug, now)
    drafts.publish(database, brief_id, found.brief, now, draft.note)
    reviews.published(database, version_id, person.id, alone=found.alone)
    deed = "publish alone" if found.alone else "publish"
    audit.note(database, person.id, deed, f"brief {brief_id}", now, after=BRIEF.dump(found.brief))


def withdraw(services: Services, person: Person, brief_id: int, reason: str) -> list[Fault]:
    """Take a brief down, leaving a page that says when and why; gone from search before this returns."""
    demand(person, Action.WITHDRAW)
    if not reason.strip():
        return [Fault("reason", marked("Say in a sentence why it is withdrawn. Readers will see it."))]
    with services.store.writing() as database:
        _draft(database, brief_id)
        withdraw_in(database, person, brief_id, reason.strip(), services.clock())
    indexing.after_commit(services)
    return []


def withdraw_in(database: Database, person: Person, brief_id: int, reason: str, now: datetime) -> None:
    """Take a published brief down, in a transaction."""
    if drafts.withdraw(database, brief_id, reason, now, person.id):
        digests.take_back(database, f"brief-{brief_id}", now)
        audit.note(database, person.id, "withdraw", f"brief {brief_id}", now)


def restore(services: Services, person: Person, brief_id: int) -> list[Fault]:
    """Bring a withdrawn brief back as readers last saw it, if it still keeps the rules; found before this returns."""
    demand(person, Action.WITHDRAW)
    with services.store.writing() as database:
        _draft(database, brief_id)
        if faults := restore_in(database, person, brief_id, services.clock()):
            return faults
    indexing.after_commit(services)
    return []


def restore_in(database: Database, person: Person, brief_id: int, now: datetime) -> list[Fault]:
    """Bring a withdrawn brief back, in a transaction; return what stops that."""
    shown = reviews.last_shown(database, brief_id)
    if shown and (faults := checklist.check(database, shown, brief_id)[1]):
        return faults
    if drafts.restore(database, brief_id, person.id, now):
        audit.note(database, person.id, "restore", f"brief {brief_id}", now)
    return []
